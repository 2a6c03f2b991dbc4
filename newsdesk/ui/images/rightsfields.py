"""What may be done with a picture: rights for each purpose and until when, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.photo import ImageAsset, PurposeRight
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.times import DayField
from newsdesk.ui.images.session import PictureSession

PURPOSES: Final = (("web", "Web"), ("newsletter", "Newsletter"), ("print", "Print"))
_CLEARED: Final = (("unknown", "Not stated"), ("yes", "Cleared"), ("no", "Not cleared"))


class PurposeRow(QWidget):
    """One purpose: cleared or not, and until when."""

    def __init__(
        self, context: Context, session: PictureSession, purpose: str, title: str
    ) -> None:
        super().__init__()
        self._session = session
        self._purpose = purpose
        self.cleared = Choice(_CLEARED)
        self.cleared.setAccessibleName(f"{title}: cleared")
        self.until = DayField(context, f"{title}: until", "No end")
        self.problem = label("", "bad")
        self.problem.hide()
        name = label(title)
        name.setFixedWidth(74)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(name)
        row.addWidget(self.cleared, 1)
        row.addWidget(self.until, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.cleared.chosen.connect(self._choose)
        self.until.chosen.connect(self._limit)

    def show_asset(self, asset: ImageAsset) -> None:
        """Show a picture's right."""
        right = _right(asset, self._purpose)
        self.cleared.show_value("unknown" if right is None else "yes" if right.cleared else "no")
        self.until.setVisible(right is not None and right.cleared)
        self.until.show_day(None if right is None else right.until)
        over = right is not None and right.until is not None and right.until < _today()
        self.problem.setText("This right has run out." if over else "")
        self.problem.setVisible(over)

    def _choose(self, value: str) -> None:
        until = None
        if value != "unknown" and self._session.asset is not None:
            right = _right(self._session.asset, self._purpose)
            until = right.until if right is not None and value == "yes" else None
        made = None if value == "unknown" else PurposeRight(self._purpose, value == "yes", until)
        self._session.edit(partial(_with_right, purpose=self._purpose, right=made))

    def _limit(self, day: date | None) -> None:
        made = PurposeRight(self._purpose, until=day)
        self._session.edit(partial(_with_right, purpose=self._purpose, right=made))


class RightsFields(Group):
    """Rights, copyright, terms and the supplier's words."""

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__(context, "Rights")
        self._session = session
        self.purposes = tuple(
            PurposeRow(context, session, purpose, title) for purpose, title in PURPOSES
        )
        self.copyright = Area("© holder, year", least=1, most=3)
        self.terms = Area("What the licence allows", least=1, most=5)
        self.licence = Line("https://…")
        self.reference = Line()
        self.instructions = Area("Embargoes, areas, mandatory credit", least=1, most=5)
        self.add(
            *self.purposes,
            Field("Copyright", self.copyright),
            Field("Usage terms", self.terms),
            Field("Licence address", self.licence),
            Field("Supplier’s reference", self.reference),
            Field("Special instructions", self.instructions),
        )
        for control, field in (
            (self.copyright, "copyright_notice"),
            (self.terms, "usage_terms"),
            (self.licence, "licence_url"),
            (self.reference, "supplier_reference"),
            (self.instructions, "special_instructions"),
        ):
            control.typed.connect(partial(self._put, field))

    def _put(self, field: str, text: str) -> None:
        self._session.edit(lambda asset: replace(asset, **{field: text}), origin=self)

    def show_asset(self, asset: ImageAsset) -> None:
        """Show what is known."""
        for row in self.purposes:
            row.show_asset(asset)
        self.copyright.show_text(asset.copyright_notice)
        self.terms.show_text(asset.usage_terms)
        self.licence.show_text(asset.licence_url)
        self.reference.show_text(asset.supplier_reference)
        self.instructions.show_text(asset.special_instructions)


def _right(asset: ImageAsset, purpose: str) -> PurposeRight | None:
    return next((right for right in asset.rights if right.purpose == purpose), None)


def _with_right(asset: ImageAsset, *, purpose: str, right: PurposeRight | None) -> ImageAsset:
    others = tuple(one for one in asset.rights if one.purpose != purpose)
    return replace(asset, rights=others if right is None else (*others, right))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
