"""What is known of the whole text while it is read, and what readers of its parts may ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from newsdesk.domain.body import Block, Figure
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Placement
from newsdesk.domain.text import Runs
from newsdesk.importing import addresses
from newsdesk.importing.converted import ForeignPicture, provisional_id
from newsdesk.importing.css import StyleSheet
from newsdesk.importing.lines import BodyBuilder
from newsdesk.importing.tree import Node, attributes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

OUR_PICTURES: Final = "newsdesk-image:"
_TINY: Final = frozenset({"0", "1", "2", "0px", "1px", "2px"})
_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "script": ("A script was left out.", "{} scripts were left out."),
    "form": ("A form field was left out.", "{} form fields were left out."),
    "comment": ("A comment was left out.", "{} comments were left out."),
    "deletion": ("A tracked deletion was left out.", "{} tracked deletions were left out."),
    "picture": (
        "A picture has no address that can be read.",
        "{} pictures have no address that can be read.",
    ),
    "link": (
        "A link has no address that can be kept; its words stay.",
        "{} links have no address that can be kept; their words stay.",
    ),
    "drawing": ("A drawing was left out.", "{} drawings were left out."),
}


@dataclass(slots=True)
class Source:
    """One text that is being read.

    ``office`` is set for Word's and Outlook's own HTML, ``fuses_words`` where it went through
    Safari, which drops the space after an element. ``drawings`` are Word's names of shapes drawn
    in it; beside each stands a picture of the shape for those who cannot draw it.
    """

    base: str = ""
    office: bool = False
    fuses_words: bool = False
    drawings: frozenset[str] = frozenset()
    whole_page: bool = False
    deeper_headings: int = 0
    inlined: Mapping[str, str] = field(default_factory=dict[str, str])
    sheet: StyleSheet = field(default_factory=StyleSheet)
    pictures: dict[ImageId, str] = field(default_factory=dict[ImageId, str])
    lost: Counter[str] = field(default_factory=Counter[str])

    def lose(self, what: str) -> None:
        """Count something that is left out; ``what`` is a key of the sentences."""
        self.lost[what] += 1

    def foreign_pictures(self) -> tuple[ForeignPicture, ...]:
        """Return the pictures met, each once."""
        return tuple(ForeignPicture(image, where) for image, where in self.pictures.items())

    def sentences(self) -> tuple[str, ...]:
        """Say what was left out."""
        return tuple(
            one if self.lost[what] == 1 else many.format(self.lost[what])
            for what, (one, many) in _SENTENCES.items()
            if self.lost[what]
        )

    def figure(self, node: Node, caption: Runs | None = None) -> Figure | None:
        """Return the figure of an ``<img>``; ``None`` for spacers and unreadable addresses."""
        attributes = attributes_of(node)
        if {attributes.get("width"), attributes.get("height")} & _TINY:
            return None
        given = attributes.get("src", "")
        address = addresses.clean_picture(given or attributes.get("data-src", ""), self.base)
        address = self.inlined.get(address, address)
        if not address:
            self.lose("picture")
            return None
        return Figure(
            Placement(
                image=self.image_of(address),
                alt_text=attributes.get("alt"),
                caption=caption,
                crop=attributes.get("data-crop", ""),
            )
        )

    def image_of(self, address: str) -> ImageId:
        """Return the id that stands for the picture at an address."""
        name = address.removeprefix(OUR_PICTURES)
        if name != address and len(name) == 64 and set(name) <= set("0123456789abcdef"):
            return ImageId(name)
        image = provisional_id(address)
        self.pictures[image] = address
        return image


class Reader(Protocol):
    """What readers of single elements ask of the one that walks through the whole."""

    source: Source
    builder: BodyBuilder

    def blocks_inside(self, node: Node, *, without: Sequence[Node] = ()) -> list[Block]:
        """Read what is inside an element by itself."""
        ...

    def line_inside(self, node: Node | None) -> Runs:
        """Read what is inside an element as one line of text."""
        ...

    def picture(self, figure: Figure) -> None:
        """Put a picture before the paragraph that is being read."""
        ...
