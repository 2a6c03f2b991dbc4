"""Marks and links: what is set on runs of text, in the selection or for what is typed next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor

from newsdesk.domain.text import Link, Mark
from newsdesk.domain.values import immutable
from newsdesk.ui.editor.blocks import KEEP, one_step, selected_blocks
from newsdesk.ui.editor.formats import (
    BlockStyle,
    Kind,
    MarkBit,
    RunStyle,
    bit_of,
    block_style,
    char_format,
    is_card,
    kind_of,
    run_style,
)

_EXCLUDES = {
    int(MarkBit.SUPERSCRIPT): ~int(MarkBit.SUBSCRIPT),
    int(MarkBit.SUBSCRIPT): ~int(MarkBit.SUPERSCRIPT),
}
"""Plain numbers: a property of a format takes no flag."""


@immutable
class Stretch:
    """A stretch of a document, in UTF-16 units, with one style."""

    start: int
    end: int
    style: RunStyle


def stretches(block: QTextBlock, start: int, end: int) -> Iterator[Stretch]:
    """The stretches of text of a block within a range; cards are left out."""
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        iterator += 1
        first = max(start, fragment.position())
        last = min(end, fragment.position() + fragment.length())
        found = fragment.charFormat()
        if first < last and not is_card(found):
            yield Stretch(first, last, run_style(found))


def selected(cursor: QTextCursor) -> list[tuple[BlockStyle, Stretch]]:
    """The stretches of text of a selection, with the styles of their blocks."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return [
        (block_style(block), stretch)
        for block in selected_blocks(cursor)
        for stretch in stretches(block, start, end)
    ]


def change(cursor: QTextCursor, how: Callable[[RunStyle], RunStyle]) -> None:
    """Change the style of everything selected, as one step of undo."""
    edit = QTextCursor(cursor.document())
    with one_step(edit):
        for block, stretch in selected(cursor):
            wanted = how(stretch.style)
            if wanted != stretch.style:
                edit.setPosition(stretch.start)
                edit.setPosition(stretch.end, KEEP)
                edit.setCharFormat(char_format(wanted, block))


def has_mark(cursor: QTextCursor, mark: Mark) -> bool:
    """Whether all of the selection has a mark."""
    found = selected(cursor)
    return bool(found) and all(stretch.style.marks & bit_of(mark) for _, stretch in found)


def with_mark(style: RunStyle, mark: Mark, *, on: bool) -> RunStyle:
    """A style with a mark put on or taken off; superscript and subscript exclude each other."""
    bit = bit_of(mark)
    if not on:
        return replace(style, marks=style.marks & ~bit)
    return replace(style, marks=style.marks & _EXCLUDES.get(bit, ~0) | bit)


def toggle(cursor: QTextCursor, mark: Mark) -> None:
    """Put a mark on the selection, or take it off where all of it has it."""
    on = not has_mark(cursor, mark)
    change(cursor, lambda style: with_mark(style, mark, on=on))


def clear(cursor: QTextCursor) -> None:
    """Take marks and links off the selection; notes and languages stay."""
    change(cursor, lambda style: replace(style, marks=0, link=None))


def set_link(cursor: QTextCursor, link: Link | None) -> None:
    """Link the selection, or unlink it."""
    change(cursor, lambda style: replace(style, link=link))


def set_language(cursor: QTextCursor, language: str) -> None:
    """Say which language the selection is in; "" for the story's own."""
    change(cursor, lambda style: replace(style, language=language))


def passage_at(cursor: QTextCursor) -> QTextCursor:
    """What a language is set for: the selection, else the passage or the word at the cursor."""
    found = QTextCursor(cursor)
    if found.hasSelection():
        return found
    block = cursor.block()
    first, position = block.position(), cursor.position()
    for stretch in stretches(block, first, first + block.length()):
        if stretch.style.language and stretch.start <= position <= stretch.end:
            found.setPosition(stretch.start)
            found.setPosition(stretch.end, KEEP)
            return found
    found.select(QTextCursor.SelectionType.WordUnderCursor)
    return found


def link_around(cursor: QTextCursor) -> Stretch | None:
    """The whole link the cursor stands in or touches, or that the selection begins in."""
    position = cursor.selectionStart()
    block = cursor.document().findBlock(position)
    found: Stretch | None = None
    first = block.position()
    for stretch in stretches(block, first, first + block.length()):
        if stretch.style.link is None:
            if found is not None and found.end >= position:
                break
            found = None
        elif found is not None and found.style.link == stretch.style.link:
            found = Stretch(found.start, stretch.end, found.style)
        elif found is not None and found.start <= position <= found.end:
            break
        else:
            found = stretch
    return found if found is not None and found.start <= position <= found.end else None


def typing_style(cursor: QTextCursor, current: RunStyle) -> RunStyle:
    """The style of a letter typed now: a link or note goes on only within, never at its edges."""
    if current.link is None and current.note is None:
        return current
    position = cursor.selectionStart()
    before, after = _style_at(cursor, position - 1), _style_at(cursor, cursor.selectionEnd())
    inside_link = before is not None and after is not None and before.link == after.link
    inside_note = before is not None and after is not None and before.note == after.note
    return replace(
        current,
        link=current.link if inside_link else None,
        note=current.note if inside_note else None,
    )


def _style_at(cursor: QTextCursor, position: int) -> RunStyle | None:
    """The style of the unit at a position of the cursor's block; ``None`` beyond its edges."""
    block = cursor.block()
    if not block.position() <= position < block.position() + block.length() - 1:
        return None
    reader = QTextCursor(block)
    reader.setPosition(position)
    reader.setPosition(position + 1, KEEP)
    return run_style(reader.charFormat())


def format_for_typing(cursor: QTextCursor, current: RunStyle) -> tuple[RunStyle, BlockStyle]:
    """What a letter typed now is to carry, and the block that dresses it."""
    block = block_style(cursor.block())
    if block.kind is Kind.PREFORMATTED:
        return RunStyle(), block
    return typing_style(cursor, current), block


def in_text(cursor: QTextCursor) -> bool:
    """Whether the cursor stands in text rather than on a card."""
    return kind_of(cursor.block()) is not Kind.CARD
