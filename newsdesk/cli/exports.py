"""``newsdesk export``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from newsdesk.cli.console import Exit
from newsdesk.cli.running import Call
from newsdesk.cli.stories import story_named
from newsdesk.domain.errors import InvalidInputError
from newsdesk.services.desk import Desk
from newsdesk.services.exportreport import ExportReport

_STORY: Final = "story"


def arguments_of_export(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``export``."""
    from newsdesk.services.exporting import TARGETS

    names = [*TARGETS, *([] if _STORY in TARGETS else [_STORY])]
    parser.add_argument("story", nargs="?", help="the id or slug of a story")
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="PLACE",
        help="a folder, or the file of a target that is one file",
    )
    parser.add_argument(
        "--format", "--target", choices=names, default="page", help="what to write (page)"
    )
    parser.add_argument(
        "--paper",
        choices=("a4", "letter"),
        default="",
        help="the sheets of a PDF (as in the country of the paper’s language)",
    )
    parser.add_argument("--all", action="store_true", help="the whole site instead of a story")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 when it would differ"
    )
    parser.add_argument(
        "--override",
        default="",
        metavar="NAMES",
        help="export although it must not go out: embargo, legal, withheld, …",
    )
    parser.add_argument("--theme", default="house", help="the theme of pages (house)")
    parser.add_argument(
        "--images",
        choices=("beside", "inside", "none"),
        default="beside",
        help="where the pictures of a story file go (beside)",
    )


def run_export(call: Call) -> int:
    """Export a story or the site."""
    options = call.options
    if options.all == bool(options.story):
        call.console.note("newsdesk export: name one story, or say --all.")
        return Exit.USAGE
    with call.desk() as desk:
        if options.all:
            return _export_all(call, desk)
        if options.format == _STORY:
            return _export_story_file(call, desk)
        return _export_story(call, desk)


def _export_story(call: Call, desk: Desk) -> int:
    from newsdesk.services import exporting

    options = call.options
    report = exporting.export_story(
        desk,
        article_id=story_named(desk, options.story),
        to=options.to.expanduser(),
        target=options.format,
        override=options.override,
        choices=exporting.Choices(theme=options.theme, paper=options.paper or _paper(desk)),
        progress=call.console.progress,
        check=options.check,
    )
    return _report(call, report)


def _paper(desk: Desk) -> str:
    return desk.settings.text("export.paper")


def _export_all(call: Call, desk: Desk) -> int:
    from newsdesk.services import exporting

    options = call.options
    if options.format != "page":
        raise InvalidInputError("The whole site is written as pages; leave --format out.")
    report = exporting.export_all(
        desk,
        to=options.to.expanduser(),
        choices=exporting.Choices(theme=options.theme),
        progress=call.console.progress,
        check=options.check,
    )
    return _report(call, report)


def _report(call: Call, report: ExportReport) -> int:
    checking: bool = call.options.check
    verb = "would be written" if checking else "written"
    counts = f"{report.unchanged} unchanged, {len(report.removed)} removed."
    lines = [str(report.start), f"{len(report.written)} files {verb}, {counts}"]
    call.console.result(report.value(), lines)
    if not call.console.json:
        for loss in report.losses:
            call.console.note(f"Left out: {loss.sentence}")
        for problem in report.problems:
            call.console.note(f"Look at: {problem}")
        for story, why in report.refused.items():
            call.console.note(f"Not exported ({story}): {why}")
    return Exit.FINDINGS if checking and report.differs else Exit.DONE


def _export_story_file(call: Call, desk: Desk) -> int:
    from newsdesk.services import storyfiles

    options = call.options
    if options.check:
        raise InvalidInputError("--check compares pages; a story file has none.")
    written = storyfiles.write_story(
        desk,
        article_id=story_named(desk, options.story),
        to=options.to.expanduser(),
        pictures=options.images,
        progress=call.console.progress,
    )
    value = {"start": str(written.path), "pictures": [str(path) for path in written.pictures]}
    call.console.result(value, [str(written.path)])
    return Exit.DONE
