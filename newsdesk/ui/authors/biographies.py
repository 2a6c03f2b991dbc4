"""The biographies: short and long, one of each for every language one wants."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from newsdesk.domain.author import BIO_SHORT_LIMIT, Biography
from newsdesk.domain.weblink import direction
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.languages import language_name, offered
from newsdesk.ui.fields.richtext import RichText
from newsdesk.ui.fields.texts import Area


class Biographies(QWidget):
    """Shows one language; a link at the right of the name changes it. ``chosen`` carries all."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._entries: tuple[Biography, ...] = ()
        self._language = ""
        self.short = Area("One or two sentences, without formatting", least=2, most=6)
        self.long = RichText(context, "Long biography", least=5, most=16)
        self._short_field = Field("Short", self.short)
        self._long_field = Field("Long", self.long, focus=self.long.edit)
        self.switch: QPushButton = button("", "link")
        self.switch.setAccessibleName("Language of the biography")
        self._short_field.add_to_head(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._short_field)
        column.addWidget(self._long_field)
        self.short.typed.connect(partial(self._set, "short"))
        self.long.typed.connect(partial(self._set, "long"))
        self.switch.clicked.connect(self._ask_language)

    @property
    def language(self) -> str:
        """The language that is shown; "" is the library's own."""
        return self._language

    @property
    def note(self) -> str:
        """What the counter of the short biography says."""
        return self._short_field.note

    def show_biographies(self, entries: tuple[Biography, ...], *, another: bool) -> None:
        """Show somebody's biographies, beginning with the first language for ``another``."""
        self._entries = entries
        languages = [entry.language for entry in entries]
        if another or self._language not in languages:
            self._language = languages[0] if languages else ""
        self._show()

    def _present(self) -> Biography:
        found = (entry for entry in self._entries if entry.language == self._language)
        return next(found, Biography(self._language))

    def _show(self) -> None:
        entry = self._present()
        self.short.show_text(entry.short)
        self.long.show_runs(entry.long)
        self._count(entry.short)
        name = language_name(self._language) if self._language else "The library’s language"
        self.switch.setText(f"{name} ▾")
        option = self.short.document().defaultTextOption()
        right = direction(self._language) == "rtl" if self._language else False
        side = Qt.LayoutDirection
        option.setTextDirection(side.RightToLeft if right else side.LeftToRight)
        self.short.document().setDefaultTextOption(option)

    def _count(self, short: str) -> None:
        self._short_field.count(len(short), BIO_SHORT_LIMIT)

    def _set(self, name: str, value: object) -> None:
        entry = replace(self._present(), **{name: value})
        others = [kept for kept in self._entries if kept.language != self._language]
        place = next(
            (n for n, kept in enumerate(self._entries) if kept.language == self._language),
            len(others),
        )
        if entry.short or entry.long:
            others.insert(place, entry)
        self._entries = tuple(others)
        self._count(entry.short)
        self.chosen.emit(self._entries)

    def _ask_language(self) -> None:
        menu = QMenu(self)
        present = [entry.language for entry in self._entries] or [""]
        for language in dict.fromkeys((*present, self._language)):
            name = language_name(language) if language else "The library’s language"
            action = QAction(name, menu)
            action.setCheckable(True)
            action.setChecked(language == self._language)
            action.triggered.connect(partial(self._choose, language))
            menu.addAction(action)
        menu.addSeparator()
        more = menu.addMenu("Add a language")
        for tag, name in offered(""):
            base = str(tag)
            if base not in present:
                action = QAction(name, more)
                action.triggered.connect(partial(self._choose, base))
                more.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.switch.mapToGlobal(self.switch.rect().bottomLeft()))

    def _choose(self, language: str, _on: object = None) -> None:
        self._language = language
        self._show()
        self.short.setFocus()
