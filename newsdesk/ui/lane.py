"""The library's own thread. It needs nothing of Qt, so that it starts before Qt is imported."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from newsdesk.services.desk import Desk

_LOG = logging.getLogger(__name__)
_IDLE_AFTER = 2.0
"""Seconds without a job after which what saves have put off is done."""

Job = Callable[[Desk], None]
OpenDesk = Callable[[], Desk]


class Lane:
    """One thread that opens a library, owns it, and does one job after the other.

    While no library is open each job is told why by ``refused``. Jobs catch their own errors.
    Urgent jobs, which keep what was typed, go before all others and stay in their own order.
    """

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], None] | None] = deque()
        self._urgent: deque[Callable[[], None]] = deque()
        self._there = threading.Semaphore(0)
        self._desk: Desk | None = None
        self._thread = threading.Thread(target=self._work, name="library", daemon=True)
        self._thread.start()

    def put(self, job: Job, refused: Callable[[], None], *, urgent: bool = False) -> None:
        """Queue a job; ``refused`` is called in its place when no library is open."""

        def run() -> None:
            if self._desk is None:
                refused()
            else:
                job(self._desk)

        (self._urgent if urgent else self._jobs).append(run)
        self._there.release()

    def open(
        self,
        open_desk: OpenDesk,
        then: Callable[[Exception | None], None],
        *,
        close_first: bool = False,
    ) -> None:
        """Open another library and close the present one; it stays when that fails.

        ``close_first`` is for opening the same path anew, which is locked by ourselves.
        ``then`` is called in the lane, with the error if there was one.
        """

        def run() -> None:
            before = self._desk
            try:
                if close_first and before is not None:
                    self._desk, closing, before = None, before, None
                    _close(closing)
                self._desk = open_desk()
            except Exception as error:  # noqa: BLE001 - the lane hands every error to its asker
                then(error)
                return
            if before is not None:
                _close(before)
            then(None)

        self._jobs.append(run)
        self._there.release()

    def stop(self, seconds: float) -> bool:
        """Finish the jobs queued, close the library and end; False when time ran out before."""
        self._jobs.append(None)
        self._there.release()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _next(self) -> Callable[[], None] | None:
        if not self._there.acquire(timeout=_IDLE_AFTER):
            self._at_leisure()
            self._there.acquire()
        return self._urgent.popleft() if self._urgent else self._jobs.popleft()

    def _work(self) -> None:
        while (run := self._next()) is not None:
            run()
        if self._desk is not None:
            _close(self._desk)
            self._desk = None

    def _at_leisure(self) -> None:
        if self._desk is None:
            return
        from newsdesk.services import indexing

        try:
            indexing.at_leisure(self._desk)
        except Exception:  # noqa: BLE001 - the lane outlives every defect
            # Nobody asked for it, so nobody is told; it is tried again at the next leisure.
            _LOG.exception("What saves have put off was not done.")


def _close(desk: Desk) -> None:
    from newsdesk.services import libraries

    libraries.close(desk)
