"""Where the palette's rows come from: commands, stories, authors and sections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from newsdesk.domain.listing import ArticleQuery, AuthorRow, SearchHit
from newsdesk.domain.publication import Section
from newsdesk.services.commands import COMMANDS, Command
from newsdesk.ui.context import Context
from newsdesk.ui.palette.hits import SCATTERED, Hit, match_letters
from newsdesk.ui.states import STATE_LABELS

MOST: Final = 6
"""How many rows of one kind are shown beside others."""


def command_hits(context: Context, text: str) -> list[Hit]:
    """Return the commands that fit what was typed, the best first."""
    if text.startswith(("@", "#")):
        return []
    query = text.removeprefix(">").strip()
    found: list[tuple[int, int, Hit]] = []
    for order, command in enumerate(COMMANDS):
        match = match_letters(command.title, query)
        if match is None or not command.palette:
            continue
        if context.actions.action(command.id).isEnabled():
            found.append((match[0], order, _command(context, command, match[1])))
    found.sort(key=lambda entry: entry[:2])
    most = len(found) if text.startswith(">") or not query else MOST
    return [hit for _rank, _order, hit in found[:most]]


def _command(context: Context, command: Command, matches: frozenset[int]) -> Hit:
    keys = context.actions.action(command.id).shortcut()
    return Hit(
        command.title,
        command.icon or "command",
        command.submenu or command.menu,
        keys.toString(keys.SequenceFormat.NativeText),
        matches,
        lambda: context.actions.run(command.id),
    )


def story_hits(context: Context, stories: Iterable[SearchHit], text: str) -> list[Hit]:
    """Return rows of stories."""
    return [_story(context, hit, text) for hit in stories][:MOST]


def _story(context: Context, hit: SearchHit, text: str) -> Hit:
    row = hit.row
    match = match_letters(row.headline, text)
    beside = " · ".join(part for part in (row.section_label, STATE_LABELS[row.state]) if part)
    return Hit(
        row.headline or "Untitled story",
        "file-text",
        beside,
        matches=match[1] if match else frozenset(),
        run=lambda: context.navigator.show_story(row.id),
    )


def author_hits(context: Context, authors: Iterable[AuthorRow], text: str) -> list[Hit]:
    """Return rows of authors."""
    return [_author(context, row, text) for row in authors][:MOST]


def _author(context: Context, row: AuthorRow, text: str) -> Hit:
    match = match_letters(row.display_name, text.removeprefix("@"))
    return Hit(
        row.display_name,
        "user",
        row.role,
        matches=match[1] if match else frozenset(),
        run=lambda: context.navigator.show_author(row.id),
    )


def section_hits(context: Context, sections: Iterable[Section], text: str) -> list[Hit]:
    """Return the sections that fit; scattered letters count only after a number sign."""
    if text.startswith((">", "@")) or not text.strip():
        return []
    query = text.removeprefix("#").strip()
    hits: list[Hit] = []
    for section in sections:
        match = match_letters(section.label, query)
        if match is not None and (match[0] < SCATTERED or text.startswith("#")):
            hits.append(_section(context, section, match[1]))
    return hits


def _section(context: Context, section: Section, matches: frozenset[int]) -> Hit:
    def go() -> None:
        context.navigator.show_stories(section.label, ArticleQuery(section=section.slug))

    return Hit(section.label, "hash", "Section", matches=matches, run=go)
