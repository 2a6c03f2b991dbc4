"""The profiles that were deleted: seen, brought back, or removed for good."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from newsdesk.domain.ids import AuthorId
from newsdesk.services import authors
from newsdesk.services.authors import DeletedAuthor
from newsdesk.services.changes import Changes
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.moments import full_text

_DATA = Qt.ItemDataRole.UserRole


class DeletedProfiles(FramedDialog):
    """Lists the profiles deleted in the last thirty days."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(context, parent, "Deleted profiles")
        self.resize(520, 420)
        self.said = label("", "quiet", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Deleted profiles")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("look", "targets")
        self.content.addWidget(self.said)
        self.content.addWidget(self.list, 1)
        self._remove = button("Remove all for good")
        self._back = button("Bring back", "primary")
        self._remove.clicked.connect(self.remove_all)
        self._back.clicked.connect(self.bring_back)
        self.list.currentItemChanged.connect(self._allow)
        self.list.itemActivated.connect(self.bring_back)
        self.foot.addWidget(self._remove)
        self.foot.addStretch(1)
        self.add_cancel("Close")
        self.foot.addWidget(self._back)
        self._allow()
        self.read()

    def read(self) -> None:
        """Read which profiles those are."""
        self.ask(authors.deleted, self._show, self._failed)

    def _show(self, found: tuple[DeletedAuthor, ...]) -> None:
        self.list.clear()
        for author in found:
            item = QListWidgetItem(
                f"{author.display_name}\nDeleted {full_text(author.deleted_at)}"
            )
            item.setData(_DATA, author.id)
            item.setSizeHint(QSize(0, 48))
            self.list.addItem(item)
        self.said.setText(
            "They can be brought back for thirty days."
            if found
            else "No profile was deleted in the last thirty days."
        )
        self.list.setCurrentRow(0)
        self._allow()

    def _allow(self) -> None:
        self._back.setEnabled(self.list.currentRow() >= 0)
        self._remove.setEnabled(self.list.count() > 0)

    def bring_back(self) -> None:
        """Put the profile that is chosen back among the others."""
        item = self.list.item(self.list.currentRow())
        if self.list.currentRow() >= 0:
            name = AuthorId(item.data(_DATA))
            self.ask(lambda desk: authors.restore(desk, author_id=name), self._done, self._failed)

    def remove_all(self) -> None:
        """Remove all of them for good."""
        self.ask(authors.remove_deleted, self._done, self._failed)

    def _done(self, changes: Changes) -> None:
        self.context.bus.tell(changes)
        self.read()

    def _failed(self, error: Exception) -> None:
        self.said.setText(str(error))
