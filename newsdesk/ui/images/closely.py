"""One picture large, with its crops, below a bar that says which and leads back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.photo import ImageAsset
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, IconButton, button, pane
from newsdesk.ui.images.aiming import PictureAim
from newsdesk.ui.images.factsfields import size_text
from newsdesk.ui.images.oneline import OneLine
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.images.zooming import ZoomBar

_BAR = 44


class PictureClosely(QWidget):
    """The picture of a session to aim in. ``left`` tells that somebody wants back to the grid."""

    left = Signal()

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__()
        self._context = context
        self._session = session
        self.aim = PictureAim(context, session)
        self.back = button("All images", "quiet")
        self._name = OneLine(context, "ui_strong", "text")
        self._facts = OneLine(context, "small", "text2")
        self._lay_out()
        self.back.clicked.connect(self.left)
        context.theme.changed.connect(self._draw_icon)
        for told in (session.shown, session.used, session.changed):
            told.connect(self._show)
        self._draw_icon()
        self._show()

    def _lay_out(self) -> None:
        context = self._context
        centre = IconButton(context.theme, context.icons, "crosshair", "Centre the focal point")
        centre.clicked.connect(self.aim.centre)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(Hairline(context.theme, down=True))
        head.addWidget(self._name, 2)
        head.addWidget(self._facts, 3)
        head.addWidget(centre)
        head.addWidget(ZoomBar(context, self.aim.canvas))
        bar = pane("paper")
        bar.setFixedHeight(_BAR)
        bar.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(Hairline(context.theme))
        column.addWidget(self.aim, 1)

    def _draw_icon(self) -> None:
        self.back.setIcon(self._context.icons.icon("arrow-left", "accent"))

    def _show(self) -> None:
        asset = self._session.asset
        if asset is not None:
            self._name.say(asset.title or asset.original_name or "Untitled picture")
            self._facts.say(_facts(asset, len(self._session.uses)))


def _facts(asset: ImageAsset, uses: int) -> str:
    used = f"used in {uses:,} place{'' if uses == 1 else 's'}" if uses else "not in use"
    return f"{size_text(asset)} · {used}"
