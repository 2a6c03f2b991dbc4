"""Makes the fields of a story's form, each bound to its place in the story by a dotted name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.fields.binding import Binder
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.texts import Area, Line


class FormMaker:
    """``places`` leads from a dotted name to the group and the control that are for it."""

    def __init__(self, context: Context, binder: Binder) -> None:
        self.context = context
        self.binder = binder
        self.places: dict[str, tuple[Group, QWidget]] = {}

    def text(
        self, group: Group, name: str, path: str, control: Line | Area, help_text: str = ""
    ) -> Field:
        """Make a field for a text of the story."""
        field = Field(name, control, help_text=help_text)
        self.binder.text(control, path)
        self.places[path] = group, control
        return field

    def counted(self, group: Group, name: str, path: str, control: Line | Area, key: str) -> Field:
        """Make a text with a counter whose limit is the setting ``key``."""
        field = Field(name, control)

        def count() -> None:
            text = control.text() if isinstance(control, Line) else control.toPlainText()
            field.count(len(text), self.context.settings.number(key))

        self.binder.text(control, path, also=count)
        self.places[path] = group, control
        return field
