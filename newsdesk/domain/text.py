"""Runs: stretches of text with the same formatting, used by bodies, captions and biographies."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from newsdesk.domain.ids import NoteId
from newsdesk.domain.values import immutable


class Mark(StrEnum):
    """What a run of text may be, beside a link and a language."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CODE = "code"


@immutable
class Link:
    """A link: ``href`` is http(s), mailto, tel, a fragment, or ``newsdesk:ARTICLE-ID``."""

    href: str
    title: str = ""
    rel: str = ""


@immutable
class Run:
    r"""A stretch of text with the same formatting.

    ``text`` keeps no-break spaces; a soft break is ``"\n"``. ``language`` (BCP 47) is set where a
    passage differs from the story. ``note`` points to a colleague's note and never leaves.
    """

    text: str
    marks: frozenset[Mark] = frozenset()
    link: Link | None = None
    language: str = ""
    note: NoteId | None = None


Runs: TypeAlias = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """Return the text of runs without their formatting."""
    return "".join(run.text for run in runs)
