"""Drives Debian's Chromium through its debugging pipe: no driver program, no port, no network.

Messages of the DevTools protocol go through two pipes, ended by a zero byte each.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
_PATIENCE = 60.0
"""Seconds an answer may take; shared machines are slow."""


class Browser:
    """A Chromium with one page."""

    def __init__(self, program: str, profile: Path) -> None:
        ours_read, theirs_write = os.pipe()
        theirs_read, ours_write = os.pipe()

        def place() -> None:
            os.dup2(theirs_read, 3)
            os.dup2(theirs_write, 4)

        # The browser reads from 3 and writes to 4, whatever numbers the pipes had here.
        low = os.dup(theirs_read), os.dup(theirs_write)
        self._process = subprocess.Popen(
            [program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=place,  # noqa: PLW1509 - only moves two file numbers
            close_fds=False,
        )
        for number in (theirs_read, theirs_write, *low):
            os.close(number)
        self._read, self._write = ours_read, ours_write
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        targets = self._send("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        attached = self._send("Target.attachToTarget", targetId=page, flatten=True)
        self._session = str(attached["sessionId"])
        for domain in ("Page", "Runtime", "Debugger", "Network", "Log"):
            self.send(f"{domain}.enable")

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(OSError, RuntimeError, TimeoutError):
            self._send("Browser.close")
        os.close(self._write)
        os.close(self._read)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the page and wait for its answer."""
        return self._send(method, session=self._session, **parameters)

    def _send(self, method: str, *, session: str = "", **parameters: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        for answer in self._messages():
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self._note(answer)
        raise TimeoutError(method)

    def _note(self, message: dict[str, Any]) -> None:
        if message.get("method") == "Page.javascriptDialogOpening":
            self.events.append(message)
            self.dismiss()
        elif "method" in message:
            self.events.append(message)

    def dismiss(self) -> None:
        """Close a dialog, without waiting, as it holds up everything else."""
        self._number += 1
        message = {
            "id": self._number,
            "method": "Page.handleJavaScriptDialog",
            "params": {"accept": False},
            "sessionId": self._session,
        }
        os.write(self._write, json.dumps(message).encode() + b"\0")

    def _messages(self, patience: float = _PATIENCE) -> Iterator[dict[str, Any]]:
        until = time.monotonic() + patience
        while (left := until - time.monotonic()) > 0:
            while b"\0" in self._buffer:
                raw, self._buffer = self._buffer.split(b"\0", 1)
                yield json.loads(raw)
            ready, _, _ = select.select([self._read], [], [], left)
            if not ready:
                return
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise RuntimeError("The browser ended.")
            self._buffer += piece

    def listen(self, seconds: float) -> None:
        """Hear what the page does for a while."""
        for message in self._messages(seconds):
            self._note(message)

    def open(self, address: str) -> None:
        """Load a page and wait until it is there; what happened before is forgotten."""
        self.events.clear()
        self.send("Page.navigate", url=address)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if any(event["method"] == "Page.loadEventFired" for event in self.events):
                return
            self.listen(0.05)
        raise TimeoutError(address)

    def run(self, expression: str) -> Any:
        """Evaluate a script of ours in the page, with its promise awaited."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def show(self, *, width: int, dark: bool = False) -> None:
        """Set the window's width and the colour scheme."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def scripts(self) -> list[str]:
        """Return the scripts of the page itself that were compiled to run, ours aside."""
        return [
            str(event["params"]["url"])
            for event in self.events
            if event["method"] == "Debugger.scriptParsed"
            and event["params"].get("url")
            and not str(event["params"]["url"]).startswith(("pptr:", "__"))
        ]

    def happened(self, method: str) -> list[Mapping[str, Any]]:
        """Return the parameters of the events of one kind."""
        return [event["params"] for event in self.events if event["method"] == method]
