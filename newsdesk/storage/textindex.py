"""The full-text indexes and each story's strongest words, kept in step with the stories.

Short stories are indexed in the transaction that saves them. Indexing a long one takes several
times as long as saving it, so its save only notes that it is due, in the same transaction, and
``catch_up`` does it afterwards: when the library's thread has nothing to do, before anything
reads the indexes, and when a library is opened whose program ended in between.
"""

from __future__ import annotations

from typing import cast

from newsdesk.domain.article import Article
from newsdesk.storage import projections
from newsdesk.storage.library import Library

Columns = tuple[str, str, str, str, str, str]
"""Folded words of one story: headline, standfirst, body, authors, section, tags."""

_LONG = 4000
"""Characters of text from which a story is indexed after its save; 4,000 take about 2 ms."""
_DUE = "due:"
"""What the notes of stories to be indexed begin with, in ``library_setting``."""

_NEW = "INSERT INTO article_search (rowid, headline, standfirst, body, authors, section, tags) "
# FTS5 forgets a row of an external-content table only when told its old words (4.4.2).
_OLD = (
    "INSERT INTO article_search "
    "(article_search, rowid, headline, standfirst, body, authors, section, tags) "
)


def body_text(article: Article) -> str:
    """Return the plain words of a body with its captions, a block on each line."""
    parts = [projections.plain_text(block) for block in article.body]
    if article.lead is not None and article.lead.caption is not None:
        parts.append("".join(run.text for run in article.lead.caption))
    return "\n".join(part for part in parts if part)


def columns(library: Library, article: Article, text: str) -> Columns:
    """Return the folded words of an article."""
    from newsdesk.storage.folding import fold, joined

    return (
        fold(article.headline),
        joined((article.standfirst, article.kicker, article.slugline)),
        fold(text),
        joined(_names(library, article)),
        fold(article.section or ""),
        joined((*article.tags, *article.keywords, article.series)),
    )


def _names(library: Library, article: Article) -> list[str]:
    """Return names as they went out or were typed, and a mark for each profile.

    Searching for a name asks the profiles first and then for their marks: so a profile may
    change without any of its stories being indexed anew.
    """
    names: list[str] = []
    for row in article.byline:
        names.append(row.frozen.name if row.frozen else row.literal_name)
        if row.author is not None:
            found = library.value("SELECT number FROM author WHERE id = ?", (row.author,))
            names.append("" if found is None else author_mark(found))
    return names


def author_mark(number: int) -> str:
    """Return the word that stands for a profile in the index, by its row number."""
    return f"nd0author{number}"


def keep(library: Library, row: int, article: Article, text: str) -> None:
    """Bring the indexes in step with an article, inside the transaction that saves it."""
    from newsdesk.storage import strongwords

    new = columns(library, article, text)
    found = library.row(
        "SELECT headline, standfirst, body, authors, section, tags FROM article_text "
        "WHERE article = ?",
        (row,),
    )
    if found == new:
        return
    if found is None:
        library.execute("INSERT INTO article_text VALUES (?, ?, ?, ?, ?, ?, ?)", (row, *new))
    else:
        library.execute(_OLD + "VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)", (row, *found))
        library.execute(
            "UPDATE article_text SET headline = ?, standfirst = ?, body = ?, authors = ?, "
            "section = ?, tags = ? WHERE article = ?",
            (*new, row),
        )
    library.execute(_NEW + "VALUES (?, ?, ?, ?, ?, ?, ?)", (row, *new))
    if found is None or found[0] != new[0]:
        if found is not None:
            _forget_headline(library, row, found[0])
        library.execute(
            "INSERT INTO headline_search (rowid, headline) VALUES (?, ?)", (row, new[0])
        )
    spelled = (article.headline, f"{article.standfirst}\n{text}")
    strongwords.keep(library, row, old=found, new=new, spelled=spelled)


def keep_soon(library: Library, row: int, article: Article, text: str) -> None:
    """Index a short story now, and note that a long one is due."""
    if len(text) < _LONG:
        keep(library, row, article, text)
        strike_off(library, row)
    else:
        library.execute(
            "INSERT OR IGNORE INTO library_setting VALUES (?, '')", (f"{_DUE}{row:d}",)
        )


def due(library: Library) -> tuple[int, ...]:
    """Return the row numbers of the stories that were saved and not indexed yet."""
    found = library.rows(
        "SELECT key FROM library_setting WHERE key >= ? AND key < ?", (_DUE, _DUE + ":")
    )
    return tuple(int(key.removeprefix(_DUE)) for (key,) in found if key[len(_DUE) :].isdecimal())


def strike_off(library: Library, row: int) -> None:
    """Note that a story is no longer due."""
    library.execute("DELETE FROM library_setting WHERE key = ?", (f"{_DUE}{row:d}",))


def kept_columns(library: Library, row: int) -> Columns:
    """Return the folded words kept of a story, empty ones where it has none."""
    found = library.row(
        "SELECT headline, standfirst, body, authors, section, tags FROM article_text "
        "WHERE article = ?",
        (row,),
    )
    return ("", "", "", "", "", "") if found is None else cast("Columns", found)


def drop(library: Library, row: int) -> None:
    """Take a story out of the indexes, before its rows go."""
    from newsdesk.storage import strongwords

    found = library.row(
        "SELECT headline, standfirst, body, authors, section, tags FROM article_text "
        "WHERE article = ?",
        (row,),
    )
    if found is None:
        return
    library.execute(_OLD + "VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)", (row, *found))
    _forget_headline(library, row, found[0])
    strongwords.drop(library, row, found)


def rebuild(library: Library) -> None:
    """Make the indexes and the strongest words anew from the words kept beside them.

    Call inside a transaction.
    """
    from newsdesk.storage import strongwords

    for index in ("article_search", "headline_search"):
        library.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - ours
    strongwords.rebuild(library)


def _forget_headline(library: Library, row: int, headline: str) -> None:
    library.execute(
        "INSERT INTO headline_search (headline_search, rowid, headline) VALUES ('delete', ?, ?)",
        (row, headline),
    )
