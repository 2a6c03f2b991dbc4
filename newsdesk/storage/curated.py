"""The repository of curated lists, and what a story's own related list names."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.errors import InvalidInputError, NotFoundError
from newsdesk.domain.ids import ArticleId, CuratedListId
from newsdesk.domain.related import CuratedList
from newsdesk.storage.documents import read_value, write_value
from newsdesk.storage.library import Library, Row


def load_all(library: Library) -> tuple[CuratedList, ...]:
    """Return every list in the order of their names."""
    found = library.rows("SELECT id, version, fields FROM curated_list ORDER BY name, id")
    return tuple(_read(library, row) for row in found)


def load(library: Library, list_id: CuratedListId) -> CuratedList | None:
    """Return a list, ``None`` when it is gone."""
    found = library.row("SELECT id, version, fields FROM curated_list WHERE id = ?", (list_id,))
    return None if found is None else _read(library, found)


def _read(library: Library, row: Row) -> CuratedList:
    kept = read_value(library.path, CuratedList, row[2], what="a curated list")
    return replace(kept, id=CuratedListId(row[0]), version=row[1])


def keep(library: Library, curated: CuratedList) -> CuratedList:
    """Add a list (version 0) or write it over the version it was read at, in a transaction.

    Returns it at its new version. Raises InvalidInputError when it was changed elsewhere.
    """
    saved = replace(curated, version=curated.version + 1)
    values = (saved.version, saved.name, write_value(saved))
    if curated.version == 0:
        library.execute("INSERT INTO curated_list VALUES (?, ?, ?, ?)", (saved.id, *values))
    elif not library.execute(
        "UPDATE curated_list SET version = ?, name = ?, fields = ? WHERE id = ? AND version = ?",
        (*values, saved.id, curated.version),
    ):
        raise InvalidInputError(
            "This list was changed or removed elsewhere meanwhile. Look at it again.",
            field="version",
        )
    library.execute("DELETE FROM curated_item WHERE list = ?", (saved.id,))
    library.execute_many(
        "INSERT INTO curated_item VALUES (?, ?, ?)",
        (
            (saved.id, position, item.article)
            for position, item in enumerate(saved.items)
            if item.article
        ),
    )
    return saved


def delete(library: Library, list_id: CuratedListId) -> None:
    """Remove a list. Raises NotFoundError."""
    library.execute("DELETE FROM curated_item WHERE list = ?", (list_id,))
    if not library.execute("DELETE FROM curated_list WHERE id = ?", (list_id,)):
        raise NotFoundError("This list is no longer in the library.")


def listed_in(library: Library, row: int) -> frozenset[ArticleId]:
    """Return the stories that the related list of a story (by its row number) names."""
    found = library.rows(
        "SELECT item.value ->> '$.article' FROM article_fields AS f, "
        "json_each(iif(json_valid(f.fields), f.fields, '{}'), '$.related.items') AS item "
        "WHERE f.article = ?",
        (row,),
    )
    return frozenset(ArticleId(name) for (name,) in found if name)
