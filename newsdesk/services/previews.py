"""The page of a story as it stands on the screen, in a folder that a web view shows.

The page is written at once; its pictures follow, from the cache or made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.values import immutable
from newsdesk.exporting import chrome, head
from newsdesk.exporting.page import for_paper, write_page
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.themes import HOUSE, load
from newsdesk.exporting.views import StoryView
from newsdesk.services import dispatches, renditions
from newsdesk.services.desk import Desk
from newsdesk.services.dispatches import DeskImages
from newsdesk.services.exportreport import refusal
from newsdesk.services.renditions import Cache
from newsdesk.storage.files import write_whole
from newsdesk.storage.library import Library


@immutable
class PreviewLook:
    """How a preview is shown: ``scheme`` ``light``, ``dark`` or "" for the system's."""

    theme: str = HOUSE
    scheme: str = ""
    styled: bool = True


@immutable
class Gathered:
    """A story as the screen shows it, with the library its pictures lie in.

    ``refused`` says why it would not be exported now; "" where it would.
    """

    dispatch: Dispatch
    library: Path
    refused: str = ""


@immutable
class PageFacts:
    """What the head of a page tells search engines and networks, as it stands in the page.

    ``picture`` is the card's file below the preview's folder; "" where the page names none,
    because the paper has no web address yet.
    """

    title: str
    description: str
    address: str
    site: str
    card_title: str
    card_description: str
    picture: str
    picture_alt: str


@immutable
class PreviewPage:
    """A page that was written; ``wanted`` are the pictures that are not beside it yet.

    ``html`` is what the file ``start`` holds.
    """

    start: Path
    gathered: Gathered
    folder: Path
    changed: bool
    wanted: tuple[PlannedPicture, ...]
    html: str
    facts: PageFacts


def gather(desk: Desk, *, article: Article) -> Gathered:
    """Gather a story as it is on the screen, on the library's thread."""
    gathered = dispatches.dispatch(desk, article=article)
    refused = refusal(gathered.article, desk.clock.now(), gathered.publication.time_zone)
    why = str(refused).partition(" It is not exported.")[0] if refused is not None else ""
    return Gathered(gathered, desk.library.path, why)


def write(gathered: Gathered, *, folder: Path, look: PreviewLook) -> PreviewPage:
    """Write the page, on any thread. Raises InvalidInputError and EnvironmentFailure."""
    dispatch = gathered.dispatch
    view = view_of(dispatch)
    html = write_page(
        view,
        load(look.theme),
        feed_folder=dispatch.path,
        preview=True,
        scheme=look.scheme,
        styled=look.styled,
    )
    start = folder / dispatch.path / "index.html"
    _keep(folder / chrome.ICON, chrome.icon_file(dispatch.publication))
    changed = _keep(start, html.encode())
    there = _files_in(folder, {one.file.rpartition("/")[0] for one in view.pictures})
    wanted = tuple(one for one in view.pictures if one.file not in there)
    return PreviewPage(start, gathered, folder, changed, wanted, html, _facts(view))


def _files_in(folder: Path, parts: Collection[str]) -> frozenset[str]:
    """Name the files of some folders in one look at each; asking for hundreds takes long."""
    found: list[str] = []
    for part in parts:
        with suppress(OSError):
            found += [f"{part}/{one.name}" for one in (folder / part).iterdir()]
    return frozenset(found)


def write_for_paper(page: PreviewPage) -> Path:
    """Write the page once more, as it is to be printed, and return the file.

    Raises EnvironmentFailure.
    """
    path = page.start.with_name("paper.html")
    _keep(path, for_paper(page.html).encode())
    return path


def _facts(view: StoryView) -> PageFacts:
    """Read the facts from what the head is made of, so that they cannot differ from it."""
    page = head.story_head(view, structured="", style="", icon="", feeds=())
    names, properties = dict(page.names), dict(page.properties)
    shown = view.social is not None and bool(properties.get("og:image"))
    return PageFacts(
        title=page.title,
        description=page.description,
        address=page.canonical,
        site=view.dispatch.publication.name,
        card_title=names.get("twitter:title", ""),
        card_description=names.get("twitter:description", ""),
        picture=view.social.og.file if shown and view.social is not None else "",
        picture_alt=view.social.alt if shown and view.social is not None else "",
    )


def add_pictures(
    page: PreviewPage, *, check: Callable[[], object], cache: Cache | None = None
) -> int:
    """Bring the pictures of a page into its folder and return how many came, on any thread.

    ``check`` raises Cancelled when the page is no longer wanted.
    """
    came = 0

    def progress(done: int, total: int, what: str = "") -> None:
        del done, total, what
        check()

    if not page.wanted:
        return 0
    with Library.open(page.gathered.library, read_only=True) as library:
        made = renditions.make(
            page.wanted,
            assets=page.gathered.dispatch.images,
            source=DeskImages(Desk(library)),
            cache=cache or Cache.standard(),
            progress=progress,
        )
        for name, data in made:
            _keep(page.folder / name, data)
            came += 1
    return came


def _keep(path: Path, data: bytes) -> bool:
    """Write a file where it differs, so that a reader never meets half of it."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [data], lasting=False)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFailure(
            f"The preview could not be written to {path.parent} ({reason}). Make room there.",
            path=str(path),
        ) from error
    return True
