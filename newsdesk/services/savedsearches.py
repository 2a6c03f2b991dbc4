"""Searches kept in the library, to stand in the sidebar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.values import immutable
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import keptvalues

_KEY = "saved_searches"
_MOST = 200
_LONGEST_NAME = 100


@immutable
class SavedSearch:
    """A search kept in the library under a name."""

    id: str
    name: str
    text: str


def saved(desk: Desk) -> tuple[SavedSearch, ...]:
    """Return the searches kept in the library, in the order they were kept."""
    kept = keptvalues.read(desk.library, _KEY)
    found: list[SavedSearch] = []
    for entry in cast("list[Any]", kept) if isinstance(kept, list) else []:
        match entry:
            case {"id": str(name_id), "name": str(name), "text": str(text)}:
                found.append(SavedSearch(name_id, name, text))
            case _:
                pass
    return tuple(found)


def save_search(
    desk: Desk, *, name: str, text: str, search_id: str = ""
) -> tuple[SavedSearch, Changes]:
    """Keep a search under a name; with ``search_id`` change one. Raises InvalidInputError."""
    import uuid

    from newsdesk.domain.cleaning import one_line

    kept_name, kept_text = one_line(name)[:_LONGEST_NAME], one_line(text)
    if not kept_name:
        raise InvalidInputError("Give the search a name.", field="name")
    if not kept_text:
        raise InvalidInputError("There is nothing to search for yet.", field="text")
    searches = {one.id: one for one in saved(desk)}
    if len(searches) >= _MOST and search_id not in searches:
        raise InvalidInputError(f"{_MOST} searches are kept already. Remove one first.")
    made = SavedSearch(search_id or str(uuid.uuid4()), kept_name, kept_text)
    searches[made.id] = made
    return made, _keep(desk, searches.values())


def delete_search(desk: Desk, *, search_id: str) -> Changes:
    """Remove a kept search. Raises NotFoundError."""
    searches = {one.id: one for one in saved(desk)}
    if searches.pop(search_id, None) is None:
        raise NotFoundError("This search is no longer kept.")
    return _keep(desk, searches.values())


def _keep(desk: Desk, searches: Iterable[SavedSearch]) -> Changes:
    kept = [{"id": one.id, "name": one.name, "text": one.text} for one in searches]
    keptvalues.write(desk.library, _KEY, kept)
    return Changes.of(Kind.SETTING, _KEY)
