"""Spelling in the editor: the blocks in sight, checked off the main thread, shown when painted.

What was found is kept by the text of the block, so an answer is never shown on another text.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services import dictionaries, spelling
from newsdesk.services.desk import Desk
from newsdesk.services.spelling import Speller, Unknown
from newsdesk.ui.context import Context
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.editor.formats import LANGUAGE, MARKS, SOFT_BREAK, Kind, MarkBit, is_card, kind_of
from newsdesk.ui.editor.positions import index_of, unit_of
from newsdesk.ui.fields.languages import language_name

CHECK_AFTER = 300
"""Milliseconds without a key or a scroll after which the blocks in sight are checked."""
_KEPT = 4000
Visible = Callable[[], list[QTextBlock]]


class SpellChecker(QObject):
    """Checks the body of the open story. ``visible`` gives the blocks in sight."""

    checked = Signal()

    def __init__(self, context: Context, body: BodyEdit, visible: Visible) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._visible = visible
        self._speller: Speller | None = None
        self._language = ""
        self._turn = 0
        self._own: frozenset[str] = frozenset()
        self._found: dict[str, tuple[Unknown, ...]] = {}
        self._asked: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER)
        self._timer.timeout.connect(self._check)
        context.actions.connect("edit.spelling", self.open_dialog)
        context.settings.changed.connect(self._setting_changed)
        body.typed.connect(self._timer.start)
        body.body_painter.overlays.misspelt = self.spans

    @property
    def words_file(self) -> Path | None:
        """Where the words that were added are kept."""
        return self._context.settings.settings.beside("words.txt")

    def start(self, language: str, known: tuple[str, ...] = ()) -> None:
        """Check in a language from now on; a dictionary that is not there is said once.

        ``known`` are texts, as tags and names, whose words are none of its business.
        """
        self._asked.clear()
        self._own = spelling.words_of(known)
        if not self._context.settings.switch("writing.spelling"):
            self._speller = None
            self._language = ""
            self._forget()
            return
        if language == self._language:
            if self._speller is not None:
                self._speller.with_known(self._own)
                self._forget()
            self._timer.start()
            return
        self._language = language
        self._speller = None
        self._forget()
        self._turn += 1
        turn = self._turn
        file = self.words_file
        choices = self._context.settings.text("writing.dictionaries")

        def ready(known: frozenset[str]) -> None:
            def make(_progress: object) -> Speller | None:
                own = () if file is None else dictionaries.read_words(file)
                return spelling.open_speller(language, (*known, *own, *self._own), choices)

            self._context.tasks.background(make, lambda made: self._ready(turn, made))

        self._context.tasks.library(spelling.known_words, ready)

    def _ready(self, turn: int, speller: Speller | None) -> None:
        if turn != self._turn or not self._language:
            return
        language, self._speller = self._language, speller
        chosen = dictionaries.chosen_in(self._context.settings.text("writing.dictionaries"))
        if speller is None and chosen.get(language) != dictionaries.OFF:
            self._context.notices.say(
                f"Spelling is off: no dictionary for {language_name(language)} was found.",
                key="spelling",
            )
        else:
            self._context.notices.withdraw("spelling")
            self._timer.start()

    def _setting_changed(self, key: str) -> None:
        if key == "writing.dictionaries":
            self.renew()

    def renew(self) -> None:
        """Make the speller anew: another dictionary, or other words of one's own."""
        article = self._context.story.article
        self._language = ""
        if article is not None:
            self.start(article.language, (*article.tags, *article.keywords))

    def open_dialog(self) -> None:
        """Let somebody choose the dictionary, and see the words that were added."""
        from newsdesk.ui.editor.spellingdialog import SpellingDialog

        article = self._context.story.article
        language = article.language if article is not None else ""
        language = language or self._context.settings.text("writing.language") or "en"
        dialog = SpellingDialog(self._context, self._body.window(), language, self.words_file)
        dialog.changed.connect(self.renew)
        dialog.open()

    def again(self) -> None:
        """Look again soon, because other blocks came into sight."""
        if self._speller is not None:
            self._timer.start()

    def _forget(self) -> None:
        self._found.clear()
        self._body.viewport().update()

    # --- checking ---

    def _check(self) -> None:
        speller = self._speller
        if speller is None:
            return
        texts = {text_to_check(block) for block in self._visible()} - self._found.keys()
        texts -= self._asked
        texts.discard("")
        if not texts:
            return
        self._asked |= texts
        whole = self._body.document().toPlainText()

        def work(_progress: object) -> dict[str, tuple[Unknown, ...]]:
            found = {text: speller.unknown(text) for text in texts}
            names = frozenset[str]()
            if any(one.word[0].isupper() for unknown in found.values() for one in unknown):
                names = spelling.names_in(whole)
            return {text: spelling.without_names(found[text], names) for text in texts}

        def done(found: dict[str, tuple[Unknown, ...]]) -> None:
            if speller is self._speller:
                self._ask_archive(speller, found)

        self._context.tasks.background(work, done)

    def _ask_archive(self, speller: Speller, found: dict[str, tuple[Unknown, ...]]) -> None:
        """Let the library say which of the words it has used before."""
        words = frozenset(one.word for unknown in found.values() for one in unknown)
        if not words:
            self._keep(found)
            return

        def ask(desk: Desk) -> frozenset[str]:
            return spelling.used_elsewhere(desk, words=words)

        def done(known: frozenset[str]) -> None:
            speller.with_known(known)
            self._keep(
                {
                    text: tuple(one for one in unknown if one.word not in known)
                    for text, unknown in found.items()
                }
            )

        self._context.tasks.library(ask, done)

    def _keep(self, found: dict[str, tuple[Unknown, ...]]) -> None:
        if len(self._found) > _KEPT:
            self._found.clear()
        self._found.update(found)
        self._asked -= found.keys()
        self._body.viewport().update()
        self.checked.emit()

    # --- what was found ---

    def unknown_in(self, block: QTextBlock) -> tuple[Unknown, ...]:
        """The unknown words of a block, as far as it was checked."""
        return self._found.get(text_to_check(block), ()) if self._found else ()

    def spans(self, block: QTextBlock, cursor: QTextCursor) -> list[tuple[int, int]]:
        """Where to underline in a block, in UTF-16 units; not the word that is being typed."""
        found = self.unknown_in(block)
        if not found:
            return []
        text = block.text()
        caret = -1
        if cursor.block() == block and not cursor.hasSelection():
            caret = index_of(text, cursor.positionInBlock())
        return [
            (unit_of(text, one.start), unit_of(text, one.end))
            for one in found
            if not one.start <= caret <= one.end
        ]

    def unknown_at(self, cursor: QTextCursor) -> Unknown | None:
        """The unknown word at a cursor."""
        block = cursor.block()
        index = index_of(block.text(), cursor.positionInBlock())
        found = (one for one in self.unknown_in(block) if one.start <= index <= one.end)
        return next(found, None)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What may have been meant by a word."""
        return () if self._speller is None else self._speller.suggest(word)

    def learn(self, word: str, *, keep: bool) -> None:
        """Take a word as known, for good or until Newsdesk is closed."""
        if self._speller is not None:
            self._speller.with_known((word,))
        self._found = {
            text: tuple(one for one in unknown if one.word != word)
            for text, unknown in self._found.items()
        }
        self._body.viewport().update()
        file = self.words_file
        if not keep or file is None:
            return
        try:
            dictionaries.add_word(file, word)
        except EnvironmentFailure as error:
            self._context.notices.fail(error, key="spelling", lead="The word was not added.")


def text_to_check(block: QTextBlock) -> str:
    """The text of a block with code and passages in other languages blanked out."""
    if kind_of(block) in {Kind.CARD, Kind.PREFORMATTED}:
        return ""
    text = block.text().replace(SOFT_BREAK, " ")
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        found = fragment.charFormat()
        skip = found.hasProperty(LANGUAGE) or found.intProperty(MARKS) & MarkBit.CODE
        if skip or is_card(found):
            start = index_of(text, fragment.position() - block.position())
            end = start + len(fragment.text())
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
