"""The headings and cards of the story for those who do not see it: names, roles, places.

Qt reads a text field out as one text, in which a card is a letter without a name. ``StoryParts``
is a widget without looks beside the text whose children in the accessible tree are the subheads
and cards; and a card that is selected is announced. An interface made in Python cannot hand out
Qt's text and action interfaces, so the text keeps Qt's own, and a part cannot be pressed: the
caret goes there with the keys of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QTextBlock,
    QWindow,
)
from PySide6.QtWidgets import QWidget

from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Embed,
    Figure,
    Gallery,
    RawHtml,
    Table,
)
from newsdesk.domain.text import plain
from newsdesk.domain.values import immutable
from newsdesk.ui.editor.blocks import card_selected
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.document import blocks_from
from newsdesk.ui.editor.formats import Kind, block_style, kind_of

Role = QAccessible.Role
_CALL_OUTS: Final[Mapping[CallOutKind, str]] = {
    CallOutKind.NEWSLETTER: "Newsletter sign-up",
    CallOutKind.FACT_BOX: "Fact box",
    CallOutKind.NOTE: "Note to readers",
    CallOutKind.RELATED: "Related link",
}


@immutable
class PartShown:
    """A part as the accessible tree has it; ``block`` is its place in the document."""

    name: str
    role: QAccessible.Role
    block: QTextBlock


def describe(block: Block) -> tuple[str, QAccessible.Role]:
    """Return what a card is called, and what it is."""
    match block:
        case Figure():
            caption = plain(block.placement.caption or ())
            return (f"Picture: {caption}" if caption else "Picture"), Role.Graphic
        case Gallery():
            return f"Gallery of {len(block.placements)} pictures", Role.Graphic
        case Embed():
            return f"Embed: {block.title or block.url}", Role.Grouping
        case CallOut():
            kind = _CALL_OUTS[block.purpose]
            return (f"{kind}: {block.title}" if block.title else kind), Role.Grouping
        case Table():
            caption = plain(block.caption)
            name = f"Table of {len(block.rows)} rows"
            return (f"{name}: {caption}" if caption else name), Role.Table
        case Divider():
            return "Divider", Role.Separator
        case RawHtml():
            return "HTML", Role.Grouping
        case _:
            return "Card", Role.Grouping


class StoryParts(QWidget):
    """Stands for the subheads and cards of a body. It takes no room, no focus and no clicks."""

    def __init__(self, body: BodyEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.body = body
        self._parts: list[PartShown] = []
        self._revision = -1
        self._announced = -1
        self.setAccessibleName("Subheads and cards of the story")
        self.setFixedSize(1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        body.cursorPositionChanged.connect(self._announce)
        made = _Parts(self)
        _made.append(made)
        # No factory: Qt would ask it about every object, and PySide 6.11.3 ends the program for
        # those of the web view.
        QAccessible.registerAccessibleInterface(made)

    def parts(self) -> list[PartShown]:
        """Return the parts; read anew only when the text changed and somebody asks."""
        document = self.body.document()
        if document.revision() != self._revision:
            self._revision = document.revision()
            self._parts = [
                part
                for block in blocks_from(document.begin())
                if (part := self._part(block)) is not None
            ]
        return self._parts

    def _part(self, block: QTextBlock) -> PartShown | None:
        kind = kind_of(block)
        if kind is Kind.SUBHEAD:
            text = block.text().strip()
            name = f"{text}, heading level {block_style(block).level}"
            return PartShown(name, Role.Heading, block) if text else None
        if kind is Kind.CARD:
            name, role = describe(self.body.card_at(block.position()))
            return PartShown(name, role, block)
        return None

    def place_of(self, part: PartShown) -> QRect:
        """Return where a part stands on the screen."""
        rect = self.body.document().documentLayout().blockBoundingRect(part.block).toRect()
        return QRect(self.body.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _announce(self) -> None:
        """Say which card was selected: the text alone has no word for it."""
        cursor = self.body.textCursor()
        at = cursor.selectionStart() if card_selected(cursor) else -1
        if at == self._announced:
            return
        self._announced = at
        if at >= 0 and QAccessible.isActive():
            name, _role = describe(self.body.card_at(at))
            event = QAccessibleAnnouncementEvent(self.body, f"{name}. Enter edits it.")
            QAccessible.updateAccessibility(event)


class _Part(QAccessibleInterface):
    """The part with a number, whatever it is now. Qt keeps what it was given once, so these are
    never freed but stand for the next part of that number.
    """

    def __init__(self, owner: _Parts, number: int) -> None:
        super().__init__()
        self._owner = owner
        self._number = number

    def _shown(self) -> PartShown | None:
        parts = self._owner.widget.parts()
        return parts[self._number] if self._number < len(parts) else None

    def isValid(self) -> bool:
        return self._shown() is not None

    def object(self) -> QObject | None:  # pyright: ignore[reportIncompatibleMethodOverride] - null says there is none
        return None

    def parent(self) -> QAccessibleInterface:
        return self._owner

    def window(self) -> QWindow | None:  # pyright: ignore[reportIncompatibleMethodOverride] - null says there is none
        return self._owner.widget.window().windowHandle()

    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] - null says there is none
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] - null says there is none
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        part = self._shown()
        return part.role if part is not None else Role.NoRole

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def rect(self) -> QRect:
        part = self._shown()
        return self._owner.widget.place_of(part) if part is not None else QRect()

    def text(self, kind: QAccessible.Text) -> str:
        part = self._shown()
        return part.name if part is not None and kind is QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Change nothing: the text is edited in its field."""


class _Parts(QAccessibleObject):
    """The interface of ``StoryParts``."""

    def __init__(self, widget: StoryParts) -> None:
        super().__init__(widget)
        self.widget = widget
        self._children: list[_Part] = []

    def parent(self) -> QAccessibleInterface:
        parent = self.widget.parentWidget()
        return QAccessible.queryAccessibleInterface(parent or self.widget.window())

    def childCount(self) -> int:
        return len(self.widget.parts())

    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] - null says there is none
        if not 0 <= index < self.childCount():
            return None
        while len(self._children) <= index:
            self._children.append(_Part(self, len(self._children)))
        return self._children[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] - null says there is none
        point = QPoint(x, y)
        for number, part in enumerate(self.widget.parts()):
            if self.widget.place_of(part).contains(point):
                return self.child(number)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((at for at, one in enumerate(self._children) if one is child), -1)

    def role(self) -> QAccessible.Role:
        return Role.Grouping

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def rect(self) -> QRect:
        body = self.widget.body
        return QRect(body.mapToGlobal(QPoint()), body.size())

    def text(self, kind: QAccessible.Text) -> str:
        return self.widget.accessibleName() if kind is QAccessible.Text.Name else ""


_made: list[_Parts] = []
"""Qt frees interfaces by itself; ours stay, or Python would free them a second time."""
