"""One request over the network: http and https, redirects within the web, an end in time."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any, Final, Self, cast

from newsdesk.domain.errors import InvalidInputError
from newsdesk.network.addresses import is_nearby, wire_form

MOST_REDIRECTS: Final = 5
_AGENT: Final = "Newsdesk (a person asked for this)"


class Session:
    """One request with its redirects. Its connections are cut off when its time is over, also
    where a server sends a byte now and then so that no single wait is ever too long.
    """

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.over = False
        self._seconds = seconds
        self.sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_how: object) -> None:
        self._timer.cancel()
        for one in self.sockets:
            one.close()

    def _cut(self) -> None:
        self.over = True
        for one in self.sockets:
            with suppress(OSError):  # Closed already.
                one.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def open(self, address: str) -> Generator[HTTPResponse]:
        """Ask, follow redirects and yield the answer."""
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            _Plain(self),
            _Secure(self),
            _Redirects(address),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            opener.add_handler(handler)
        opener.addheaders = [
            ("User-Agent", _AGENT),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
        ]
        answer = cast("HTTPResponse", opener.open(address, timeout=self._seconds))
        try:
            yield answer
        finally:
            answer.close()


class _Connection(HTTPConnection):
    """Hands its session a second hold of its socket before anything is said over it."""

    session: Session

    def connect(self) -> None:
        super().connect()
        found: socket.socket = self.sock
        self.session.sockets.append(found.dup())


class _SecureConnection(HTTPSConnection, _Connection):
    """The same in secret: ``HTTPSConnection`` connects as the next in line does, then talks."""


def _made_by(kind: type[_Connection], session: Session) -> Callable[..., HTTPConnection]:
    def make(host: str, /, **how: Any) -> HTTPConnection:
        connection = kind(host, **how)
        connection.session = session
        return connection

    return make


class _Plain(urllib.request.HTTPHandler):
    """http, with connections that can be cut off."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_made_by(_Connection, self._session), req)


class _Secure(urllib.request.HTTPSHandler):
    """https, with connections that can be cut off; certificates are checked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(_made_by(_SecureConnection, self._session), req)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the web, and never from outside to a machine of this network."""

    max_redirections = MOST_REDIRECTS
    max_repeats = 2

    def __init__(self, address: str) -> None:
        self._nearby = is_nearby(address)

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        fp.close()  # What stands beside a redirect is not read, however long it is.
        try:
            address = wire_form(newurl)
        except InvalidInputError as error:
            raise InvalidInputError(
                "This address leads on to something that is no web page. Nothing was read."
            ) from error
        if not self._nearby and is_nearby(address):
            raise InvalidInputError(
                "This address leads on to a machine of your own network. Nothing was read."
            )
        return super().redirect_request(req, fp, code, msg, headers, address)
