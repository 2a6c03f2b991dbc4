"""Two states of a story side by side: the whole page, change by change, each to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.article import Article
from newsdesk.domain.difference import BlockChange, BlockDifference, Difference
from newsdesk.domain.wording import Piece, PieceKind, Pieces
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Dialog, Hairline, IconButton, button, label, set_look
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.inspector.pieces import rich
from newsdesk.ui.inspector.takingback import KEPT, take_block, take_field
from newsdesk.ui.tasks import TaskHandle

_WORDS = {
    BlockChange.CHANGED: "changed", BlockChange.ADDED: "added",
    BlockChange.REMOVED: "removed", BlockChange.MOVED: "moved",
}  # fmt: skip
_LABEL = 112


class _Change(QFrame):
    """A change: its name and kind, before at the left, after at the right, a way back."""

    def __init__(self, name: str, kind: str, texts: tuple[str, str], *, page: bool) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(f"{name}, {kind}")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(label(name, "note", wrap=True))
        what = label(kind, "accent")
        names.addWidget(what)
        self.back = button("Take this back", "link")
        self.back.setAccessibleName(f"Take back: {name}")
        names.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        names.addStretch(1)
        side = QWidget()
        side.setLayout(names)
        names.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(_LABEL)
        grid.addWidget(side, 0, 0)
        for column, text in enumerate(texts, start=1):
            made = QLabel(text)
            made.setTextFormat(Qt.TextFormat.RichText)
            made.setWordWrap(True)
            made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            made.setFont(fonts.page_font(16) if page else fonts.font("ui"))
            made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(made, 0, column)

    def mark(self, *, here: bool) -> None:
        """Show as the change that was walked to."""
        set_look(self, "look", "walked" if here else "")


class Comparison(Dialog):
    """Compares an earlier state with the open story, or with a later state.

    ``points`` say when both were; the second is empty for the open story. Only then can single
    changes be taken back, which changes the story.
    """

    def __init__(
        self,
        context: Context,
        difference: Difference,
        points: tuple[str, str],
        restore: Callable[[], object],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._difference = difference
        self._when, until = points
        self._until = until or "Now"
        self._against_now = not until
        self._restore = restore
        self._at = -1
        self._comparing: TaskHandle | None = None
        self.changes: list[_Change] = []
        self.setWindowTitle("Compare versions")
        self.setModal(True)
        self.setProperty("look", "paper")
        size = parent.window().size() if parent is not None else None
        width = size.width() - 80 if size is not None else 1120
        height = size.height() - 80 if size is not None else 700
        self.resize(max(720, min(1400, width)), max(480, min(1000, height)))
        self._walked = label("", "note")
        self._scroll = Column(margins=(0, 0, 0, 16))
        self._scroll.fields.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(Hairline(context.theme))
        column.addWidget(self._make_names())
        column.addWidget(Hairline(context.theme))
        column.addWidget(self._scroll, 1)
        self.show_difference(difference)
        self.finished.connect(self._drop)

    def _drop(self, _result: int) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
        self.deleteLater()

    def _make_head(self) -> QWidget:
        context = self._context
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        legend = QLabel(
            self._pieces(
                (Piece(PieceKind.ADDED, "added"), Piece(PieceKind.REMOVED, "removed")), None
            )
        )
        legend.setTextFormat(Qt.TextFormat.RichText)
        legend.setFont(fonts.font("small"))
        up = IconButton(context.theme, context.icons, "arrow-up", "Previous change")
        down = IconButton(context.theme, context.icons, "arrow-down", "Next change")
        save = button("Save for the legal desk…")
        restore = button("Restore as new version", "primary")
        close = IconButton(context.theme, context.icons, "x", "Close")
        up.clicked.connect(partial(self.walk, -1))
        down.clicked.connect(partial(self.walk, 1))
        save.clicked.connect(self._ask_where)
        restore.clicked.connect(self._take_all)
        close.clicked.connect(self.reject)
        row.addWidget(label(self._difference.after.headline or "Untitled story", "title"), 1)
        for widget in (legend, up, self._walked, down, save, restore, close):
            row.addWidget(widget)
        return head

    def _make_names(self) -> QWidget:
        names = QWidget()
        row = QHBoxLayout(names)
        row.setContentsMargins(16 + _LABEL + 24, 8, 16, 8)
        row.setSpacing(24)
        row.addWidget(label(self._when, "strong"), 1)
        row.addWidget(label(self._until, "strong"), 1)
        return names

    # --- what is shown ---

    def show_difference(self, difference: Difference) -> None:
        """Show a difference from its first change on."""
        self._difference = difference
        self.changes, self._at = [], -1
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for field in difference.fields:
            kind = "changed" if field.before and field.after else ""
            kind = kind or ("added" if field.after else "removed")
            row = self._row(field.label, kind, field.pieces, page=field.name == "headline")
            row.back.setVisible(self._against_now and field.name not in KEPT)
            row.back.clicked.connect(partial(self._take_field, field.name))
            rows.addWidget(row)
        same = 0
        for block in difference.blocks:
            if block.change is BlockChange.SAME:
                same += 1
                continue
            self._add_same(rows, same)
            same = 0
            rows.addWidget(self._block(block))
        self._add_same(rows, same)
        if not difference:
            nothing = label("Nothing differs.", "quiet")
            nothing.setContentsMargins(16, 24, 16, 0)
            rows.addWidget(nothing)
        rows.addStretch(1)
        while (item := self._scroll.fields.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._scroll.fields.addWidget(body, 1)
        self._show_walked()

    def _row(self, name: str, kind: str, pieces: Pieces, *, page: bool) -> _Change:
        before = self._pieces(pieces, PieceKind.ADDED)
        after = self._pieces(pieces, PieceKind.REMOVED)
        made = _Change(name, kind, (before, after), page=page)
        self.changes.append(made)
        return made

    def _block(self, block: BlockDifference) -> _Change:
        at = block.after_at if block.after_at is not None else block.before_at
        kind = _WORDS[block.change]
        if block.change is BlockChange.MOVED and block.before_at is not None:
            kind = f"moved from {block.before_at + 1}"
        pieces = block.pieces
        for detail in block.details:
            if block.change in {BlockChange.ADDED, BlockChange.REMOVED}:
                break
            said = (Piece(PieceKind.SAME, f"\n{detail.label}: "),)
            pieces = (*pieces, *said, *detail.pieces)
        made = self._row(f"Block {(at or 0) + 1}", kind, pieces, page=True)
        made.back.setVisible(self._against_now)
        made.back.clicked.connect(partial(self._take_block, block))
        return made

    def _add_same(self, rows: QVBoxLayout, number: int) -> None:
        if not number:
            return
        blocks = "1 unchanged block" if number == 1 else f"{number} unchanged blocks"
        made = label(blocks, "note")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setContentsMargins(0, 6, 0, 6)
        rows.addWidget(Hairline(self._context.theme))
        rows.addWidget(made)
        rows.addWidget(Hairline(self._context.theme))

    def _pieces(self, pieces: Pieces, without: PieceKind | None) -> str:
        return rich(self._context.theme, pieces, without)

    # --- walking ---

    def walk(self, by: int) -> None:
        """Go to the next or the previous change."""
        if not self.changes:
            return
        if self._at >= 0:
            self.changes[self._at].mark(here=False)
        self._at = (self._at + by) % len(self.changes) if self._at >= 0 or by > 0 else -1
        here = self.changes[self._at]
        here.mark(here=True)
        self._scroll.ensureWidgetVisible(here)
        self._show_walked()

    @property
    def place(self) -> int:
        """Which change was walked to, from 1; 0 before the first."""
        return self._at % len(self.changes) + 1 if self.changes and self._at != -1 else 0

    def _show_walked(self) -> None:
        number = len(self.changes)
        words = "1 change" if number == 1 else f"{number} changes"
        self._walked.setText(f"Change {self.place} of {number}" if self.place else words)

    # --- taking back ---

    def _take_field(self, name: str) -> None:
        before = self._difference.before
        self._context.story.edit(lambda article: take_field(article, before, name))
        self._compare_again()

    def _take_block(self, block: BlockDifference) -> None:
        self._context.story.edit(lambda article: take_block(article, block))
        self._compare_again()

    def _compare_again(self) -> None:
        from newsdesk.services import versions
        from newsdesk.services.desk import Desk

        article, before = self._context.story.collected(), self._difference.before
        if article is None:
            return
        now: Article = article

        def compare(desk: Desk) -> Difference:
            return versions.compare(desk, before=before, after=now)

        self._comparing = self._context.tasks.library(compare, self.show_difference)

    def _take_all(self) -> None:
        self.accept()
        self._restore()

    # --- for the legal desk ---

    def _ask_where(self) -> None:
        slug = self._difference.after.slug or "story"
        name, _kind = QFileDialog.getSaveFileName(
            self, "Save the difference", f"{slug}-changes.html", "Web pages (*.html)"
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the difference as a page of its own."""
        difference, points = self._difference, (self._when, self._until)

        def write(_progress: object) -> Path:
            from newsdesk.services import differences

            differences.write_page(difference, before=points[0], after=points[1], to=path)
            return path

        def done(written: Path) -> None:
            self._context.notices.say(f"The difference is in {written}.", key="difference")

        def failed(error: Exception) -> None:
            self._context.notices.fail(error, key="difference")

        self._context.tasks.background(write, done, failed)
