"""Leading the caret to places of the page: those that have a name, subheads, what is to come."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from newsdesk.domain.ids import NoteId
from newsdesk.ui.context import Context
from newsdesk.ui.editor import finding
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.notes import NoteKeeper
from newsdesk.ui.editor.outline import Outline
from newsdesk.ui.editor.page import Page
from newsdesk.ui.editor.pagearea import PageArea
from newsdesk.ui.editor.places import position_of_block


class Leading(QObject):
    """Goes to places of the page. ``over`` is the widget that the outline lies on."""

    def __init__(
        self, context: Context, page: Page, area: PageArea, notes: NoteKeeper, over: QWidget
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._area = area
        self._notes = notes
        self._over = over
        self.outline = Outline(over)
        self.outline.chosen.connect(self.go_to)
        context.navigator.place_wanted.connect(self.show_place)
        context.actions.connect("edit.next_to_come", self.next_to_come)
        context.actions.connect("view.outline", self._show_outline)

    def go_to(self, position: int, length: int = 0) -> None:
        """Put the caret at a position of the body (UTF-16 units), selecting so much after it."""
        cursor = self._page.body.textCursor()
        cursor.setPosition(position)
        cursor.setPosition(position + length, KEEP)
        self._page.body.setTextCursor(cursor)
        self._page.body.setFocus()
        self._area.bring_caret()

    def show_place(self, place: str) -> None:
        """Show a place of the page by its dotted name, as ``headline`` or ``body.3.runs.0``."""
        name, _, rest = place.partition(".")
        fields = {
            "kicker": self._page.kicker,
            "headline": self._page.headline,
            "standfirst": self._page.standfirst,
            "lead": self._page.lead,
        }
        if name in fields:
            fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(fields[name], 0, 80)
        elif name == "body":
            number = rest.partition(".")[0]
            if number.isdecimal():
                self.go_to(position_of_block(self._page.body.document(), int(number)))
        elif name == "passage" and self._notes.go_to(NoteId(rest)):
            self._area.bring_caret()

    def next_to_come(self) -> None:
        """Select the next TK after the caret, from the last on to the first."""
        body = self._page.body
        found = finding.to_come(body.document())
        if not found:
            self._context.notices.say("There is no TK in this story.", key="to_come")
            return
        after = body.textCursor().selectionEnd()
        start, end = next((one for one in found if one[0] >= after), found[0])
        self.go_to(start, end - start)

    def _show_outline(self) -> None:
        place = QRect(self._over.width() - 376, self._area.y(), 360, 0)
        self.outline.open_for(self._page.body.document(), place)
