"""Measure Newsdesk: `python3 dev.py bench [NAME …]`; without names, everything."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

from tests.bench.report import Report

HELPERS = {"__main__", "report", "libraries", "children", "clocks"}
FIRST = ("start", "typing", "stories", "library")
"""The order of these; the others follow by name."""


def names() -> list[str]:
    """The benches of this folder: its modules with a `measure`."""
    modules = Path(__file__).parent.glob("*.py")
    found = {path.stem for path in modules if "\ndef measure(report" in path.read_text("utf-8")}
    first = [name for name in FIRST if name in found]
    return [*first, *sorted(found - set(first))]


def main(wanted: list[str]) -> int:
    known = names()
    if unknown := [name for name in wanted if name not in known]:
        print(f"No bench is called {', '.join(unknown)}. There are: {', '.join(known)}.")
        return 2
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores. Compare ratios, not machines."
    )
    report = Report()
    for name in wanted or known:
        importlib.import_module(f"tests.bench.{name}").measure(report)
    missed = report.missed()
    print(f"\n{len(report.rows)} figures, {len(missed)} beyond their goals.")
    for row in missed:
        print(row.text())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
