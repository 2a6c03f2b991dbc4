"""Looking profiles up by what somebody typed of a name, in any script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsdesk.domain.ids import AuthorId
from newsdesk.storage import names
from newsdesk.storage.folding import fold
from newsdesk.storage.library import Library, Row

_CANDIDATES = 400
_FUZZY_PROFILES = 5000
"""Profiles up to which slips of the key are looked for."""


def find(library: Library, text: str, limit: int) -> tuple[AuthorId, ...]:
    """Return the profiles whose names fit what somebody typed, best first.

    Beginnings of words in any script first; with none of those, names a slip of the key away.
    """
    wanted = names.asked(text)
    if not wanted:
        return ()
    scored = _scored(_beginning_with(library, wanted), wanted)
    if not scored and library.value("SELECT count(*) FROM author") <= _FUZZY_PROFILES:
        everybody = library.rows(
            "SELECT id, display_name, words, retired FROM author WHERE deleted_at IS NULL"
        )
        scored = _scored(everybody, wanted)
        if names.may_be_initials(text.strip()):
            scored.extend(
                (-0.4, bool(retired), name, AuthorId(author))
                for author, name, _words, retired in everybody
                if names.initials_fit(text.strip(), name)
            )
    return tuple(dict.fromkeys(author for *_order, author in sorted(scored)))[:limit]


def _beginning_with(library: Library, wanted: Sequence[names.Asked]) -> list[Row]:
    conditions: list[str] = []
    values: list[object] = []
    for word in wanted:
        conditions.append(f"({' OR '.join(['instr(words, ?) > 0'] * len(word.beginnings))})")
        values.extend(word.beginnings)
    return library.rows(
        "SELECT id, display_name, words, retired FROM author WHERE deleted_at IS NULL "  # noqa: S608 - marks
        f"AND {' AND '.join(conditions)} ORDER BY retired, sort_key LIMIT ?",
        (*values, _CANDIDATES),
    )


def _scored(
    rows: Iterable[Row], wanted: Sequence[names.Asked]
) -> list[tuple[float, bool, str, AuthorId]]:
    """Return who fits every word, so that sorting puts the best first and retired ones last."""
    scored: list[tuple[float, bool, str, AuthorId]] = []
    for author, name, kept, retired in rows:
        fits = [names.fit(word, kept.split()) for word in wanted]
        if min(fits) > 0:
            shown = fold(name).split()
            first = 0.2 if shown and names.fit(wanted[0], shown[:1]) >= 0.9 else 0.0
            scored.append((-sum(fits) / len(fits) - first, bool(retired), name, AuthorId(author)))
    return scored
