"""One window for a library: a second start hands over what it was given and ends."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 800
_LARGEST = 64 * 1024


def server_name(library: Path) -> str:
    """Return the name under which the window of a library listens, one for each user."""
    from getpass import getuser

    key = f"{getuser()}\0{library.absolute()}"
    return f"newsdesk-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def hand_over(library: Path, given: Sequence[str]) -> bool:
    """Give a running window what this start was given; False when none is running."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(library))
    if not socket.waitForConnected(_WAIT):
        return False
    socket.write(json.dumps(list(given)).encode() + b"\n")
    socket.waitForBytesWritten(_WAIT)
    heard = socket.waitForReadyRead(_WAIT)
    socket.disconnectFromServer()
    return heard


class SingleInstance(QObject):
    """Listens for later starts; ``called`` carries the list of what they were given."""

    called = Signal(list)

    def __init__(self, library: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        name = server_name(library)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _meet(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LARGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            found: object = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            found = []
        socket.write(b"ok\n")
        socket.flush()
        given = cast("list[object]", found) if isinstance(found, list) else []
        self.called.emit([text for text in given if isinstance(text, str)])
