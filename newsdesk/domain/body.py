"""The body of a story: an immutable tuple of blocks, the one source of truth for its text.

Blocks carry no ids: two bodies with the same content are equal and have the same JSON bytes.
``normal.py`` brings any body into normal form; conversions take and return normal bodies only.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, TypeAlias

from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Runs
from newsdesk.domain.values import immutable


@immutable
class Paragraph:
    """A paragraph of running text."""

    kind: ClassVar[str] = "paragraph"
    runs: Runs = ()


@immutable
class Subhead:
    """A subhead of level 2, 3 or 4; the headline of the story is level 1."""

    kind: ClassVar[str] = "subhead"
    runs: Runs = ()
    level: int = 2


@immutable
class Quote:
    """Words of somebody else, in one or more paragraphs, with their attribution."""

    kind: ClassVar[str] = "quote"
    paragraphs: tuple[Runs, ...] = ()
    attribution: Runs = ()


@immutable
class PullQuote:
    """A line lifted out of the story to draw the eye."""

    kind: ClassVar[str] = "pull_quote"
    runs: Runs = ()
    attribution: Runs = ()


@immutable
class ListItem:
    """One item; ``level`` 0 to 5 says how deep it is nested, ``ordered`` how its level counts."""

    runs: Runs = ()
    level: int = 0
    ordered: bool = False


@immutable
class ListBlock:
    """A list, flat: nesting is in the items. Items of level 0 share one ``ordered``.

    ``start`` is the number of the first item of an ordered list.
    """

    kind: ClassVar[str] = "list"
    items: tuple[ListItem, ...] = ()
    start: int = 1


@immutable
class Figure:
    """One picture in the text."""

    kind: ClassVar[str] = "figure"
    placement: Placement


@immutable
class Gallery:
    """Several pictures shown together, with a caption for all of them."""

    kind: ClassVar[str] = "gallery"
    placements: tuple[Placement, ...] = ()
    caption: Runs = ()


@immutable
class Embed:
    """Something shown on another site. ``html`` is kept inert and never written to a page."""

    kind: ClassVar[str] = "embed"
    url: str
    provider: str = ""
    title: str = ""
    html: str = ""
    caption: Runs = ()


class CallOutKind(StrEnum):
    """What a call-out is for."""

    NEWSLETTER = "newsletter"
    FACT_BOX = "fact_box"
    NOTE = "note"
    RELATED = "related"


@immutable
class CallOut:
    """A box beside the story: newsletter sign-up, fact box, note or a related link."""

    kind: ClassVar[str] = "call_out"
    purpose: CallOutKind = CallOutKind.NOTE
    kicker: str = ""
    title: str = ""
    paragraphs: tuple[Runs, ...] = ()
    button_label: str = ""
    url: str = ""


@immutable
class TableRow:
    """The cells of one row, left to right in reading order."""

    cells: tuple[Runs, ...] = ()


@immutable
class Table:
    """A table of text; every row has as many cells as the widest (normal form fills them up)."""

    kind: ClassVar[str] = "table"
    rows: tuple[TableRow, ...] = ()
    header_row: bool = True
    header_column: bool = False
    caption: Runs = ()


@immutable
class Divider:
    """A break between passages."""

    kind: ClassVar[str] = "divider"


@immutable
class Preformatted:
    """Text whose line breaks and spaces count; ``code_language`` names what it is written in."""

    kind: ClassVar[str] = "preformatted"
    text: str = ""
    code_language: str = ""


@immutable
class RawHtml:
    """HTML taken over as it is, sanitised whenever it is read or shown, and marked as such."""

    kind: ClassVar[str] = "raw_html"
    html: str = ""


Block: TypeAlias = (
    Paragraph
    | Subhead
    | Quote
    | PullQuote
    | ListBlock
    | Figure
    | Gallery
    | Embed
    | CallOut
    | Table
    | Divider
    | Preformatted
    | RawHtml
)
Body: TypeAlias = tuple[Block, ...]

BODY_FORMAT = 1
"""The format number written beside every body; ``bodyjson.py`` upgrades older ones on reading."""
