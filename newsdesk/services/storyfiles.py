"""Story files: written with their pictures beside them or inside, read with suspicion."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, Literal, TypeAlias

from newsdesk.domain import storyfile
from newsdesk.domain.article import Article
from newsdesk.domain.body import Figure, Gallery
from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.storyfile import StoryFile, StoryPicture
from newsdesk.domain.values import immutable
from newsdesk.services import articles, authors, images, sections
from newsdesk.services.desk import Desk
from newsdesk.services.renditions import Progress, quietly
from newsdesk.storage.files import write_whole

Pictures: TypeAlias = Literal["beside", "inside", "none"]

LARGEST_INSIDE: Final = 40 * 1024 * 1024
"""Bytes of pictures that a story file may carry inside; larger ones go beside it."""

_SUFFIXES: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/tiff": ".tif",
}
_WINDOWS_DRIVE = re.compile(r"^[A-Za-z]:")
_PIECE: Final = 1024 * 1024


@immutable
class StoryWritten:
    """What was written: the story file, and the pictures beside it."""

    path: Path
    pictures: tuple[Path, ...] = ()


def story_of(desk: Desk, *, article: Article) -> StoryFile:
    """Gather a story with the section, profiles and pictures it points to, without bytes."""
    people = authors.many(desk, ids=_author_ids(article))
    wanted = [*image_ids(article), *(one.avatar for one in people.values() if one.avatar)]
    found = images.many(desk, images=dict.fromkeys(wanted))
    return StoryFile(
        article,
        tuple(one for one in sections.all_sections(desk) if one.slug == article.section),
        tuple(people.values()),
        tuple(StoryPicture(found[image]) for image in dict.fromkeys(wanted) if image in found),
    )


def story_text(desk: Desk, *, article_id: ArticleId) -> str:
    """Return a story file without the bytes of its pictures. Raises NotFoundError."""
    article = articles.open_story(desk, article_id=article_id)
    return storyfile.write(story_of(desk, article=article))


def write_story(
    desk: Desk,
    *,
    article_id: ArticleId,
    to: Path,
    pictures: Pictures = "beside",
    progress: Progress = quietly,
) -> StoryWritten:
    """Write a story file: ``to`` is a folder, or the file itself when it ends with ``.json``.

    Pictures go into a folder beside the file, or inside it. The file is written last, so that
    what is there is whole. Raises NotFoundError, InvalidInputError and EnvironmentFailure.
    """
    article = articles.open_story(desk, article_id=article_id)
    story = story_of(desk, article=article)
    path = to if to.suffix.lower() == ".json" else to / f"{article.slug or article.id}.json"
    path = path.absolute()
    written: list[Path] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if pictures == "inside":
            story = replace(story, images=tuple(_inside(desk, story, progress)))
        elif pictures == "beside" and story.images:
            story, written = _beside(desk, story, path, progress)
        write_whole(path, [_readable(story).encode()])
    except OSError as error:
        raise _failure(path, error) from error
    return StoryWritten(path, tuple(written))


def write_alone(article: Article, *, to: Path) -> None:
    """Write a story file of what is on the screen, without what only the library knows.

    For when the library cannot be read any more; runs on any thread. Raises EnvironmentFailure.
    """
    try:
        write_whole(to, [_readable(StoryFile(article)).encode()])
    except OSError as error:
        raise _failure(to, error) from error


def _readable(story: StoryFile) -> str:
    """Story files are read by people and compared by line."""
    value: object = json.loads(storyfile.write(story))
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _inside(desk: Desk, story: StoryFile, progress: Progress) -> Iterator[StoryPicture]:
    total = sum(picture.asset.byte_count for picture in story.images)
    if total > LARGEST_INSIDE:
        raise InvalidInputError(
            f"The pictures have {total // 1_000_000} MB together; inside a story file 40 MB are "
            "the limit. Write them beside it."
        )
    for number, picture in enumerate(story.images):
        progress(number, len(story.images), picture.asset.original_name)
        with images.open_bytes(desk, image=picture.asset.id) as stream:
            yield replace(picture, data=storyfile.pieces(stream.read()))


def _beside(
    desk: Desk, story: StoryFile, path: Path, progress: Progress
) -> tuple[StoryFile, list[Path]]:
    folder = path.with_name(f"{path.stem}-images")
    folder.mkdir(exist_ok=True)
    placed: list[StoryPicture] = []
    for number, picture in enumerate(story.images):
        progress(number, len(story.images), picture.asset.original_name)
        file = folder / file_name(picture.asset)
        with images.open_bytes(desk, image=picture.asset.id) as stream:
            write_whole(file, iter(lambda: stream.read(_PIECE), b""))
        placed.append(replace(picture, file=f"{folder.name}/{file.name}"))
    files = [path.parent / picture.file for picture in placed]
    return replace(story, images=tuple(placed)), files


def file_name(asset: ImageAsset) -> str:
    """Return a name that any system takes: what is readable of the old one, and the id."""
    stem = re.sub(r"[^a-z0-9]+", "-", Path(asset.original_name).stem.lower()).strip("-")[:40]
    return f"{f'{stem}-' if stem else ''}{asset.id[:12]}{_SUFFIXES.get(asset.media_type, '.bin')}"


def image_ids(article: Article) -> list[ImageId]:
    """Return every picture a story points to, in order of appearance."""
    found: list[ImageId] = []
    if article.lead is not None:
        found.append(article.lead.image)
    for block in article.body:
        if isinstance(block, Figure):
            found.append(block.placement.image)
        elif isinstance(block, Gallery):
            found.extend(placement.image for placement in block.placements)
    if article.social.image is not None:
        found.append(article.social.image)
    found.extend(item.image for item in article.related.items if item.image is not None)
    return list(dict.fromkeys(found))


def _author_ids(article: Article) -> list[AuthorId]:
    return [row.author for row in article.byline if row.author is not None]


def picture_path(name: str, folder: Path) -> Path:
    """Return where a picture beside a file is. Raises InvalidInputError when it leaves its folder.

    Links are followed first, so that none leads outside either.
    """
    plain = PurePosixPath(name.replace("\\", "/"))
    outside = InvalidInputError(
        f"The picture “{name[:100]}” lies outside the folder of the story; only pictures beside "
        "it are read.",
        field="images",
    )
    if "\0" in name or plain.is_absolute() or ".." in plain.parts or _WINDOWS_DRIVE.match(name):
        raise outside
    root = folder.resolve()
    found = (root / plain).resolve()
    if not found.is_relative_to(root):
        raise outside
    return found


def _failure(path: Path, error: OSError) -> EnvironmentFailure:
    reason = error.strerror or str(error)
    return EnvironmentFailure(
        f"“{path}” could not be written ({reason}). Make room or choose another place.",
        path=str(path),
    )
