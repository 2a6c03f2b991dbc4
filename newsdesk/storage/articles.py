"""The repository of articles: rows, bodies, fields, and everything projected from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.errors import InvalidInputError, NotFoundError, StaleArticleError
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.reading import word_count
from newsdesk.domain.values import immutable
from newsdesk.storage import documents, projections, textindex
from newsdesk.storage.library import Library
from newsdesk.storage.moments import number, optional_moment, optional_number

_COLUMNS = (
    "slug", "headline", "section", "state", "language", "word_count", "has_tk", "legal",
    "sensitive", "lead_image", "series", "created_at", "saved_at", "first_published_at",
    "scheduled_at", "embargoed_until",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO article (id, version, {', '.join(_COLUMNS)}) "  # noqa: S608 - fixed names
    f"VALUES (?, ?, {', '.join('?' * len(_COLUMNS))})"
)
_UPDATE = (
    f"UPDATE article SET version = version + 1, {', '.join(f'{c} = ?' for c in _COLUMNS)} "  # noqa: S608 - fixed names
    "WHERE id = ? AND version = ?"
)

_AT_ONCE = 200
"""Stories read by one query."""


@immutable
class Stored:
    """An article with its row number and, when it lies in the trash, since when."""

    number: int
    article: Article
    deleted_at: Moment | None = None


def load(library: Library, article_id: ArticleId) -> Stored:
    """Read an article whole.

    Raises NotFoundError, and EnvironmentFailure when what stands in the file is no article.
    """
    found = library.row(
        "SELECT number, version, section, deleted_at, fields, body FROM article "
        "JOIN article_fields ON article_fields.article = number "
        "JOIN article_body ON article_body.article = number WHERE id = ?",
        (article_id,),
    )
    if found is None:
        raise NotFoundError("This story is no longer in the library. It may have been deleted.")
    row, version, section, deleted_at, fields, body = found
    article = _article(library, article_id, version, section, fields, body)
    return Stored(row, article, optional_moment(deleted_at))


def load_many(library: Library, rows: Sequence[int]) -> Iterator[Article]:
    """Yield the articles of row numbers, which ascend, in their order.

    Raises EnvironmentFailure when what stands in the file is no article.
    """
    for at in range(0, len(rows), _AT_ONCE):
        found = library.rows(
            "SELECT id, version, section, fields, body FROM article "
            "JOIN article_fields ON article_fields.article = number "
            "JOIN article_body ON article_body.article = number "
            "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
            (json.dumps(rows[at : at + _AT_ONCE]),),
        )
        for name, version, section, fields, body in found:
            yield _article(library, ArticleId(name), version, section, fields, body)


def _article(
    library: Library,
    name: ArticleId,
    version: int,
    section: str | None,
    fields: str,
    body: str,
) -> Article:
    slug = None if section is None else SectionSlug(section)
    return documents.read_article(
        library.path, fields, body, id=name, version=version, section=slug
    )


def number_of(library: Library, article_id: ArticleId) -> int:
    """Return the row number of an article. Raises NotFoundError."""
    found: int | None = library.value("SELECT number FROM article WHERE id = ?", (article_id,))
    if found is None:
        raise NotFoundError("This story is no longer in the library. It may have been deleted.")
    return found


def insert(library: Library, article: Article) -> None:
    """Add an article at its version; call inside a transaction."""
    body_text = textindex.body_text(article)
    row = insert_unindexed(library, article, body_text)
    textindex.keep(library, row, article, body_text)


def insert_unindexed(library: Library, article: Article, body_text: str) -> int:
    """Add an article that nothing finds yet, inside a transaction, and return its row number."""
    check_references(library, article)
    row = library.insert(
        _INSERT, (article.id, article.version, *_column_values(article, body_text))
    )
    library.execute(
        "INSERT INTO article_fields VALUES (?, ?)", (row, documents.write_fields(article))
    )
    library.execute("INSERT INTO article_body VALUES (?, ?)", (row, documents.write_body(article)))
    _project(library, row, article, None)
    return row


def update(library: Library, article: Article) -> Article:
    """Write an article over the version it was read at, and return it at its new version.

    Call inside a transaction. Raises StaleArticleError when it was saved elsewhere meanwhile,
    NotFoundError when it is gone and InvalidInputError for references to what is not there.
    """
    check_references(library, article)
    body_text = textindex.body_text(article)
    values = _column_values(article, body_text)
    if library.execute(_UPDATE, (*values, article.id, article.version)) == 0:
        raise _stale(library, article)
    row, deleted = library.rows(
        "SELECT number, deleted_at FROM article WHERE id = ?", (article.id,)
    )[0]
    saved = replace(article, version=article.version + 1)
    library.execute(
        "UPDATE article_fields SET fields = ? WHERE article = ?",
        (documents.write_fields(saved), row),
    )
    body = documents.write_body(saved)
    library.execute(
        "UPDATE article_body SET body = ? WHERE article = ? AND body <> ?", (body, row, body)
    )
    _project(library, row, saved, deleted)
    textindex.keep_soon(library, row, saved, body_text)
    return saved


def index_due(library: Library) -> int:
    """Index the stories that were saved and not indexed yet; returns how many those were."""
    rows = textindex.due(library)
    for row in rows:
        with library.transaction():
            name = library.value("SELECT id FROM article WHERE number = ?", (row,))
            if name is not None:
                article = load(library, ArticleId(name)).article
                textindex.keep(library, row, article, textindex.body_text(article))
            textindex.strike_off(library, row)
    return len(rows)


def _stale(library: Library, article: Article) -> StaleArticleError | NotFoundError:
    theirs: int | None = library.value("SELECT version FROM article WHERE id = ?", (article.id,))
    if theirs is None:
        return NotFoundError("This story is no longer in the library. It may have been deleted.")
    return StaleArticleError(
        f"“{article.headline[:80] or 'This story'}” was saved elsewhere after you opened it. "
        "Both versions are kept; compare them and choose.",
        article_id=article.id,
        ours=article.version,
        theirs=theirs,
    )


def _column_values(article: Article, body_text: str) -> tuple[object, ...]:
    assert article.created_at is not None
    assert article.saved_at is not None
    return (
        article.slug,
        article.headline,
        article.section or None,
        article.state.value,
        article.language,
        word_count(article.body),
        projections.has_placeholder(article, body_text),
        article.legal_flag,
        article.sensitive_flag,
        None if article.lead is None else article.lead.image,
        article.series,
        number(article.created_at),
        number(article.saved_at),
        optional_number(article.first_published_at),
        optional_number(article.scheduled_at),
        optional_number(article.embargoed_until),
    )


def check_references(library: Library, article: Article) -> None:
    """Refuse an article that names a section, author or image that the library does not hold.

    Raises InvalidInputError with the field.
    """
    if article.section and not library.row(
        "SELECT 1 FROM section WHERE slug = ?", (article.section,)
    ):
        raise InvalidInputError(
            f"There is no section “{article.section}”. Choose one, or add it first.",
            field="section",
        )
    for position, row in enumerate(article.byline):
        if row.author and not author_exists(library, row.author):
            raise InvalidInputError(
                "A name of the byline belongs to a profile that is not in this library. "
                "Choose the author again.",
                field=f"byline.{position}.author",
            )
    for image in missing_images(library, [image for image, _ in projections.placements(article)]):
        raise InvalidInputError(
            f"The picture {image[:12]} is not in this library. Add the picture again.",
            field="body",
        )


def author_exists(library: Library, author_id: AuthorId) -> bool:
    """Say whether there is such a profile."""
    return library.row("SELECT 1 FROM author WHERE id = ?", (author_id,)) is not None


def missing_images(library: Library, images: Sequence[ImageId]) -> tuple[ImageId, ...]:
    """Return those of the images that the library does not hold."""
    return tuple(
        image
        for image in dict.fromkeys(images)
        if not library.row("SELECT 1 FROM image WHERE id = ?", (image,))
    )


def project_anew(library: Library, found: Stored) -> None:
    """Write what lists and indexes know of a story anew; call inside a transaction."""
    article = found.article
    body_text = textindex.body_text(article)
    library.execute(
        f"UPDATE article SET {', '.join(f'{c} = ?' for c in _COLUMNS)} WHERE number = ?",  # noqa: S608 - fixed names
        (*_column_values(article, body_text), found.number),
    )
    deleted = optional_number(found.deleted_at)
    _project(library, found.number, article, deleted)
    textindex.keep(library, found.number, article, body_text)
    textindex.strike_off(library, found.number)


def _project(library: Library, row: int, article: Article, deleted: int | None) -> None:
    assert article.saved_at is not None
    _replace(
        library, "byline", row,
        [
            (
                row, position, entry.author,
                entry.frozen.name if entry.frozen else entry.literal_name,
                entry.credit_role.value, deleted is None, number(article.saved_at),
                optional_number(article.first_published_at), article.state.value,
                article.section or None,
            )
            for position, entry in enumerate(article.byline)
        ],
    )  # fmt: skip
    _replace(
        library,
        "placement",
        row,
        [
            (row, position, image, role)
            for position, (image, role) in enumerate(projections.placements(article))
        ],
    )
    targets = [
        target
        for target in projections.related_targets(article)
        if library.row("SELECT 1 FROM article WHERE id = ?", (target,))
    ]
    _replace(
        library,
        "related",
        row,
        [(row, position, target) for position, target in enumerate(targets)],
    )
    links = projections.linked_stories(article)
    _replace(library, "story_link", row, sorted((row, target) for target in links))
    tags = {tag for tag in article.tags if tag}
    _replace(library, "article_tag", row, sorted((row, tag) for tag in tags))


def _replace(library: Library, table: str, row: int, rows: Sequence[tuple[object, ...]]) -> None:
    """Write a projection anew where it changed; most saves change none of them."""
    statement = f"SELECT * FROM {table} WHERE article = ? ORDER BY 1, 2"  # noqa: S608 - ours
    if library.rows(statement, (row,)) == list(rows):
        return
    library.execute(f"DELETE FROM {table} WHERE article = ?", (row,))  # noqa: S608 - ours
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        library.execute_many(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - ours


def slug_taken(library: Library, slug: str, *, but: ArticleId | None = None) -> bool:
    """Say whether another story has this slug, capitals aside."""
    statement = "SELECT 1 FROM article WHERE slug = ? AND slug <> '' AND id IS NOT ?"
    return library.row(statement, (slug, but)) is not None


def slug_of(library: Library, article_id: ArticleId) -> str | None:
    """Return the slug a story has in the library, ``None`` without such a story."""
    return library.value("SELECT slug FROM article WHERE id = ?", (article_id,))


def exists(library: Library, article_id: ArticleId) -> bool:
    """Say whether there is such a story, in the trash or outside it."""
    return library.row("SELECT 1 FROM article WHERE id = ?", (article_id,)) is not None


def id_of_slug(library: Library, slug: str) -> ArticleId | None:
    """Return the story with a slug, ``None`` without one."""
    found = library.value("SELECT id FROM article WHERE slug = ? AND slug <> ''", (slug,))
    return None if found is None else ArticleId(found)


def headlines(library: Library, ids: Sequence[ArticleId]) -> dict[ArticleId, str]:
    """Return the headlines of stories; those not in the library are left out."""
    found = library.rows(
        "SELECT id, headline FROM article WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {ArticleId(name): headline for name, headline in found}


def all_ids(library: Library) -> tuple[ArticleId, ...]:
    """Return every story outside the trash, oldest first."""
    rows = library.rows("SELECT id FROM article WHERE deleted_at IS NULL ORDER BY number")
    return tuple(ArticleId(name) for (name,) in rows)


def set_deleted(library: Library, article_id: ArticleId, at: Moment | None) -> None:
    """Lay a story in the trash, or with ``None`` take it out. Raises NotFoundError."""
    row = number_of(library, article_id)
    with library.transaction():
        library.execute(
            "UPDATE article SET deleted_at = ? WHERE number = ?", (optional_number(at), row)
        )
        library.execute("UPDATE byline SET listed = ? WHERE article = ?", (at is None, row))


def users(library: Library, article_id: ArticleId) -> tuple[str, ...]:
    """Return the headlines of the stories, and names of the lists, that point to a story."""
    rows = library.rows(
        "SELECT DISTINCT headline FROM article WHERE id <> ?1 AND number IN ("
        "SELECT article FROM related WHERE target = ?1 "
        "UNION SELECT article FROM story_link WHERE target = ?1) "
        "UNION ALL SELECT name FROM curated_list WHERE id IN "
        "(SELECT list FROM curated_item WHERE target = ?1)",
        (article_id,),
    )
    return tuple(headline for (headline,) in rows)


def unused_in_trash(library: Library) -> tuple[ArticleId, ...]:
    """Return what lies in the trash and is pointed to by nothing that will stay."""
    used: set[str] = {
        name
        for (name,) in library.rows(
            "SELECT target FROM curated_item UNION SELECT target FROM related "
            "JOIN article ON number = article WHERE deleted_at IS NULL UNION "
            "SELECT target FROM story_link JOIN article ON number = article "
            "WHERE deleted_at IS NULL"
        )
    }
    trashed = {
        name for (name,) in library.rows("SELECT id FROM article WHERE deleted_at IS NOT NULL")
    }
    staying = trashed & used
    # What stays keeps what it points to itself, and so on.
    while True:
        marks = json.dumps(sorted(staying))
        more = {
            name
            for (name,) in library.rows(
                "SELECT target FROM related JOIN article ON number = article "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (marks,),
            )
        } & trashed
        if more <= staying:
            return tuple(ArticleId(name) for name in sorted(trashed - staying))
        staying |= more


def delete(library: Library, article_id: ArticleId) -> None:
    """Remove a story for good, with its versions and journal. Raises NotFoundError."""
    row = number_of(library, article_id)
    with library.transaction():
        library.execute("DELETE FROM related WHERE article = ?", (row,))
        textindex.drop(library, row)
        library.execute("DELETE FROM article WHERE number = ?", (row,))
