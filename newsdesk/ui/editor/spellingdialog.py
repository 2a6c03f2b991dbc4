"""Spelling: which dictionary checks the language of the story, and the words somebody added."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListWidget, QWidget

from newsdesk.domain.errors import NewsdeskError
from newsdesk.services import dictionaries
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.fields.languages import language_name
from newsdesk.ui.fields.texts import Line

_SETTING = "writing.dictionaries"


class WordList(QListWidget):
    """The words; ``removing()`` tells of Delete on those that are chosen."""

    removing = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes out what is chosen."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removing.emit()
        else:
            super().keyPressEvent(event)


class SpellingDialog(FramedDialog):
    """Every change holds at once. ``changed()`` tells that other words are known from now on.

    ``words_file`` holds the words, ``None`` where nothing is kept; ``language`` is the story's.
    """

    changed = Signal()

    def __init__(
        self, context: Context, parent: QWidget | None, language: str, words_file: Path | None
    ) -> None:
        super().__init__(context, parent, "Spelling")
        self.resize(460, 520)
        self._language = language
        self._file = words_file
        self.choice = Choice(self._offered())
        self.choice.setAccessibleName(f"Dictionary for {language_name(language)}")
        self.choice.chosen.connect(self._choose)
        self.line = Line("A word")
        self.line.setAccessibleName("A word to add")
        self.line.returnPressed.connect(self.add)
        self.words = WordList()
        self.words.setAccessibleName("Words that were added")
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setProperty("look", "targets")
        self.words.setMinimumHeight(72)
        self.words.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.words.removing.connect(self.remove)
        self.words.itemSelectionChanged.connect(self._allow)
        self._remove = button("Remove")
        self._remove.clicked.connect(self.remove)
        self.said = label("", "note", wrap=True)
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        note = "" if self.choice.count() > 2 else " There is no dictionary for it here."
        add = button("Add")
        add.clicked.connect(self.add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(add)
        for widget in (
            label(f"Stories in {language_name(self._language)} are checked with", wrap=True),
            self.choice,
            label(
                "Newsdesk has English and Ukrainian; those of the system are offered too." + note,
                "note",
                wrap=True,
            ),
            label("Words that you added"),
        ):
            self.content.addWidget(widget)
        self.content.addLayout(row)
        self.content.addWidget(self.words, 1)
        self.content.addWidget(self.said)
        done = button("Done", "primary")
        done.clicked.connect(self.accept)
        self.foot.addWidget(self._remove)
        self.foot.addStretch(1)
        self.foot.addWidget(done)

    def _offered(self) -> tuple[tuple[object, str], ...]:
        usual = dictionaries.dictionary_for(self._language)
        named = "none" if usual is None else _name(usual)
        return (
            ("", f"What fits best: {named}"),
            *((path.stem, _name(path)) for path in dictionaries.dictionaries(self._language)),
            (dictionaries.OFF, "Nothing: no spelling in this language"),
        )

    def _read(self) -> None:
        chosen = dictionaries.chosen_in(self.context.settings.text(_SETTING))
        self.choice.show_value(chosen.get(self._language, ""))
        if self.choice.value is None:
            self.choice.show_value("")  # The one that was chosen is not here any more.
        self._read_words()

    def _read_words(self) -> None:
        self.words.clear()
        if self._file is not None:
            self.words.addItems(sorted(dictionaries.read_words(self._file), key=str.casefold))
        self.said.setText("" if self.words.count() else "None yet.")
        self._allow()

    def _allow(self) -> None:
        self._remove.setEnabled(bool(self.words.selectedItems()))

    def _choose(self, name: object) -> None:
        before = self.context.settings.text(_SETTING)
        try:
            self.context.settings.set(
                _SETTING, dictionaries.with_choice(before, self._language, str(name))
            )
        except NewsdeskError as error:
            self.said.setText(str(error))

    def add(self) -> None:
        """Add the word in the line."""
        word = "".join(self.line.text().split())
        if word and self._file is not None:
            self._write(self._file, (word,), adding=True)
            self.line.clear()
        self.line.setFocus()

    def remove(self) -> None:
        """Take the chosen words out."""
        words = tuple(item.text() for item in self.words.selectedItems())
        if words and self._file is not None:
            self._write(self._file, words, adding=False)

    def _write(self, file: Path, words: tuple[str, ...], *, adding: bool) -> None:
        try:
            for word in words:
                if adding:
                    dictionaries.add_word(file, word)
                else:
                    dictionaries.remove_word(file, word)
        except NewsdeskError as error:
            self.said.setText(str(error))
            return
        self._read_words()
        self.changed.emit()


def _name(dictionary: Path) -> str:
    name = language_name(dictionary.stem.replace("_", "-"))
    return name if dictionaries.is_ours(dictionary) else f"{name}, of the system"
