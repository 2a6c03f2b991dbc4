"""Stories read out of a damaged library. The file itself is only ever read.

First SQLite is asked, on a copy, row by row; then the pages are read without it. What was saved,
journalled or kept as a version is told apart, and the latest readable state of each story wins.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from newsdesk.domain import articlejson, bodyjson
from newsdesk.domain.article import Article
from newsdesk.domain.body import Body, Paragraph
from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.normal import normal_body
from newsdesk.domain.reading import word_count
from newsdesk.domain.text import Run
from newsdesk.domain.values import immutable
from newsdesk.storage import deltas, examining
from newsdesk.storage.carving import CarvedRow, Pages
from newsdesk.storage.errors import file_failure
from newsdesk.storage.library import Library

_FIELDS_BEGIN = '{"id":"'
_BODY_BEGIN = '{"format":'
_JOURNAL_COLUMNS = 6
_VERSION_COLUMNS = 12
_ARTICLE_COLUMNS = 20
_WORDS_COLUMN = 5
"""Of the columns behind the version."""


@immutable
class Rescued:
    """A story that could be read. ``whole`` says that its text was found with its other fields.

    ``fits`` says that the text has as many words as the library last counted: freed pages may
    hold an older text of the same story.
    """

    article: Article
    whole: bool
    fits: bool = False


@dataclass(slots=True)
class _Found:
    """What was found of the stories, by row number."""

    fields: dict[int, list[str]]
    bodies: dict[int, list[str]]
    documents: list[str]
    words: dict[int, tuple[int, int]]
    """The latest version of a row, and the number of words its body had then."""
    names: dict[int, ArticleId]

    @classmethod
    def nothing(cls) -> _Found:
        return cls({}, {}, [], {}, {})


def rescue(path: Path, workplace: Path) -> tuple[Rescued, ...]:
    """Return every story of which something can be read; ``workplace`` is an empty folder.

    Raises EnvironmentFailure when the file cannot be read at all.
    """
    found = _Found.nothing()
    try:
        _ask_sqlite(path, workplace, found)
        pages = Pages(path)
    except OSError as error:
        raise file_failure(error, path, "be read") from error
    try:
        for row in pages.rows():
            _sort_in(row, found)
    finally:
        pages.close()
    return tuple(_stories(found))


def _ask_sqlite(path: Path, workplace: Path, found: _Found) -> None:
    copy = workplace / "copy.newsdesk"
    shutil.copyfile(path, copy)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    try:
        with closing(sqlite3.connect(copy)) as connection:
            connection.text_factory = _decoded
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA query_only = ON")
            for table, into in (("article_fields", found.fields), ("article_body", found.bodies)):
                for number, text in _each(connection, f"SELECT * FROM {table}"):  # noqa: S608 - ours
                    if isinstance(number, int) and isinstance(text, str):
                        into.setdefault(number, []).append(text)
            for (kept,) in _each(connection, "SELECT document FROM journal"):
                _keep_document(kept, found)
    except (sqlite3.Error, UnicodeDecodeError):
        # Whatever SQLite cannot read any more is looked for on the pages.
        return


def _decoded(content: bytes) -> str:
    return content.decode(errors="replace")


_CARRIED = ("section", "publication", "library_setting", "image", "image_chunk", "author")
"""Tables that stories lean on, in the order in which they lean on each other."""


def carry(workplace: Path, library: Library) -> None:
    """Copy the sections, pictures and profiles that can still be read into a new library.

    ``workplace`` is the folder that ``rescue`` was given.
    """
    copy = workplace / "copy.newsdesk"
    if not copy.exists():
        return
    with closing(sqlite3.connect(copy)) as connection, library.transaction():
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        for table in _CARRIED:
            columns = [row[1] for row in library.rows(f"PRAGMA table_info({table})")]
            named = ", ".join(columns)
            for row in _each(connection, f"SELECT {named} FROM {table}"):  # noqa: S608 - ours
                _carry_row(library, table, columns, row)
        for image in examining.incomplete_images(library):
            library.execute("UPDATE author SET avatar = NULL WHERE avatar = ?", (image,))
            library.execute("DELETE FROM image WHERE id = ?", (image,))


def _carry_row(library: Library, table: str, columns: list[str], row: tuple[object, ...]) -> None:
    """Insert a row; a profile whose picture is gone comes without it, any other misfit not."""
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608 - ours
    try:
        library.execute(statement, row)
    except sqlite3.IntegrityError:
        if table == "author":
            at = columns.index("avatar")
            library.execute(statement, (*row[:at], None, *row[at + 1 :]))


def _each(connection: sqlite3.Connection, statement: str) -> Iterator[tuple[object, ...]]:
    """Yield rows until the damage is met; SQLite's complaint may cite bytes that are no text."""
    try:
        yield from connection.execute(statement)
    except (sqlite3.Error, UnicodeDecodeError):
        return


