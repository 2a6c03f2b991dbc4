"""The bars that carry notices: failures above everything, quiet lines below the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.controls import IconButton, button, label
from newsdesk.ui.notices import Notice


class NoticeBar(QFrame):
    """Shows the latest of its notices; those before it come back when it is withdrawn."""

    def __init__(self, context: Context, *, failures: bool) -> None:
        super().__init__()
        self._context = context
        self._failures = failures
        self._notices: dict[str, Notice] = {}
        self._content: QWidget | None = None
        self.setProperty("look", "failure" if failures else "quiet_line")
        self.setAccessibleName("Failure" if failures else "Note")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()
        context.notices.shown.connect(self._show)
        context.notices.withdrawn.connect(self._withdraw)
        context.theme.changed.connect(self._refresh)

    @property
    def notice(self) -> Notice | None:
        """What it says now."""
        return next(reversed(self._notices.values()), None)

    def _show(self, notice: Notice) -> None:
        self._notices.pop(notice.key, None)
        if notice.failure is self._failures:
            self._notices[notice.key] = notice
        self._refresh()

    def _withdraw(self, key: str) -> None:
        if self._notices.pop(key, None) is not None:
            self._refresh()

    def _refresh(self) -> None:
        if self._content is not None:
            self._row.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        notice = self.notice
        if notice is not None:
            self._content = self._make(notice)
            self._row.addWidget(self._content)
        self.setVisible(notice is not None)

    def _make(self, notice: Notice) -> QWidget:
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(16, 7, 12, 7)
        row.setSpacing(10)
        icon = QLabel()
        name, role = ("circle-alert", "bad") if self._failures else ("info", "text2")
        icon.setPixmap(self._context.icons.pixmap(name, role, 18 if self._failures else 16))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        if notice.lead:
            row.addWidget(label(notice.lead, "strong"))
        text = label(notice.text, "quiet", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(text, 1)
        for choice in notice.buttons:
            look = "primary" if choice.primary else ("" if self._failures else "link")
            step = button(choice.label, look)
            step.clicked.connect(choice.run)
            row.addWidget(step)
        if notice.details:
            text.setToolTip(notice.details)
        close = IconButton(self._context.theme, self._context.icons, "x", "Close", side=28)
        close.clicked.connect(lambda: self._withdraw(notice.key))
        row.addWidget(close)
        return content
