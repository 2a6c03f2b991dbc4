"""``newsdesk authors``."""

from __future__ import annotations

import argparse

from newsdesk.cli.console import Console, Exit, columns, without_empty
from newsdesk.cli.running import Call
from newsdesk.cli.stories import row_line, row_value
from newsdesk.domain import codec
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.listing import AuthorRow
from newsdesk.domain.text import plain
from newsdesk.services.desk import Desk


def arguments_of_authors(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``authors``."""
    parser.add_argument("author", nargs="?", help="the slug or id of one profile")
    parser.add_argument("--find", default="", help="only names that fit, slips of the key too")
    parser.add_argument("--retired", action="store_true", help="those who are retired")


def run_authors(call: Call) -> int:
    """List profiles, or show one."""
    from newsdesk.services import authors

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
