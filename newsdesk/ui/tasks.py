"""Work off the main thread: one lane owns the library, a few threads do everything else.

Results and errors come back on the main thread. Work takes and returns immutable values.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from newsdesk.domain.errors import Cancelled, NoLibraryError
from newsdesk.services.desk import Desk
from newsdesk.ui.lane import Lane, OpenDesk

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Done = Callable[[T], object]
Failed = Callable[[Exception], object]

WORKERS = 2
"""Threads for pictures, exports and files: as many as the smallest machine has cores."""
SWITCH = 0.0005
"""Seconds that a thread keeps Python's lock while the window waits for it. Qt lets go of the lock
at each call, so painting waits for it many times over: with Python's own 5 ms, a key beside a busy
thread took twice as long."""


class TaskHandle:
    """A piece of work under way. A cancelled one never calls ``done`` or ``failed``."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._finished = False

    @property
    def cancelled(self) -> bool:
        """Whether the work was told to stop."""
        return self._cancelled.is_set()

    @property
    def running(self) -> bool:
        """Whether its result is still awaited."""
        return not (self._finished or self.cancelled)

    def cancel(self) -> None:
        """Drop the work when it has not begun, and its result when it has."""
        self._cancelled.set()

    def finish(self) -> None:
        """Note that the result was delivered; called by ``Tasks`` alone."""
        self._finished = True


class Progress:
    """What work in the background says of itself, and how it learns that it shall stop."""

    def __init__(self, handle: TaskHandle, tell: Callable[[int, int, str], None]) -> None:
        self._handle = handle
        self._tell = tell

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Say how far the work is; raises Cancelled when it shall stop."""
        self.check()
        self._tell(done, total, what)

    def check(self) -> None:
        """Raise Cancelled when the work shall stop."""
        if self._handle.cancelled:
            raise Cancelled("Stopped before the end; nothing half-done was kept.")

    @property
    def cancelled(self) -> bool:
        """Whether the work shall stop."""
        return self._handle.cancelled


class Tasks(QObject):
    """The two lanes. ``crashed`` carries errors that nobody asked to be told of (our defects)."""

    crashed = Signal(object)
    _arrived = Signal()

    def __init__(self, lane: Lane | None = None) -> None:
        super().__init__()
        sys.setswitchinterval(SWITCH)
        self._lane = lane or Lane()
        self._pool: ThreadPoolExecutor | None = None
        self._deliveries: deque[Callable[[], None]] = deque()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._stopped = False

    def library(
        self,
        work: Callable[[Desk], T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        *,
        urgent: bool = False,
    ) -> TaskHandle:
        """Do work on the library's thread, in the order asked for; urgent work goes first.

        Without ``failed`` an error goes to ``crashed``.
        """
        handle = TaskHandle()

        def job(desk: Desk) -> None:
            if not handle.cancelled:
                self._attempt(handle, lambda: work(desk), done, failed)

        def refused() -> None:
            error = NoLibraryError("No library is open. Open one with File → Open library…")
            self._post(handle, lambda: self._fail(error, failed))

        self._lane.put(job, refused, urgent=urgent)
        return handle

    def background(
        self,
        work: Callable[[Progress], T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
        progressed: Callable[[int, int, str], object] | None = None,
    ) -> TaskHandle:
        """Do work that needs no library on one of a few threads.

        ``progressed`` hears (done, total, what). Cancelling makes the next word to ``Progress``
        raise Cancelled in the work.
        """
        handle = TaskHandle()

        def tell(count: int, total: int, what: str) -> None:
            if progressed is not None:
                self._post(handle, partial(progressed, count, total, what), last=False)

        def job() -> None:
            if not handle.cancelled:
                self._attempt(handle, lambda: work(Progress(handle, tell)), done, failed)

        if self._stopped:
            # A timer may still run out while the window closes: nobody waits for this any more.
            handle.cancel()
            return handle
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="background")
        self._pool.submit(job)
        return handle

    def open(
        self,
        open_desk: OpenDesk,
        done: Callable[[], object] | None = None,
        failed: Failed | None = None,
        *,
        close_first: bool = False,
    ) -> TaskHandle:
        """Open another library in the lane; the present one stays open when that fails.

        ``close_first`` is for opening the same path anew.
        """
        handle = TaskHandle()

        def then(error: Exception | None) -> None:
            if error is None:
                self._post(handle, done or _nothing)
            else:
                self._post(handle, lambda: self._fail(error, failed))

        self._lane.open(open_desk, then, close_first=close_first)
        return handle

    def stop(self, seconds: float = 10.0) -> bool:
        """Finish what the library's thread was given and end; False when time ran out."""
        if self._stopped:
            return True
        self._stopped = True
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        ended = self._lane.stop(seconds)
        if self._pool is not None and ended:
            self._pool.shutdown(wait=True)
        self._deliveries.clear()  # Those who asked are about to go; nobody is told any more.
        return ended

    def _attempt(
        self,
        handle: TaskHandle,
        work: Callable[[], T],
        done: Done[T] | None,
        failed: Failed | None,
    ) -> None:
        try:
            value = work()
        except Cancelled:
            handle.cancel()
        except Exception as error:  # noqa: BLE001 - the lane hands every error to its asker
            caught = error
            self._post(handle, lambda: self._fail(caught, failed))
        else:
            self._post(handle, lambda: done(value) if done else None)

    def _fail(self, error: Exception, failed: Failed | None) -> None:
        if failed is None:
            self.crashed.emit(error)
        else:
            failed(error)

    def _post(
        self, handle: TaskHandle, deliver: Callable[[], object], *, last: bool = True
    ) -> None:
        def run() -> None:
            if not handle.cancelled:
                if last:
                    handle.finish()
                deliver()

        self._deliveries.append(run)
        if not self._stopped:
            self._arrived.emit()

    def _deliver(self) -> None:
        if self._deliveries:
            self._deliveries.popleft()()


def _nothing() -> None:
    """Do nothing; for those who do not ask to be told."""
