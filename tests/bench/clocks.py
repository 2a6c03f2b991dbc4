"""A clock for short work on machines that others use too: what a thread computes, not waits."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cpu_timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of the processor that each of some calls takes on this thread."""
    if times > 1:
        work()
        gc.collect()
    took: list[float] = []
    for _ in range(times):
        started = time.thread_time()
        work()
        took.append((time.thread_time() - started) * 1000)
    return took
