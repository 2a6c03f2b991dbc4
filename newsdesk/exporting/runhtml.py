"""Runs as HTML: text escaped exactly once, marks as elements, links, other languages.

The elements nest in one fixed order, so that equal runs always give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from newsdesk.domain import weblink
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.text import Link, Mark, Run, Runs
from newsdesk.domain.values import immutable

MARK_TAGS: Final = (
    (Mark.STRONG, "strong"),
    (Mark.EMPHASIS, "em"),
    (Mark.UNDERLINE, "u"),
    (Mark.STRIKE, "s"),
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.CODE, "code"),
)
"""The elements of marks, outermost first."""
_RELATIONS = re.compile(r"[A-Za-z][A-Za-z-]*(?: [A-Za-z][A-Za-z-]*)*")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def keep_story_link(article: ArticleId) -> str | None:
    """The address of a story inside Newsdesk: for the clipboard and for our own files."""
    return f"{weblink.STORY_SCHEME}{article}"


@immutable
class RunOptions:
    """How runs are written.

    ``story_address`` gives the address of another story's page; ``None`` leaves the words without
    a link. ``language`` is the story's own: passages in it carry no ``lang``.
    """

    story_address: Callable[[ArticleId], str | None] = keep_story_link
    language: str = ""


PLAIN_RUNS: Final = RunOptions()
"""Links to stories stay ``newsdesk:`` links; every language is written."""


def escape_text(text: str) -> str:
    """Text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """Text between double quotes."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;")


def resolve(href: str, options: RunOptions) -> str | None:
    """The address to write for a link, ``None`` where it must not be a link."""
    story = weblink.story_of(href)
    if story is not None:
        return options.story_address(story)
    return href if weblink.is_safe(href) else None


def write_runs(runs: Runs, options: RunOptions = PLAIN_RUNS) -> str:
    """Write runs as inline HTML; a soft break becomes ``<br>``. Notes are never written."""
    if len(runs) == 1 and _is_plain(runs[0]):  # Most paragraphs are nothing else.
        return escape_text(runs[0].text).replace("\n", "<br>")
    parts: list[str] = []
    opened: list[tuple[str, str]] = []
    for run in runs:
        wanted = _elements(run, options)
        common = 0
        while common < min(len(opened), len(wanted)) and opened[common] == wanted[common]:
            common += 1
        parts.extend(f"</{name}>" for name, _ in reversed(opened[common:]))
        parts.extend(f"<{name}{attributes}>" for name, attributes in wanted[common:])
        opened = wanted
        parts.append(escape_text(run.text).replace("\n", "<br>"))
    parts.extend(f"</{name}>" for name, _ in reversed(opened))
    return "".join(parts)


def _is_plain(run: Run) -> bool:
    return run.link is None and not run.marks and not run.language


def _elements(run: Run, options: RunOptions) -> list[tuple[str, str]]:
    """The elements around a run, outermost first, each with its attributes."""
    elements: list[tuple[str, str]] = []
    if run.link is not None:
        attributes = _link_attributes(run.link, options)
        if attributes:
            elements.append(("a", attributes))
    if run.language and run.language != options.language:
        attributes = language_attributes(run.language)
        if attributes:
            elements.append(("span", attributes))
    elements.extend((name, "") for mark, name in MARK_TAGS if mark in run.marks)
    return elements


def _link_attributes(link: Link, options: RunOptions) -> str:
    address = resolve(link.href, options)
    if address is None:
        return ""
    title = f' title="{escape_attribute(link.title)}"' if link.title else ""
    rel = f' rel="{link.rel}"' if _RELATIONS.fullmatch(link.rel) else ""
    return f' href="{escape_attribute(address)}"{title}{rel}'


def language_attributes(language: str) -> str:
    """``lang`` and, for scripts that run from the right, ``dir``; empty for a malformed tag."""
    if not _LANGUAGE_TAG.fullmatch(language):
        return ""
    right = ' dir="rtl"' if weblink.direction(language) == "rtl" else ""
    return f' lang="{language}"{right}'
