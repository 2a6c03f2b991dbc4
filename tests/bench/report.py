"""How the measurements of tests/bench are told.

A bench is a module of this folder with `measure(report)`; `python3 dev.py bench NAME` runs it.
Machines differ and are shared: what counts is the ratio to a floor measured in the same run.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    what: str
    value: float
    unit: str
    floor: float | None = None
    floor_name: str = ""
    goal: str = ""
    met: bool | None = None

    def text(self) -> str:
        beside = ""
        if self.floor:
            ratio = self.value / self.floor
            beside = f"{self.floor_name}: {figure(self.floor)} {self.unit}, ratio {ratio:.2f}"
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        goal = f"goal {self.goal} {verdict}" if self.goal else ""
        told = f"{self.what:<46} {figure(self.value):>9} {self.unit:<6}"
        return f"  {told} {beside:<48} {goal}".rstrip()


@dataclass
class Report:
    """Takes the figures and prints each as it comes."""

    rows: list[Row] = field(default_factory=list[Row])

    def title(self, text: str) -> None:
        print(f"\n{text}", flush=True)

    def note(self, text: str) -> None:
        print(f"  {text}", flush=True)

    def row(
        self,
        what: str,
        value: float,
        unit: str,
        *,
        floor: float | None = None,
        floor_name: str = "floor",
        at_most: float | None = None,
        at_most_times: float | None = None,
    ) -> None:
        """Tell a figure. `at_most` bounds it, `at_most_times` bounds its ratio to the floor."""
        goals: list[str] = []
        met: list[bool] = []
        if at_most is not None:
            goals.append(f"≤ {figure(at_most)} {unit}")
            met.append(value <= at_most)
        if at_most_times is not None and floor:
            goals.append(f"≤ {at_most_times:g} ×")
            met.append(value <= at_most_times * floor)
        told = all(met) if met else None
        row = Row(what, value, unit, floor, floor_name, " and ".join(goals), told)
        self.rows.append(row)
        print(row.text(), flush=True)

    def missed(self) -> list[Row]:
        return [row for row in self.rows if row.met is False]


def figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0–1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(work: Callable[[], object], times: int, *, warm: int = 1) -> list[float]:
    """Milliseconds that each of some calls takes, the first ones left out."""
    for _ in range(warm):
        work()
    gc.collect()
    took: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        took.append((time.perf_counter() - started) * 1000)
    return took


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
