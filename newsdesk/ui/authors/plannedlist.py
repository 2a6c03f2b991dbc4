"""The entries of a file of profiles, with what each would do, to be ticked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from newsdesk.domain.profilefile import ImportStep, PlannedProfile, ProfilePlan
from newsdesk.ui.fields.ticks import TickedRows

LISTED = 2_000
"""Entries that the list shows; those beyond it are taken over with the rest."""
_STEPS = {
    ImportStep.NEW: "new", ImportStep.CHANGED: "changes", ImportStep.SAME: "as it is"
}  # fmt: skip


class PlannedList(QListWidget):
    """``ticked`` tells that other entries are chosen."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: ProfilePlan | None = None
        self.setAccessibleName("Profiles in the file")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setProperty("look", "plain")
        self.setItemDelegate(TickedRows(self))
        self.itemChanged.connect(self.ticked)

    def show_plan(self, plan: ProfilePlan) -> None:
        """Show the entries of a plan, all that would change something ticked."""
        self._plan = plan
        self.blockSignals(True)
        self.clear()
        for entry in plan.entries[:LISTED]:
            self.addItem(_item(entry))
        self.blockSignals(False)
        self.ticked.emit()

    def chosen(self) -> tuple[int, ...]:
        """Return the places of the entries that are ticked, and of those beyond the list."""
        if self._plan is None:
            return ()
        listed = (
            place
            for place in range(self.count())
            if self.item(place).checkState() is Qt.CheckState.Checked
        )
        beyond = (
            place
            for place in range(LISTED, len(self._plan.entries))
            if self._plan.entries[place].step is not ImportStep.SAME
        )
        return (*listed, *beyond)


def _item(entry: PlannedProfile) -> QListWidgetItem:
    fields = ", ".join(name.replace("_", " ") for name in entry.fields)
    words = f"{_STEPS[entry.step]} {fields}".strip()
    if entry.portrait:
        words += " · with a portrait" if entry.step is ImportStep.NEW else ""
    item = QListWidgetItem(f"{entry.profile.display_name}  ·  {words}")
    item.setToolTip("\n".join(entry.notes))
    item.setSizeHint(QSize(0, 26))
    same = entry.step is ImportStep.SAME
    item.setFlags(
        Qt.ItemFlag.NoItemFlags
        if same
        else Qt.ItemFlag.ItemIsEnabled
        | Qt.ItemFlag.ItemIsUserCheckable
        | Qt.ItemFlag.ItemIsSelectable
    )
    item.setCheckState(Qt.CheckState.Unchecked if same else Qt.CheckState.Checked)
    return item
