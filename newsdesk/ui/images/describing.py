"""What readers are told of a picture: caption, illustrative flag, credit, alt text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from newsdesk.domain import credit as credit_line
from newsdesk.domain.photo import Credit, ImageAsset
from newsdesk.domain.text import Run, Runs, plain
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.richtext import RichText
from newsdesk.ui.fields.texts import Area
from newsdesk.ui.images.creditfield import CreditField
from newsdesk.ui.images.session import PictureSession

ALT_HINT: Final = "Say what the picture shows, for readers who cannot see it"
ALT_ENOUGH: Final = 150
"""Characters of an alt text from which its counter warns: screen readers read it in one go."""
_EVERYWHERE = ("The same in every story.", "Write one for this story")
_HERE = ("Only in this story.", "Use the picture’s own")


class Missing(QWidget):
    """A warning sign with "missing", in the head of a field."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._icon = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._icon)
        row.addWidget(label("missing", "warn"))
        self._draw()
        context.theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self._icon.setPixmap(self._context.icons.pixmap("triangle-alert", "warn", 14))


class Whose(QWidget):
    """Says whether a text is the picture's or the story's own, with a way to the other."""

    def __init__(self) -> None:
        super().__init__()
        self._said = label("", "note")
        self.link = button("", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._said)
        row.addWidget(self.link)
        row.addStretch(1)

    def say(self, *, here: bool) -> None:
        """Say whose it is."""
        said, step = _HERE if here else _EVERYWHERE
        self._said.setText(said)
        self.link.setText(step)


