"""How large the interface is: as large as the system's text, or as somebody chose."""

from __future__ import annotations

import os
import sys
from typing import Final

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from newsdesk.services.settings import Settings

_FACTOR: Final = "QT_SCALE_FACTOR"
_USUAL: Final = {"darwin": 13.0, "win32": 9.0}
"""Points of the system's text where nobody enlarged it; 9 to 11 on Linux, as its desktop likes."""
_USUAL_ELSEWHERE: Final = 10.0
LARGEST: Final = 2.0


def make_application(settings: Settings) -> QApplication:
    """Make the application in its scale, which Qt takes once, as it begins.

    Who set ``QT_SCALE_FACTOR`` decided already. The system's text is known to an application
    only, so one is made, asked, and, where the text is enlarged, made anew (7 ms).
    """
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    chosen = settings.text("appearance.scale")
    if _FACTOR in os.environ or chosen == "100":
        return QApplication(sys.argv[:1])
    if chosen != "system":
        return _scaled(int(chosen) / 100)
    made = QApplication(sys.argv[:1])
    factor = factor_of(made.font())
    if factor == 1:
        return made
    made.shutdown()
    del made
    return _scaled(factor)


def factor_of(font: QFont) -> float:
    """Return by how much the system's text is enlarged: 1 to 2, in steps of a quarter."""
    usual = _USUAL.get(sys.platform, _USUAL_ELSEWHERE)
    return min(max(round(font.pointSizeF() / usual * 4) / 4, 1.0), LARGEST)


def _scaled(factor: float) -> QApplication:
    os.environ[_FACTOR] = str(factor)
    try:
        return QApplication(sys.argv[:1])
    finally:
        # Programs that are started from here shall not be enlarged by it.
        del os.environ[_FACTOR]
