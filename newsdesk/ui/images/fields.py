"""The column with everything that is known of a picture, in groups without boxes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, label, pane
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.images.describing import Describing
from newsdesk.ui.images.factsfields import FileFields, FocalFields, TakenFields
from newsdesk.ui.images.rightsfields import RightsFields
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.images.usesfields import UsesFields

_STATES = {"saved": "Saved", "unsaved": "Saving…", "failed": "Not saved"}


class PictureFields(QWidget):
    """Shows and changes a session's picture, and in a story its placement."""

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__()
        self._session = session
        self.describing = Describing(context, session)
        self.focal = FocalFields(session)
        self.rights = RightsFields(context, session)
        self.taken = TakenFields(context, session)
        self.file = FileFields(context, session)
        self.uses = UsesFields(context, session)
        self._state = label("", "note")
        column = Column()
        column.setAccessibleName("What is known of the picture")
        column.fields.addWidget(self.describing)
        column.fields.addWidget(Field("Focal point", self.focal, focus=self.focal.across))
        for group in (self.rights, self.taken, self.file, self.uses):
            column.fields.addWidget(Hairline(context.theme))
            column.fields.addWidget(group)
        column.fields.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(label("Image", "strong"))
        head.addStretch(1)
        head.addWidget(self._state)
        top = QWidget()
        top.setFixedHeight(44)
        top.setLayout(head)
        ground = pane()
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(top)
        inner.addWidget(Hairline(context.theme))
        inner.addWidget(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ground)
        session.shown.connect(self._refresh)
        session.changed.connect(self._changed)
        session.state_changed.connect(self._say)
        if session.asset is not None:
            self._refresh()

    def _say(self, state: str) -> None:
        self._state.setText(_STATES[state])

    def _changed(self, origin: object) -> None:
        asset = self._session.asset
        if asset is None:
            return
        for part in (self.focal, self.rights, self.taken, self.file):
            if part is not origin:
                part.show_asset(asset)

    def _refresh(self) -> None:
        self._changed(None)
