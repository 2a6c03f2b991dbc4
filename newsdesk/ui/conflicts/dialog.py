"""The places that both sides changed, ours at the left and theirs at the right, with a choice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from newsdesk.domain.article import Article
from newsdesk.domain.clashes import Clash, Side, settled
from newsdesk.domain.merging import Merged
from newsdesk.domain.wording import PieceKind
from newsdesk.ui import fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.ticks import Pick
from newsdesk.ui.inspector.pieces import rich

_LABEL = 112


class ClashRow(QFrame):
    """One place: both sides, and which shall stand. ``chosen()`` comes when that changes."""

    chosen = Signal()

    def __init__(self, context: Context, clash: Clash) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(f"{clash.label}, changed by both")
        self._sides: dict[Side, Pick] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 12, 24, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        name = label(clash.label, "note", wrap=True)
        name.setFixedWidth(_LABEL)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop)
        sides = (
            (Side.MINE, "Keep mine", PieceKind.ADDED),
            (Side.THEIRS, "Take theirs", PieceKind.REMOVED),
        )
        self._texts: list[QLabel] = []
        for column, (side, words, without) in enumerate(sides, start=1):
            text = QLabel(rich(context.theme, clash.pieces, without, plain=True))
            text.setTextFormat(Qt.TextFormat.RichText)
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            text.setFont(fonts.page_font(16) if clash.is_text else fonts.font("ui"))
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._texts.append(text)
            grid.addWidget(text, 0, column)
            grid.addWidget(self._choice(side, words, clash.label), 1, column)
        if clash.is_text:
            grid.addWidget(self._choice(Side.BOTH, "Keep both, mine first", clash.label), 2, 1)
        self._sides[Side.MINE].setChecked(True)

    def _choice(self, side: Side, words: str, about: str) -> Pick:
        made = Pick(words)
        made.setAccessibleName(f"{words}: {about}")
        self._sides[side] = made
        self._group.addButton(made)
        made.toggled.connect(self._toggled)
        return made

    def _toggled(self, on: object) -> None:
        if on:
            self.chosen.emit()

    @property
    def side(self) -> Side:
        """What shall stand in this place."""
        return next(side for side, choice in self._sides.items() if choice.isChecked())

    def choose(self, side: Side) -> None:
        """Choose for this place."""
        self._sides[side].setChecked(True)


class ConflictDialog(FramedDialog):
    """Asks for each clash which side shall stand; ``save`` is given the story that comes of it."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        merged: Merged,
        clashes: tuple[Clash, ...],
        save: Callable[[Article], object],
    ) -> None:
        headline = merged.article.headline or "Untitled story"
        super().__init__(context, parent, f"“{headline}” was changed in two places")
        self._merged = merged
        self._save = save
        size = parent.window().size() if parent is not None else None
        width = size.width() - 80 if size is not None else 1120
        height = size.height() - 80 if size is not None else 700
        self.resize(max(720, min(1280, width)), max(480, min(900, height)))
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        places = "one place was" if len(clashes) == 1 else f"{len(clashes)} places were"
        said = label(
            "What only one side changed is joined already. "
            f"But {places} changed by both: choose what shall stand. "
            "Both sides stay in the history of the story, whatever you choose.",
            "quiet",
            wrap=True,
        )
        said.setContentsMargins(24, 12, 24, 12)
        self.content.addWidget(said)
        self.content.addWidget(Hairline(context.theme))
        self.content.addWidget(self._make_names())
        self.content.addWidget(Hairline(context.theme))
        scroll = Column(margins=(0, 0, 0, 16))
        scroll.fields.setSpacing(0)
        self.rows = [ClashRow(context, clash) for clash in clashes]
        for row in self.rows:
            row.chosen.connect(self._count)
            scroll.fields.addWidget(row)
            scroll.fields.addWidget(Hairline(context.theme))
        scroll.fields.addStretch(1)
        self.content.addWidget(scroll, 1)
        self._counted = label("", "note")
        self._make_foot()
        self._count()

    def _make_names(self) -> QWidget:
        names = QWidget()
        row = QHBoxLayout(names)
        row.setContentsMargins(24 + _LABEL + 24, 8, 24, 8)
        row.setSpacing(24)
        row.addWidget(label("Mine, on the screen", "strong"), 1)
        row.addWidget(label("Theirs, saved elsewhere", "strong"), 1)
        return names

    def _make_foot(self) -> None:
        mine, theirs = button("Mine everywhere"), button("Theirs everywhere")
        mine.clicked.connect(partial(self.choose_all, Side.MINE))
        theirs.clicked.connect(partial(self.choose_all, Side.THEIRS))
        self.foot.addWidget(mine)
        self.foot.addWidget(theirs)
        self.foot.addSpacing(8)
        self.foot.addWidget(self._counted)
        self.foot.addStretch(1)
        self.add_cancel("Decide later")
        save = button("Save the joined story", "primary")
        save.clicked.connect(self.save)
        save.setDefault(True)
        self.foot.addWidget(save)

    def choose_all(self, side: Side) -> None:
        """Choose one side for every place."""
        for row in self.rows:
            row.choose(side)

    def _count(self) -> None:
        sides = [row.side for row in self.rows]
        counts = ((Side.MINE, "mine"), (Side.THEIRS, "theirs"), (Side.BOTH, "both"))
        found = [(sides.count(side), word) for side, word in counts]
        self._counted.setText(" · ".join(f"{n} {word}" for n, word in found if n))

    def save(self) -> None:
        """Hand over the joined story, and close."""
        article = settled(self._merged, [row.side for row in self.rows])
        self.accept()
        self._save(article)