def _sort_in(row: CarvedRow, found: _Found) -> None:
    """Tell by its shape which table a row belongs to."""
    match row.values:
        case (None, str(text)) if text.startswith(_FIELDS_BEGIN):
            found.fields.setdefault(row.number, []).append(text)
        case (None, str(name), int(version), *rest) if len(row.values) == _ARTICLE_COLUMNS:
            found.names[row.number] = ArticleId(name)
            words = rest[_WORDS_COLUMN]
            if isinstance(words, int) and version > found.words.get(row.number, (0, 0))[0]:
                found.words[row.number] = (version, words)
        case (None, str(text)) if text.startswith(_BODY_BEGIN):
            found.bodies.setdefault(row.number, []).append(text)
        case (*_, bytes(kept)) if len(row.values) in {_JOURNAL_COLUMNS, _VERSION_COLUMNS}:
            _keep_document(kept, found)
        case _:
            return


def _keep_document(kept: object, found: _Found) -> None:
    """Take what a journal or a version holds, where it stands alone and can be read."""
    if isinstance(kept, bytes):
        try:
            found.documents.append(deltas.unpack(kept))
        except deltas.BrokenDeltaError:
            return


def _stories(found: _Found) -> Iterator[Rescued]:
    """Return the latest readable state of each story."""
    best: dict[ArticleId, Rescued] = {}
    for number, texts in found.fields.items():
        for fields in texts:
            for rescued in _joined(fields, found.bodies.get(number, [])):
                _version, words = found.words.get(number, (0, -1))
                fits = word_count(rescued.article.body) == words
                _keep(best, replace(rescued, fits=fits))
    for number in found.bodies.keys() - found.fields.keys():
        # Its other fields are lost: what it is called, the journal or a version may know.
        name = found.names.get(number) or ArticleId(str(uuid.uuid4()))
        for body in found.bodies[number]:
            _keep(best, _with_body(Article(name), body, whole=False))
    for document in found.documents:
        try:
            _keep(best, Rescued(articlejson.read_article(document), whole=True))
        except NewsdeskError:
            continue
    yield from best.values()


def _joined(fields: str, bodies: Iterable[str]) -> Iterator[Rescued]:
    """Put the readable fields of a story to each readable body of its row.

    Of JSON that is broken somewhere the texts in it are still taken.
    """
    try:
        article, whole = articlejson.read_fields(fields, ()), True
    except NewsdeskError:
        name = _ID.search(fields)
        if name is None:
            return
        headline = _HEADLINE.search(fields)
        article = Article(ArticleId(name[1]), headline=_string(headline[1]) if headline else "")
        whole = False
    yield Rescued(article, whole=False)
    for body in bodies:
        yield _with_body(article, body, whole=whole)


def _with_body(article: Article, body: str, *, whole: bool) -> Rescued:
    try:
        return Rescued(replace(article, body=bodyjson.read(body)), whole=whole)
    except NewsdeskError:
        return Rescued(replace(article, body=_legible(body)), whole=False)


_ID = re.compile(r'"id":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"')
_HEADLINE = re.compile(r'"headline":"((?:[^"\\]|\\.)*)"')
_TEXT = re.compile(r'"(?:text|title)":"((?:[^"\\]|\\.)*)"')


def _legible(body: str) -> Body:
    """Return the texts in a broken body as paragraphs."""
    texts = (_string(match[1]) for match in _TEXT.finditer(body))
    return normal_body(Paragraph((Run(text),)) for text in texts)


def _string(inside: str) -> str:
    """Read the inside of a JSON string; as it stands where that is broken too."""
    try:
        return str(json.loads(f'"{inside}"', strict=False))
    except ValueError:
        return inside


def _keep(best: dict[ArticleId, Rescued], rescued: Rescued) -> None:
    known = best.get(rescued.article.id)
    if known is None or _worth(rescued) > _worth(known):
        best[rescued.article.id] = rescued


def _worth(rescued: Rescued) -> tuple[bool, int, bool, int]:
    """Return by what the better of two states of a story is told."""
    article = rescued.article
    return rescued.whole, article.version, rescued.fits, len(article.body)
