"""What is shown on the text without being in it: colours of links, hits of a search, spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)

from newsdesk.domain.reading import TO_COME
from newsdesk.domain.values import immutable
from newsdesk.ui.editor.blocks import KEEP, card_selected
from newsdesk.ui.editor.formats import (
    LINK_HREF,
    MARKS,
    Kind,
    MarkBit,
    kind_of,
)
from newsdesk.ui.editor.positions import unit_of, units
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole

Selection = QAbstractTextDocumentLayout.Selection


@immutable
class Hit:
    """A stretch to be shown, in UTF-16 units of the document; ``current`` is the one meant."""

    start: int
    end: int
    current: bool = False


class Overlays:
    """Gives the stretches of blocks that are not drawn in the plain colour of text."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.hits: tuple[Hit, ...] = ()
        self.dim_others = False
        self.misspelt: Callable[[QTextBlock, QTextCursor], list[tuple[int, int]]] = _nothing

    def of(self, block: QTextBlock, cursor: QTextCursor) -> Iterator[Selection]:
        """What is shown on one block, the later over the earlier."""
        yield from self._coloured(block, cursor)
        yield from self._underlined(block, cursor)

    def _coloured(self, block: QTextBlock, cursor: QTextCursor) -> Iterator[Selection]:
        kind = kind_of(block)
        dim = self.dim_others and not _touches(cursor, block)
        if dim:
            yield self.stretch(block, 0, block.length() - 1, "text3")
            return
        if kind is Kind.ATTRIBUTION:
            yield self.stretch(block, 0, block.length() - 1, "text2")
        if kind is Kind.CARD:
            return
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            iterator += 1
            found = fragment.charFormat()
            start = fragment.position() - block.position()
            if found.hasProperty(LINK_HREF):
                yield self.stretch(block, start, start + fragment.length(), "accent")
            elif found.intProperty(MARKS) & MarkBit.CODE:
                yield self.stretch(block, start, start + fragment.length(), None, "call_out")
        text = block.text()
        if "TK" in text or "tk" in text:
            for match in TO_COME.finditer(text):
                first = unit_of(text, match.start())
                yield self.stretch(block, first, first + units(match[0]), "warn", "warn_ground")

    def _underlined(self, block: QTextBlock, cursor: QTextCursor) -> Iterator[Selection]:
        for start, end in self.misspelt(block, cursor):
            made = self.stretch(block, start, end, None)
            made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
            made.format.setUnderlineColor(self._theme.colour("bad"))
            yield made

    def found(self, block: QTextBlock) -> Iterator[Selection]:
        """The hits that begin in a block."""
        first, last = block.position(), block.position() + block.length()
        for hit in self.hits:
            if first <= hit.start < last:
                ground: ColourRole = "text_selection" if hit.current else "warn_ground"
                yield self.stretch(block, hit.start - first, hit.end - first, "text", ground)

    def selected(self, cursor: QTextCursor) -> Selection:
        """The selection; a card shows its own by a frame."""
        made = Selection()
        made.cursor = cursor
        look = QTextCharFormat()
        if not card_selected(cursor):
            look.setBackground(self._theme.colour("text_selection"))
            look.setForeground(self._theme.colour("text"))
        made.format = look
        return made

    def stretch(
        self,
        block: QTextBlock,
        start: int,
        end: int,
        colour: ColourRole | None,
        ground: ColourRole | None = None,
    ) -> Selection:
        """A stretch of a block (UTF-16 units from its start) in colours of the theme."""
        made = Selection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, KEEP)
        made.cursor = cursor
        look = QTextCharFormat()
        if colour is not None:
            look.setForeground(self._theme.colour(colour))
        if ground is not None:
            look.setBackground(self._theme.colour(ground))
        made.format = look
        return made


def _nothing(_block: QTextBlock, _cursor: QTextCursor) -> list[tuple[int, int]]:
    """Underline nothing, until somebody checks the spelling."""
    return []


def _touches(cursor: QTextCursor, block: QTextBlock) -> bool:
    last = block.position() + block.length() - 1
    return cursor.selectionStart() <= last and cursor.selectionEnd() >= block.position()
