"""One picture in a dialog: the picture to aim in, and everything that is known of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Placement
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Dialog, Hairline, button, label
from newsdesk.ui.images.aiming import PictureAim
from newsdesk.ui.images.factsfields import size_text
from newsdesk.ui.images.fields import PictureFields
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.images.zooming import ZoomBar

_SIDE = 340


class PictureEditor(QWidget):
    """Picture at the left, fields at the right; for a dialog or any other place."""

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__()
        self.aim = PictureAim(context, session)
        self.fields = PictureFields(context, session)
        self.fields.setFixedWidth(_SIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.aim, 1)
        row.addWidget(Hairline(context.theme, down=True))
        row.addWidget(self.fields)
        self.setFocusProxy(self.fields.describing.caption.edit)


class PictureDialog(Dialog):
    """Everything is saved as one goes; closing only closes.

    ``placement`` is how the picture stands in a story; ``changed`` hears each new one.
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        image: ImageId,
        *,
        placement: Placement | None = None,
        changed: Callable[[Placement], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = False
        self.setWindowTitle("Picture")
        self.setModal(True)
        self.session = PictureSession(context, placement=placement, placed=changed)
        self.editor = PictureEditor(context, self.session)
        self._facts = label("", "note")
        self.close_button = button("Done", "primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addWidget(self._facts, 1)
        foot.addWidget(ZoomBar(context, self.editor.aim.canvas))
        foot.addSpacing(8)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor, 1)
        column.addWidget(Hairline(context.theme))
        column.addLayout(foot)
        self.close_button.clicked.connect(self.accept)
        self.session.shown.connect(self._show)
        self.session.gone.connect(self.reject)
        self.editor.fields.uses.left.connect(self.accept)
        self.finished.connect(self.session.flush)
        self.session.show(image)
        over = parent.window().size()
        self.resize(min(1240, over.width() - 80), min(860, over.height() - 60))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the caption."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self.editor.setFocus()

    def _show(self) -> None:
        asset = self.session.asset
        if asset is not None:
            self.setWindowTitle(asset.title or asset.original_name or "Picture")
            name = f"{asset.original_name} · " if asset.original_name else ""
            self._facts.setText(name + size_text(asset))
