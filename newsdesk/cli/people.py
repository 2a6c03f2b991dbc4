"""``newsdesk authors``."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsdesk.cli.console import Console, Exit, columns, without_empty
from newsdesk.cli.running import Call
from newsdesk.cli.stories import row_line, row_value
from newsdesk.domain import codec
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.listing import AuthorRow
from newsdesk.domain.profilefile import ImportStep
from newsdesk.domain.text import plain
from newsdesk.services.desk import Desk


def arguments_of_authors(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``authors``."""
    parser.add_argument("author", nargs="?", help="the slug or id of one profile")
    parser.add_argument("--find", default="", help="only names that fit, slips of the key too")
    parser.add_argument("--retired", action="store_true", help="those who are retired")
    files = parser.add_mutually_exclusive_group()
    files.add_argument(
        "--import",
        dest="source",
        type=Path,
        metavar="FILE",
        help="take profiles over from CSV, vCard, JSON, Ghost’s or WordPress’s users",
    )
    files.add_argument(
        "--export", dest="to", type=Path, metavar="FILE", help="write .csv, .vcf or .json"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="with --import: only say what would change"
    )
    parser.add_argument("--encoding", default="", help="of a CSV, when the guess is wrong")


def run_authors(call: Call) -> int:
    """List profiles, show one, or take them from and to files."""
    from newsdesk.services import authors

    if call.options.source is not None:
        return _import(call)
    if call.options.to is not None:
        return _export(call)
    with call.desk() as desk:
        if call.options.author:
            found = authors.named(desk, name=call.options.author)
            if found is None:
                raise NotFoundError(
                    f"There is no profile “{call.options.author}”; “newsdesk authors” shows all."
                )
            _show(desk, authors.get(desk, author_id=found), call.console)
            return Exit.DONE
        rows = (
            authors.find(desk, text=call.options.find, limit=50)
            if call.options.find
            else authors.rows(desk, retired=call.options.retired)
        )
    lines = columns(
        (row.display_name, row.role, row.desk, f"{row.story_count} stories") for row in rows
    )
    call.console.result([_row_value(row) for row in rows], lines)
    return Exit.DONE


def _import(call: Call) -> int:
    from newsdesk.services import authorfiles

    found = authorfiles.read_file(call.options.source, encoding=call.options.encoding)
    only_told = call.options.dry_run
    with call.desk(writing=not only_told) as desk:
        plan = authorfiles.plan(desk, found=found)
        problems: tuple[str, ...] = (
            *plan.problems,
            *(f"{entry.profile.display_name}: {n}" for entry in plan.entries for n in entry.notes),
        )
        if not only_told:
            report, _changes = authorfiles.take(desk, plan=plan, told=call.console.progress)
            problems = report.problems
    value = {
        "source": plan.source,
        **{step.value: plan.count(step) for step in ImportStep},
        "entries": [
            without_empty(
                {
                    "name": entry.profile.display_name,
                    "step": entry.step.value,
                    "fields": list(entry.fields),
                    "notes": list(entry.notes),
                }
            )
            for entry in plan.entries
        ],
        "problems": list(problems),
    }
    lines = columns(
        (entry.step.value, entry.profile.display_name, ", ".join(entry.fields))
        for entry in plan.entries
        if entry.step is not ImportStep.SAME
    )
    call.console.result(value, lines)
    if not call.console.json:
        for sentence in problems:
            call.console.note(sentence)
    return Exit.DONE


def _export(call: Call) -> int:
    from newsdesk.services import authorfiles

    with call.desk() as desk:
        count = authorfiles.export_file(desk, to=call.options.to)
    call.console.result(
        {"profiles": count, "to": str(call.options.to)},
        [f"{count} {'profile' if count == 1 else 'profiles'} in {call.options.to}"],
    )
    return Exit.DONE


def _row_value(row: AuthorRow) -> dict[str, object]:
    return without_empty(
        {
            "id": row.id,
            "name": row.display_name,
            "role": row.role,
            "kind": row.kind.value,
            "desk": row.desk,
            "stories": row.story_count,
            "last_story_at": row.last_story_at.text() if row.last_story_at else None,
            "retired": row.retired or None,
        }
    )


def _show(desk: Desk, profile: AuthorProfile, console: Console) -> None:
    from newsdesk.services import authors

    written = authors.stories(desk, author_id=profile.id)
    value = codec.encode(profile)
    value["stories"] = [{**row_value(one.row), "role": one.credit_role.value} for one in written]
    biography = profile.biography("")
    roles = ", ".join(period.title for period in profile.roles)
    lines = [
        profile.display_name,
        *([roles] if roles else []),
        *(["", biography.short] if biography.short else []),
        *(plain(runs) for runs in biography.long),
        "",
        *columns(row_line(one.row) for one in written),
    ]
    console.result(value, lines)
