"""Flat list items as nested lists."""

from __future__ import annotations

from newsdesk.domain.body import ListBlock
from newsdesk.exporting.runhtml import RunOptions, write_runs


def write_list(block: ListBlock, options: RunOptions) -> str:
    """Write a list; deeper items stand in a list inside the item before them."""
    parts: list[str] = []
    opened: list[str] = []
    for item in block.items:
        name = "ol" if item.ordered else "ul"
        depth = min(item.level, len(opened)) + 1
        while len(opened) > depth or (len(opened) == depth and opened[-1] != name):
            parts.append(f"</li>\n</{opened.pop()}>")
        if len(opened) == depth:
            parts.append("</li>\n")
        else:
            start = f' start="{block.start}"' if not parts and block.start != 1 else ""
            before = "\n" if opened else ""
            parts.append(f"{before}<{name}{start if name == 'ol' else ''}>\n")
            opened.append(name)
        parts.append(f"<li>{write_runs(item.runs, options)}")
    while opened:
        parts.append(f"</li>\n</{opened.pop()}>")
    return "".join(parts)
