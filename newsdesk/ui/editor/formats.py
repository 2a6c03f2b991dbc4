"""How a QTextDocument carries a body: kinds in properties of its own, never colours.

A block's kind lives in its block format and a run's marks in its character format, so that Qt's
undo keeps them. What a kind looks like in size and weight is set beside it in steps relative to
the document's default font: another text size needs no pass over the text. Colours come when
painting.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag
from functools import lru_cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
)

from newsdesk.domain.ids import NoteId
from newsdesk.domain.text import Link, Mark, Run
from newsdesk.domain.values import immutable

OBJECT_CHARACTER: Final = "\ufffc"
SOFT_BREAK: Final = "\u2028"
INTERFACE_FAMILY: Final = "Inter"

_USER: Final = QTextFormat.Property.UserProperty.value
MARKS: Final = _USER + 1
LINK_HREF: Final = _USER + 2
LINK_TITLE: Final = _USER + 3
LINK_REL: Final = _USER + 4
LANGUAGE: Final = _USER + 5
NOTE: Final = _USER + 6
CARD: Final = _USER + 7
"""The JSON of the block that an object character stands for (``bodyjson.py``)."""
DRESS: Final = _USER + 8
"""The kind and level a run was last dressed for; another one than its block's is out of date."""
KIND: Final = _USER + 20
LEVEL: Final = _USER + 21
ORDERED: Final = _USER + 22
START: Final = _USER + 23
CODE_LANGUAGE: Final = _USER + 24

CARD_OBJECT: Final = QTextFormat.ObjectTypes.UserObject.value + 1


class Kind(IntEnum):
    """What a QTextBlock is in the body. A quote and its attribution are blocks of their own."""

    PARAGRAPH = 0
    SUBHEAD = 1
    QUOTE = 2
    PULL_QUOTE = 3
    ATTRIBUTION = 4
    ITEM = 5
    PREFORMATTED = 6
    CARD = 7


class MarkBit(IntFlag):
    """The marks of a run as one number, for a character format's property."""

    STRONG = 1
    EMPHASIS = 2
    UNDERLINE = 4
    STRIKE = 8
    SUPERSCRIPT = 16
    SUBSCRIPT = 32
    CODE = 64


_BIT_OF: Final = {mark: MarkBit[mark.name] for mark in Mark}


@immutable
class BlockStyle:
    """What a block is: its kind, and what that kind needs to know beside it.

    ``level`` is a subhead's 2–4 or an item's 0–5; ``start`` the first number of a list.
    """

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    ordered: bool = False
    start: int = 1
    code_language: str = ""

    @property
    def dress(self) -> int:
        """The number that tells whether a run is dressed for this block."""
        return self.kind * 10 + (self.level if self.kind is Kind.SUBHEAD else 0)


@immutable
class RunStyle:
    """Everything of a run but its text."""

    marks: int = 0
    link: Link | None = None
    language: str = ""
    note: NoteId | None = None

    def run(self, text: str) -> Run:
        """The run with this style and a text."""
        marks = _marks_of(self.marks)
        return Run(text, marks, self.link, self.language, self.note)


@lru_cache(maxsize=128)
def _marks_of(bits: int) -> frozenset[Mark]:
    return frozenset(mark for mark, bit in _BIT_OF.items() if bits & bit)


def bit_of(mark: Mark) -> int:
    """The bit that stands for a mark."""
    return int(_BIT_OF[mark])


def style_of_run(run: Run) -> RunStyle:
    """The style of a run of the domain."""
    bits = 0
    for mark in run.marks:
        bits |= _BIT_OF[mark]
    return RunStyle(int(bits), run.link, run.language, run.note)


def run_style(char_format: QTextCharFormat) -> RunStyle:
    """Read what a character format carries."""
    href = char_format.stringProperty(LINK_HREF)
    link = None
    if href:
        title = char_format.stringProperty(LINK_TITLE)
        link = Link(href, title, char_format.stringProperty(LINK_REL))
    note = char_format.stringProperty(NOTE)
    return RunStyle(
        char_format.intProperty(MARKS),
        link,
        char_format.stringProperty(LANGUAGE),
        NoteId(note) if note else None,
    )


def char_format(style: RunStyle, block: BlockStyle) -> QTextCharFormat:
    """The character format of a run within a block: what it is, and its size and weight."""
    return QTextCharFormat(_char_format(style, block.dress))


