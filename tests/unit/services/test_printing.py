"""Printing: whoever can do it, in a process of its own; no clock shows in the result."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.moment import Moment
from newsdesk.domain.paper import Paper, chosen_paper, paper_of
from newsdesk.services import printing
from newsdesk.services.printing import print_page

PDF = b"%PDF-1.4\n/CreationDate (D:20261125013000+00'00')\n/ModDate (D:20261125013000Z)\n%%EOF\n"
DAY = Moment.parse("2026-03-14T09:30:00+01:00", zone="Europe/Berlin")
PAGE = {"news/quay/index.html": b"<p>Quay</p>", "news/quay/lead.jpg": b"picture"}
START = "news/quay/index.html"


def writes(data: bytes, code: int = 0) -> printing.Printer:
    """A printer that checks what lies before it and writes some bytes."""

    def command(page: Path, to: Path, paper: Paper) -> Sequence[str]:
        script = (
            "import sys; from pathlib import Path; page, to = map(Path, sys.argv[1:3]);"
            "assert page.read_bytes() == b'<p>Quay</p>';"
            "assert page.with_name('lead.jpg').is_file();"
            f"to.write_bytes({data!r}); sys.exit({code})"
        )
        return [sys.executable, "-c", script, str(page), str(to), paper.value]

    return command


def nobody(page: Path, to: Path, paper: Paper) -> None:
    del page, to, paper


def gone(page: Path, to: Path, paper: Paper) -> Sequence[str]:
    """A printer whose program is not there."""
    return ["/nowhere/at/all", str(page), str(to), paper.value]


def printed(*printers: printing.Printer) -> bytes:
    return print_page(PAGE, START, paper=Paper.A4, day=DAY, printers=printers)


def test_the_storys_time_stands_in_the_file_and_not_the_clocks() -> None:
    made = printed(writes(PDF))
    assert made.count(b"D:20260314083000") == 2
    assert len(made) == len(PDF)


def test_the_next_one_prints_where_the_first_cannot() -> None:
    halved = writes(PDF[:-7])
    assert printed(nobody, halved, writes(b"", 1), writes(PDF)).startswith(b"%PDF-")


def test_where_nobody_can_print_a_sentence_says_what_helps() -> None:
    with pytest.raises(EnvironmentFailure, match="Chromium, Chrome or Edge"):
        printed(nobody, gone)


def test_a_browser_of_the_system_is_found_and_let_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(printing, "_ELSEWHERE", ())
    page, to = tmp_path / "index.html", tmp_path / "one.pdf"
    assert printing.system_browser(page, to, Paper.A4) is None
    program = tmp_path / "google-chrome"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    command = printing.system_browser(page, to, Paper.A4)
    assert command is not None
    assert command[0] == str(program)
    assert command[-1] == page.as_uri()
    assert f"--user-data-dir={tmp_path / 'browser'}" in command


@pytest.mark.parametrize(
    ("choice", "language", "paper"),
    [
        ("", "en-GB", Paper.A4),
        ("", "en-US", Paper.LETTER),
        ("", "es-MX", Paper.LETTER),
        ("", "zh-Hant-US", Paper.LETTER),
        ("", "uk", Paper.A4),
        ("", "", Paper.A4),
        ("a4", "en-US", Paper.A4),
        ("letter", "de", Paper.LETTER),
        ("papyrus", "de-AT", Paper.A4),
    ],
)
def test_paper_follows_the_choice_then_the_country(
    choice: str, language: str, paper: Paper
) -> None:
    assert chosen_paper(choice, language) is paper
    assert choice or paper_of(language) is paper
