"""Backups at the left, the stories of the one chosen, and the text of the story chosen there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import ArticleQuery, ArticleRow
from newsdesk.domain.reading import text_of, word_count
from newsdesk.services import backups
from newsdesk.services.backups import Backup, BackupReport
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui import dialogs, fonts
from newsdesk.ui.context import Context
from newsdesk.ui.controls import Hairline, button, label
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.moments import clock_text, full_text, number_text, row_text
from newsdesk.ui.tasks import Progress, TaskHandle

T = TypeVar("T")

_KEY = "backup"
_LIST, _STORIES = 208, 280
_ROW = 40
_SEARCH_AFTER = 150
_DATA = Qt.ItemDataRole.UserRole


class BackupsDialog(FramedDialog):
    """Looks into the backups of a library in a folder; restoring keeps what is there now."""

    def __init__(self, context: Context, parent: QWidget, library: Path, folder: Path) -> None:
        super().__init__(context, parent, "Backups")
        self._library, self._folder = library, folder
        self._under_way: dict[str, TaskHandle] = {}
        size = parent.window().size()
        self.resize(max(760, min(1200, size.width() - 80)), max(480, min(800, size.height() - 80)))
        self.backups = self._list("Backups", _LIST)
        self.stories = self._list("Stories in this backup", _STORIES)
        self.search = Line("Find a story in this backup")
        self.search.setAccessibleName("Find a story in this backup")
        self._state = label("", "note", wrap=True)
        self._headline = label("", "title", wrap=True)
        self._facts = label("", "note", wrap=True)
        self.text = QPlainTextEdit()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER)
        self._lay_out()
        self._make_foot()
        self._wire()
        self._show_story(None)
        self.read()

    def _list(self, name: str, width: int) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setProperty("look", "targets")
        made.setFixedWidth(width)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _lay_out(self) -> None:
        theme = self.context.theme
        self.content.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.content.addLayout(row, 1)
        self.text.setReadOnly(True)
        self.text.document().setDocumentMargin(0)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setProperty("look", "plain")
        self.text.setAccessibleName("Text of the story")
        self.text.setFont(fonts.page_font(16))
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 12, 8, 8)
        middle.setSpacing(8)
        middle.addWidget(self._state)
        middle.addWidget(self.search)
        middle.addWidget(self.stories, 1)
        page = QVBoxLayout()
        page.setContentsMargins(24, 16, 16, 12)
        page.setSpacing(8)
        page.addWidget(self._headline)
        page.addWidget(self._facts)
        page.addWidget(self.text, 1)
        row.addWidget(self.backups)
        row.addWidget(Hairline(theme, down=True))
        row.addLayout(middle)
        row.addWidget(Hairline(theme, down=True))
        row.addLayout(page, 1)

    def _make_foot(self) -> None:
        self._now = button("Back up now")
        self._whole = button("Whole library into a new file…")
        self._copy = button("Restore as a copy")
        self._over = button("Restore this story", "primary")
        self._over.setToolTip("What the library has of it now is kept as a version first.")
        self.foot.addWidget(self._now)
        self.foot.addWidget(self._whole)
        self.foot.addStretch(1)
        self.add_cancel("Close")
        self.foot.addWidget(self._copy)
        self.foot.addWidget(self._over)

    def _wire(self) -> None:
        self.backups.currentItemChanged.connect(self._chosen)
        self.stories.currentItemChanged.connect(self._story_chosen)
        self.search.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._read_stories)
        self._now.clicked.connect(self.back_up)
        self._whole.clicked.connect(self._ask_where)
        self._copy.clicked.connect(partial(self.restore, copy=True))
        self._over.clicked.connect(partial(self.restore, copy=False))
        self.finished.connect(self._stop)

    def _stop(self, _result: int) -> None:
        for handle in self._under_way.values():
            handle.cancel()

    # --- the backups ---

    def read(self) -> None:
        """Read which backups there are."""
        library, folder = self._library, self._folder
        self._state.setText(f"Looking in {folder} …")
        self._under_way["list"] = self.context.tasks.background(
            lambda _progress: backups.list_backups(library, folder), self._have, self._failed
        )

    def _have(self, found: tuple[Backup, ...]) -> None:
        self.backups.clear()
        for backup in found:
            when = _when(backup)
            item = QListWidgetItem(f"{when[:1].upper()}{when[1:]}\n{_size(backup.byte_count)}")
            item.setData(_DATA, backup)
            item.setToolTip(f"{full_text(backup.made_at)}\n{backup.path}")
            item.setSizeHint(QSize(0, _ROW + 8))
            self.backups.addItem(item)
        if found:
            self.backups.setCurrentRow(0)
        else:
            self._state.setText(f"There is no backup in {self._folder} yet.")
        self._allow()

    @property
    def backup(self) -> Backup | None:
        """The backup that is looked into."""
        item = self.backups.currentItem()
        found: object = item.data(_DATA) if item else None
        return found if isinstance(found, Backup) else None

    def _chosen(self) -> None:
        backup = self.backup
        self._show_story(None)
        self._allow()
        if backup is None:
            return
        self._state.setText("Checking …")
        self._do("check", lambda: backups.check(backup.path), self._checked)
        self._read_stories()

    def _checked(self, found: backups.Contents) -> None:
        stories = "1 story" if found.stories == 1 else f"{number_text(found.stories)} stories"
        self._state.setText(f"Sound, read to its last page: {stories}.")

    def _do(self, what: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do something in the background in the place of what was under way of its kind."""
        before = self._under_way.get(what)
        if before is not None:
            before.cancel()

        def run(_progress: Progress) -> T:
            return work()

        self._under_way[what] = self.context.tasks.background(run, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.working = False
        self._state.setText(str(error))
        self._allow()

    def back_up(self) -> None:
        """Make a backup now."""
        library, folder = self._library, self._folder
        settings = self.context.settings.settings
        self._state.setText("Backing up …")
        self._now.setEnabled(False)

        def made(_report: BackupReport) -> None:
            self._now.setEnabled(True)
            self.read()

        self._do("make", lambda: backups.back_up_file(library, folder, settings=settings), made)

    def _ask_where(self) -> None:
        name = self._library.with_stem(f"{self._library.stem} restored")
        path = dialogs.ask_for_new_library(self, name, "Whole library into a new file")
        if path is not None:
            self.write_library(path)

    def write_library(self, path: Path) -> None:
        """Make a new library of the backup."""
        backup = self.backup
        if backup is None:
            return
        self.working = True
        self._state.setText("Writing …")

        def done(_contents: backups.Contents) -> None:
            self.working = False
            self._state.setText(
                f"The library of this backup is in {path}. Open it from the File menu."
            )

        self._do("write", lambda: backups.write_library(backup.path, to=path), done)

    # --- the stories in one ---

    def _read_stories(self) -> None:
        backup, text = self.backup, self.search.text()
        if backup is None:
            return
        settings = self.context.settings.settings

        def read() -> tuple[ArticleRow, ...]:
            query = ArticleQuery(text=text)
            return backups.stories(backup.path, settings=settings, query=query).rows

        self._do("stories", read, self._have_stories)

    def _have_stories(self, rows: tuple[ArticleRow, ...]) -> None:
        self.stories.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.headline or 'Untitled story'}\n{row_text(row.saved_at)}")
            item.setData(_DATA, row.id)
            item.setToolTip(row.headline)
            item.setSizeHint(QSize(0, _ROW + 8))
            self.stories.addItem(item)
        if rows:
            self.stories.setCurrentRow(0)
        else:
            self._show_story(None)

    @property
    def story(self) -> ArticleId | None:
        """The story that is shown."""
        item = self.stories.currentItem()
        return ArticleId(item.data(_DATA)) if item else None

    def _story_chosen(self) -> None:
        backup, name = self.backup, self.story
        if backup is None or name is None:
            return
        settings = self.context.settings.settings
        self._do(
            "story",
            lambda: backups.preview(backup.path, settings=settings, article_id=name),
            self._show_story,
        )

    def _show_story(self, article: Article | None) -> None:
        if article is None:
            self._headline.setText("")
            self._facts.setText("")
            self.text.setPlainText("")
        else:
            self._headline.setText(article.headline or "Untitled story")
            words = f"{number_text(word_count(article.body))} words"
            saved = full_text(article.saved_at) if article.saved_at else ""
            self._facts.setText(" · ".join(part for part in (words, saved) if part))
            parts = (article.standfirst, text_of(article.body).replace("\n", "\n\n"))
            self.text.setPlainText("\n\n".join(part for part in parts if part))
        self._allow()

    def _allow(self) -> None:
        self._whole.setEnabled(self.backup is not None)
        for step in (self._copy, self._over):
            step.setEnabled(bool(self._headline.text()))

    def restore(self, *, copy: bool) -> None:
        """Bring the story back, over or beside what the library has of it, and show it."""
        backup, name, context = self.backup, self.story, self.context
        if backup is None or name is None:
            return

        def work(desk: Desk) -> tuple[Article, Changes]:
            bring = backups.restore_copy if copy else backups.restore_story
            return bring(desk, backup=backup.path, article_id=name)

        def done(result: tuple[Article, Changes]) -> None:
            self.working = False
            context.bus.tell(result[1])
            context.story.show(result[0])
            context.notices.say(
                f"“{result[0].headline or 'The story'}” is back from {_when(backup)}.", key=_KEY
            )
            self.accept()

        self.working = True
        self._state.setText("Bringing it back …")
        # What is open is in the library before another story takes its place.
        context.story.flush(
            partial(context.tasks.library, work, done, self._failed), self._not_saved
        )

    def _not_saved(self) -> None:
        self.working = False
        self._state.setText("The open story is not saved yet; see the bar above the window.")


def _when(backup: Backup) -> str:
    day = row_text(backup.made_at)
    time = clock_text(backup.made_at)
    return f"today, {time}" if day == time else f"{day}, {time}"


def _size(length: int) -> str:
    megabytes = length / 1_000_000
    return f"{megabytes:.1f} MB" if megabytes < 10 else f"{number_text(round(megabytes))} MB"
