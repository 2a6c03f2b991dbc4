"""Where, when and of whom a picture is, what sort it is, and where its focal point lies."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsdesk.domain.photo import FocalPoint, ImageAsset, ImageKind
from newsdesk.services.pictures import megabytes
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.tags import TagField
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.fields.times import MomentField
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.moments import full_text

_KINDS: Final = (
    (ImageKind.PHOTO, "Photo"),
    (ImageKind.ILLUSTRATION, "Illustration"),
    (ImageKind.GRAPHIC, "Graphic"),
    (ImageKind.COMPOSITE, "Composite"),
)
_NAMES: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/avif": "AVIF",
    "image/tiff": "TIFF",
    "image/gif": "GIF",
}


def size_text(asset: ImageAsset) -> str:
    """Return size, weight and kind of a file, as "6,000 × 3,376 · 8.2 MB · JPEG"."""
    kind = _NAMES.get(asset.media_type, asset.media_type)
    return f"{asset.width:,} × {asset.height:,} · {megabytes(asset.byte_count)} · {kind}"


class FocalFields(QWidget):
    """The focal point in numbers, with a way back to the centre."""

    def __init__(self, session: PictureSession) -> None:
        super().__init__()
        self._session = session
        self.across = self._number("Focal point from the left, 0 to 1")
        self.down = self._number("Focal point from the top, 0 to 1")
        self.centre = button("Centre", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, field in (("x", self.across), ("y", self.down)):
            row.addWidget(label(name, "note"))
            row.addWidget(field)
        row.addSpacing(4)
        row.addWidget(self.centre)
        row.addStretch(1)
        self.setFocusProxy(self.across)
        self.centre.clicked.connect(self._to_centre)

    def _number(self, name: str) -> Line:
        made = Line()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFixedWidth(64)
        made.typed.connect(self._typed)
        made.left.connect(self._left)
        return made

    def show_asset(self, asset: ImageAsset) -> None:
        """Show a picture's focal point."""
        point = asset.focal_point
        for field, value in ((self.across, point.x), (self.down, point.y)):
            if not field.hasFocus():
                field.show_text(f"{value:.2f}")

    def _left(self) -> None:
        if self._session.asset is not None:
            self.show_asset(self._session.asset)

    def _typed(self) -> None:
        """Follow numbers while they are typed; what is none is put right when the caret leaves."""
        across, down = _fraction(self.across.text()), _fraction(self.down.text())
        if across is not None and down is not None:
            point = FocalPoint(across, down)
            self._session.edit(lambda asset: replace(asset, focal_point=point), origin=self)

    def _to_centre(self) -> None:
        self._session.edit(lambda asset: replace(asset, focal_point=FocalPoint()))


def _fraction(text: str) -> float | None:
    """Read a number from 0 to 1, with a point or a comma."""
    found = re.fullmatch(r"\s*(0(?:[.,]\d*)?|[.,]\d+|1(?:[.,]0*)?)\s*", text)
    return float(found.group(1).replace(",", ".")) if found else None


class TakenFields(Group):
    """When and where it was taken, who is on it."""

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__(context, "Taken")
        self._session = session
        self.taken = MomentField(context, "Date taken", "Set the date")
        self.place = Line("Building, street, sea area")
        self.city = Line()
        self.country = Line()
        self.people = TagField(context, "Name, then Enter")
        self.keywords = TagField(context, "Keyword, then Enter")
        self.add(
            Field("Date", self.taken),
            Field("Place", self.place),
            pair(Field("City", self.city), Field("Country", self.country)),
            Field("People shown", self.people, focus=self.people.line),
            Field("Keywords", self.keywords, focus=self.keywords.line),
        )
        self.taken.chosen.connect(partial(self._put, "date_taken"))
        self.place.typed.connect(partial(self._put, "location"))
        self.city.typed.connect(partial(self._put, "city"))
        self.country.typed.connect(partial(self._put, "country"))
        self.people.chosen.connect(partial(self._put, "people"))
        self.keywords.chosen.connect(partial(self._put, "keywords"))

    def _put(self, field: str, value: object) -> None:
        """Set a field of the asset to a value of its declared type."""
        self._session.edit(lambda asset: replace(asset, **{field: value}), origin=self)

    def show_asset(self, asset: ImageAsset) -> None:
        """Show what is known; folded, the day and the place."""
        self.taken.show_moment(asset.date_taken)
        for field, text in (
            (self.place, asset.location),
            (self.city, asset.city),
            (self.country, asset.country),
        ):
            if field.text().strip() != text:
                field.show_text(text)
        self.people.show_words(asset.people)
        self.keywords.show_words(asset.keywords)
        when = full_text(asset.date_taken) if asset.date_taken is not None else ""
        self.head.set_summary(" · ".join(part for part in (when, asset.city) if part))


class FileFields(Group):
    """Its title, what sort it is, and its file."""

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__(context, "File")
        self._session = session
        self.title = Line("What the desk calls it")
        self.kind = Choice(_KINDS)
        self._name = label("", "note", wrap=True)
        self._size = label("", "note", wrap=True)
        self._source = label("", "note", wrap=True)
        self.add(
            Field("Title", self.title),
            Field("Kind", self.kind),
            self._name,
            self._size,
            self._source,
        )
        self.title.typed.connect(self._call)
        self.kind.chosen.connect(self._sort)

    def _call(self, text: str) -> None:
        title = text.strip()
        self._session.edit(lambda asset: replace(asset, title=title), origin=self)

    def _sort(self, kind: ImageKind) -> None:
        self._session.edit(lambda asset: replace(asset, image_kind=kind), origin=self)

    def show_asset(self, asset: ImageAsset) -> None:
        """Show what is known of the file."""
        if self.title.text().strip() != asset.title:
            self.title.show_text(asset.title)
        self.kind.show_value(asset.image_kind)
        self._name.setText(asset.original_name)
        self._name.setVisible(bool(asset.original_name))
        self._size.setText(size_text(asset))
        term = asset.digital_source_type.rpartition("/")[2]
        self._source.setText(f"Digital source: {term}")
        self._source.setVisible(bool(term))
        self.head.set_summary(size_text(asset))
