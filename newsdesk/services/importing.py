"""Imports files: read on any thread, taken into the library in one piece or not at all."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from newsdesk.domain import storyfile
from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import Body, Subhead
from newsdesk.domain.errors import Cancelled, EnvironmentFailure, InvalidInputError, NewsdeskError
from newsdesk.domain.ids import ImageId, SectionSlug
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.storyfile import StoryPicture
from newsdesk.domain.text import plain
from newsdesk.importing import simplestory
from newsdesk.importing.converted import Converted, ForeignPicture, with_pictures
from newsdesk.importing.simplestory import SimplePicture, is_simple_story
from newsdesk.services import (
    articles,
    authors,
    converting,
    images,
    pictures,
    publication,
    sections,
    storyfiles,
    textfiles,
)
from newsdesk.services.changes import NOTHING, Changes
from newsdesk.services.desk import Desk
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

_LARGEST_INLINE: Final = 64 * 1024 * 1024
_PICTURE_ENDINGS: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif"})
_TITLE = re.compile(r"<title[^>]*>([^<]{1,500})</title>", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang=[\"']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")
_MOST_IN_FOLDER: Final = 2_000


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ImportReport:
    """A story that was imported. ``notes`` say what was left out or changed, in sentences."""

    name: str
    article: Article
    pictures: int = 0
    authors: int = 0
    notes: tuple[str, ...] = ()

    def value(self) -> dict[str, object]:
        """Return the report as JSON, for scripts."""
        return {
            "file": self.name,
            "id": self.article.id,
            "slug": self.article.slug,
            "headline": self.article.headline,
            "pictures": self.pictures,
            "authors": self.authors,
            "notes": list(self.notes),
        }


def import_file(
    desk: Desk,
    *,
    path: Path,
    form: str | None = None,
    section: str = "",
    progress: Progress | None = None,
) -> tuple[ImportReport, Changes]:
    """Read a file and take its story in. Raises InvalidInputError and EnvironmentFailure.

    ``form`` says what it is, whatever its name; ``section`` is for a story that names none.
    """
    incoming = read_file(path, form=form, progress=progress)
    return take_in(desk, incoming=incoming, section=section)


# --- reading ---


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
            read[picture.id] = read_foreign(picture.address, path.parent)
        except Cancelled:
            raise
        except NewsdeskError as error:
            if picture.address != simplestory.FACE:
                notes.append(str(error))
    missing = tuple(picture.id for picture in listed if picture.id not in read)
    return Incoming(path.name, article, read, missing, notes=tuple(notes))


def read_foreign(address: str, folder: Path | None) -> NewPicture:
    """Read a picture by its address in foreign text: inside it, or beside the file.

    ``folder`` is where the text lies, ``None`` for a clipboard. Nothing is fetched from the
    network. Raises InvalidInputError and EnvironmentFailure.
    """
    shown = address[:80]
    if address.startswith("data:"):
        return pictures.read_picture(_inline(address), "pasted picture")
    parts = urlsplit(address)
    if parts.scheme == "file" and folder is None:
        return pictures.read_picture(Path(unquote(parts.path)))
    if parts.scheme or folder is None:
        raise InvalidInputError(
            f"The picture “{shown}” is on the network and was left out; add it from a file."
        )
    if address.endswith("*"):
        return pictures.read_picture(_conventional(address[:-1], folder))
    return pictures.read_picture(storyfiles.picture_path(unquote(parts.path), folder))


def _inline(address: str) -> bytes:
    head, _comma, data = address.partition(",")
    if len(data) > _LARGEST_INLINE * 4 // 3:
        raise InvalidInputError("A picture inside the text is larger than 64 MB.")
    try:
        if head.endswith(";base64"):
            return base64.b64decode(unquote(data), validate=False)
        return unquote_to_bytes(data)
    except (binascii.Error, ValueError) as error:
        raise InvalidInputError("A picture inside the text is damaged.") from error


def _conventional(stem: str, folder: Path) -> Path:
    """Find a picture that a simple story leaves to its name: ``lead.jpg``, ``img/lead-1.png``."""
    for place in (folder, folder / "img", folder / "images"):
        try:
            names = sorted(entry.name for entry in list(place.iterdir())[:_MOST_IN_FOLDER])
        except OSError:
            continue
        for name in names:
            path = place / name
            if path.stem.lower().startswith(stem) and path.suffix.lower() in _PICTURE_ENDINGS:
                return path
    raise InvalidInputError(
        f"The story names no file for its lead photo, and there is no “{stem}….jpg” beside it."
    )


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


# --- taking in ---


def take_in(desk: Desk, *, incoming: Incoming, section: str = "") -> tuple[ImportReport, Changes]:
    """Add a story that was read, with its pictures, profiles and section, or nothing of it.

    What the library has already (a profile, a picture, a section) stays as it is there. Raises
    InvalidInputError and EnvironmentFailure.
    """
    notes = list(incoming.notes)
    with desk.library.transaction():
        changes = _take_publication(desk, incoming.publication)
        found, added = _take_pictures(desk, incoming)
        changes |= added
        people, added = _take_authors(desk, incoming, found)
        changes |= added
        article = _placed(incoming, found, notes)
        article = replace(
            article,
            byline=tuple(
                replace(row, author=people.get(row.author, row.author)) if row.author else row
                for row in article.byline
            ),
        )
        article, added = _in_section(desk, article, incoming, section)
        changes |= added
        kept, added = articles.add(desk, article=article)
        changes |= added
    return (
        ImportReport(
            incoming.name, kept, len(incoming.pictures), len(incoming.authors), tuple(notes)
        ),
        changes,
    )


def _take_publication(desk: Desk, facts: Publication | None) -> Changes:
    """Take the paper's facts from a story only where the library has none yet."""
    if facts is None or publication.get(desk).name:
        return NOTHING
    now = publication.get(desk)
    filled = {
        name: getattr(facts, name)
        for name in Publication.__slots__
        if getattr(facts, name) != getattr(Publication(), name)
    }
    return publication.save(desk, publication=replace(now, **filled))


