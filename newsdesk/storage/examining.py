"""What can be found wrong in an open library, and what can be made anew in it."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure, NewsdeskError
from newsdesk.domain.ids import ArticleId, ImageId
from newsdesk.domain.values import immutable
from newsdesk.storage import articles, documents, listing, textindex, versions
from newsdesk.storage.errors import translated
from newsdesk.storage.library import Library

MOST_REPORTED = 100


@immutable
class Unreadable:
    """A story that cannot be read, with the reason."""

    article_id: ArticleId
    reason: str


def page_faults(library: Library) -> tuple[str, ...]:
    """Return what SQLite finds wrong with the pages; nothing when all is well."""
    found = library.rows(f"PRAGMA integrity_check({MOST_REPORTED:d})")
    return tuple(report for (report,) in found if report != "ok")


def dangling(library: Library) -> tuple[str, ...]:
    """Return the tables with rows that point to what is not there."""
    found = library.rows("PRAGMA foreign_key_check")
    return tuple(dict.fromkeys(f"{table} → {parent}" for table, _row, parent, _key in found))


def unreadable(library: Library) -> Iterator[Unreadable]:
    """Yield the stories that cannot be read any more."""
    for (name,) in library.rows("SELECT id FROM article ORDER BY number"):
        try:
            articles.load(library, ArticleId(name))
        except NewsdeskError as error:
            yield Unreadable(ArticleId(name), str(error))


def unreadable_versions(library: Library) -> tuple[int, ...]:
    """Return the versions that cannot be read any more."""
    bad: list[int] = []
    for (number,) in library.rows("SELECT number FROM version ORDER BY number"):
        try:
            versions.load(library, number)
        except EnvironmentFailure:
            bad.append(number)
    return tuple(bad)


def index_faults(library: Library) -> tuple[str, ...]:
    """Return which full-text indexes and counters are out of step with the stories."""
    bad: list[str] = []
    # The check of an index is a command that only a writer may give.
    for index in () if library.read_only else ("article_search", "headline_search"):
        try:
            library.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - ours
        except EnvironmentFailure:
            bad.append(index)
    counted = set(library.rows("SELECT state, section, stories FROM story_count WHERE stories"))
    true = set(
        library.rows(
            "SELECT iif(deleted_at IS NULL, state, ?), ifnull(section, ''), count(*) "
            "FROM article GROUP BY 1, 2",
            (listing.TRASH,),
        )
    )
    if {(s, c.lower(), n) for s, c, n in counted} != {(s, c.lower(), n) for s, c, n in true}:
        bad.append("story_count")
    missing: int = library.value(
        "SELECT count(*) FROM article WHERE number NOT IN (SELECT article FROM article_text)"
    )
    if missing or any(_words_differ(library)):
        bad.append("article_text")
    return tuple(bad)


def _words_differ(library: Library) -> Iterator[bool]:
    """Yield for each readable story whether the words kept for searching are not its own.

    Stories that were saved a moment ago and wait to be indexed are in order.
    """
    due = frozenset(textindex.due(library))
    for row, name in library.rows("SELECT number, id FROM article ORDER BY number"):
        if row in due:
            continue
        try:
            article = articles.load(library, ArticleId(name)).article
        except NewsdeskError:
            continue
        own = textindex.columns(library, article, textindex.body_text(article))
        yield own != textindex.kept_columns(library, row)


def unused_images(library: Library) -> tuple[tuple[ImageId, int], ...]:
    """Return the pictures that nothing shows, with their lengths in bytes."""
    found = library.rows(
        "SELECT id, byte_count FROM image WHERE id NOT IN (SELECT image FROM placement) "
        "AND id NOT IN (SELECT avatar FROM author WHERE avatar IS NOT NULL) "
        "AND id NOT IN (SELECT lead_image FROM article WHERE lead_image IS NOT NULL)"
    )
    return tuple((ImageId(name), length) for name, length in found)


def incomplete_images(library: Library) -> tuple[ImageId, ...]:
    """Return the pictures of which bytes are missing."""
    found = library.rows(
        "SELECT id FROM image LEFT JOIN image_chunk ON image = number "
        "GROUP BY number HAVING byte_count <> coalesce(sum(length(bytes)), 0)"
    )
    return tuple(ImageId(name) for (name,) in found)


def free_bytes(library: Library) -> int:
    """Return the bytes that compacting the file would give back."""
    pages: int = library.value("PRAGMA freelist_count")
    size: int = library.value("PRAGMA page_size")
    return pages * size


def make_indexes_anew(library: Library) -> None:
    """Make every index, counter and projection anew from the stories themselves."""
    with library.transaction():
        # What is kept beside the indexes must agree with them before single stories are renewed.
        textindex.rebuild(library)
        for (name,) in library.rows("SELECT id FROM article ORDER BY number"):
            try:
                found = articles.load(library, ArticleId(name))
            except EnvironmentFailure:
                continue
            articles.project_anew(library, found)
        listing.recount(library)
        library.execute("REINDEX")


def put_back(library: Library, article: Article) -> None:
    """Write a readable state over a story that cannot be read; call inside a transaction."""
    row = articles.number_of(library, article.id)
    library.execute(
        "INSERT OR REPLACE INTO article_fields VALUES (?, ?)",
        (row, documents.write_fields(article)),
    )
    library.execute(
        "INSERT OR REPLACE INTO article_body VALUES (?, ?)", (row, documents.write_body(article))
    )
    library.execute("UPDATE article SET version = ? WHERE number = ?", (article.version, row))


def compact(library: Library) -> None:
    """Write the file anew without the gaps in it."""
    with translated(library.path):
        library.connection.execute("VACUUM")
    library.execute("PRAGMA wal_checkpoint(TRUNCATE)")
