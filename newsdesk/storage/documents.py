"""What stands in the file as JSON, read back with suspicion: it may come from a stranger.

Everything is validated on reading. A row that is no longer what Newsdesk wrote means a damaged
file, and is reported as one, with the library's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from newsdesk.domain import articlejson, bodyjson, codec
from newsdesk.domain.article import Article
from newsdesk.domain.errors import InvalidInputError
from newsdesk.storage.errors import damaged

T = TypeVar("T")

_LONGEST_DETAIL = 160
"""Characters of a reader's complaint that are shown."""


# What JSON writes for characters that readers refuse: escaped ones, and those it leaves as they
# are. An even number of backslashes before the escape is text and no escape.
_SUSPECT = re.compile(r"[\\\x7f\ud800-\udfff\ufffe\uffff]")
"""What every unreadable text holds, and few others: looked for first, at a tenth of the time."""
_UNREADABLE = re.compile(
    r"(?<!\\)(?:\\\\)*\\(?:[bfr]|u00[01][0-9a-f])|[\x7f\ud800-\udfff\ufffe\uffff]"
)


def write_fields(article: Article) -> str:
    """Return every field of an article but its body. Raises InvalidInputError as all writers do.

    Nothing is written that could not be read again.
    """
    return _readable(
        articlejson.write_fields(article), lambda text: articlejson.read(Article, text)
    )


def write_body(article: Article) -> str:
    """Return the body of an article."""
    return _readable(bodyjson.write(article.body), bodyjson.read)


def read_article(path: Path, fields: str, body: str, **known: object) -> Article:
    """Read the two parts of an article, with what its row knows better.

    Raises EnvironmentFailure for damaged ones.
    """
    return _read(path, lambda: articlejson.read_fields(fields, bodyjson.read(body), **known))


def write_document(article: Article) -> str:
    """Return a whole article as one text, for journals and versions."""
    return _readable(articlejson.write_article(article), articlejson.read_article)


def read_document(path: Path, document: str) -> Article:
    """Read what ``write_document`` gave. Raises EnvironmentFailure for a damaged one."""
    return _read(path, lambda: articlejson.read_article(document))


def write_value(value: object) -> str:
    """Return a profile, image, section, list or publication as a text."""
    return _readable(articlejson.write(value), lambda text: articlejson.read(type(value), text))


def read_value(path: Path, cls: type[T], text: str, *, what: str = "a record") -> T:
    """Read what ``write_value`` gave. Raises EnvironmentFailure for a damaged one."""
    return _read(path, lambda: articlejson.read(cls, text, what=what.capitalize()))


def _readable(text: str, read: Callable[[str], object]) -> str:
    """Return a text that can be read again. Only a very long one has to be tried."""
    if _SUSPECT.search(text) and _UNREADABLE.search(text):
        raise InvalidInputError(
            "There is a control character in the text that cannot be kept. Paste it as plain text."
        )
    if len(text) > codec.LONGEST_TEXT:
        read(text)
    return text


def _read(path: Path, read: Callable[[], T]) -> T:
    try:
        return read()
    except InvalidInputError as error:
        raise damaged(path, str(error).rstrip(".")[:_LONGEST_DETAIL]) from error
