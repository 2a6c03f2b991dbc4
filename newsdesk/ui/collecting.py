"""Collecting garbage on the main thread only.

Python collects cycles in whatever thread happens to allocate; a widget that is freed outside the
main thread crashes Qt. So the collector is off while a window is open, and is run from a timer.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 3000
"""Milliseconds between two looks at how much there is to collect."""


class Collector(QObject):
    """Collects by Python's own thresholds, from the thread that made it."""

    def __init__(self) -> None:
        super().__init__()
        self._was_on = gc.isenabled()
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the generations that are full."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave collecting to Python again, as it was before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
