"""The Byline panel: who made the story, in which order, and the line readers see."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from newsdesk.domain.article import Article
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.listing import AuthorRow
from newsdesk.services.bylines import BylinePerson
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, label, pane
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.picker import Hit, Picker
from newsdesk.ui.fields.rowlist import RowList
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.texts import Area
from newsdesk.ui.inspector.bylinerow import BylineRowWidget
from newsdesk.ui.inspector.following import follow
from newsdesk.ui.tasks import TaskHandle

Shown = tuple[tuple[BylinePerson, ...], str]


class BylinePanel(QFrame):
    """Follows the open story. Names are added at the foot; the line stands on top."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading: TaskHandle | None = None
        self._finding: TaskHandle | None = None
        self.setProperty("look", "panel")
        self.setAccessibleName("Byline")
        self._line = label("", wrap=True)
        self._line.setAccessibleName("The line as readers see it")
        self._line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rows: RowList[BylineRowWidget] = RowList(context)
        self._none = label(
            "Nobody yet. Type three letters below and press Enter.", "quiet", wrap=True
        )
        self.wording = Area("as rendered above", least=1)
        self._wording_field = Field(
            "Free wording",
            self.wording,
            help_text="Replaces the line; the people behind it stay.",
        )
        self.picker = Picker(context, "Add a name", "Add a name", icon="user-plus")
        self._lay_out()
        self._wire()
        follow(context, self, self.show_article)

    def _lay_out(self) -> None:
        scroll = Column(margins=(8, 12, 8, 16))
        head = label("As readers see it", "heading")
        head.setContentsMargins(8, 0, 8, 0)
        self._line.setContentsMargins(8, 0, 8, 4)
        self._none.setContentsMargins(8, 0, 8, 0)
        self._wording_field.setContentsMargins(8, 0, 8, 0)
        scroll.fields.addWidget(head)
        scroll.fields.addWidget(self._line)
        scroll.fields.addWidget(self.rows)
        scroll.fields.addWidget(self._none)
        scroll.fields.addWidget(self._wording_field)
        scroll.fields.addStretch(1)
        foot = pane()
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.picker)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(Hairline(self._context.theme))
        column.addWidget(foot)

    def _wire(self) -> None:
        self.rows.moved.connect(self._move)
        self.wording.typed.connect(self._set_wording)
        self.picker.asked.connect(self._find)
        self.picker.taken.connect(self._add)
        self._context.bus.changed.connect(self._library_changed)
        self._context.navigator.place_wanted.connect(self._show_place)

    # --- showing ---

    def show_article(self, article: Article) -> None:
        """Show a story's byline; names come from the library."""
        self.wording.show_text(article.byline_text)
        self._read(article)

    def _library_changed(self, changes: Changes) -> None:
        article = self._context.story.article
        if article is not None and (
            changes.touches(Kind.AUTHOR) or changes.touches(Kind.ARTICLE, article.id)
        ):
            self._read(article)

    def _read(self, article: Article) -> None:
        if self._reading is not None:
            self._reading.cancel()

        def read(desk: Desk) -> Shown:
            from newsdesk.services import bylines

            return bylines.people(desk, article=article), bylines.rendered(desk, article=article)

        self._reading = self._context.tasks.library(read, self._show)

    def _show(self, shown: Shown) -> None:
        people, line = shown
        article = self._context.story.article
        wording = article.byline_text if article is not None else ""
        self._line.setText(wording or line or "No byline: the page shows none.")
        self._none.setVisible(not people)
        same = [row.row.author for row in self.rows.rows] == [p.row.author for p in people]
        if same:
            for row, person in zip(self.rows.rows, people, strict=True):
                row.show_person(person)
            return
        unfolded = {row.row.author for row in self.rows.rows if row.unfolded}
        made: list[BylineRowWidget] = []
        for person in people:
            row = self._make_row(person)
            if person.row.author in unfolded or not person.name:
                row.toggle()
            made.append(row)
        self.rows.set_rows(made)

    def _make_row(self, person: BylinePerson) -> BylineRowWidget:
        row = BylineRowWidget(self._context, person)
        row.changed.connect(partial(self._change, row))
        row.removed.connect(partial(self._remove, row))
        row.update_wanted.connect(self._bring_up_to_date)
        row.profile_wanted.connect(partial(self._open_profile, row))
        return row

    # --- changing ---

    def _set(self, rows: tuple[BylineRow, ...]) -> None:
        self._context.story.edit(lambda article: replace(article, byline=rows), origin=self)
        article = self._context.story.article
        if article is not None:
            self._read(article)

    def _present(self) -> tuple[BylineRow, ...]:
        article = self._context.story.article
        return article.byline if article is not None else ()

    def _change(self, widget: BylineRowWidget, row: object) -> None:
        place = self.rows.rows.index(widget)
        rows = self._present()
        if isinstance(row, BylineRow) and place < len(rows):
            self._set((*rows[:place], row, *rows[place + 1 :]))

    def _remove(self, widget: BylineRowWidget) -> None:
        place = self.rows.rows.index(widget)
        rows = self._present()
        self.rows.take(place)
        self._set(rows[:place] + rows[place + 1 :])

    def _move(self, here: int, there: int) -> None:
        rows = list(self._present())
        if here < len(rows) and there < len(rows):
            rows.insert(there, rows.pop(here))
            self.rows.rearrange(here, there)
            self._set(tuple(rows))

    def _set_wording(self, text: str) -> None:
        wording = " ".join(text.split("\n"))
        self._context.story.edit(
            lambda article: replace(article, byline_text=wording), origin=self
        )
        article = self._context.story.article
        if article is not None:
            self._read(article)

    # --- adding ---

    def _find(self, text: str) -> None:
        if self._finding is not None:
            self._finding.cancel()

        def find(desk: Desk) -> tuple[AuthorRow, ...]:
            from newsdesk.services import authors

            return authors.find(desk, text=text, limit=8)

        self._finding = self._context.tasks.library(find, partial(self._show_found, text))

    def _show_found(self, text: str, found: tuple[AuthorRow, ...]) -> None:
        taken = {row.author for row in self._present()}
        hits = [
            Hit(
                BylineRow(author=row.id),
                row.display_name,
                ("retired · " if row.retired else "") + (row.role or row.kind.value),
                row.avatar,
                round=True,
            )
            for row in found
            if row.id not in taken
        ]
        literal = Hit(
            BylineRow(literal_name=text, show_card=False, linked=False),
            f"“{text}” without a profile",
            "for this story only",
            icon="user",
        )
        self.picker.show_hits((*hits, literal))

    def _add(self, value: object) -> None:
        """Add a picked profile, or the typed name of somebody without one."""
        if isinstance(value, BylineRow):
            self._set((*self._present(), value))

    # --- elsewhere ---

    def _open_profile(self, widget: BylineRowWidget) -> None:
        if widget.row.author is not None:
            self._context.navigator.show_author(widget.row.author)

    def _bring_up_to_date(self) -> None:
        from newsdesk.ui.authors.uptodate import UpToDateDialog

        article = self._context.story.article
        if article is not None:
            name = article.id
            self._context.story.flush(
                lambda: UpToDateDialog(self._context, (name,), self.window()).open()
            )

    def _show_place(self, place: str) -> None:
        if place.split(".", maxsplit=1)[0] == "byline" and self._context.story.article is not None:
            self.picker.setFocus()
