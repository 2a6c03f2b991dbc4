"""One HTML file with its pictures inside, to be sent by mail or kept."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting import chrome, themes
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.page import in_one_size, problems_of, write_page
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.runhtml import escape_attribute
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.losses import page_losses


class SingleTarget(Target):
    """The page as one file that needs nothing beside it."""

    name = "single"
    title = "Single HTML file"
    about = "The page with its pictures inside, in one file."
    ending = ".html"

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the page, each picture in one size."""
        view = view_of(dispatch)
        theme = themes.load(choices.theme)
        page = write_page(view, theme, feed_folder="", preview=choices.preview, alone=True)
        page = in_one_size(page)
        icon = f' href="{escape_attribute(view.addresses.file(chrome.ICON))}"'
        drawing = _data("image/svg+xml", chrome.icon_file(dispatch.publication))
        page = page.replace(icon, f' href="{drawing}"', 1)
        shown: dict[str, PlannedPicture] = {}
        for picture in view.pictures:
            address = f' src="{escape_attribute(view.addresses.file(picture.file))}"'
            if address in page:
                shown[address] = picture
                page = page.replace(address, f' src="{_place(picture)}"')
        start = f"{dispatch.article.slug}.html"
        pictures = tuple(dict.fromkeys(shown.values()))
        return Bundle(
            {start: page.encode()}, pictures, start, self.losses(dispatch), problems_of(view)
        )

    def pack(self, bundle: Bundle, pictures: Mapping[str, bytes]) -> bytes:
        """Put the pictures into their places."""
        page = bundle.files[bundle.start].decode()
        for picture in bundle.pictures:
            data = _data(picture.media_type, pictures[picture.file])
            page = page.replace(f'src="{_place(picture)}"', f'src="{data}"')
        return page.encode()

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """Pictures come in one size, and no feed goes along."""
        found = list(page_losses(dispatch))
        if dispatch.images:
            found.append(Loss("images", "Each picture is kept in one size and as JPEG."))
        found.append(Loss("feeds", "A single file has no feeds beside it."))
        return tuple(found)


def _place(picture: PlannedPicture) -> str:
    """Return a mark for a picture's bytes that no text of a story can spell."""
    return f"newsdesk-picture:{picture.file}"


def _data(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
