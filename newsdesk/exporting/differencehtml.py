"""The difference of two states of a story as one HTML page, to be printed or sent on.

The page stands alone: no script, no font, no address outside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from newsdesk.domain.difference import BlockChange, BlockDifference, Difference, FieldDifference
from newsdesk.domain.wording import Piece, PieceKind

_LABELS: Final = {
    BlockChange.SAME: "",
    BlockChange.CHANGED: "Changed",
    BlockChange.ADDED: "Added",
    BlockChange.REMOVED: "Removed",
    BlockChange.MOVED: "Moved",
}
_TAGS: Final = {PieceKind.SAME: "", PieceKind.ADDED: "ins", PieceKind.REMOVED: "del"}

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 17px/1.55 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font: 600 1rem/1.4 system-ui, sans-serif; margin: 2rem 0 .75rem; }
.facts, dt, .mark { font: .8rem/1.5 system-ui, sans-serif; opacity: .75; }
dt { font-weight: 600; opacity: 1; margin-top: .9rem; }
dd { margin: .1rem 0 0; white-space: pre-line; overflow-wrap: anywhere; }
.block { margin: 0 0 .9rem; padding-left: .9rem; border-left: 3px solid transparent;
  white-space: pre-line; overflow-wrap: anywhere; }
.block p { margin: 0; }
.changed, .moved { border-color: #8a6d1f; }
.added { border-color: #1a6e3a; }
.removed { border-color: #a3262c; }
ins { background: #d7f2df; color: #0c4a24; text-decoration: underline; }
del { background: #fadadb; color: #76191e; text-decoration: line-through; }
@media (prefers-color-scheme: dark) {
  ins { background: #14432a; color: #b9f0cd; }
  del { background: #55191d; color: #ffc9cb; }
}
@media print { body { margin: 0; max-width: none; } }
"""


def difference_page(difference: Difference, *, before: str, after: str) -> str:
    """Return the page; ``before`` and ``after`` say which states are compared, in words."""
    article = difference.after
    title = article.headline or "Untitled story"
    number = difference.count
    what = "No difference" if number == 0 else "One change" if number == 1 else f"{number} changes"
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(article.language or "en")}">',
        f'<meta charset="utf-8"><title>{escape(title)}: what changed</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}</style>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="facts" lang="en">{escape(before)} → {escape(after)}. {what}.</p>',
        *_fields(difference.fields),
        *_blocks(difference.blocks),
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _fields(fields: Iterable[FieldDifference]) -> Iterator[str]:
    rows = [
        f'<dt lang="en">{escape(entry.label)}</dt>\n<dd>{_pieces(entry.pieces)}</dd>'
        for entry in fields
    ]
    if rows:
        yield '<h2 lang="en">Fields</h2>'
        yield "<dl>"
        yield from rows
        yield "</dl>"


def _blocks(blocks: Iterable[BlockDifference]) -> Iterator[str]:
    yield '<h2 lang="en">Text</h2>'
    for block in blocks:
        label = _LABELS[block.change]
        yield f'<div class="block {block.change}">'
        if label:
            yield f'<p class="mark" lang="en">{label}{_where(block)}</p>'
        yield f"<p>{_pieces(block.pieces)}</p>"
        for detail in block.details:
            yield (
                f'<p class="mark"><span lang="en">{escape(detail.label)}:</span> '
                f"{_pieces(detail.pieces)}</p>"
            )
        yield "</div>"


def _where(block: BlockDifference) -> str:
    if block.change is not BlockChange.MOVED or block.before_at is None or block.after_at is None:
        return ""
    return f" from place {block.before_at + 1} to {block.after_at + 1}"


def _pieces(pieces: Iterable[Piece]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    tag, text = _TAGS[piece.kind], escape(piece.text)
    return f"<{tag}>{text}</{tag}>" if tag else text
