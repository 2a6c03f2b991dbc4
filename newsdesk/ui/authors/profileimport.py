"""Profiles from files: what is new, changed or not understood, before anything is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.profilefile import ImportStep, ProfilePlan, ReadProfiles
from newsdesk.services.authorfiles import ImportReport, TablePreview
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.authors.plannedlist import PlannedList
from newsdesk.ui.authors.portraitsoffer import PortraitsOffer
from newsdesk.ui.authors.tablecolumns import TableColumns
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.moments import number_text
from newsdesk.ui.tasks import Progress, TaskHandle

_PROBLEMS = 4
_SLICE = 40
"""Profiles that are taken over before the library's thread does what else it was asked."""


class ProfileImport(FramedDialog):
    """Reads a file, shows what it would do entry by entry, and takes over what is ticked."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None) -> None:
        super().__init__(context, parent, f"Import profiles from “{path.name}”")
        self.resize(620, 560)
        self._path = path
        self._plan: ProfilePlan | None = None
        self._encoding = ""
        self._stopped = False
        self._reading: TaskHandle | None = None
        self.said = label("Reading…", "quiet", wrap=True)
        self.columns = TableColumns(context)
        self.columns.mapped.connect(self._read)
        self.columns.decoded.connect(self._decode)
        self.list = PlannedList()
        self.list.ticked.connect(self._count)
        self.portraits = PortraitsOffer(context)
        self.portraits.fetched.connect(self._show_plan)
        self.problems = label("", "note", wrap=True)
        self.problems.hide()
        self.content.addWidget(self.said)
        self.content.addWidget(self.columns)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self.portraits)
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
        path, encoding = self._path, self._encoding
        if self._reading is not None:
            self._reading.cancel()

        def work(_progress: Progress) -> tuple[ReadProfiles, TablePreview | None]:
            from newsdesk.services import authorfiles

            table = None
            if mapping is None and path.suffix.lower() in {".csv", ".tsv", ".txt"}:
                table = authorfiles.read_table(path, encoding=encoding)
            return authorfiles.read_file(path, encoding=encoding, mapping=mapping), table

        self._reading = self.context.tasks.background(work, self._have_read, self._failed)

    def _have_read(self, result: tuple[ReadProfiles, TablePreview | None]) -> None:
        found, table = result
        if table is not None:
            self.columns.show_table(table)

        def plan(desk: Desk) -> ProfilePlan:
            from newsdesk.services import authorfiles

            return authorfiles.plan(desk, found=found)

        self.ask(plan, self._show_plan, self._failed)

    def _decode(self, encoding: str) -> None:
        self._encoding = encoding
        self._read(None)

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
        if not plan.entries and not self.columns.isHidden():
            self.said.setText("Say which column holds the names.")
            self.columns.unfold()
        self.list.show_plan(plan)
        self.portraits.show_plan(plan)
        self._show_problems(plan.problems)

    def _show_problems(self, problems: Sequence[str]) -> None:
        shown = list(problems[:_PROBLEMS])
        if len(problems) > _PROBLEMS:
            shown.append(f"and {number_text(len(problems) - _PROBLEMS)} more")
        self.problems.setText("\n".join(shown))
        self.problems.setVisible(bool(shown))

    def chosen(self) -> tuple[int, ...]:
        """Return the places of the entries that would be taken over."""
        return self.list.chosen()

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
        self.portraits.stop()
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
        self.portraits.stop()


def _sum(one: ImportReport, other: ImportReport) -> ImportReport:
    return ImportReport(
        one.added + other.added,
        one.changed + other.changed,
        one.same + other.same,
        tuple(dict.fromkeys((*one.problems, *other.problems))),
    )
