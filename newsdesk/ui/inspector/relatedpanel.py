"""The Related panel: pinned, curated, suggested with reasons; and who links here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from newsdesk.domain import weblink
from newsdesk.domain.article import Article
from newsdesk.domain.related import RelatedItem, RelatedLevel, RelatedList
from newsdesk.services.changes import Changes, Kind
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, label
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.binding import Binder, with_value
from newsdesk.ui.fields.choices import Number
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.inspector import relateditems
from newsdesk.ui.inspector.curatedmenu import CuratedMenu
from newsdesk.ui.inspector.following import follow
from newsdesk.ui.inspector.relatedadding import RelatedAdding
from newsdesk.ui.inspector.relatedpart import RelatedPart
from newsdesk.ui.inspector.relatedread import Related, read_related
from newsdesk.ui.inspector.relatedrow import RelatedRow
from newsdesk.ui.inspector.relatedtold import Told
from newsdesk.ui.inspector.titles import Titles
from newsdesk.ui.tasks import TaskHandle

_AFTER_TYPING = 1500
"""Milliseconds without a key after which suggestions are looked up again."""
_AFTER_CHANGE = 150


class RelatedPanel(QFrame):
    """Follows the open story; suggestions are looked up again a moment after the last key."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading: TaskHandle | None = None
        self._unfold = ""
        self._titles = Titles(context)
        self._stale = True
        self._related: Related | None = None
        self._binder = Binder(self._edit)
        self.setProperty("look", "panel")
        self.setAccessibleName("Related")
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.refresh)
        self._lay_out()
        self._wire()
        follow(context, self, self.show_article)

    def _lay_out(self) -> None:
        context = self._context
        self._scroll = Column(margins=(8, 12, 8, 16))
        self._scroll.fields.setSpacing(4)
        self._adding = RelatedAdding(context, self._present)
        self.picker = self._adding.picker
        self._head = self._make_head()
        self._fill = label("P pins", "note")
        self.curated_menu = CuratedMenu(context, self)
        self.pinned = RelatedPart(context, "pin", "Pinned", label("never moved for you", "note"))
        self.curated = RelatedPart(context, "list-ordered", "Curated", self.curated_menu.button)
        self.suggested = RelatedPart(context, "sparkles", "Suggested", self._fill)
        self.copies = RelatedPart(context, "copy", "The same story", label("", "note"))
        self.linked = RelatedPart(context, "link-2", "Linked from", label("", "note"))
        self._parts = (self.pinned, self.curated, self.suggested, self.copies, self.linked)
        self._none = EmptyState(context)
        self._none.say(
            "link",
            "Nothing to link to yet",
            "When the library holds more stories, the best matches stand here with the reason "
            "for each.",
            ("Add a link…", self.picker.setFocus),
        )
        self._scroll.fields.addWidget(self._head)
        for part in self._parts:
            self._scroll.fields.addWidget(part)
        self._scroll.fields.addWidget(self._none)
        self._scroll.fields.addWidget(self._make_more())
        self._scroll.fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(Hairline(context.theme))
        column.addWidget(self._adding)

    def _make_head(self) -> QWidget:
        heading, first = Line("as the publication"), Number(1, 100)
        self._binder.text(heading, "heading")
        self._binder.number(first, "show_first")
        made = pair(Field("List heading", heading), Field("Show first", first), shares=(2, 1))
        made.setContentsMargins(8, 0, 8, 4)
        return made

    def _make_more(self) -> Group:
        group = Group(self._context, "Length and “Show more”", open_=False)
        group.setContentsMargins(8, 8, 8, 0)
        wanted = Number(0, 100)
        self._binder.number(wanted, "wanted")
        name, address = Line("Show more"), Line("https://")
        self._binder.text(name, "more_label")
        self._binder.text(address, "more_url")
        group.add(
            Field("Fill up to", wanted, help_text="Suggestions fill the list up to this many."),
            Field("Words of “Show more”", name),
            Field("It leads to", address),
        )
        return group

    def _wire(self) -> None:
        context = self._context
        self.pinned.rows.moved.connect(self._move)
        for place, part in enumerate(self._parts):
            part.rows.left.connect(partial(self._leave, place))
        self._adding.taken.connect(self._add)
        self._titles.found.connect(self._have_title)
        self._titles.told.connect(self._tell_title)
        context.story.typed.connect(partial(self._later, _AFTER_TYPING))
        context.bus.changed.connect(self._library_changed)
        context.navigator.place_wanted.connect(self._show_place)

    # --- showing ---

    def show_article(self, article: Article) -> None:
        """Show what is related to a story."""
        self._binder.show(article.related)
        self._later(0)

    def _library_changed(self, changes: Changes) -> None:
        kinds = (Kind.ARTICLE, Kind.CURATED_LIST, Kind.SECTION, Kind.LIBRARY)
        if any(changes.touches(kind) for kind in kinds):
            self._later(_AFTER_CHANGE)

    def _later(self, milliseconds: int) -> None:
        self._stale = True
        if self.isVisible():
            self.timer.start(milliseconds)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the panel was out of sight."""
        super().showEvent(event)
        if self._stale:
            self.timer.start(0)

    def refresh(self) -> None:
        """Read everything anew; the rows shown stay until then."""
        article = self._context.story.collected()
        if article is None:
            return
        self._stale = False
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._context.tasks.library(
            partial(read_related, article=article), self._show
        )

    def _show(self, related: Related) -> None:
        self._related = related
        article = self._context.story.article
        if article is None:
            return
        chosen = next((one for one in related.lists if one.id == article.related.curated), None)
        self.curated_menu.show_lists(related.lists, chosen)
        self.curated.rename(f"Curated: {chosen.name}" if chosen else "Curated")
        self._fill.setText(
            f"{related.filling} fill the list · P pins" if related.filling else "P pins"
        )
        told = (
            related.pinned, related.curated, related.suggested, related.copies,
            related.linked_from,
        )  # fmt: skip
        for part, rows in zip(self._parts, told, strict=True):
            self._show_rows(part, rows)
        self.curated.setVisible(bool(related.curated or related.lists or related.pinned))
        self.copies.setVisible(bool(related.copies))
        self.linked.setVisible(bool(related.linked_from))
        self.suggested.setVisible(bool(related.suggested))
        nothing = not any(told[:3])
        self.pinned.setVisible(not nothing)
        self._none.setVisible(nothing)

    def _show_rows(self, part: RelatedPart, told: tuple[Told, ...]) -> None:
        part.count(len(told) if part is not self.suggested else 0)
        rows = part.rows.rows
        if [row.told.key for row in rows] == [one.key for one in told]:
            for row, one in zip(rows, told, strict=True):
                row.show_told(one)
            return
        unfolded = {row.told.key for row in rows if row.unfolded} | {self._unfold}
        made = [self._row(part, one) for one in told]
        for row in made:
            if row.told.key in unfolded:
                row.toggle()
            row.show_fetching(under_way=self._titles.fetches(row.told.key))
        part.rows.set_rows(made)
        if self._unfold in {one.key for one in told} and part is self.pinned:
            self._unfold = ""

    def _row(self, part: RelatedPart, told: Told) -> RelatedRow:
        opens = part in {self.linked, self.copies}
        row = RelatedRow(self._context, told, pinned=part is self.pinned, opens=opens)
        row.pin_wanted.connect(partial(self._toggle_pin, row))
        row.removed.connect(partial(self._unpin, row))
        row.open_wanted.connect(partial(self._open, row))
        row.changed.connect(partial(self._change, row))
        row.fetch_wanted.connect(partial(self._titles.turn, told.key))
        return row

    def _leave(self, place: int, by: int) -> None:
        """Go on with the arrow keys from one part to the next."""
        place += by
        while 0 <= place < len(self._parts):
            rows = self._parts[place].rows
            if rows.rows and self._parts[place].isVisible():
                rows.focus_row(0 if by > 0 else len(rows.rows) - 1)
                return
            place += by

    # --- changing ---

    def _edit(self, path: str, value: object) -> None:
        self.change(lambda related: with_value(related, path, value))

    def change(self, change: Callable[[RelatedList], RelatedList]) -> None:
        """Change the list of the open story by a function of it."""
        self._context.story.edit(
            lambda article: replace(article, related=change(article.related)), origin=self
        )
        article = self._context.story.article
        if article is not None:
            self._binder.show(article.related)
        self._later(0)

    def _items(self) -> tuple[RelatedItem, ...]:
        article = self._context.story.article
        return article.related.items if article is not None else ()

    def _set_items(self, items: tuple[RelatedItem, ...]) -> None:
        if items != self._items():
            self._edit("items", items)

    def _present(self) -> set[str]:
        """Return where the list leads already, and the story itself."""
        article = self._context.story.article
        own = set[str]() if article is None else {str(article.id)}
        return own | {relateditems.key_of(item) for item in self._items()}

    def _toggle_pin(self, row: RelatedRow) -> None:
        if row in self.pinned.rows.rows:
            self._unpin(row)
            return
        told = row.told
        if told.row is not None:
            self.pin(RelatedItem(article=told.row.id))
        elif told.item is not None:
            self.pin(replace(told.item, level=RelatedLevel.PINNED, reason=""))

    def pin(self, item: RelatedItem) -> None:
        """Put an item behind the pins; one that is there already stays where it is."""
        self._set_items(relateditems.pinned(self._items(), item))

    def _unpin(self, row: RelatedRow) -> None:
        if row in self.pinned.rows.rows:
            self._set_items(relateditems.without(self._items(), row.told.key))

    def _change(self, row: RelatedRow, item: object) -> None:
        if isinstance(item, RelatedItem):
            self._set_items(relateditems.replaced(self._items(), row.told.key, item))

    def _move(self, here: int, there: int) -> None:
        items = relateditems.moved(self._items(), here, there)
        if items != self._items():
            self.pinned.rows.rearrange(here, there)
            self._set_items(items)

    def _open(self, row: RelatedRow) -> None:
        if row.told.row is not None:
            self._context.navigator.show_story(row.told.row.id)
        elif row.told.item is not None and weblink.is_web_address(row.told.item.url):
            QDesktopServices.openUrl(QUrl(row.told.item.url))

    # --- adding ---

    def _add(self, value: object) -> None:
        """Pin what was picked; a link is unfolded at once, to be given its words."""
        if not isinstance(value, RelatedItem):
            return
        if value.url:
            self._unfold = value.url
        self.pin(value)

    def _have_title(self, address: str, title: str) -> None:
        """Give a page the title that was fetched, if it is still in the list."""
        kept = next((one for one in self._items() if one.url == address), None)
        if kept is not None:
            item = replace(kept, headline=title)
            self._set_items(relateditems.replaced(self._items(), address, item))

    def _tell_title(self, address: str, under_way: object, problem: str) -> None:
        for row in self.pinned.rows.rows:
            if row.told.key == address:
                row.show_fetching(under_way=bool(under_way), problem=problem)

    def _show_place(self, place: str) -> None:
        if (
            place.split(".", maxsplit=1)[0] == "related"
            and self._context.story.article is not None
        ):
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
