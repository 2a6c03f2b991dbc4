"""The sections of the paper: a row for each, saved as it is left, in the order readers see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.services import sections
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button, label, set_look
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.tokens import FIELD

_NEW = Section(SectionSlug(""), "")
_PARTS = (
    ("label", "Name", ""),
    ("slug", "In addresses", "from the name"),
    ("colour", "Colour", "#RRGGBB"),
)
_COLOUR_WIDTH = 96
_SWATCH = 16
_BUTTONS = 3 * 32


class _Swatch(QWidget):
    """The colour that is written beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.colour = ""
        self.setFixedSize(QSize(_SWATCH, FIELD))
        context.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colour in a box; only the box where there is none."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._context.theme.colour("line2"), 1))
        if self.colour:
            painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(QRectF(0.5, FIELD / 2 - 7.5, 15, 15), 4, 4)
        painter.end()


class SectionRow(QWidget):
    """One section. ``left`` comes when a line of it was left, the others with its buttons."""

    left = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, context: Context, section: Section) -> None:
        super().__init__()
        self.saved = section
        self.busy = False
        self.lines: dict[str, Line] = {}
        self._swatch = _Swatch(context)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part, _title, example in _PARTS:
            made = self.lines[part] = Line(example)
            made.left.connect(self.left)
            made.typed.connect(self._typed)
            if part == "colour":
                made.setFixedWidth(_COLOUR_WIDTH)
                line.addWidget(self._swatch)
            line.addWidget(made, 0 if part == "colour" else 1)
        self.up = IconButton(context.theme, context.icons, "arrow-up", "Move up")
        self.down = IconButton(context.theme, context.icons, "arrow-down", "Move down")
        self.trash = IconButton(context.theme, context.icons, "trash-2", "Delete")
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for one in (self.up, self.down, self.trash):
            buttons.addWidget(one)
        line.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._problem)
        self.up.clicked.connect(partial(self.moved.emit, -1))
        self.down.clicked.connect(partial(self.moved.emit, 1))
        self.trash.clicked.connect(self.removed)
        self.show_section(section)

    @property
    def problem(self) -> str:
        """The sentence below the row, "" when there is none."""
        return self._problem.text()

    @property
    def texts(self) -> dict[str, str]:
        """What the lines have, by the names of the fields."""
        return {part: line.text().strip() for part, line in self.lines.items()}

    @property
    def written(self) -> Section:
        """The section as the lines have it."""
        text = self.texts
        return replace(
            self.saved,
            label=text["label"],
            # An emptied slug stays what it was: only a new section gets one of its name.
            slug=SectionSlug(text["slug"] or self.saved.slug),
            colour=text["colour"],
        )

    def show_section(self, section: Section) -> None:
        """Show a section as the library has it."""
        self.saved = section
        for part, line in self.lines.items():
            if not line.hasFocus():
                line.show_text(getattr(section, part))
        self._swatch.colour = section.colour
        self._swatch.update()
        name = section.label or "new section"
        for part, title, _example in _PARTS:
            self.lines[part].setAccessibleName(f"{title}: {name}")
        for one, verb in ((self.up, "Move {} up"), (self.down, "Move {} down"),
                          (self.trash, "Delete {}")):  # fmt: skip
            one.setAccessibleName(verb.format(name))
            one.setToolTip(verb.format(name))

    def say(self, problem: str, part: str = "") -> None:
        """Show what is wrong in a sentence, and with which line; "" takes it back."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        for name, line in self.lines.items():
            wrong = bool(problem) and name == part
            set_look(line, "wrong", "true" if wrong else "false")
            line.setAccessibleDescription(problem if wrong else "")

    def _typed(self) -> None:
        text = self.lines["colour"].text().strip()
        # Qt also knows names and other lengths, which a library does not keep.
        whole = (
            len(text) == len("#RRGGBB") and text.startswith("#") and QColor.isValidColorName(text)
        )
        self._swatch.colour = text if whole else ""
        self._swatch.update()


def _heads() -> QWidget:
    """Return what stands above the lines; each line has its own name for screen readers."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part, title, _example in _PARTS:
        made = label(title, "note")
        if part == "colour":
            row.addSpacing(_SWATCH + row.spacing())
            made.setFixedWidth(_COLOUR_WIDTH)
        row.addWidget(made, 0 if part == "colour" else 1)
    row.addSpacing(_BUTTONS + row.spacing())
    return whole


