"""What every target is: a name, the files it makes of a dispatch, and what it loses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.values import immutable
from newsdesk.exporting.bundle import Bundle, Loss


@immutable
class Choices:
    """What a person may choose for an export.

    ``theme`` names the theme of pages, ``paper`` the sheets of a PDF ("": as the paper's language
    has it). The rest is for fragments: which parts go along, what goes
    before every class, and whether elements carry styles of their own.
    """

    theme: str = "house"
    paper: str = ""
    preview: bool = False
    lead: bool = True
    call_outs: bool = True
    author_cards: bool = True
    related: bool = True
    prefix: str = "nd-"
    inline_styles: bool = False


class Target(ABC):
    """A target. ``ending`` is the suffix of its one file, "" where it fills a folder.

    What is ``printed`` leaves as a browser prints its page.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str]
    ending: ClassVar[str] = ""
    printed: ClassVar[bool] = False

    @abstractmethod
    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the files of a story, losses and problems included. Raises InvalidInputError."""

    def pack(self, bundle: Bundle, pictures: Mapping[str, bytes]) -> bytes:
        """Return the one file of a target with an ``ending``, from its files and pictures."""
        del pictures
        return bundle.files[bundle.start]

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """Say, field by field, what of this story the target cannot hold."""
        del dispatch
        return ()
