"""Reads files that are to be imported: a story with all it brings, not yet in a library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from newsdesk.domain import storyfile
from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import Body, Subhead
from newsdesk.domain.errors import Cancelled, EnvironmentFailure, InvalidInputError, NewsdeskError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.storyfile import StoryPicture
from newsdesk.domain.text import plain
from newsdesk.domain.values import immutable
from newsdesk.importing import simplestory
from newsdesk.importing.converted import Converted, ForeignPicture
from newsdesk.importing.simplestory import SimplePicture, is_simple_story
from newsdesk.services import converting, foreignpictures, pictures, storyfiles, textfiles
from newsdesk.services.pictures import NewPicture
from newsdesk.services.renditions import Progress, quietly

FORMS: Final[Mapping[str, str]] = {
    ".json": "story",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
"""What files are by the ending of their names."""

_TITLE = re.compile(r"<title[^>]*>([^<]{1,500})</title>", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang=[\"']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")


@immutable
class Incoming:
    """A file that was read: a story with what it brings along, not yet in a library.

    ``pictures`` are by the id that stands for them in the story; ``notes`` name the ``missing``.
    """

    name: str
    article: Article
    pictures: Mapping[ImageId, NewPicture]
    missing: tuple[ImageId, ...] = ()
    authors: tuple[AuthorProfile, ...] = ()
    sections: tuple[Section, ...] = ()
    publication: Publication | None = None
    notes: tuple[str, ...] = ()


def read_file(
    path: Path, *, form: str | None = None, progress: Progress | None = None
) -> Incoming:
    """Read a file, its pictures too; needs no library, so any thread will do.

    ``progress`` may raise Cancelled. Raises InvalidInputError and EnvironmentFailure.
    """
    kind = form or FORMS.get(path.suffix.lower())
    if kind is None:
        raise InvalidInputError(
            f"“{path.name}” is of no kind that can be imported. Newsdesk reads story files "
            "(.json), web pages (.html), Markdown (.md) and plain text (.txt); save documents of "
            "Word or LibreOffice as a web page."
        )
    text = textfiles.decoded(textfiles.read_bytes(path), path.name)
    step = progress or quietly
    if kind == "story":
        return _read_story(path, text, step)
    found = _READERS[kind](text)
    headline, body = _headline(text, found.body, kind)
    if not headline and not body:
        raise InvalidInputError(f"There is no text in “{path.name}” that could be a story.")
    article = Article(
        converting.NO_STORY, headline=headline, body=body, language=_language(text, kind)
    )
    return _with_foreign_pictures(path, article, found.pictures, found.losses, step)


def _read_page(text: str) -> Converted:
    return converting.read_html(text, whole_page="<body" in text.lower())


_READERS: Final[Mapping[str, Callable[[str], Converted]]] = {
    "html": _read_page,
    "markdown": converting.read_markdown,
    "text": converting.read_text,
}


def _headline(text: str, body: Body, kind: str) -> tuple[str, Body]:
    """Take the headline off a body that begins with it; else the title of the page."""
    first = body[0] if body else None
    if isinstance(first, Subhead) and first.level == 2 and kind in {"html", "markdown"}:
        return " ".join(plain(first.runs).split()), body[1:]
    title = _TITLE.search(text) if kind == "html" else None
    if title is None:
        return "", body
    found = converting.read_html(f"<p>{title[1]}</p>").body
    return converting.write_text(found).strip(), body


def _language(text: str, kind: str) -> str:
    found = _LANGUAGE.search(text[:10_000]) if kind == "html" else None
    return found[1] if found else ""


def _read_story(path: Path, text: str, step: Progress) -> Incoming:
    if is_simple_story(text):
        found = simplestory.read_simple_story(text)
        incoming = _with_foreign_pictures(path, found.article, found.pictures, found.losses, step)
        return replace(
            incoming,
            pictures=_described(incoming.pictures, found.facts),
            authors=found.authors,
            sections=(found.section,) if found.section else (),
            publication=found.publication,
        )
    story = storyfile.read(text)
    # Before anything is read: a file that reaches out of its folder is refused as a whole.
    places = [storyfiles.picture_path(one.file, path.parent) for one in story.images if one.file]
    del places
    read: dict[ImageId, NewPicture] = {}
    notes: list[str] = []
    for number, entry in enumerate(story.images):
        step(number, len(story.images), entry.asset.original_name)
        picture = _story_picture(entry, path, notes)
        if picture is not None:
            read[entry.asset.id] = picture
    return Incoming(
        path.name,
        story.article,
        read,
        tuple(
            one.asset.id
            for one in story.images
            if (one.file or one.data) and one.asset.id not in read
        ),
        story.authors,
        story.sections,
        notes=tuple(notes),
    )


def _story_picture(entry: StoryPicture, path: Path, notes: list[str]) -> NewPicture | None:
    asset = entry.asset
    name = asset.original_name or asset.id[:12]
    if entry.data:
        source: Path | bytes = storyfile.content_of(entry)
    elif entry.file:
        source = storyfiles.picture_path(entry.file, path.parent)
    else:
        return None
    try:
        picture = pictures.read_picture(source, asset.original_name)
    except EnvironmentFailure:
        notes.append(f"The picture “{name}” is not where the story file says ({entry.file}).")
        return None
    if picture.asset.id != asset.id:
        notes.append(f"The picture “{name}” is not the one that the story file means.")
        return None
    return replace(picture, asset=_with_bytes_of(asset, picture.asset))


def _with_bytes_of(asset: ImageAsset, read: ImageAsset) -> ImageAsset:
    """What a story file says of a picture, with what the bytes themselves say of their form."""
    return replace(
        asset,
        media_type=read.media_type,
        width=read.width,
        height=read.height,
        byte_count=read.byte_count,
    )


def _with_foreign_pictures(
    path: Path,
    article: Article,
    found: Iterable[ForeignPicture],
    losses: tuple[str, ...],
    step: Progress,
) -> Incoming:
    listed = list(found)
    read: dict[ImageId, NewPicture] = {}
    notes: list[str] = list(losses)
    for number, picture in enumerate(listed):
        step(number, len(listed), picture.address[:80])
        try:
            read[picture.id] = foreignpictures.read_picture(picture.address, path.parent)
        except Cancelled:
            raise
        except NewsdeskError as error:
            if picture.address != simplestory.FACE:
                notes.append(str(error))
    missing = tuple(picture.id for picture in listed if picture.id not in read)
    return Incoming(path.name, article, read, missing, notes=tuple(notes))


def _described(
    read: Mapping[ImageId, NewPicture], facts: Iterable[SimplePicture]
) -> dict[ImageId, NewPicture]:
    """Put what a simple story says of a picture over what the picture's file says."""
    found = dict(read)
    for fact in facts:
        picture = found.get(fact.id)
        if picture is not None:
            asset = picture.asset
            found[fact.id] = replace(
                picture,
                asset=replace(
                    asset,
                    alt_text=fact.alt_text or asset.alt_text,
                    credit=fact.credit if fact.credit.photographer else asset.credit,
                    copyright_notice=fact.copyright_notice or asset.copyright_notice,
                ),
            )
    return found