class SectionsPage(Column):
    """The rows, and the button that adds one."""

    def __init__(self, context: Context) -> None:
        super().__init__(margins=(24, 20, 24, 16))
        self._context = context
        self._shown = True
        self.rows: list[SectionRow] = []
        self.fields.addWidget(label("Sections", "title"))
        self.fields.addWidget(
            label(
                "In this order in the sidebar and at the head of every page. "
                "A colour is #RRGGBB or none.",
                "note",
                wrap=True,
            )
        )
        self.fields.addWidget(_heads())
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.fields.addLayout(self._list)
        self.add = button("Add a section", "link")
        self.add.clicked.connect(self.begin)
        self.fields.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields.addStretch(1)
        self.setEnabled(False)

    def read(self, found: tuple[Section, ...]) -> None:
        """Show the sections; from now on they can be changed."""
        for section in found:
            self._append(section)
        self._allow()
        self.setEnabled(True)

    def begin(self) -> None:
        """Add an empty row and put the caret into it."""
        row = self._append(_NEW)
        self._allow()
        row.lines["label"].setFocus()

    def _append(self, section: Section) -> SectionRow:
        row = SectionRow(self._context, section)
        row.left.connect(partial(self.save, row))
        row.moved.connect(partial(self._move, row))
        row.removed.connect(partial(self._remove, row))
        self._list.addWidget(row)
        self.rows.append(row)
        return row

    def _allow(self) -> None:
        for place, row in enumerate(self.rows):
            there = bool(row.saved.slug)
            row.up.setEnabled(there and place > 0)
            row.down.setEnabled(there and place < len(self.rows) - 1)

    # --- saving ---

    def save(self, row: SectionRow) -> None:
        """Save a row that says something new."""
        wanted = row.written
        if row.busy:
            return
        if wanted == row.saved:
            row.say("")
            row.show_section(row.saved)
            return
        others = {other.saved.slug.lower() for other in self.rows if other is not row}
        if not row.saved.slug and wanted.slug.lower() in others - {""}:
            row.say(f"There is a section “{wanted.slug}” already.", "slug")
            return
        row.busy = True
        write = partial(self._write, row, wanted)
        if row.saved.slug not in {"", wanted.slug}:
            # The open story may stand in it: what is unsaved of it names the section as it was.
            self._context.story.flush(write, partial(self._story_not_saved, row))
        else:
            write()

    def _write(self, row: SectionRow, wanted: Section) -> None:
        was = row.saved.slug or None
        typed = row.texts

        def keep(desk: Desk) -> tuple[Section, Changes]:
            # The order may have changed since this row was read; a new section goes to the end.
            places = {one.slug: one.position for one in sections.all_sections(desk)}
            end = max(places.values(), default=-1) + 1
            section = replace(wanted, position=places.get(was, end) if was else end)
            return sections.save(desk, section=section, was=was)

        def done(kept: tuple[Section, Changes]) -> None:
            self._context.bus.tell(kept[1])
            self._follow(was, kept[0].slug)
            if self._shown:
                row.busy = False
                self._written(row, kept[0], typed)

        def failed(error: Exception) -> None:
            row.busy = False
            self._fail(row, error)

        self._context.tasks.library(keep, done, failed)

    def _follow(self, was: SectionSlug | None, slug: SectionSlug) -> None:
        """Show the open story anew where the library moved it along with its section."""
        article = self._context.story.article
        if article is not None and was not in {None, slug} and article.section == was:
            self._context.story.reload()

    def _written(self, row: SectionRow, kept: Section, typed: dict[str, str]) -> None:
        """Show what was kept, unless more was typed meanwhile: then save that too."""
        row.say("")
        if row.texts == typed:
            row.show_section(kept)
        else:
            row.saved = kept
            if not any(line.hasFocus() for line in row.lines.values()):
                self.save(row)
        self._allow()

    def _story_not_saved(self, row: SectionRow) -> None:
        row.busy = False
        self._fail(row, InvalidInputError("Save the open story first.", field="slug"))

    def _fail(self, row: SectionRow, error: Exception) -> None:
        if self._shown:
            row.say(str(error), error.field if isinstance(error, InvalidInputError) else "")
        else:
            self._context.notices.fail(error, key="section", lead="A section is not saved.")

    def _move(self, row: SectionRow, by: int) -> None:
        here = self.rows.index(row)
        there = here + by
        if not 0 <= there < len(self.rows):
            return
        self.rows.insert(there, self.rows.pop(here))
        self._list.removeWidget(row)
        self._list.insertWidget(there, row)
        self._allow()
        pressed, other = (row.up, row.down) if by < 0 else (row.down, row.up)
        (pressed if pressed.isEnabled() else other).setFocus()
        order = [one.saved.slug for one in self.rows if one.saved.slug]
        self._do(
            row,
            lambda desk: sections.reorder(desk, slugs=order),
        )

    def _remove(self, row: SectionRow) -> None:
        slug = row.saved.slug
        if not slug:
            self._drop(row)
            return
        self._do(row, lambda desk: sections.delete(desk, slug=slug), partial(self._drop, row))

    def _drop(self, row: SectionRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._allow()
        self.add.setFocus()

    def _do(
        self,
        row: SectionRow,
        work: Callable[[Desk], Changes],
        then: Callable[[], object] | None = None,
    ) -> None:
        def done(changes: Changes) -> None:
            self._context.bus.tell(changes)
            if self._shown and then is not None:
                then()

        self._context.tasks.library(work, done, partial(self._fail, row))

    # --- leaving ---

    def wrong(self) -> SectionRow | None:
        """Return the first row that is badly written."""
        return next((row for row in self.rows if row.problem and row.written != row.saved), None)

    def save_all(self) -> None:
        """Save every row that says something new."""
        for row in self.rows:
            self.save(row)

    def leave(self) -> None:
        """Save for the last time; what goes wrong from now on is told in the window."""
        self._shown = False
        self.save_all()
