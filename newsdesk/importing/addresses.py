"""Addresses in foreign text: out of their wrappers, made whole, and safe to keep."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from newsdesk.domain import weblink

_UNWRAPPED_AT_MOST: Final = 4
_PICTURE_SCHEMES: Final = ("http", "https", "data", "file", "blob", "cid", "newsdesk-image", "")

_WRAPPERS: Final = (
    (re.compile(r"(www\.)?google\.[a-z.]{2,6}"), "/url", ("q", "url")),
    (re.compile(r".+\.safelinks\.protection\.(outlook|office365)\.(com|us)"), "/", ("url",)),
    (re.compile(r"(l|lm)\.(facebook|instagram|messenger|threads)\.(com|net)"), "/", ("u",)),
    (re.compile(r"(www\.)?linkedin\.com"), "/redir/", ("url",)),
    (re.compile(r"(www\.)?youtube\.com"), "/redirect", ("q",)),
    (re.compile(r"(www\.)?duckduckgo\.com"), "/l/", ("uddg",)),
    (re.compile(r"out\.reddit\.com"), "/", ("url",)),
    (re.compile(r"slack-redir\.net"), "/link", ("url",)),
    (re.compile(r"statics\.teams\.cdn\.office\.net"), "/evergreen-assets/safelinks", ("url",)),
    (re.compile(r"urldefense\.proofpoint\.com"), "/v1/", ("u",)),
    (re.compile(r"(www\.)?t\.umblr\.com"), "/redirect", ("z",)),
    (re.compile(r"vk\.com"), "/away.php", ("to",)),
)
"""Host, beginning of the path, and the parameters that hold the address meant."""

_PROOFPOINT_2: Final = "urldefense.proofpoint.com"
_PROOFPOINT_3 = re.compile(r"https://urldefense(?:\.[a-z]+)?\.(?:com|us)/v3/__(.+?)__;")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\"<>\\^`{|}]")


def clean_link(href: str, base: str = "") -> str:
    """Return the address a link means, ``""`` where it must not or cannot be kept.

    ``base`` is the address of the page the text came from; without it, links that lean on the
    page's own address are dropped.
    """
    href = href.strip()[: weblink.MAXIMUM_LENGTH * 2]
    if not href:
        return ""
    if href.startswith("//"):
        href = f"https:{href}"
    elif href[:4].lower() == "www.":
        href = f"https://{href}"
    elif base and not href.startswith("#") and ":" not in href.split("/", 1)[0]:
        href = _joined(base, href)
    href = unwrap(href)
    href = _UNSAFE.sub(lambda match: quote(match[0]), href)
    return href if weblink.is_safe(href) else ""


def unwrap(href: str) -> str:
    """Take an address out of the redirect wrappers of search engines, mail and social networks."""
    for _ in range(_UNWRAPPED_AT_MOST):
        inner = _unwrap_once(href)
        if not inner:
            return href
        href = inner
    return href


def _unwrap_once(href: str) -> str:
    if not href[:8].lower().startswith(("http://", "https://")):
        return ""
    third = _PROOFPOINT_3.match(href)
    if third:
        return third[1] if third[1].startswith("http") else ""
    try:
        parts = urlsplit(href)
        host = parts.hostname or ""
    except ValueError:
        return ""
    for hosts, path, names in _WRAPPERS:
        if hosts.fullmatch(host) and parts.path.startswith(path):
            return _parameter(parts.query, names)
    if host == _PROOFPOINT_2 and parts.path.startswith("/v2/"):
        return unquote(_parameter(parts.query, ("u",), raw=True).translate({45: "%", 95: "/"}))
    return ""


def _parameter(query: str, names: tuple[str, ...], *, raw: bool = False) -> str:
    try:
        found = parse_qs(query, max_num_fields=100)
    except ValueError:
        return ""
    for name in names:
        for value in found.get(name, ()):
            if raw or value[:8].lower().startswith(("http://", "https://", "mailto:")):
                return value
    return ""


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def clean_picture(address: str, base: str = "") -> str:
    """Return the address of a picture, ``""`` where it can be none."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    name = scheme[1].lower() if scheme else ""
    if name not in _PICTURE_SCHEMES:
        return ""
    if name == "data" and not address[:11].lower().startswith("data:image/"):
        return ""
    return _joined(base, address) if base and not name else address