@lru_cache(maxsize=512)
def _char_format(style: RunStyle, dress: int) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setProperty(DRESS, dress)
    _dress(made, Kind(dress // 10), dress % 10)
    if style.marks:
        made.setProperty(MARKS, style.marks)
        _show_marks(made, style.marks)
    if style.link is not None:
        made.setProperty(LINK_HREF, style.link.href)
        if style.link.title:
            made.setProperty(LINK_TITLE, style.link.title)
        if style.link.rel:
            made.setProperty(LINK_REL, style.link.rel)
        made.setFontUnderline(True)
    if style.language:
        made.setProperty(LANGUAGE, style.language)
    if style.note is not None:
        made.setProperty(NOTE, style.note)
    return made


def _step(made: QTextCharFormat, steps: int) -> None:
    """Set the size in Qt's steps from the default font: -1 is 0.8, 1 is 1.2, 2 is 1.5 times."""
    made.setProperty(QTextFormat.Property.FontSizeAdjustment.value, steps)


def _dress(made: QTextCharFormat, kind: Kind, level: int) -> None:
    if kind is Kind.SUBHEAD:
        made.setFontWeight(QFont.Weight.Bold)
        if level == 2:
            _step(made, 1)
        elif level == 4:
            made.setFontItalic(True)
    elif kind is Kind.PULL_QUOTE:
        _step(made, 1)
        made.setFontWeight(QFont.Weight.DemiBold)
    elif kind is Kind.ATTRIBUTION:
        _step(made, -1)
        made.setFontFamilies([INTERFACE_FAMILY])
    elif kind is Kind.PREFORMATTED:
        _step(made, -1)
        made.setFontFamilies([fixed_family()])
        made.setFontFixedPitch(True)


def _show_marks(made: QTextCharFormat, marks: int) -> None:
    if marks & MarkBit.STRONG:
        made.setFontWeight(QFont.Weight.Bold)
    if marks & MarkBit.EMPHASIS:
        made.setFontItalic(not made.fontItalic())
    if marks & MarkBit.UNDERLINE:
        made.setFontUnderline(True)
    if marks & MarkBit.STRIKE:
        made.setFontStrikeOut(True)
    if marks & MarkBit.SUPERSCRIPT:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    elif marks & MarkBit.SUBSCRIPT:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
    if marks & MarkBit.CODE:
        made.setFontFamilies([fixed_family()])
        made.setFontFixedPitch(True)


@lru_cache(maxsize=1)
def fixed_family() -> str:
    """The system's font of fixed pitch."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


_LINE_PERCENT: Final = {
    Kind.PARAGRAPH: 113.6,  # 28 px a line for Source Serif 4 at 18 px, whose own line is 24.66 px.
    Kind.QUOTE: 113.6,
    Kind.ITEM: 113.6,
    Kind.SUBHEAD: 104.0,
    Kind.PULL_QUOTE: 110.0,
    Kind.ATTRIBUTION: 115.0,
    Kind.PREFORMATTED: 115.0,
    Kind.CARD: 100.0,
}
_MARGINS: Final = {
    Kind.PARAGRAPH: (12, 16),
    Kind.QUOTE: (12, 12),
    Kind.ITEM: (0, 6),
    Kind.SUBHEAD: (28, 8),
    Kind.PULL_QUOTE: (28, 12),
    Kind.ATTRIBUTION: (0, 24),
    Kind.PREFORMATTED: (12, 28),
    Kind.CARD: (16, 24),
}
"""Pixels above and below; between two blocks the greater of the two counts."""


def block_style(block: QTextBlock) -> BlockStyle:
    """Read what a block carries."""
    return style_of_format(block.blockFormat())


def style_of_format(block_format: QTextBlockFormat) -> BlockStyle:
    """Read what a block format carries; a block that Qt made by itself is a paragraph."""
    kind = Kind(block_format.intProperty(KIND))
    if kind in {Kind.PARAGRAPH, Kind.QUOTE, Kind.CARD}:
        return _PLAIN[kind]
    return BlockStyle(
        kind,
        block_format.intProperty(LEVEL),
        block_format.boolProperty(ORDERED),
        block_format.intProperty(START) if block_format.hasProperty(START) else 1,
        block_format.stringProperty(CODE_LANGUAGE),
    )


_PLAIN: Final = {kind: BlockStyle(kind) for kind in (Kind.PARAGRAPH, Kind.QUOTE, Kind.CARD)}


def kind_of(block: QTextBlock) -> Kind:
    """A block's kind alone, which is what painting and keys mostly ask."""
    return Kind(block.blockFormat().intProperty(KIND))


def block_format(style: BlockStyle) -> QTextBlockFormat:
    """The block format of a style."""
    return QTextBlockFormat(_block_format(style))


@lru_cache(maxsize=128)
def _block_format(style: BlockStyle) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setProperty(KIND, int(style.kind))
    if style.level:
        made.setProperty(LEVEL, style.level)
    if style.ordered:
        made.setProperty(ORDERED, True)
    if style.start != 1:
        made.setProperty(START, style.start)
    if style.code_language:
        made.setProperty(CODE_LANGUAGE, style.code_language)
    proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    made.setLineHeight(_LINE_PERCENT[style.kind] * _stretch(style.kind), proportional)
    above, below = _MARGINS[style.kind]
    made.setTopMargin(above)
    made.setBottomMargin(below)
    if style.kind is Kind.ITEM:
        made.setIndent(style.level + 1)
    elif style.kind in {Kind.QUOTE, Kind.ATTRIBUTION, Kind.PULL_QUOTE}:
        made.setIndent(1)
    elif style.kind is Kind.SUBHEAD:
        made.setHeadingLevel(style.level)
    elif style.kind is Kind.PREFORMATTED:
        made.setLeftMargin(16)
        made.setRightMargin(16)
        made.setNonBreakableLines(False)
    if style.kind is Kind.PREFORMATTED:
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made


_USUAL_LINE_HEIGHT: Final = 156
_line_height = _USUAL_LINE_HEIGHT


def set_line_height(percent: int) -> None:
    """Set the distance between lines of running text, in per cent of the text size.

    It holds for formats made from now on: fill the document anew.
    """
    global _line_height  # noqa: PLW0603 - one page is shown at a time, and formats are cached here
    if percent != _line_height:
        _line_height = percent
        _block_format.cache_clear()


def _stretch(kind: Kind) -> float:
    running = {Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM}
    return _line_height / _USUAL_LINE_HEIGHT if kind in running else 1.0


def card_format(json: str) -> QTextCharFormat:
    """The character format of a card: what the object handler draws and what it stands for."""
    made = QTextCharFormat()
    made.setObjectType(CARD_OBJECT)
    made.setProperty(CARD, json)
    made.setProperty(DRESS, Kind.CARD * 10)
    return made


def is_card(char_format: QTextCharFormat) -> bool:
    """Whether a character format is a card's."""
    return char_format.objectType() == CARD_OBJECT
