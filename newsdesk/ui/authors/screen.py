"""The authors' screen: the list, the form, and beside it what readers see."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.domain.people import AuthoredStory
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.authors.aside import Aside
from newsdesk.ui.authors.authorlist import AuthorList
from newsdesk.ui.authors.card import in_stories
from newsdesk.ui.authors.duplicates import DuplicateHint
from newsdesk.ui.authors.editing import ProfileEditing
from newsdesk.ui.authors.form import ProfileForm
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label
from newsdesk.ui.emptystate import EmptyState
from newsdesk.ui.fields.elided import Elided
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.notices import NoticeButton
from newsdesk.ui.tokens import INSPECTOR, LIST, PAGE_LEAST, TOOLBAR

_ROOMY = 1000
"""Pixels of the screen's width from which the pane beside the form is shown."""
_TIGHT = 860
"""Pixels below which a button has fewer words."""
_NEW = "New author"


class AuthorsScreen(QFrame):
    """Shows one profile; ``navigator.show_author`` shows another."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._new = False
        self.setProperty("look", "paper")
        self.setAccessibleName("Authors")
        self.editing = ProfileEditing(context)
        self.list = AuthorList(context)
        self.list.setFixedWidth(LIST)
        self.form = ProfileForm(context, self.editing)
        self.duplicate = DuplicateHint(context)
        self.aside = Aside(context)
        self.aside.setFixedWidth(INSPECTOR)
        self._beside = Hairline(context.theme, down=True)
        self._stories_timer = QTimer(self)
        self._stories_timer.setSingleShot(True)
        self._stories_timer.setInterval(80)
        self._stories_timer.timeout.connect(self._read_stories)
        self._lay_out()
        self._wire()
        self.list.refresh()

    def _make_head(self) -> None:
        self._name = Elided("title")
        self._stories = label("", "note")
        self.merge_button = button("Merge…", "link")
        self.retire_button = button("Retire", "link")
        self.delete_button = button("Delete", "link")
        self.update_button = button("Bring stories up to date…")
        self._head = QWidget()
        self._head.setFixedHeight(TOOLBAR)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(24, 0, 16, 0)
        head.setSpacing(16)
        head.addWidget(self._name)
        head.addWidget(self._stories)
        head.addStretch(1)
        for step in (
            self.merge_button, self.retire_button, self.delete_button, self.update_button
        ):  # fmt: skip
            head.addWidget(step)

    def _lay_out(self) -> None:
        self._make_head()
        profile = QWidget()
        column = QVBoxLayout(profile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Hairline(self._context.theme))
        column.addWidget(self.duplicate)
        column.addWidget(self.form, 1)
        self._nobody = EmptyState(self._context)
        self._nobody.say("users", "Nobody is chosen", "Choose somebody in the list.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(profile)
        self._profile = profile
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Hairline(self._context.theme, down=True))
        row.addWidget(self._stack, 1)
        row.addWidget(self._beside)
        row.addWidget(self.aside)
        self.setFocusProxy(self.list.search)
        # Its parts hide when there is no room, so it must not ask for the room of all of them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(PAGE_LEAST)
        self.aside.hide()
        self._beside.hide()

    def _wire(self) -> None:
        context, editing = self._context, self.editing
        self.list.chosen.connect(self._open)
        self.list.new_wanted.connect(self.new)
        editing.shown.connect(self._shown)
        editing.changed.connect(self._changed)
        editing.gone.connect(self._gone)
        context.navigator.author_wanted.connect(self._open)
        context.bus.changed.connect(self._library_changed)
        self.form.biographies.switch.clicked.connect(self._follow_language)
        self.form.biographies.short.cursorPositionChanged.connect(self._follow_language)
        self.merge_button.clicked.connect(lambda: self._merge(None))
        self.duplicate.compare_wanted.connect(self._merge)
        self.retire_button.clicked.connect(self._retire)
        self.delete_button.clicked.connect(self._delete)
        self.update_button.clicked.connect(self._bring_up_to_date)
        context.story.opened.connect(lambda _article: self.editing.flush())  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType] - whatever story it is

    # --- showing ---

    def _open(self, author: str) -> None:
        self.list.show_author(AuthorId(author))
        if self.editing.profile is None or self.editing.profile.id != author:
            self.editing.open(AuthorId(author))

    def _shown(self, profile: AuthorProfile) -> None:
        self.list.show_author(profile.id)
        self._stack.setCurrentWidget(self._profile)
        self._show_aside()
        self._changed(profile, None)
        self._stories.setText("")
        self._read_stories()
        if self._new:
            self._new = False
            name = next(
                line
                for line in self.form.findChildren(Line)
                if line.accessibleName() == "Display name"
            )
            name.setFocus()
            name.selectAll()

    def _changed(self, profile: AuthorProfile, _origin: object) -> None:
        self._name.show_text(profile.display_name or "No name")
        self.retire_button.setText("Bring back" if profile.retired else "Retire")
        self.aside.show_profile(profile, self.form.language)

    def _follow_language(self) -> None:
        if self.editing.profile is not None:
            self.aside.show_profile(self.editing.profile, self.form.language)

    def _gone(self) -> None:
        self._stack.setCurrentWidget(self._nobody)
        self._show_aside()

    def _read_stories(self) -> None:
        profile = self.editing.profile
        if profile is None:
            return
        author = profile.id
        self.aside.show_stories(author)
        self.duplicate.show_author(author)

        def read(desk: Desk) -> int:
            from newsdesk.services import authors

            return len({story.row.id for story in authors.stories(desk, author_id=author)})

        def have(count: int) -> None:
            self._stories.setText(in_stories(count))
            self.delete_button.setVisible(not count)
            self.update_button.setEnabled(bool(count))

        self._context.tasks.library(read, have)

    def _library_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.ARTICLE) or changes.touches(Kind.AUTHOR):
            self._stories_timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pane beside the form where there is room."""
        super().resizeEvent(event)
        self._show_aside()
        short = self.width() < _TIGHT
        self.update_button.setText("Up to date…" if short else "Bring stories up to date…")

    def _show_aside(self) -> None:
        shown = self.width() >= _ROOMY and self._stack.currentWidget() is self._profile
        self.aside.setVisible(shown)
        self._beside.setVisible(shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list again: stories were written meanwhile."""
        super().showEvent(event)
        self.list.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what was typed."""
        super().hideEvent(event)
        self.editing.flush()

    # --- doing ---

    def new(self) -> None:
        """Add a profile and put the caret into its name."""

        def create(desk: Desk) -> tuple[AuthorProfile, Changes]:
            from newsdesk.services import authors

            return authors.create(desk, display_name=_NEW)

        def created(result: tuple[AuthorProfile, Changes]) -> None:
            self._new = True
            self._open(result[0].id)
            self._context.bus.tell(result[1])

        self.editing.flush(lambda: self._context.tasks.library(create, created, self._failed))

    def _retire(self) -> None:
        profile = self.editing.profile
        if profile is None:
            return
        author, retired, name = profile.id, not profile.retired, profile.display_name

        def work(desk: Desk) -> tuple[AuthorProfile, Changes]:
            from newsdesk.services import authors

            return authors.retire(desk, author_id=author, retired=retired)

        def done(result: tuple[AuthorProfile, Changes]) -> None:
            self._context.bus.tell(result[1])
            if retired:
                self._context.notices.say(
                    f"{name} is retired: their stories stay, and they are offered last.",
                    key="retired",
                    buttons=(NoticeButton("Undo", self._retire),),
                )
            else:
                self._context.notices.withdraw("retired")

        self.editing.flush(lambda: self._context.tasks.library(work, done, self._failed))

    def _delete(self) -> None:
        profile = self.editing.profile
        if profile is None:
            return
        author, name = profile.id, profile.display_name

        def work(desk: Desk) -> Changes:
            from newsdesk.services import authors

            return authors.delete(desk, author_id=author)

        def undo() -> None:
            from newsdesk.services import authors

            def back(changes: Changes) -> None:
                self._context.notices.withdraw("deleted")
                self._context.bus.tell(changes)
                self._open(author)

            self._context.tasks.library(lambda desk: authors.restore(desk, author_id=author), back)

        def done(changes: Changes) -> None:
            self._context.bus.tell(changes)
            self._context.notices.say(
                f"The profile of {name} is deleted.",
                key="deleted",
                buttons=(NoticeButton("Undo", undo),),
            )

        self.editing.flush(lambda: self._context.tasks.library(work, done, self._failed))

    def _merge(self, other: str | None) -> None:
        from newsdesk.ui.authors.merge import MergeDialog

        def ask() -> None:
            keep = self.editing.profile
            if keep is not None:
                chosen = AuthorId(other) if other else None
                MergeDialog(self._context, keep, self.window(), other=chosen).open()

        self.editing.flush(ask)

    def _bring_up_to_date(self) -> None:
        profile = self.editing.profile
        if profile is None:
            return
        author = profile.id

        def read(desk: Desk) -> tuple[AuthoredStory, ...]:
            from newsdesk.services import authors

            return authors.stories(desk, author_id=author)

        self.editing.flush(
            partial(self._context.tasks.library, read, self._ask_up_to_date, self._failed)
        )

    def _ask_up_to_date(self, stories: tuple[AuthoredStory, ...]) -> None:
        from newsdesk.ui.authors.uptodate import UpToDateDialog

        ids: tuple[ArticleId, ...] = tuple(dict.fromkeys(story.row.id for story in stories))
        UpToDateDialog(self._context, ids, self.window()).open()

    def _failed(self, error: Exception) -> None:
        self._context.notices.fail(error, key="authors")
