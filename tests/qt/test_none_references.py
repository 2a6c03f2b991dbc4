"""A guard against a PySide6 that loses references to None.

PySide6 6.12.0 did so on Python before 3.12, once per call, and aborted after some thousand calls
(pyproject.toml pins around it). From 3.12 on None is immortal and cannot be lost (PEP 683).
"""

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument


def test_calls_that_return_nothing_lose_no_reference_to_none() -> None:
    thing = QObject()
    cursor = QTextCursor(QTextDocument(thing))
    before = sys.getrefcount(None)
    for number in range(500):
        thing.setObjectName(f"thing {number}")
        cursor.insertText("word ")
        thing.blockSignals(False)
    assert abs(sys.getrefcount(None) - before) < 50
