"""Addresses as they go over the wire, and whether they lead to a machine nearby."""

from __future__ import annotations

import ipaddress
import socket
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from newsdesk.domain import weblink
from newsdesk.domain.errors import InvalidInputError

_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"
"""Signs of an address that stay as they are; others are written in per cent signs."""


def wire_form(address: str) -> str:
    """Return an address as it goes over the wire. Raises InvalidInputError for any other."""
    address = address.strip()
    problem = InvalidInputError(
        "Write the whole address of a page, as https://example.org/page.", field="url"
    )
    if not weblink.is_web_address(address):
        raise problem
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        known = host.encode("idna").decode("ascii") if not host.isascii() else host
    except ValueError as error:
        raise problem from error
    if not known or parts.username is not None or parts.password is not None:
        raise problem
    place = f"[{known}]" if ":" in known else known
    place += "" if port is None else f":{port}"
    path, query = quote(parts.path, safe=_KEPT), quote(parts.query, safe=_KEPT)
    return urlunsplit((parts.scheme.lower(), place, path, query, ""))


def is_nearby(address: str) -> bool:
    """Say whether an address names this machine or one of its network."""
    try:
        found = socket.getaddrinfo(urlsplit(address).hostname or "", None)
    except OSError:
        return False  # Then it is not reached either.
    return any(not ipaddress.ip_address(str(one[4][0]).split("%")[0]).is_global for one in found)
