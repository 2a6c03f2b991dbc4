"""Tables of foreign HTML. Those that only arrange things on a page are read for their content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from newsdesk.domain.body import Figure, Gallery, Table, TableRow
from newsdesk.domain.text import Runs
from newsdesk.importing.lines import Context, lines_of, one_line
from newsdesk.importing.source import Reader
from newsdesk.importing.tree import Node, attribute, children, inside

_WIDEST: Final = 100
_CELLS: Final = ("td", "th")


@dataclass(slots=True)
class _Row:
    cells: list[Runs] = field(default_factory=list[Runs])
    heads: list[bool] = field(default_factory=list[bool])
    in_head: bool = False


def is_layout(table: Node) -> bool:
    """Whether a table only arranges things: it holds another one, or not more than one cell."""
    if attribute(table, "role") in {"presentation", "none"}:
        return True
    cells = 0
    for found in inside(table):
        if found.tag == "table":
            return True
        cells += found.tag in _CELLS
    return cells < 2


def read_table(reader: Reader, node: Node, context: Context, caption: Node | None = None) -> bool:
    """Read a table into the reader's blocks; False for one that only arranges things."""
    if is_layout(node):
        return False
    rows = [_read_row(reader, row, in_head=head) for row, head in _rows(node)]
    rows = [row for row in rows if row.cells]
    if not rows:
        return True
    words = caption or next((found for found in children(node) if found.tag == "caption"), None)
    header_row = rows[0].in_head or all(rows[0].heads)
    others = rows[1:] if header_row else rows
    _spread(rows)
    table = Table(
        tuple(TableRow(tuple(row.cells)) for row in rows),
        header_row=header_row,
        header_column=bool(others) and all(row.heads[0] for row in others),
        caption=reader.line_inside(words),
    )
    reader.builder.flush(context)
    reader.builder.add(table)
    return True


def _rows(table: Node) -> Iterator[tuple[Node, bool]]:
    for part in children(table):
        if part.tag == "tr":
            yield part, False
        elif part.tag in {"thead", "tbody", "tfoot"}:
            for row in children(part):
                if row.tag == "tr":
                    yield row, part.tag == "thead"


def _read_row(reader: Reader, row: Node, *, in_head: bool) -> _Row:
    found = _Row(in_head=in_head)
    for cell in children(row):
        if cell.tag not in _CELLS or len(found.cells) >= _WIDEST:
            continue
        blocks = reader.blocks_inside(cell)
        for block in blocks:
            if isinstance(block, Figure):
                reader.picture(block)
            elif isinstance(block, Gallery):
                for placement in block.placements:
                    reader.picture(Figure(placement))
        found.cells.append(one_line(lines_of(blocks)))
        found.heads.append(cell.tag == "th")
        wide = min(_number(cell, "colspan"), _WIDEST - len(found.cells) + 1)
        found.cells.extend(() for _ in range(wide - 1))
        found.heads.extend(cell.tag == "th" for _ in range(wide - 1))
    return found


def _spread(rows: list[_Row]) -> None:
    """Make all rows equally long, so that every cell stands under its head."""
    width = max(len(row.cells) for row in rows)
    for row in rows:
        row.cells.extend(() for _ in range(width - len(row.cells)))


def _number(cell: Node, name: str) -> int:
    value = attribute(cell, name).strip()
    return max(1, int(value)) if value.isdecimal() and len(value) < 5 else 1
