"""Profiles elsewhere, typed as an address or as a handle, made into the address they stand for.

Each network's rules for handles are those its help pages state; the host decides the network.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from newsdesk.domain.author import SocialLink, SocialNetwork
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.values import immutable
from newsdesk.domain.weblink import is_web_address


@immutable
class _Rule:
    """How a network names people: its hosts, where profiles live, and what a handle may be."""

    hosts: tuple[str, ...]
    address: str
    handle: re.Pattern[str]


_RULES: Final[dict[SocialNetwork, _Rule]] = {
    SocialNetwork.X: _Rule(
        ("x.com", "twitter.com"), "https://x.com/{}", re.compile(r"[A-Za-z0-9_]{1,15}")
    ),
    SocialNetwork.FACEBOOK: _Rule(
        ("facebook.com", "fb.com"),
        "https://www.facebook.com/{}",
        re.compile(r"[A-Za-z0-9.]{5,50}"),
    ),
    SocialNetwork.INSTAGRAM: _Rule(
        ("instagram.com",), "https://www.instagram.com/{}", re.compile(r"[A-Za-z0-9._]{1,30}")
    ),
    SocialNetwork.THREADS: _Rule(
        ("threads.net", "threads.com"),
        "https://www.threads.com/@{}",
        re.compile(r"[A-Za-z0-9._]{1,30}"),
    ),
    SocialNetwork.BLUESKY: _Rule(
        ("bsky.app",),
        "https://bsky.app/profile/{}",
        re.compile(r"(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}"),
    ),
    SocialNetwork.TELEGRAM: _Rule(
        ("t.me", "telegram.me"), "https://t.me/{}", re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
    ),
    SocialNetwork.TIKTOK: _Rule(
        ("tiktok.com",), "https://www.tiktok.com/@{}", re.compile(r"[A-Za-z0-9._]{2,24}")
    ),
    SocialNetwork.YOUTUBE: _Rule(
        ("youtube.com", "youtu.be"),
        "https://www.youtube.com/@{}",
        re.compile(r"[A-Za-z0-9._-]{3,30}"),
    ),
    SocialNetwork.LINKEDIN: _Rule(
        ("linkedin.com",), "https://www.linkedin.com/in/{}", re.compile(r"[\w-]{3,100}")
    ),
}

_FEDIVERSE = re.compile(r"@?([A-Za-z0-9_.-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63})")
_MASTODON_PATH = re.compile(r"/@[A-Za-z0-9_.-]+(?:@[A-Za-z0-9.-]+)?/?")
_HOST_FIRST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)

LABELS: Final[dict[SocialNetwork, str]] = {
    SocialNetwork.X: "X",
    SocialNetwork.FACEBOOK: "Facebook",
    SocialNetwork.INSTAGRAM: "Instagram",
    SocialNetwork.THREADS: "Threads",
    SocialNetwork.BLUESKY: "Bluesky",
    SocialNetwork.MASTODON: "Mastodon",
    SocialNetwork.TELEGRAM: "Telegram",
    SocialNetwork.TIKTOK: "TikTok",
    SocialNetwork.YOUTUBE: "YouTube",
    SocialNetwork.LINKEDIN: "LinkedIn",
    SocialNetwork.OTHER: "Other",
}
"""The networks' own names."""


def recognise(text: str, network: SocialNetwork | None = None) -> SocialLink:
    """Read what somebody typed: an address, or a handle with the network it belongs to.

    ``@name@server.example`` is Mastodon whatever the network. Raises InvalidInputError with a
    sentence for what is neither.
    """
    typed = text.strip()
    fediverse = _FEDIVERSE.fullmatch(typed)
    if fediverse and (typed.startswith("@") or network is SocialNetwork.MASTODON):
        return SocialLink(SocialNetwork.MASTODON, f"https://{fediverse[2]}/@{fediverse[1]}")
    if "://" in typed or typed.lower().startswith(("javascript:", "data:")):
        return _of_address(typed, network)
    rule = _RULES.get(network) if network else None
    handle = typed.removeprefix("@")
    if rule is not None and rule.handle.fullmatch(handle) and not _known_host(typed):
        assert network is not None
        return SocialLink(network, rule.address.format(handle))
    if _HOST_FIRST.fullmatch(typed):
        return _of_address(f"https://{typed}", network)
    named = f" {LABELS[network]}" if network and network is not SocialNetwork.OTHER else ""
    raise InvalidInputError(
        f"“{typed[:60]}” is no{named} address or handle. Paste the profile’s address, "
        "as https://x.com/name.",
        field="links",
    )


def network_of(url: str) -> SocialNetwork:
    """Return the network an address belongs to, ``OTHER`` for any other site."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    for network, rule in _RULES.items():
        if any(host == known or host.endswith(f".{known}") for known in rule.hosts):
            return network
    return SocialNetwork.MASTODON if _MASTODON_PATH.fullmatch(parts.path) else SocialNetwork.OTHER


def _known_host(typed: str) -> bool:
    host = typed.split("/", maxsplit=1)[0].lower().removeprefix("www.")
    return any(host in rule.hosts for rule in _RULES.values())


def _of_address(url: str, network: SocialNetwork | None) -> SocialLink:
    if not is_web_address(url):
        raise InvalidInputError(
            "A profile’s address begins with https:// and has no spaces.", field="links"
        )
    try:
        found = network_of(url)
    except ValueError as error:
        raise InvalidInputError(f"“{url[:60]}” is no web address.", field="links") from error
    if found is SocialNetwork.OTHER and network is SocialNetwork.MASTODON:
        found = network
    return SocialLink(found, url)
