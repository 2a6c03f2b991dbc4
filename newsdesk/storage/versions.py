"""The repository of versions: kept states of stories, each leaning on the one before it.

Every so many versions one stands alone, so that reading never unfolds a long chain.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason, VersionRow
from newsdesk.domain.moment import Moment
from newsdesk.domain.reading import word_count
from newsdesk.domain.values import immutable
from newsdesk.storage import deltas, documents
from newsdesk.storage.articles import number_of
from newsdesk.storage.errors import damaged
from newsdesk.storage.library import Library, Row
from newsdesk.storage.moments import moment, number

LONGEST_CHAIN = 24
"""Versions that lean on each other before one stands alone again."""

_COLUMNS = "v.number, a.id, v.at, v.reason, v.name, v.by, v.headline, v.word_count"


@immutable
class Latest:
    """The last version of a story: when it was taken, and of which saved version."""

    number: int
    at: Moment
    article_version: int


def keep(
    library: Library, article: Article, at: Moment, reason: VersionReason, *, name: str, by: str
) -> int:
    """Keep a state of a story and return its number. Raises NotFoundError."""
    row = number_of(library, article.id)
    document = documents.write_document(article)
    with library.transaction():
        last: int | None = library.value(
            "SELECT max(number) FROM version WHERE article = ?", (row,)
        )
        base, packed = _pack(library, document, last)
        return library.insert(
            "INSERT INTO version (article, at, reason, name, by, headline, word_count, "
            "article_version, base, length, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row, number(at), reason.value, name, by, article.headline,
                word_count(article.body), article.version, base, len(document), packed,
            ),
        )  # fmt: skip


def _pack(library: Library, document: str, last: int | None) -> tuple[int | None, bytes]:
    """Return what a document leans on, if on anything, and its bytes."""
    if last is not None:
        chain = _chain(library, last)
        if len(chain) < LONGEST_CHAIN:
            return last, deltas.pack(document, _unfold(library, chain))
    return None, deltas.pack(document)


def _chain(library: Library, version: int) -> list[Row]:
    """Return what a version is read from, the one that stands alone first."""
    return library.rows(
        "WITH RECURSIVE chain (number, base, length, document, depth) AS ("
        "SELECT number, base, length, document, 0 FROM version WHERE number = ? UNION ALL "
        "SELECT v.number, v.base, v.length, v.document, depth + 1 FROM chain "
        "JOIN version AS v ON v.number = chain.base WHERE depth < 1000) "
        "SELECT number, length, document FROM chain ORDER BY depth DESC",
        (version,),
    )


def _unfold(library: Library, chain: list[Row]) -> str:
    text: str | None = None
    for version, length, document in chain:
        try:
            text = deltas.unpack(document, text)
        except deltas.BrokenDeltaError as error:
            raise damaged(library.path, f"version {version} of a story: {error}") from error
        if len(text) != length:
            raise damaged(library.path, f"version {version} of a story has another length")
    assert text is not None
    return text


def document_of(library: Library, version: int) -> str:
    """Return the JSON text of a version. Raises NotFoundError, and EnvironmentFailure."""
    chain = _chain(library, version)
    if not chain:
        raise NotFoundError("This version is no longer kept.")
    return _unfold(library, chain)


def load(library: Library, version: int) -> Article:
    """Return the story as it was. Raises NotFoundError, and EnvironmentFailure."""
    article = documents.read_document(library.path, document_of(library, version))
    owner = library.row(
        "SELECT id, article_version FROM version JOIN article ON article.number = version.article "
        "WHERE version.number = ?",
        (version,),
    )
    assert owner is not None
    return replace(article, id=ArticleId(owner[0]), version=owner[1])


def latest(library: Library, article_id: ArticleId) -> Latest | None:
    """Return the last version of a story, ``None`` where none was kept yet."""
    found = library.row(
        "SELECT v.number, v.at, v.article_version FROM version AS v "
        "JOIN article AS a ON a.number = v.article WHERE a.id = ? ORDER BY v.number DESC LIMIT 1",
        (article_id,),
    )
    return None if found is None else Latest(found[0], moment(found[1]), found[2])


def of_saved(library: Library, article_id: ArticleId, article_version: int) -> int | None:
    """Return the version kept of one saved version of a story, ``None`` without one."""
    return library.value(
        "SELECT max(v.number) FROM version AS v JOIN article AS a ON a.number = v.article "
        "WHERE a.id = ? AND v.article_version = ?",
        (article_id, article_version),
    )


def rows(library: Library, article_id: ArticleId) -> tuple[VersionRow, ...]:
    """Return the versions of a story, latest first."""
    found = library.rows(
        f"SELECT {_COLUMNS} FROM version AS v JOIN article AS a ON a.number = v.article "  # noqa: S608 - fixed names
        "WHERE a.id = ? ORDER BY v.number DESC",
        (article_id,),
    )
    return tuple(_row(library, row) for row in found)


def _row(library: Library, row: Row) -> VersionRow:
    version, article, at, reason, name, by, headline, words = row
    try:
        known = VersionReason(reason)
    except ValueError as error:
        raise damaged(library.path, f"a version has the reason “{reason[:40]}”") from error
    return VersionRow(version, ArticleId(article), moment(at), known, name, by, headline, words)


def articles_with_versions(library: Library) -> tuple[ArticleId, ...]:
    """Return the stories that have versions."""
    found = library.rows(
        "SELECT id FROM article WHERE number IN (SELECT DISTINCT article FROM version)"
    )
    return tuple(ArticleId(name) for (name,) in found)


def rename(library: Library, version: int, name: str, reason: VersionReason) -> None:
    """Give a version a name. Raises NotFoundError."""
    changed = library.execute(
        "UPDATE version SET name = ?, reason = ? WHERE number = ?", (name, reason.value, version)
    )
    if changed == 0:
        raise NotFoundError("This version is no longer kept.")


def drop(library: Library, article_id: ArticleId, versions: Collection[int]) -> None:
    """Remove versions of one story; those that lean on them are kept anew first."""
    gone = set(versions)
    if not gone:
        return
    row = number_of(library, article_id)
    with library.transaction():
        found = library.rows(
            "SELECT number, base FROM version WHERE article = ? ORDER BY number", (row,)
        )
        before: int | None = None
        # In their order, so that what a version leans on was already kept anew.
        texts = {
            version: document_of(library, version)
            for version, base in found
            if base in gone and version not in gone
        }
        for version, base in found:
            if version in gone:
                continue
            if base in gone:
                new_base, packed = _pack(library, texts[version], before)
                library.execute(
                    "UPDATE version SET base = ?, document = ? WHERE number = ?",
                    (new_base, packed, version),
                )
            before = version
        library.execute_many(
            "DELETE FROM version WHERE number = ?", ((version,) for version in sorted(gone))
        )
