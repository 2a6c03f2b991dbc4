"""The publication and its sections: pages at the left, their fields at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from newsdesk.domain.publication import Publication, Section
from newsdesk.services import publication, sections
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.publication.facts import PaperFacts
from newsdesk.ui.publication.sections import SectionsPage

_SECTIONS = "Sections"


class PublicationDialog(FramedDialog):
    """Saves as one goes. “Done” stays where something is badly written; Escape leaves that out."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent, "Publication")
        size = parent.window().size()
        self.resize(max(640, min(820, size.width() - 80)), max(440, min(640, size.height() - 80)))
        self.facts = PaperFacts(context, self)
        self.sections = SectionsPage(context)
        self.pages = QListWidget()
        self.pages.setAccessibleName("Pages of the publication")
        self.pages.setFixedWidth(168)
        self.pages.setProperty("look", "pages")
        self._stack = QStackedWidget()
        self._titles = (*self.facts.pages, _SECTIONS)
        for title, page in (*self.facts.pages.items(), (_SECTIONS, self.sections)):
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(0, 32))
            self.pages.addItem(item)
            self._stack.addWidget(page)
        self.pages.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        self._lay_out()
        self.ask(_read, self._have)

    def _lay_out(self) -> None:
        self.content.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.pages)
        row.addWidget(Hairline(self.context.theme, down=True))
        row.addWidget(self._stack, 1)
        self.content.addLayout(row, 1)
        done = button("Done", "primary")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        self.foot.addWidget(label("Every change is saved at once.", "note"))
        self.foot.addStretch(1)
        self.foot.addWidget(done)

    def _have(self, found: tuple[Publication, tuple[Section, ...]]) -> None:
        self.facts.read(found[0])
        self.sections.read(found[1])

    def show_page(self, title: str) -> None:
        """Turn to a page."""
        self.pages.setCurrentRow(self._titles.index(title))

    def accept(self) -> None:
        """Close, unless a field is badly written: then go there."""
        self.sections.save_all()
        # The library's thread answers in order: then it is known how the rows fared.
        self.ask(_nothing, self._close_or_stay)

    def _close_or_stay(self, _nothing: None) -> None:
        path = self.facts.tell()
        row = self.sections.wrong()
        if path:
            self.show_page(self.facts.page_of(path))
            self.facts.fields[path].setFocus()
        elif row is not None:
            self.show_page(_SECTIONS)
            row.lines["label"].setFocus()
        else:
            super().accept()

    def done(self, result: int) -> None:
        """Save what was typed last, then close."""
        self.facts.leave()
        self.sections.leave()
        super().done(result)


def _read(desk: Desk) -> tuple[Publication, tuple[Section, ...]]:
    return publication.get(desk), sections.all_sections(desk)


def _nothing(_desk: Desk) -> None:
    """Take a turn in the library's thread."""