class Describing(QWidget):
    """Fields of a session's picture. In a story, caption and alt text may be the story's own.

    What a picture lacks is filled in for every story; what it has is overridden only when a
    person says so.
    """

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__()
        self._session = session
        self._alt_here = False
        self.caption = RichText(context, "Caption", least=2, most=10)
        self.alt_text = Area(ALT_HINT, least=2, most=6)
        self.credit = CreditField(context)
        self.illustrative = QCheckBox("Photo for illustrative purposes")
        self.decorative = QCheckBox("Decorative here: nothing is read out")
        self.caption_whose = Whose()
        self.alt_whose = Whose()
        self._caption_field = Field("Caption", self.caption, focus=self.caption.edit)
        self._credit_field = Field("Credit", self.credit, focus=self.credit.photographer)
        self._alt_field = Field("Alt text", self.alt_text, help_text=ALT_HINT)
        self._missing = {
            field: Missing(context)
            for field in (self._caption_field, self._credit_field, self._alt_field)
        }
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field, missing in self._missing.items():
            field.add_to_head(missing)
        in_story = self._session.placement is not None
        column.addWidget(self._caption_field)
        if in_story:
            column.addWidget(self.caption_whose)
            column.addWidget(self.illustrative)
        column.addWidget(self._credit_field)
        column.addWidget(self._alt_field)
        if in_story:
            column.addWidget(self.alt_whose)
            column.addWidget(self.decorative)

    def _wire(self) -> None:
        self.caption.typed.connect(self._typed_caption)
        self.alt_text.typed.connect(self._typed_alt)
        self.credit.chosen.connect(self._chose_credit)
        self.illustrative.toggled.connect(self._toggled_illustrative)
        self.decorative.toggled.connect(self._toggled_decorative)
        self.caption_whose.link.clicked.connect(self._switch_caption)
        self.alt_whose.link.clicked.connect(self._switch_alt)
        self._session.shown.connect(self._shown)
        self._session.changed.connect(self._changed)
        if self._session.asset is not None:
            self._shown()

    def _shown(self) -> None:
        placement = self._session.placement
        self._alt_here = placement is not None and placement.alt_text is not None
        self.refresh()

    def _changed(self, origin: object) -> None:
        if origin is self:
            self._mark()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show the session's picture."""
        asset = self._session.asset
        if asset is None:
            return
        caption = self._caption_now(asset)
        if not self.caption.edit.hasFocus() or not self._is_shown(caption):
            self.caption.show_runs((caption,) if caption else ())
        self.alt_text.show_text(self._alt_now(asset))
        self.credit.show_credit(asset.credit)
        placement = self._session.placement
        for box, on in (
            (self.illustrative, placement is not None and placement.illustrative),
            (self.decorative, placement is not None and placement.alt_text == ""),
        ):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._mark()

    def _is_shown(self, caption: Runs) -> bool:
        return _joined(self.caption.runs) == caption

    def _caption_now(self, asset: ImageAsset) -> Runs:
        placement = self._session.placement
        own = placement.caption if placement is not None else None
        return asset.caption if own is None else own

    def _alt_now(self, asset: ImageAsset) -> str:
        placement = self._session.placement
        own = placement.alt_text if placement is not None else None
        return asset.alt_text if own is None else own

    def _mark(self) -> None:
        """Mark what is missing, count what was written, say whom it is for."""
        asset, placement = self._session.asset, self._session.placement
        if asset is None:
            return
        caption, alt = plain(self._caption_now(asset)), self._alt_now(asset)
        decorative = placement is not None and placement.alt_text == ""
        lacking = {
            self._caption_field: not caption.strip(),
            self._credit_field: not credit_line.render(asset.credit),
            self._alt_field: not alt.strip() and not decorative,
        }
        for field, lacks in lacking.items():
            self._missing[field].setVisible(lacks)
        self._caption_field.set_note(_characters(len(caption)))
        self._alt_field.set_note(_characters(len(alt)), bad=len(alt) > ALT_ENOUGH)
        self.alt_text.setEnabled(not decorative)
        if placement is not None:
            self.caption_whose.say(here=placement.caption is not None)
            self.alt_whose.say(here=self._alt_here)
            self.alt_whose.setVisible(not decorative)

    # --- what a person does ---

    def _typed_caption(self, paragraphs: tuple[Runs, ...]) -> None:
        runs = _joined(paragraphs)
        placement = self._session.placement
        if placement is not None and placement.caption is not None:
            self._session.place(lambda placed: replace(placed, caption=runs), origin=self)
        else:
            self._session.edit(lambda asset: replace(asset, caption=runs), origin=self)

    def _typed_alt(self, text: str) -> None:
        if self._alt_here:
            # An emptied override follows the picture again; only the box makes it decorative.
            own = text if text.strip() else None
            self._session.place(lambda placed: replace(placed, alt_text=own), origin=self)
        else:
            self._session.edit(lambda asset: replace(asset, alt_text=text), origin=self)

    def _chose_credit(self, credit: Credit) -> None:
        self._session.edit(lambda asset: replace(asset, credit=credit), origin=self)

    def _toggled_illustrative(self, on: object) -> None:
        self._session.place(lambda placed: replace(placed, illustrative=bool(on)), origin=self)

    def _toggled_decorative(self, on: object) -> None:
        self._alt_here = bool(on)
        self._session.place(lambda placed: replace(placed, alt_text="" if on else None))

    def _switch_caption(self) -> None:
        asset, placement = self._session.asset, self._session.placement
        if asset is None or placement is None:
            return
        own = asset.caption if placement.caption is None else None
        self._session.place(lambda placed: replace(placed, caption=own))
        self.caption.edit.setFocus()

    def _switch_alt(self) -> None:
        asset, placement = self._session.asset, self._session.placement
        if asset is None or placement is None:
            return
        self._alt_here = not self._alt_here
        own = (asset.alt_text or None) if self._alt_here else None
        self._session.place(lambda placed: replace(placed, alt_text=own))
        self._mark()
        self.alt_text.setFocus()


def _joined(paragraphs: tuple[Runs, ...]) -> Runs:
    """Return paragraphs as one caption, a soft break between them."""
    joined: Runs = ()
    for runs in paragraphs:
        joined = (*joined, Run("\n"), *runs) if joined else runs
    return joined


def _characters(count: int) -> str:
    return f"{count:,} character{'' if count == 1 else 's'}" if count else ""
