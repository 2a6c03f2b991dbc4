"""Corrections: dated records that show on the page."""

from __future__ import annotations

from enum import StrEnum

from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable


class CorrectionKind(StrEnum):
    """What is said about what stood there before."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    RETRACTION = "retraction"


class CorrectionPlace(StrEnum):
    """Where readers see it."""

    TOP = "top"
    END = "end"


@immutable
class Correction:
    """One record: what, when, by whom and where it is shown."""

    correction_kind: CorrectionKind
    text: str
    at: Moment
    by: str = ""
    place: CorrectionPlace = CorrectionPlace.END
