"""Words compared, as rich text: what went struck through, what came underlined."""

from __future__ import annotations

from html import escape

from newsdesk.domain.wording import PieceKind, Pieces
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import ColourRole

_LOOKS: dict[PieceKind, tuple[ColourRole, ColourRole, str]] = {
    PieceKind.ADDED: ("inserted", "inserted_ground", "underline"),
    PieceKind.REMOVED: ("removed", "removed_ground", "line-through"),
}


def rich(theme: Theme, pieces: Pieces, without: PieceKind | None, *, plain: bool = False) -> str:
    """Return pieces as rich text but those of one kind; a dash for nothing.

    With ``plain`` what differs has its ground alone: nothing was added or removed, there are two
    sides.
    """
    parts: list[str] = []
    for piece in pieces:
        if piece.kind is without:
            continue
        text = escape(piece.text).replace("\n", "<br>")
        if piece.kind is PieceKind.SAME:
            parts.append(text)
            continue
        ink, ground, line = _LOOKS[PieceKind.ADDED if plain else piece.kind]
        if plain:
            line = "none"
        style = (
            f"color:{theme.name(ink)}; background-color:{theme.name(ground)}; "
            f"text-decoration:{line}"
        )
        parts.append(f'<span style="{style}">{text}</span>')
        if without is None:
            parts.append("&nbsp; ")
    return "".join(parts) or f'<span style="color:{theme.name("text3")}">—</span>'
