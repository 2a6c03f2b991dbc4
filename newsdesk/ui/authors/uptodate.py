"""Bringing frozen bylines up to date: which stories would change, and how, before they do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.people import BylineUpdate
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.ticks import Tick
from newsdesk.ui.moments import number_text

_WORDS = {
    "name": "name", "role": "role", "bio_short": "short biography", "bio_long": "long biography"
}  # fmt: skip
_LISTED = 200
"""Stories that the list shows; all of them are brought up to date."""


class UpToDateDialog(FramedDialog):
    """Shows each story whose byline differs from the profiles; those ticked are changed."""

    def __init__(
        self, context: Context, article_ids: tuple[ArticleId, ...], parent: QWidget | None
    ) -> None:
        super().__init__(context, parent, "Bring bylines up to date")
        self.resize(560, 460)
        self._updates: tuple[BylineUpdate, ...] = ()
        self._boxes: list[Tick] = []
        self._say = label("Looking…", "quiet", wrap=True)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self._list = Column(margins=(0, 0, 8, 0))
        self.content.addWidget(self._say)
        self.content.addWidget(self._list, 1)
        self.content.addWidget(self._problem)
        self.agree = button("Bring up to date", "primary")
        self.agree.setEnabled(False)
        self.agree.clicked.connect(self._change)
        self.foot.addStretch(1)
        self.add_cancel()
        self.foot.addWidget(self.agree)

        def read(desk: Desk) -> tuple[BylineUpdate, ...]:
            from newsdesk.services import bylines

            return bylines.preview(desk, article_ids=article_ids)

        self.ask(read, self._show, self._failed)

    def _show(self, updates: tuple[BylineUpdate, ...]) -> None:
        self._updates = updates
        if not updates:
            self._say.setText("Every story already says what the profiles say.")
            return
        self._say.setText(
            "These stories keep the name, role and biography they went out with. "
            "Take over what the profiles say now in:"
        )
        for update in updates[:_LISTED]:
            self._list.fields.addWidget(self._row(update))
        if len(updates) > _LISTED:
            more = number_text(len(updates) - _LISTED)
            self._list.fields.addWidget(label(f"and {more} more stories", "note"))
        self._list.fields.addStretch(1)
        self._count()

    def _row(self, update: BylineUpdate) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        box = Tick(update.headline or "Untitled story")
        box.setChecked(True)
        box.toggled.connect(self._count)
        self._boxes.append(box)
        column.addWidget(box)
        fields = ", ".join(
            dict.fromkeys(_WORDS[difference.field] for difference in update.differences)
        )
        if update.line_then == update.line_now:
            text = f"Changes the {fields}. The line stays “{update.line_now}”."
        else:
            text = f"Changes the {fields}: “{update.line_then}” becomes “{update.line_now}”."
        detail = label(text, "note", wrap=True)
        detail.setContentsMargins(22, 0, 0, 0)
        column.addWidget(detail)
        return made

    def _chosen(self) -> tuple[ArticleId, ...]:
        listed = (
            update.article
            for update, box in zip(self._updates, self._boxes, strict=False)
            if box.isChecked()
        )
        return (*listed, *(update.article for update in self._updates[_LISTED:]))

    def _count(self) -> None:
        number = len(self._chosen())
        stories = "story" if number == 1 else "stories"
        self.agree.setText(f"Bring {number_text(number)} {stories} up to date")
        self.agree.setEnabled(bool(number))

    def _change(self) -> None:
        chosen = self._chosen()
        self.working = True
        self.agree.setEnabled(False)

        def work(desk: Desk) -> tuple[tuple[Article, ...], Changes]:
            from newsdesk.services import bylines

            return bylines.bring_up_to_date(desk, article_ids=chosen)

        def done(result: tuple[tuple[Article, ...], Changes]) -> None:
            shown = self.context.story.article
            for article in result[0]:
                if shown is not None and article.id == shown.id:
                    self.context.story.show(article)
            self.context.bus.tell(result[1])
            self.working = False
            self.accept()

        self.context.story.flush(
            lambda: self.context.tasks.library(work, done, self._failed),
            lambda: self._failed(self.context.story.error),
        )

    def _failed(self, error: Exception | None) -> None:
        self.working = False
        self._problem.setText(str(error or "The open story could not be saved first."))
        self._problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problem.show()
        self.agree.setEnabled(bool(self._chosen()))
