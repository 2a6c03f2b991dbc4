"""How a panel follows the open story and binds its fields to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox

from newsdesk.domain.article import Article
from newsdesk.ui.context import Context
from newsdesk.ui.fields.choices import Choice, Number
from newsdesk.ui.fields.tags import TagField
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.times import DayField, MomentField

Show = Callable[[Article], object]


def follow(context: Context, origin: object, show: Show) -> None:
    """Call ``show`` for the open story, for each one opened, and for changes of others to it."""

    def changed(article: Article, by: object) -> None:
        if by is not origin:
            show(article)

    context.story.opened.connect(show)
    context.story.changed.connect(changed)
    article = context.story.collected()
    if article is not None:
        show(article)


def value_of(article: object, path: str) -> Any:
    """Return a field by its dotted name, as ``search.title``."""
    found = article
    for name in path.split("."):
        found = getattr(found, name)
    return found


def with_value(article: Article, path: str, value: object) -> Article:
    """Return the story with another value in a field by its dotted name."""
    first, _, rest = path.partition(".")
    if rest:
        value = replace(getattr(article, first), **{rest: value})
    return replace(article, **{first: value})


class Binder:
    """Ties controls to fields of the open story by their dotted names, both ways."""

    def __init__(self, context: Context, origin: object) -> None:
        self._context = context
        self._origin = origin
        self._shows: list[Show] = []

    def show(self, article: Article) -> None:
        """Show a story in every control."""
        for show in self._shows:
            show(article)

    def edit(self, path: str, value: object) -> None:
        """Change a field of the open story."""
        self._context.story.edit(
            lambda article: with_value(article, path, value), origin=self._origin
        )

    def text(self, control: Line | Area, path: str, also: Show | None = None) -> None:
        """Tie a line or an area; ``also`` is called with the story after each change."""
        self._shows.append(lambda article: control.show_text(value_of(article, path)))
        if also is not None:
            self._shows.append(also)

        def typed(text: str) -> None:
            self.edit(path, text)
            if also is not None and self._context.story.article is not None:
                also(self._context.story.article)

        control.typed.connect(typed)

    def choice(self, control: Choice, path: str) -> None:
        """Tie a choice."""
        self._shows.append(lambda article: control.show_value(value_of(article, path)))
        control.chosen.connect(partial(self.edit, path))

    def number(self, control: Number, path: str) -> None:
        """Tie a number."""
        self._shows.append(lambda article: control.show_value(value_of(article, path)))
        control.chosen.connect(partial(self.edit, path))

    def switch(self, control: QCheckBox, path: str) -> None:
        """Tie a switch."""
        self._shows.append(lambda article: control.setChecked(value_of(article, path)))
        control.clicked.connect(partial(self.edit, path))

    def moment(self, control: MomentField, path: str) -> None:
        """Tie a moment."""
        self._shows.append(lambda article: control.show_moment(value_of(article, path)))
        control.chosen.connect(partial(self.edit, path))

    def day(self, control: DayField, path: str) -> None:
        """Tie a day."""
        self._shows.append(lambda article: control.show_day(value_of(article, path)))
        control.chosen.connect(partial(self.edit, path))

    def tags(self, control: TagField, path: str) -> None:
        """Tie a list of words."""
        self._shows.append(lambda article: control.show_words(value_of(article, path)))
        control.chosen.connect(partial(self.edit, path))
