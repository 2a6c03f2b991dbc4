"""Conversions between forms of text, through the body and without a library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from newsdesk.domain import storyfile
from newsdesk.domain.article import Article
from newsdesk.domain.body import Body
from newsdesk.domain.ids import ArticleId, ImageId
from newsdesk.domain.values import immutable
from newsdesk.importing.converted import Converted, ForeignPicture, with_pictures

__all__ = [
    "FORMS_IN",
    "FORMS_OUT",
    "NO_STORY",
    "Converted",
    "ForeignPicture",
    "convert",
    "looks_like_markdown",
    "read_html",
    "read_markdown",
    "read_text",
    "with_pictures",
    "write_html",
    "write_markdown",
    "write_text",
]

NO_STORY: Final = ArticleId("00000000-0000-0000-0000-000000000000")
"""The id of a story that is in no library; importing it gives it one of its own."""


@immutable
class _Source:
    """Text with where its pictures are."""

    article: Article
    pictures: Mapping[ImageId, str]
    losses: tuple[str, ...] = ()


def read_html(text: str, *, base: str = "", whole_page: bool = False) -> Converted:
    """Read foreign HTML; see ``importing.html``. Raises InvalidInputError."""
    from newsdesk.importing import html

    return html.read_html(text, base=base, whole_page=whole_page)


def read_markdown(text: str) -> Converted:
    """Read Markdown. Raises InvalidInputError."""
    from newsdesk.importing import markdown

    return markdown.read_markdown(text)


def read_text(text: str) -> Converted:
    """Read plain text. Raises InvalidInputError."""
    from newsdesk.importing import plaintext

    return plaintext.read_text(text)


def looks_like_markdown(text: str) -> bool:
    """Whether plain text was written as Markdown."""
    from newsdesk.importing import plaintext

    return plaintext.looks_like_markdown(text)


def write_html(body: Body, pictures: Mapping[ImageId, str] | None = None) -> str:
    """Write a body as clean HTML; ``pictures`` gives addresses of those of no library."""
    from newsdesk.exporting.bodyhtml import PlainPictures, image_address, write_body

    where = pictures or {}
    plain = PlainPictures(lambda image: where.get(image) or image_address(image))
    return write_body(body, pictures=plain)


def write_markdown(body: Body, pictures: Mapping[ImageId, str] | None = None) -> str:
    """Write a body as Markdown; ``pictures`` as for ``write_html``."""
    from newsdesk.exporting import markdown
    from newsdesk.exporting.bodyhtml import PlainPictures, image_address

    where = pictures or {}
    plain = PlainPictures(lambda image: where.get(image) or image_address(image))
    return markdown.write_markdown(body, foreign=markdown.html_blocks(plain))


def write_text(body: Body) -> str:
    """Write a body as plain text; it ends with a line break unless it is empty."""
    from newsdesk.exporting import plaintext

    text = plaintext.write_text(body)
    return f"{text}\n" if text else ""


def _of_converted(found: Converted) -> _Source:
    addresses = {picture.id: picture.address for picture in found.pictures}
    return _Source(Article(NO_STORY, body=found.body), addresses, found.losses)


def _from_story(text: str) -> _Source:
    from newsdesk.importing import simplestory

    if simplestory.is_simple_story(text):
        found = simplestory.read_simple_story(text)
        addresses = {picture.id: picture.address for picture in found.pictures}
        return _Source(found.article, addresses, found.losses)
    return _Source(storyfile.read(text).article, {})


_READERS: Final[Mapping[str, Callable[[str], _Source]]] = {
    "html": lambda text: _of_converted(read_html(text)),
    "markdown": lambda text: _of_converted(read_markdown(text)),
    "text": lambda text: _of_converted(read_text(text)),
    "story": _from_story,
}


def _to_story(source: _Source) -> str:
    """Write a story file. Pictures of no library cannot stand in it: they would name nothing."""
    missing = dict.fromkeys(source.pictures)
    article = replace(source.article, body=with_pictures(source.article.body, missing))
    if article.lead is not None and article.lead.image in source.pictures:
        article = replace(article, lead=None)
    named = [replace(row, author=None) for row in article.byline if row.literal_name]
    article = replace(article, byline=tuple(named))
    return storyfile.write(storyfile.StoryFile(article)) + "\n"


_WRITERS: Final[Mapping[str, Callable[[_Source], str]]] = {
    "html": lambda source: write_html(source.article.body, source.pictures),
    "markdown": lambda source: write_markdown(source.article.body, source.pictures),
    "text": lambda source: write_text(source.article.body),
    "story": _to_story,
}

FORMS_IN: Final = tuple(_READERS)
FORMS_OUT: Final = tuple(_WRITERS)


def convert(text: str, *, source: str, target: str) -> tuple[str, tuple[str, ...]]:
    """Convert text from one form to another; returns it with what was left out, in sentences.

    Raises InvalidInputError for text that cannot be read.
    """
    found = _READERS[source](text)
    written = _WRITERS[target](found)
    return written if written.endswith("\n") or not written else f"{written}\n", found.losses
