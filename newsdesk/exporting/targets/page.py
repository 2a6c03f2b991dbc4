"""A folder with the story's page, to be served or opened as it is."""

from __future__ import annotations

from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting import themes
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.page import story_bundle
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.losses import page_losses


class PageTarget(Target):
    """The page with its pictures, feeds and author pages."""

    name = "page"
    title = "Web page"
    about = "A folder with the page, its pictures and feeds; serve it or open it as it is."

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the folder's files."""
        theme = themes.load(choices.theme)
        bundle = story_bundle(dispatch, theme, preview=choices.preview)
        return bundle.with_losses(self.losses(dispatch))

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """A page leaves out what readers are not meant to see, and what no page can run."""
        return page_losses(dispatch)
