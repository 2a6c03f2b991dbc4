"""What a person may have fetched from the web: the title of a page, a portrait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.profilefile import LARGEST_PORTRAIT

if TYPE_CHECKING:
    from newsdesk.network.fetching import Bounds

_HEAD: Final = 512 * 1024
"""Bytes of a page that are read; its title stands in its head."""

Check = Callable[[], object]
"""Called between pieces; raises Cancelled when nobody waits any more."""


def page_title(address: str, *, check: Check | None = None) -> str:
    """Fetch a page and return its title. Needs no library and may run on any thread.

    Raises InvalidInputError where there is no page or it has no title, and EnvironmentFailure
    when the network or the server fails.
    """
    from newsdesk.importing.pagetitle import page_title as title_of
    from newsdesk.network.fetching import fetch

    kinds = ("text/html", "application/xhtml+xml")
    found = fetch(address, bounds=_bounds("page", _HEAD, *kinds, beginning=True), check=check)
    title = title_of(found.data, found.charset)
    if not title:
        raise InvalidInputError("This page has no title. Write one.", field="headline")
    return title


def portrait(address: str, *, check: Check | None = None) -> bytes:
    """Fetch a picture and return its bytes, which nobody has judged yet.

    Raises InvalidInputError where there is no picture, and EnvironmentFailure.
    """
    from newsdesk.network.fetching import fetch

    kinds = ("image/", "application/octet-stream")
    return fetch(address, bounds=_bounds("picture", LARGEST_PORTRAIT, *kinds), check=check).data


def _bounds(what: str, size: int, *kinds: str, beginning: bool = False) -> Bounds:
    from newsdesk.network.fetching import Bounds

    return Bounds(kinds, what, size, beginning=beginning)
