"""``newsdesk check``, ``backup`` and ``doctor``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from newsdesk.cli.console import Exit, columns, without_empty
from newsdesk.cli.running import Call
from newsdesk.cli.stories import story_named
from newsdesk.domain.article import ArticleState
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import ArticleQuery
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings

_GONE_OUT = frozenset({ArticleState.PUBLISHED, ArticleState.SPIKED, ArticleState.WITHHELD})


# --- check ---


def arguments_of_check(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``check``."""
    parser.add_argument("stories", nargs="*", metavar="STORY", help="the id or slug of a story")
    parser.add_argument("--all", action="store_true", help="every story that is still to go out")


def run_check(call: Call) -> int:
    """Run the checks."""
    from newsdesk.services import articles, checks

    options = call.options
    if options.all == bool(options.stories):
        call.console.note("newsdesk check: name stories, or say --all.")
        return Exit.USAGE
    values: list[dict[str, object]] = []
    lines: list[str] = []
    errors = 0
    with call.desk() as desk:
        wanted = (
            list(_still_to_go_out(desk))
            if options.all
            else [story_named(desk, name) for name in options.stories]
        )
        for number, story in enumerate(wanted):
            article = articles.open_story(desk, article_id=story)
            call.console.progress(number, len(wanted), article.headline)
            findings = checks.run(desk, article=article)
            errors += sum(finding.severity is checks.Severity.ERROR for finding in findings)
            values.append(
                {
                    "id": article.id,
                    "headline": article.headline,
                    "findings": [
                        without_empty(
                            {
                                "id": finding.id,
                                "severity": finding.severity.value,
                                "sentence": finding.sentence,
                                "field": finding.field,
                                "block": finding.block,
                            }
                        )
                        for finding in findings
                    ],
                }
            )
            lines.append(f"{article.headline or '(no headline)'} ({article.slug or article.id})")
            rows = columns((finding.severity.value, finding.sentence) for finding in findings)
            lines.extend(f"  {row}" for row in rows or ["Nothing found."])
    call.console.result(values, lines)
    return Exit.FINDINGS if errors else Exit.DONE


def _still_to_go_out(desk: Desk) -> Iterator[ArticleId]:
    from newsdesk.services import articles

    after = None
    while True:
        page = articles.rows(desk, query=ArticleQuery(), after=after, limit=500)
        yield from (row.id for row in page.rows if row.state not in _GONE_OUT)
        after = page.next
        if after is None:
            return


# --- backup ---


def arguments_of_backup(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``backup``."""
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="the folder (else that of settings)"
    )


def run_backup(call: Call) -> int:
    """Write a backup."""
    from newsdesk.services import backups
    from newsdesk.services.paths import standard_paths

    with call.desk() as desk:
        folder: Path = call.options.to or backups.folder_for(desk.settings, standard_paths())
        report = backups.back_up(desk, folder=folder.expanduser().absolute())
    value = {
        "path": str(report.backup.path),
        "bytes": report.backup.byte_count,
        "stories": report.stories,
        "images": report.images,
        "removed": [str(path) for path in report.removed],
    }
    size = f"{report.backup.byte_count / 1_000_000:,.1f} MB"
    held = f"{report.stories} stories and {report.images} pictures, {size}."
    call.console.result(value, [str(report.backup.path), held])
    return Exit.DONE


# --- doctor ---


def arguments_of_doctor(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``doctor``."""
    parser.add_argument("--repair", action="store_true", help="mend what can be mended")
    parser.add_argument(
        "--rescue",
        type=Path,
        metavar="FILE",
        help="read what can be read of a damaged library into a new one",
    )


def run_doctor(call: Call) -> int:
    """Examine the library."""
    from newsdesk.services import doctor
    from newsdesk.services.paths import standard_paths

    options = call.options
    if options.repair and options.rescue:
        raise InvalidInputError("Either --repair or --rescue.")
    settings = Settings(standard_paths().settings)
    if options.rescue:
        return _rescue(call, settings)
    done: tuple[str, ...] = ()
    if options.repair:
        from newsdesk.services import backups

        with call.desk(writing=True) as desk:
            folder = backups.folder_for(settings, standard_paths())
            backups.back_up(desk, folder=folder)
            done, _changes = doctor.repair(desk, folder=folder)
    report = doctor.examine_file(call.library, settings=settings)
    value = {
        "path": str(report.path),
        "bytes": report.byte_count,
        "stories": report.stories,
        "healthy": report.healthy,
        "done": list(done),
        "findings": [
            {
                "kind": finding.ailment.value,
                "sentence": finding.sentence,
                "repairable": finding.repairable,
            }
            for finding in report.findings
        ],
    }
    verdict = "Nothing is wrong." if report.healthy else "Something is wrong."
    closed = any(finding.ailment is doctor.Ailment.CLOSED for finding in report.findings)
    held = "" if closed else f"{report.stories} stories, "
    facts = f"{report.path}: {held}{report.byte_count / 1_000_000:,.1f} MB."
    if closed:
        verdict = (
            "If it was a library, --rescue NEW.newsdesk reads what can be read into a new one."
        )
    sentences = [finding.sentence for finding in report.findings]
    call.console.result(value, [facts, *done, *sentences, verdict])
    return Exit.DONE if report.healthy else Exit.FINDINGS


def _rescue(call: Call, settings: Settings) -> int:
    from newsdesk.services import doctor

    target: Path = call.options.rescue.expanduser().absolute()
    report = doctor.rescue(call.library, to=target, settings=settings)
    value = {
        "path": str(report.path),
        "stories": report.stories,
        "incomplete": list(report.incomplete),
    }
    lines = [f"{report.stories} stories are in “{report.path}”."]
    lines.extend(f"Its text could not be read: {name}" for name in report.incomplete)
    call.console.result(value, lines)
    return Exit.FINDINGS if report.incomplete else Exit.DONE
