"""What a link may point to, and which way a language runs: rules for readers and writers."""

from __future__ import annotations

import re
from typing import Final, Literal

from newsdesk.domain.ids import ArticleId

LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""The schemes a link in a story may have, beside a fragment and our own ``newsdesk:``."""

STORY_SCHEME: Final = "newsdesk:"
"""A link to another story of the library: ``newsdesk:ARTICLE-ID``."""

MAXIMUM_LENGTH: Final = 4096
"""Characters; longer addresses are refused everywhere, as most servers refuse them."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\"<>\\^`{|}]")
_STORY = re.compile(r"newsdesk:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_RIGHT_TO_LEFT_LANGUAGES: Final = frozenset(
    "ar arc arz ckb dv fa glk he iw khw ks lrc mzn nqo pnb prs ps sd syr ug ur yi".split()  # noqa: SIM905 - a word list is read at a glance
)
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(
    "adlm arab hebr mand nkoo rohg samr syrc thaa".split()  # noqa: SIM905 - a word list is read at a glance
)


def is_safe(href: str) -> bool:
    """Whether a link may be kept: a known scheme and no character that could break out of it."""
    if not href or len(href) > MAXIMUM_LENGTH or _UNSAFE.search(href):
        return False
    if href.startswith("#"):
        return len(href) > 1
    scheme = _SCHEME.match(href)
    if scheme is None:
        return False
    if href.startswith(STORY_SCHEME):
        return story_of(href) is not None
    return scheme[1].lower() in LINK_SCHEMES and len(href) > scheme.end()


def is_web_address(href: str) -> bool:
    """Whether it is an http or https address that may be kept."""
    return is_safe(href) and href[:8].lower().startswith(("http://", "https://"))


def story_of(href: str) -> ArticleId | None:
    """The story a ``newsdesk:`` link points to."""
    match = _STORY.fullmatch(href)
    return ArticleId(match[1]) if match else None


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way text in a language (BCP 47) runs, by its script subtag or its usual script.

    Source: CLDR's script metadata and likely subtags.
    """
    parts = language.lower().replace("_", "-").split("-")
    for part in parts[1:]:
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT_LANGUAGES else "ltr"
