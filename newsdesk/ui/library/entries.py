"""The rows of the sidebar, made from what the library holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from newsdesk.domain.article import ArticleState
from newsdesk.domain.listing import ArticleFlag, ArticleQuery, Counts, ImageFlag
from newsdesk.domain.publication import Section
from newsdesk.domain.values import immutable
from newsdesk.services.savedsearches import SavedSearch
from newsdesk.ui.states import STATE_LABELS, USUAL_STATES

EntryKind: TypeAlias = Literal["heading", "stories", "screen", "hint", "command"]

SECTIONS = "Sections"
"""The heading above the sections of the paper."""


@immutable
class Entry:
    """A row: a heading, a set of stories, a screen, a command or a quiet hint.

    ``target`` names the screen or the command, ``lacking`` what the images' screen is narrowed
    to; ``rail`` rows stay when the sidebar is folded.
    """

    kind: EntryKind
    label: str
    icon: str = ""
    state: ArticleState | None = None
    query: ArticleQuery | None = None
    target: str = ""
    lacking: ImageFlag | None = None
    count: int | None = None
    rail: bool = False


def entries(
    counts: Counts,
    sections: Sequence[Section],
    saved: Sequence[SavedSearch] = (),
    found: Mapping[str, int] | None = None,
    without_alt: int = 0,
) -> tuple[Entry, ...]:
    """Return the rows of the sidebar, from top to bottom.

    ``found`` says how many stories each saved search finds, as far as they were counted,
    ``without_alt`` how many pictures have no alt text.
    """
    return (
        Entry(
            "stories", "All stories", "files", query=ArticleQuery(), count=counts.total, rail=True
        ),
        *_states(counts),
        Entry("heading", SECTIONS),
        *_sections(counts, sections),
        Entry("heading", "Saved searches"),
        *_saved(saved, found or {}),
        Entry("heading", "Library"),
        Entry("screen", "Authors", "users", target="authors", count=counts.authors, rail=True),
        Entry("screen", "Images", "images", target="images", count=counts.images, rail=True),
        *_without_alt(counts, without_alt),
        *_trash(counts),
    )


def _without_alt(counts: Counts, without_alt: int) -> tuple[Entry, ...]:
    """Return the row of the pictures that readers who cannot see them learn nothing of."""
    if not counts.images:
        return ()
    lacking = ImageFlag.MISSING_ALT
    return (
        Entry("screen", "Missing alt text", "image", None, None, "images", lacking, without_alt),
    )


def _states(counts: Counts) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            "stories",
            STATE_LABELS[state],
            state=state,
            query=ArticleQuery(state=state),
            count=counts.by_state.get(state, 0),
        )
        for state in ArticleState
        if state in USUAL_STATES or counts.by_state.get(state, 0)
    )


def _sections(counts: Counts, sections: Sequence[Section]) -> tuple[Entry, ...]:
    if not sections:
        return (Entry("hint", "Sections come from the stories you file and import."),)
    ordered = sorted(sections, key=lambda section: section.position)
    return tuple(
        Entry(
            "stories",
            section.label,
            "hash",
            query=ArticleQuery(section=section.slug),
            count=counts.by_section.get(section.slug, 0),
        )
        for section in ordered
    )


def _saved(saved: Sequence[SavedSearch], found: Mapping[str, int]) -> tuple[Entry, ...]:
    if not saved:
        return (Entry("hint", "Search, then press Ctrl+D to keep it here."),)
    return tuple(
        Entry(
            "stories",
            one.name,
            "bookmark",
            query=ArticleQuery(text=one.text),
            target=one.id,
            count=found.get(one.id),
        )
        for one in saved
    )


def _trash(counts: Counts) -> tuple[Entry, ...]:
    if not counts.trashed:
        return ()
    query = ArticleQuery(flags=frozenset({ArticleFlag.TRASHED}))
    return (Entry("stories", "Trash", "trash-2", query=query, count=counts.trashed, rail=True),)
