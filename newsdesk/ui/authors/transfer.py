"""Profiles from files: what is new, changed or not understood, before anything is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QWidget,
)

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.profilefile import ImportStep, PlannedProfile, ProfilePlan, ReadProfiles
from newsdesk.services.authorfiles import COLUMNS, ImportReport, TablePreview
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.ticks import TickedRows
from newsdesk.ui.moments import number_text
from newsdesk.ui.tasks import Progress, TaskHandle

FILES = "Profiles (*.csv *.tsv *.vcf *.vcard *.json);;All files (*)"
KINDS = "Table (*.csv);;vCard (*.vcf);;JSON (*.json)"
_LISTED = 2_000
"""Entries that the list shows; those beyond it are taken over with the rest."""
_PROBLEMS = 4
_SLICE = 40
"""Profiles that are taken over before the library's thread does what else it was asked."""
_STEPS = {
    ImportStep.NEW: "new", ImportStep.CHANGED: "changes", ImportStep.SAME: "as it is"
}  # fmt: skip


class ProfileImport(FramedDialog):
    """Reads a file, shows what it would do entry by entry, and takes over what is ticked."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None) -> None:
        super().__init__(context, parent, f"Import profiles from “{path.name}”")
        self.resize(620, 560)
        self._path = path
        self._plan: ProfilePlan | None = None
        self._mapping: list[str] = []
        self._stopped = False
        self._reading: TaskHandle | None = None
        self.said = label("Reading…", "quiet", wrap=True)
        self._columns = Group(context, "Columns", open_=False)
        self._columns.hide()
        self.list = QListWidget()
        self.list.setAccessibleName("Profiles in the file")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setProperty("look", "plain")
        self.list.setItemDelegate(TickedRows(self.list))
        self.list.itemChanged.connect(self._count)
        self.problems = label("", "note", wrap=True)
        self.problems.hide()
        self.content.addWidget(self.said)
        self.content.addWidget(self._columns)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.problems)
        self._add_foot()
        self.finished.connect(self._stop)
        self._read(None)

    def _add_foot(self) -> None:
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("Progress")
        self.bar.hide()
        self.content.addWidget(self.bar)
        self.agree = button("Import", "primary")
        self.agree.setEnabled(False)
        self.agree.clicked.connect(self._take)
        self.stop_button = button("Stop")
        self.stop_button.clicked.connect(self._stop_taking)
        self.stop_button.hide()
        self.foot.addStretch(1)
        self.add_cancel()
        self.foot.addWidget(self.stop_button)
        self.foot.addWidget(self.agree)

    # --- reading ---

    def _read(self, mapping: Sequence[str] | None) -> None:
        path = self._path
        if self._reading is not None:
            self._reading.cancel()

        def work(_progress: Progress) -> tuple[ReadProfiles, TablePreview | None]:
            from newsdesk.services import authorfiles

            table = None
            if mapping is None and path.suffix.lower() in {".csv", ".tsv", ".txt"}:
                table = authorfiles.read_table(path, shown=1)
            return authorfiles.read_file(path, mapping=mapping), table

        self._reading = self.context.tasks.background(work, self._have_read, self._failed)

    def _have_read(self, result: tuple[ReadProfiles, TablePreview | None]) -> None:
        found, table = result
        if table is not None:
            self._show_columns(table)

        def plan(desk: Desk) -> ProfilePlan:
            from newsdesk.services import authorfiles

            return authorfiles.plan(desk, found=found)

        self.ask(plan, self._show_plan, self._failed)

    def _show_columns(self, table: TablePreview) -> None:
        """Offer what each column was taken for, to be changed."""
        self._mapping = list(table.mapping)
        column = Column(margins=(0, 0, 8, 0))
        column.setFixedHeight(min(200, 64 * len(table.columns)))
        entries: tuple[tuple[object, str], ...] = (
            ("", "leave out"), *((name, name.replace("_", " ")) for name in COLUMNS)
        )  # fmt: skip
        first = table.rows[0] if table.rows else ()
        for place, name in enumerate(table.columns):
            choice = Choice(entries)
            choice.show_value(table.mapping[place])
            choice.chosen.connect(partial(self._map, place))
            field = Field(name or f"Column {place + 1}", choice)
            field.set_note(first[place][:40] if place < len(first) else "")
            column.fields.addWidget(field)
        self._columns.add(column)
        taken = sum(bool(name) for name in table.mapping)
        self._columns.head.set_summary(f"{taken} of {len(table.columns)} taken over")
        self._columns.show()

    def _map(self, place: int, field: object) -> None:
        self._mapping[place] = str(field)
        self._read(tuple(self._mapping))

    # --- what it would do ---

    def _show_plan(self, plan: ProfilePlan) -> None:
        self._plan = plan
        parts = [
            f"{number_text(plan.count(step))} {words}"
            for step, words in (
                (ImportStep.NEW, "new"),
                (ImportStep.CHANGED, "changed"),
                (ImportStep.SAME, "as they are here already"),
            )
            if plan.count(step)
        ]
        self.said.setText(f"{plan.source}: {', '.join(parts)}." if parts else "Nobody is in it.")
        self.list.blockSignals(True)
        self.list.clear()
        for entry in plan.entries[:_LISTED]:
            self.list.addItem(self._item(entry))
        self.list.blockSignals(False)
        self._show_problems(plan.problems)
        self._count()

    @staticmethod
    def _item(entry: PlannedProfile) -> QListWidgetItem:
        fields = ", ".join(name.replace("_", " ") for name in entry.fields)
        words = f"{_STEPS[entry.step]} {fields}".strip()
        item = QListWidgetItem(f"{entry.profile.display_name}  ·  {words}")
        item.setToolTip("\n".join(entry.notes))
        item.setSizeHint(QSize(0, 26))
        same = entry.step is ImportStep.SAME
        item.setFlags(
            Qt.ItemFlag.NoItemFlags
            if same
            else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setCheckState(Qt.CheckState.Unchecked if same else Qt.CheckState.Checked)
        return item

    def _show_problems(self, problems: Sequence[str]) -> None:
        shown = list(problems[:_PROBLEMS])
        if len(problems) > _PROBLEMS:
            shown.append(f"and {number_text(len(problems) - _PROBLEMS)} more")
        self.problems.setText("\n".join(shown))
        self.problems.setVisible(bool(shown))

    def chosen(self) -> tuple[int, ...]:
        """Return the places of the entries that are ticked, and of those beyond the list."""
        if self._plan is None:
            return ()
        listed = (
            place
            for place in range(self.list.count())
            if self.list.item(place).checkState() is Qt.CheckState.Checked
        )
        beyond = (
            place
            for place in range(_LISTED, len(self._plan.entries))
            if self._plan.entries[place].step is not ImportStep.SAME
        )
        return (*listed, *beyond)

    def _count(self) -> None:
        number = len(self.chosen())
        profiles = "profile" if number == 1 else "profiles"
        self.agree.setText(f"Import {number_text(number)} {profiles}")
        self.agree.setEnabled(bool(number))

    # --- doing it ---

    def _take(self) -> None:
        plan, chosen = self._plan, self.chosen()
        if plan is None:
            return
        self.working = True
        self.agree.setEnabled(False)
        self.list.setEnabled(False)
        self.stop_button.show()
        self.stop_button.setEnabled(True)
        self.bar.setRange(0, len(chosen))
        self.bar.setValue(0)
        self.bar.show()
        self._stopped = False
        self._take_slice(plan, chosen, ImportReport(0, 0, 0, ()))

    def _take_slice(self, plan: ProfilePlan, left: tuple[int, ...], before: ImportReport) -> None:
        """Take some over and then the others, so that whatever else is asked of the library
        meanwhile comes in between.
        """
        now, later = left[:_SLICE], left[_SLICE:]
        whole = self.bar.maximum()
        self.said.setText(f"Taking over {number_text(whole - len(left))} of {number_text(whole)}…")

        def work(desk: Desk) -> tuple[ImportReport, Changes]:
            from newsdesk.services import authorfiles

            return authorfiles.take(desk, plan=plan, chosen=now)

        def done(result: tuple[ImportReport, Changes]) -> None:
            report = _sum(before, result[0])
            self.context.bus.tell(result[1])
            self.bar.setValue(whole - len(later))
            if later and not self._stopped:
                self._take_slice(plan, later, report)
            else:
                self._taken(report, left=len(later))

        self.context.tasks.library(work, done, self._failed)

    def _stop_taking(self) -> None:
        self._stopped = True
        self.stop_button.setEnabled(False)

    def _taken(self, report: ImportReport, *, left: int) -> None:
        self.working = False
        text = (
            f"{number_text(report.added)} profiles added, {number_text(report.changed)} changed."
        )
        if left:
            text += f" Stopped: {number_text(left)} of the file were not taken over."
        if report.problems:
            text += f" {report.problems[0]}"
            if len(report.problems) > 1:
                text += f" And {number_text(len(report.problems) - 1)} more of this kind."
        self.context.notices.say(text, key="profiles")
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.working = False
        self.list.setEnabled(True)
        self.bar.hide()
        self.stop_button.hide()
        known = isinstance(error, NewsdeskError)
        self.said.setText(str(error) if known else f"{type(error).__name__}: {error}")
        if not known:
            self.context.tasks.crashed.emit(error)
        self._count()

    def _stop(self, _result: int) -> None:
        if self._reading is not None:
            self._reading.cancel()


def _sum(one: ImportReport, other: ImportReport) -> ImportReport:
    return ImportReport(
        one.added + other.added,
        one.changed + other.changed,
        one.same + other.same,
        tuple(dict.fromkeys((*one.problems, *other.problems))),
    )


def ask_and_import(context: Context, parent: QWidget) -> None:
    """Ask for a file of profiles and show what it would do."""
    name, _kind = QFileDialog.getOpenFileName(parent, "Import profiles", "", FILES)
    if name:
        ProfileImport(context, Path(name), parent).open()


def ask_and_export(context: Context, parent: QWidget) -> None:
    """Ask where all profiles shall be written, and write them."""
    name, kind = QFileDialog.getSaveFileName(parent, "Export profiles", "authors.csv", KINDS)
    if not name:
        return
    path = Path(name)
    if not path.suffix:
        path = path.with_suffix(kind.partition("*")[2].rstrip(")"))
    export_profiles(context, path)


def export_profiles(context: Context, path: Path) -> None:
    """Write all profiles into a file whose ending says what kind it is."""

    def work(desk: Desk) -> int:
        from newsdesk.services import authorfiles

        return authorfiles.export_file(desk, to=path)

    def done(number: int) -> None:
        profiles = "1 profile is" if number == 1 else f"{number_text(number)} profiles are"
        context.notices.say(f"{profiles} in {path}.", key="profiles")

    def failed(error: Exception) -> None:
        context.notices.fail(error, key="profiles", lead="The profiles were not written.")

    context.tasks.library(work, done, failed)
