"""One export of a library as a site on its way into a folder: what is kept, what is made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Publication, Section
from newsdesk.exporting.frames import Frames
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.strings import Strings, strings_for
from newsdesk.services import authors, images, renditions
from newsdesk.services.desk import Desk
from newsdesk.services.dispatches import DeskImages
from newsdesk.services.folders import Folder
from newsdesk.services.renditions import Cache, Progress
from newsdesk.services.sitecards import Cards
from newsdesk.services.sitestate import SiteState
from newsdesk.storage import sitelist


def hashed(*parts: str) -> str:
    """Return a hash of what a page is made from, in 32 hexadecimal digits."""
    told = "\0".join(parts).encode("utf-8", "replace")
    return hashlib.blake2b(told, digest_size=16).hexdigest()


@dataclass
class SiteExport:
    """One export: the library, the folder, the export before, and what was met so far."""

    desk: Desk
    folder: Folder
    frames: Frames
    paper: Publication
    before: SiteState
    cache: Cache
    progress: Progress
    whole: str
    cards: Cards
    after: SiteState = field(default_factory=SiteState)
    problems: list[str] = field(default_factory=list[str])
    refused: dict[ArticleId, str] = field(default_factory=dict[ArticleId, str])
    assets: dict[ImageId, ImageAsset] = field(default_factory=dict[ImageId, ImageAsset])
    profiles: dict[AuthorId, AuthorProfile] = field(default_factory=dict[AuthorId, AuthorProfile])

    @property
    def sections(self) -> Mapping[SectionSlug, Section]:
        """The paper's sections."""
        return self.frames.sections

    @property
    def strings(self) -> Strings:
        """The site's own words, in the paper's language."""
        return strings_for(self.language)

    @property
    def language(self) -> str:
        """The paper's language."""
        return self.paper.language or "en"

    @cached_property
    def _authors(self) -> dict[AuthorId, int]:
        return sitelist.author_versions(self.desk.library)

    @cached_property
    def _images(self) -> dict[ImageId, int]:
        return sitelist.image_versions(self.desk.library)

    def _version(self, need: str) -> str:
        """Return what is known of somebody, some picture or story that a page shows."""
        kind, name = need[:1], need[1:]
        if kind == "s":
            story = self.cards.stories.get(ArticleId(name))
            return "" if story is None else story.facts
        version = (
            self._authors.get(AuthorId(name)) if kind == "a" else self._images.get(ImageId(name))
        )
        return f"{name} {version}"

    def kept(self, name: str, *made_from: str) -> bool:
        """Keep a page that would come out the same; False when it must be made."""
        found = self.before.pages.get(name)
        if found is None or found[0] != self._hash(made_from, found[2]):
            return False
        if not all(self.folder.entry(file) is not None for file in found[1]):
            return False
        for file in found[1]:
            self.folder.keep(file)
        self.after.pages[name] = found
        return True

    def _hash(self, made_from: Sequence[str], needs: Sequence[str]) -> str:
        return hashed(self.whole, *made_from, *map(self._version, needs))

    def put(
        self,
        name: str,
        *made_from: str,
        files: Mapping[str, bytes],
        pictures: Sequence[PlannedPicture] = (),
        needs: Sequence[str] = (),
    ) -> None:
        """Take a page that was made, with its pictures and whom else it shows."""
        for file, data in files.items():
            self.folder.put(file, data)
        if pictures:
            self.add_pictures(pictures)
        names = tuple(sorted({*files, *(picture.file for picture in pictures)}))
        self.after.pages[name] = (self._hash(made_from, needs), names, tuple(needs))

    def add_pictures(self, pictures: Sequence[PlannedPicture]) -> None:
        """Make the pictures that the folder does not hold yet; their names tell what they are."""
        wanted: list[PlannedPicture] = []
        for picture in pictures:
            if self.folder.taken(picture.file):
                continue
            if self.folder.entry(picture.file) is not None:
                self.folder.keep(picture.file)
            else:
                wanted.append(picture)
        if wanted:
            made = renditions.make(
                wanted, assets=self.assets, source=DeskImages(self.desk), cache=self.cache
            )
            for file, data in made:
                self.folder.put(file, data)

    def learn(self, wanted: Iterable[ImageId]) -> None:
        """Read what is known of pictures that were not met yet."""
        new = [image for image in dict.fromkeys(wanted) if image not in self.assets]
        if new:
            self.assets.update(images.many(self.desk, images=new))

    def know(self, wanted: Iterable[AuthorId]) -> None:
        """Read the profiles that were not met yet."""
        new = [author for author in dict.fromkeys(wanted) if author not in self.profiles]
        if new:
            self.profiles.update(authors.many(self.desk, ids=new))