def _take_pictures(
    desk: Desk, incoming: Incoming
) -> tuple[dict[ImageId, ImageId | None], Changes]:
    found: dict[ImageId, ImageId | None] = dict.fromkeys(incoming.missing)
    changes = NOTHING
    for image, picture in incoming.pictures.items():
        asset, added = images.add(desk, picture=picture)
        found[image] = asset.id
        changes |= added
    held = images.many(desk, images=[*incoming.missing, *storyfiles.image_ids(incoming.article)])
    found |= {image: image for image in incoming.missing if image in held}
    for image in storyfiles.image_ids(incoming.article):
        if image not in found and image not in held:
            found[image] = None
    return found, changes


def _take_authors(
    desk: Desk, incoming: Incoming, found: Mapping[ImageId, ImageId | None]
) -> tuple[dict[str, authors.AuthorId], Changes]:
    people: dict[str, authors.AuthorId] = {}
    changes = NOTHING
    for profile in incoming.authors:
        known = authors.named(desk, name=profile.id)
        if known is None and incoming.publication is not None and profile.slug:
            known = authors.named(desk, name=profile.slug)
        if known is not None:
            people[profile.id] = known
            continue
        avatar = profile.avatar
        if avatar is not None:
            kept = found.get(avatar, avatar)
            held = images.many(desk, images=[kept] if kept else [])
            profile = replace(profile, avatar=kept if kept in held else None)  # noqa: PLW2901 - the profile as it can be kept
        added, more = authors.add(desk, profile=profile)
        people[profile.id] = added.id
        changes |= more
    return people, changes


def _placed(
    incoming: Incoming,
    found: Mapping[ImageId, ImageId | None],
    notes: list[str],
) -> Article:
    """Point a story to the library's own pictures; placements of none are taken out."""
    article = incoming.article
    gone = sum(
        found.get(image, image) is None and image not in incoming.missing
        for image in storyfiles.image_ids(article)
    )
    if gone:
        notes.append(
            "A picture is missing; its place was taken out."
            if gone == 1
            else f"{gone} pictures are missing; their places were taken out."
        )

    def image_of(image: ImageId | None) -> ImageId | None:
        return None if image is None else found.get(image, image)

    lead = article.lead
    if lead is not None:
        image = image_of(lead.image)
        lead = None if image is None else replace(lead, image=image)
    related = replace(
        article.related,
        items=tuple(replace(item, image=image_of(item.image)) for item in article.related.items),
    )
    return replace(
        article,
        body=with_pictures(article.body, found),
        lead=lead,
        social=replace(article.social, image=image_of(article.social.image)),
        related=related,
    )


def _in_section(
    desk: Desk, article: Article, incoming: Incoming, wanted: str
) -> tuple[Article, Changes]:
    """Put a story into its section, which is made where the library has none of its name."""
    here = {one.slug: one for one in sections.all_sections(desk)}
    by_label = {one.label.casefold(): one.slug for one in here.values()}
    changes = NOTHING
    for brought in incoming.sections:
        known = brought.slug if brought.slug in here else by_label.get(brought.label.casefold())
        if known is None:
            made, changes = sections.save(desk, section=brought)
            known = made.slug
        return replace(article, section=known), changes
    if article.section is not None and article.section in here:
        return article, changes
    named = SectionSlug(wanted)
    if wanted and named not in here:
        raise InvalidInputError(
            f"There is no section “{wanted}”. There are: {', '.join(here) or 'none yet'}.",
            field="section",
        )
    return replace(article, section=named if wanted else None), changes
