"""Ties controls to the fields of a value, both ways, by their dotted names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar, cast

from PySide6.QtWidgets import QCheckBox

from newsdesk.ui.fields.choices import Choice, Number
from newsdesk.ui.fields.tags import TagField
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.times import DayField, MomentField

T = TypeVar("T")
Show = Callable[[Any], object]


def value_of(whole: object, path: str) -> Any:
    """Return a field by its dotted name, as ``search.title``."""
    found = whole
    for name in path.split("."):
        found = getattr(found, name)
    return found


def with_value(whole: T, path: str, value: object) -> T:
    """Return a dataclass with another value in a field by its dotted name."""
    first, _, rest = path.partition(".")
    if rest:
        value = replace(getattr(whole, first), **{rest: value})
    record: Any = whole
    changed: Any = replace(record, **{first: value})
    return cast("T", changed)


class Binder:
    """Ties controls. ``edit(path, value)`` is called with what a person changed."""

    def __init__(self, edit: Callable[[str, object], object]) -> None:
        self.edit = edit
        self._shows: list[Show] = []

    def show(self, whole: object) -> None:
        """Show a value in every control."""
        for show in self._shows:
            show(whole)

    def text(
        self, control: Line | Area, path: str, also: Callable[[], object] | None = None
    ) -> None:
        """Tie a line or an area; ``also`` is called after each change, as for a counter."""

        def show(whole: object) -> None:
            control.show_text(value_of(whole, path))
            if also is not None:
                also()

        def typed(text: str) -> None:
            self.edit(path, text)
            if also is not None:
                also()

        self._shows.append(show)
        control.typed.connect(typed)

    def choice(self, control: Choice, path: str) -> None:
        """Tie a choice."""
        self._shows.append(lambda whole: control.show_value(value_of(whole, path)))
        control.chosen.connect(partial(self.edit, path))

    def number(self, control: Number, path: str) -> None:
        """Tie a number."""
        self._shows.append(lambda whole: control.show_value(value_of(whole, path)))
        control.chosen.connect(partial(self.edit, path))

    def switch(self, control: QCheckBox, path: str) -> None:
        """Tie a switch."""
        self._shows.append(lambda whole: control.setChecked(value_of(whole, path)))
        control.clicked.connect(partial(self.edit, path))

    def moment(self, control: MomentField, path: str) -> None:
        """Tie a moment."""
        self._shows.append(lambda whole: control.show_moment(value_of(whole, path)))
        control.chosen.connect(partial(self.edit, path))

    def day(self, control: DayField, path: str) -> None:
        """Tie a day."""
        self._shows.append(lambda whole: control.show_day(value_of(whole, path)))
        control.chosen.connect(partial(self.edit, path))

    def tags(self, control: TagField, path: str) -> None:
        """Tie a list of words."""
        self._shows.append(lambda whole: control.show_words(value_of(whole, path)))
        control.chosen.connect(partial(self.edit, path))
