"""Tables with their header cells scoped, so that a screen reader can name each cell."""

from __future__ import annotations

from newsdesk.domain.body import Table, TableRow
from newsdesk.exporting.runhtml import RunOptions, write_runs


def write_table(block: Table, options: RunOptions) -> str:
    """Write a table: caption, a head of one row where it has one, and the rest."""
    parts = ["<table>"]
    if block.caption:
        parts.append(f"<caption>{write_runs(block.caption, options)}</caption>")
    rows = block.rows
    if block.header_row and rows:
        cells = "".join(
            f'<th scope="col">{write_runs(cell, options)}</th>' for cell in rows[0].cells
        )
        parts.append(f"<thead>\n<tr>{cells}</tr>\n</thead>")
        rows = rows[1:]
    if rows:
        parts.append("<tbody>")
        parts.extend(_row(row, header_column=block.header_column, options=options) for row in rows)
        parts.append("</tbody>")
    parts.append("</table>")
    return "\n".join(parts)


def _row(row: TableRow, *, header_column: bool, options: RunOptions) -> str:
    cells = [write_runs(cell, options) for cell in row.cells]
    written = [f"<td>{cell}</td>" for cell in cells]
    if header_column and cells:
        written[0] = f'<th scope="row">{cells[0]}</th>'
    return f"<tr>{''.join(written)}</tr>"
