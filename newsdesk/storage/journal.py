"""The journal: the latest state of a story being written, until a save takes it over."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable
from newsdesk.storage import deltas, documents
from newsdesk.storage.articles import number_of
from newsdesk.storage.errors import damaged
from newsdesk.storage.library import Library
from newsdesk.storage.moments import moment, number

_STEP = 1024
"""Bytes to whose multiple a document is filled up."""


@immutable
class Entry:
    """A journalled story: when, over which version, caret and scroll (characters, pixels)."""

    article: Article
    at: Moment
    base_version: int
    caret: int
    scroll: int


def write(library: Library, article: Article, at: Moment, *, caret: int, scroll: int) -> None:
    """Put a story's present state on the disk, in a transaction of its own."""
    with library.transaction():
        library.execute(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET "
            "base_version = excluded.base_version, at = excluded.at, caret = excluded.caret, "
            "scroll = excluded.scroll, document = excluded.document",
            (
                number_of(library, article.id),
                article.version,
                number(at),
                caret,
                scroll,
                _padded(deltas.pack(documents.write_document(article), level=deltas.QUICK)),
            ),
        )


def _padded(document: bytes) -> bytes:
    """Return a document that is as long as the one before, mostly.

    SQLite then writes over the pages of the old one, and touches no list of free pages.
    """
    return document + bytes(-len(document) % _STEP)


def read(library: Library, article_id: ArticleId) -> Entry | None:
    """Return what the journal holds of a story, ``None`` when it holds nothing."""
    found = library.row(
        "SELECT base_version, at, caret, scroll, document FROM journal "
        "JOIN article ON article.number = journal.article WHERE id = ?",
        (article_id,),
    )
    if found is None:
        return None
    base, at, caret, scroll, document = found
    article = documents.read_document(library.path, _text(library, document))
    return Entry(replace(article, id=article_id, version=base), moment(at), base, caret, scroll)


def mentioning(library: Library, name: str) -> tuple[int, ...]:
    """Return the row numbers of stories whose journal names a picture, profile or story."""
    found = library.rows("SELECT article, document FROM journal")
    return tuple(row for row, document in found if name in _text(library, document))


def _text(library: Library, document: bytes) -> str:
    try:
        return deltas.unpack(document)
    except deltas.BrokenDeltaError as error:
        raise damaged(library.path, f"the journal of a story: {error}") from error


def pending(library: Library) -> tuple[ArticleId, ...]:
    """Return the stories with something in the journal, latest first."""
    found = library.rows(
        "SELECT id FROM journal CROSS JOIN article ON article.number = journal.article "
        "ORDER BY journal.at DESC"
    )
    return tuple(ArticleId(name) for (name,) in found)


def forget(library: Library, article_id: ArticleId) -> None:
    """Drop what the journal holds of a story, once a save holds it."""
    library.execute(
        "DELETE FROM journal WHERE article = (SELECT number FROM article WHERE id = ?)",
        (article_id,),
    )


def place(library: Library, article_id: ArticleId) -> tuple[int, int]:
    """Return where the caret and the scroll bar stood, (0, 0) for a story never opened."""
    found = library.row(
        "SELECT caret, scroll FROM article_place "
        "WHERE article = (SELECT number FROM article WHERE id = ?)",
        (article_id,),
    )
    return (0, 0) if found is None else (found[0], found[1])


def keep_place(library: Library, article_id: ArticleId, *, caret: int, scroll: int) -> None:
    """Remember where the caret and the scroll bar stand."""
    library.execute(
        "INSERT OR REPLACE INTO article_place VALUES (?, ?, ?)",
        (number_of(library, article_id), caret, scroll),
    )
