"""Going from one place to another: panels ask here, the window knows the way."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from newsdesk.domain.ids import ArticleId, AuthorId, ImageId
from newsdesk.domain.listing import ArticleQuery, ImageFlag

Tab: TypeAlias = Literal["story", "byline", "related", "checks", "history"]
Screen: TypeAlias = Literal["story", "authors", "images", "replace"]


class Navigator(QObject):
    """Each method is one way to go; the window and the screens listen to the signals."""

    story_wanted = Signal(str)
    author_wanted = Signal(str)
    image_wanted = Signal(str)
    images_wanted = Signal(object)
    screen_wanted = Signal(str)
    tab_wanted = Signal(str)
    place_wanted = Signal(str)
    stories_wanted = Signal(str, object)

    def show_story(self, article: ArticleId) -> None:
        """Open a story in the middle."""
        self.story_wanted.emit(article)

    def show_stories(self, title: str, query: ArticleQuery) -> None:
        """Show a set of stories in the list, under its title."""
        self.screen_wanted.emit("story")
        self.stories_wanted.emit(title, query)

    def show_author(self, author: AuthorId) -> None:
        """Show the authors' screen with this profile."""
        self.screen_wanted.emit("authors")
        self.author_wanted.emit(author)

    def show_image(self, image: ImageId) -> None:
        """Show the images' screen with this picture."""
        self.screen_wanted.emit("images")
        self.image_wanted.emit(image)

    def show_images(self, lacking: ImageFlag | None = None) -> None:
        """Show the images' screen with all pictures, or with those that lack something."""
        self.screen_wanted.emit("images")
        self.images_wanted.emit(lacking)

    def show_screen(self, screen: Screen) -> None:
        """Show the story, the authors or the images in the middle."""
        self.screen_wanted.emit(screen)

    def show_tab(self, tab: Tab) -> None:
        """Show a tab of the inspector, unfolding it where it was folded."""
        self.tab_wanted.emit(tab)

    def show_place(self, place: str) -> None:
        """Show a place in the open story by its dotted name, as ``body.3.runs.0`` or ``slug``."""
        self.place_wanted.emit(place)
