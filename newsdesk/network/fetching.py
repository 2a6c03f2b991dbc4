"""Fetches one thing from the web: bounded in bytes, in time and in redirects, without cookies.

Nothing in Newsdesk asks for an address by itself; each of these requests is a person's.
"""

from __future__ import annotations

import http.client
import socket
import time
import urllib.error
import zlib
from collections.abc import Callable, Generator
from http.client import HTTPResponse
from typing import Final
from urllib.parse import urlsplit

from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError
from newsdesk.domain.values import immutable
from newsdesk.network.addresses import wire_form
from newsdesk.network.session import Session

_PIECE: Final = 64 * 1024
_WITH_BODY: Final = {"gzip": zlib.MAX_WBITS | 32, "x-gzip": zlib.MAX_WBITS | 32, "deflate": 15}
Check = Callable[[], object]
"""Called between pieces; raises Cancelled when nobody waits any more."""


@immutable
class Bounds:
    """What is taken at most. ``kinds`` begin the media types that are wanted.

    Where ``beginning`` is set, a body longer than ``size`` bytes is cut there; else it is
    refused. ``seconds`` are those of the whole request, from the first look-up on.
    """

    kinds: tuple[str, ...]
    what: str
    size: int
    seconds: float = 15.0
    beginning: bool = False


@immutable
class Fetched:
    """What came. ``address`` is the one it came from, after redirects; ``charset`` may be ""."""

    address: str
    media_type: str
    charset: str
    data: bytes


def fetch(address: str, *, bounds: Bounds, check: Check | None = None) -> Fetched:
    """Ask for an address once and return what it holds.

    Raises InvalidInputError for an address that is no web page's and for an answer that is not
    what is wanted, EnvironmentFailure when the network or the server fails, and what ``check``
    raises.
    """
    wanted = wire_form(address)
    with Session(bounds.seconds) as session:
        try:
            with session.open(wanted) as answer:
                return _read(answer, bounds, session, check)
        except urllib.error.HTTPError as error:
            error.close()
            raise _failed(wanted, f"it answered {error.code} {error.reason}".rstrip()) from error
        except TimeoutError as error:
            raise _failed(wanted, "it takes too long to answer") from error
        except urllib.error.URLError as error:
            late = session.over or isinstance(error.reason, TimeoutError)
            why = "it takes too long to answer" if late else _reason(error.reason)
            raise _failed(wanted, why) from error
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            why = "it takes too long to answer" if session.over else _reason(error)
            raise _failed(wanted, why) from error


def _read(answer: HTTPResponse, bounds: Bounds, session: Session, check: Check | None) -> Fetched:
    if session.over:
        raise TimeoutError  # What came of its head until then means nothing.
    kind = answer.headers.get_content_type().lower()
    if not kind.startswith(bounds.kinds):
        raise InvalidInputError(f"There is no {bounds.what} at this address (it is {kind}).")
    data = bytearray()
    for piece in _pieces(answer):
        data += piece
        if check is not None:
            check()
        if session.over or time.monotonic() > session.until:
            raise TimeoutError
        if len(data) > bounds.size:
            if bounds.beginning:
                break
            size = bounds.size // (1024 * 1024)
            raise InvalidInputError(
                f"The {bounds.what} is larger than {size} MB. It was left out."
            )
    if session.over:
        raise TimeoutError
    charset = answer.headers.get_content_charset() or ""
    return Fetched(answer.url, kind, charset, bytes(data[: bounds.size]))


def _pieces(answer: HTTPResponse) -> Generator[bytes]:
    """Yield the body in small pieces, unpacked where a server packs it unasked."""
    encoding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding == "identity":
        while piece := answer.read1(_PIECE):
            yield piece
        return
    if encoding not in _WITH_BODY:
        raise InvalidInputError("The server packs its answer in a way that cannot be read.")
    unpack = zlib.decompressobj(_WITH_BODY[encoding])
    while not unpack.eof and (packed := answer.read1(_PIECE)):
        while packed:
            yield unpack.decompress(packed, _PIECE)
            packed = unpack.unconsumed_tail


def _reason(error: object) -> str:
    if isinstance(error, socket.gaierror):
        return "no machine of that name is known"
    if isinstance(error, ConnectionRefusedError):
        return "it takes no connections"
    said = getattr(error, "strerror", None) or str(error)
    return f"{said}"[:120] or "the connection broke"


def _failed(address: str, why: str) -> EnvironmentFailure:
    host = urlsplit(address).netloc
    return EnvironmentFailure(f"“{host}” could not be read: {why}. Try again later.")
