"""The commands of the Edit and Format menus, done where the caret is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from newsdesk.domain.text import Mark
from newsdesk.services.commands import COMMANDS
from newsdesk.ui.context import Context
from newsdesk.ui.editor import blocks, edits, marks
from newsdesk.ui.editor.blocks import card_selected
from newsdesk.ui.editor.formats import (
    BlockStyle,
    Kind,
    RunStyle,
    bit_of,
    block_style,
    run_style,
)
from newsdesk.ui.editor.headfield import HeadField
from newsdesk.ui.editor.page import Page

STYLES: dict[str, BlockStyle] = {
    "block.paragraph": BlockStyle(),
    "block.subhead_2": BlockStyle(Kind.SUBHEAD, 2),
    "block.subhead_3": BlockStyle(Kind.SUBHEAD, 3),
    "block.subhead_4": BlockStyle(Kind.SUBHEAD, 4),
    "block.quote": BlockStyle(Kind.QUOTE),
    "block.pull_quote": BlockStyle(Kind.PULL_QUOTE),
    "block.bulleted_list": BlockStyle(Kind.ITEM),
    "block.numbered_list": BlockStyle(Kind.ITEM, ordered=True),
    "block.preformatted": BlockStyle(Kind.PREFORMATTED),
}
"""What each command of the paragraph styles makes of a block."""

NO_BREAK_SPACE = "\u00a0"
_SHOW_AFTER = 40


class EditorCommands(QObject):
    """Connects the commands and shows which of them are on where the caret stands."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._field: QTextEdit = page.body
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOW_AFTER)
        self._timer.timeout.connect(self._show)
        self._connect()
        self._wire()

    def _wire(self) -> None:
        page = self._page
        page.body.caret_moved.connect(self._timer.start)
        page.body.typed.connect(self._timer.start)
        page.body.undo_wanted.connect(self._undo)
        page.body.redo_wanted.connect(self._redo)
        self._context.story.steps_changed.connect(self._timer.start)
        for field in (*page.fields(), page.body):
            field.document().undoAvailable.connect(self._timer.start)
            field.document().redoAvailable.connect(self._timer.start)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess, reportUnknownMemberType] - there is a QApplication, or no widget could be
        self._context.story.closed.connect(partial(self._set_text, False))

    def _connect(self) -> None:
        slots: tuple[tuple[str, Callable[..., object]], ...] = (
            ("edit.undo", self._undo),
            ("edit.redo", self._redo),
            ("edit.cut", self._page.body.cut),
            ("edit.copy", self._page.body.copy),
            ("edit.paste", self._page.body.paste),
            ("edit.paste_plain", self._paste_plain),
            ("edit.select_all", self._page.body.selectAll),
            ("insert.soft_break", self._page.body.soft_break),
            ("insert.no_break_space", partial(self._page.body.insert_text, NO_BREAK_SPACE)),
            ("format.unlink", self._unlink),
            ("format.clear", partial(self._page.body.change, marks.clear)),
            ("format.indent", partial(self._level, 1)),
            ("format.outdent", partial(self._level, -1)),
            ("block.move_up", partial(self._page.body.move_blocks, -1)),
            ("block.move_down", partial(self._page.body.move_blocks, 1)),
            *((f"format.{mark}", partial(self._mark, mark)) for mark in Mark),
            *((name, partial(self._restyle, style)) for name, style in STYLES.items()),
        )
        for name, slot in slots:
            self._context.actions.connect(name, slot)

    # --- which commands are there ---

    def show_story(self) -> None:
        """Begin with the body of a story that was just opened."""
        self._field = self._page.body
        self._set_text(True)
        self._show()

    def _set_text(self, present: bool) -> None:  # noqa: FBT001 - a plain setter
        self._context.actions.set_present("text", present)

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Follow the caret. Menus, popovers and other windows leave everything as it was."""
        if now is None or now.window() is not self._page.window():
            return
        if isinstance(now, QTextEdit) and self._page.isAncestorOf(now):
            self._field = now
            self._set_text(now is self._page.body)
            self._timer.start()
        elif now is self._page.lead or not _beside(self._page, now):
            self._set_text(False)

    def _show(self) -> None:
        actions = self._context.actions
        document = self._field.document()
        undo, redo = self._context.story.steps
        actions.allow("edit.undo", document.isUndoAvailable() or undo > 0)
        actions.allow("edit.redo", document.isRedoAvailable() or redo > 0)
        cursor = self._page.body.textCursor()
        selected = cursor.hasSelection()
        actions.allow("edit.cut", selected)
        actions.allow("edit.copy", selected)
        current = _style_at(cursor, self._page.body)
        for mark in Mark:
            actions.check(f"format.{mark}", bool(current.marks & bit_of(mark)))
        actions.allow("format.unlink", marks.link_around(cursor) is not None)
        style = block_style(cursor.block())
        item = style.kind is Kind.ITEM
        actions.allow("format.indent", item)
        actions.allow("format.outdent", item)
        name = _name_of(style)
        if name:
            actions.check(name, True)
        for command in COMMANDS:
            if command.choice == "block":
                actions.allow(command.id, not card_selected(cursor))

    # --- doing it ---

    def _undo(self) -> None:
        """Undo in the field; what it does not know any more, the library may."""
        if self._field.document().isUndoAvailable():
            self._field.undo()
        else:
            self._context.story.undo()

    def _redo(self) -> None:
        if self._field.document().isRedoAvailable():
            self._field.redo()
        else:
            self._context.story.redo()

    def _paste_plain(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text:
            self._page.body.paste_text(text)

    def _unlink(self) -> None:
        def unlink(cursor: QTextCursor) -> None:
            found = marks.link_around(cursor)
            if not cursor.hasSelection() and found is not None:
                whole = QTextCursor(cursor.document())
                whole.setPosition(found.start)
                whole.setPosition(found.end, blocks.KEEP)
                marks.set_link(whole, None)
            else:
                marks.set_link(cursor, None)

        self._page.body.change(unlink)

    def _level(self, by: int) -> None:
        self._page.body.change(lambda cursor: edits.change_level(cursor, by))

    def _mark(self, mark: Mark, _on: object = None) -> None:
        self._page.body.toggle_mark(mark)
        self._timer.start()

    def _restyle(self, style: BlockStyle, _on: object = None) -> None:
        self._page.body.restyle(style)
        self._timer.start()


def _beside(page: Page, widget: QWidget) -> bool:
    """Whether a control works on the text without being in it: the toolbar, a popover."""
    if isinstance(widget, HeadField):
        return False
    above: QWidget | None = page
    while above is not None and above.objectName() != "stage":
        above = above.parentWidget()
    return above is not None and above.isAncestorOf(widget)


def _style_at(cursor: QTextCursor, body: QTextEdit) -> RunStyle:
    """The style that the selection has throughout, else that of what would be typed."""
    if not cursor.hasSelection():
        return run_style(body.currentCharFormat())
    bits = 0
    for mark in Mark:
        if marks.has_mark(cursor, mark):
            bits |= bit_of(mark)
    return RunStyle(bits)


def _name_of(style: BlockStyle) -> str:
    match style.kind:
        case Kind.SUBHEAD:
            return f"block.subhead_{style.level}"
        case Kind.ITEM:
            return "block.numbered_list" if style.ordered else "block.bulleted_list"
        case Kind.QUOTE | Kind.ATTRIBUTION:
            return "block.quote"
        case Kind.PULL_QUOTE:
            return "block.pull_quote"
        case Kind.PREFORMATTED:
            return "block.preformatted"
        case Kind.PARAGRAPH:
            return "block.paragraph"
        case Kind.CARD:
            return ""
