"""The portraits that a file only names: fetched when somebody presses the button."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsdesk.domain.errors import NewsdeskError
from newsdesk.domain.profilefile import ProfilePlan
from newsdesk.services import portraits
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.moments import number_text
from newsdesk.ui.tasks import Progress, TaskHandle

_HOSTS = 2


class PortraitsOffer(QWidget):
    """Says how many portraits lie where. ``fetched`` carries the plan that has them."""

    fetched = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan: ProfilePlan | None = None
        self._under_way: TaskHandle | None = None
        self.said = label("", "note", wrap=True)
        self.button = button("Fetch them")
        self.button.clicked.connect(self._turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.button)
        self.hide()

    def show_plan(self, plan: ProfilePlan) -> None:
        """Offer what could be fetched for a plan; nothing is shown where there is nothing."""
        self._plan = plan
        number = portraits.waiting(plan)
        hosts = sorted(
            {urlsplit(one.portrait_url).netloc for one in plan.entries if one.lacks_portrait}
        )
        where = ", ".join(hosts[:_HOSTS]) + (" …" if len(hosts) > _HOSTS else "")
        what = "One portrait is" if number == 1 else f"{number_text(number)} portraits are"
        self.said.setText(f"{what} not in the file but at {where}.")
        self.button.setText("Fetch it" if number == 1 else "Fetch them")
        self.setVisible(bool(number))

    def stop(self) -> None:
        """Stop fetching; what was fetched until then is dropped."""
        if self._under_way is not None:
            self._under_way.cancel()
            self._under_way = None
            if self._plan is not None:
                self.show_plan(self._plan)

    def _turn(self) -> None:
        plan = self._plan
        if self._under_way is not None or plan is None:
            self.stop()
            return

        def work(progress: Progress) -> ProfilePlan:
            return portraits.fetch_all(plan, told=progress)

        self.button.setText("Stop")
        self.said.setText("Fetching…")
        self._under_way = self._context.tasks.background(
            work, self._done, self._failed, self._progressed
        )

    def _progressed(self, done: int, total: int, name: str) -> None:
        if self._under_way is not None:
            self.said.setText(f"Fetching {number_text(done + 1)} of {number_text(total)}: {name}")

    def _done(self, plan: ProfilePlan) -> None:
        self._under_way = None
        self.fetched.emit(plan)

    def _failed(self, error: Exception) -> None:
        self._under_way = None
        if not isinstance(error, NewsdeskError):
            self._context.tasks.crashed.emit(error)
        if self._plan is not None:
            self.show_plan(self._plan)
        self.said.setText(str(error))
