"""Somebody who types into the real window with real keys, and is killed.

Numbered words go into a story, a profile or a picture; each is printed with the moment at which
the program had handled its last key, in seconds of the clock that all processes of a machine
share. Meanwhile the window saves, keeps versions, exports, backs up, and so on.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from newsdesk import app
from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.publication import Section
from newsdesk.services import (
    articles,
    authors,
    backups,
    exporting,
    images,
    keeping,
    paths,
    releasing,
    sections,
)
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.services.exporting import Prepared
from newsdesk.services.settings import Settings
from newsdesk.ui.authors.screen import AuthorsScreen
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.images.screen import ImagesScreen
from newsdesk.ui.lane import Lane
from newsdesk.ui.starting import Session
from newsdesk.ui.tasks import Progress
from tests.crash import migrator
from tests.crash.waiting import waited

Field: TypeAlias = QTextEdit | QPlainTextEdit

BETWEEN = (20, 90)
"""Milliseconds between two words."""
REST = 40
"""Milliseconds between the end of some work and its next beginning."""


def say(word: str, *what: object) -> None:
    os.write(1, f"{json.dumps([word, *what])}\n".encode())


@dataclass
class Typist:
    """One window, the words typed into it, and the work that goes on beside them."""

    session: Session
    work: str
    folder: Path
    count: int
    fresh: bool
    rng: random.Random
    resting: bool = False

    def begin(self) -> None:
        """Wait until the window is built, then go where the words go."""
        story, actions = self.session.context.story, self.session.context.actions
        if story.article is None or not actions.connected("story.trash"):
            QTimer.singleShot(20, self.begin)
            return
        context = self.session.context
        if self.work == "profile":
            context.tasks.library(first_profile, context.navigator.show_author)
        elif self.work == "picture":
            context.tasks.library(first_picture, context.navigator.show_image)
        self._await_field()

    def _field(self) -> Field | None:
        """Return what the words go into, once it shows something."""
        window = self.session.window
        if self.work == "profile":
            people = window.findChild(AuthorsScreen)
            return people.form.biographies.short if people and people.editing.profile else None
        if self.work == "picture":
            pictures = window.findChild(ImagesScreen)
            fields = pictures.fields if pictures and pictures.session.asset else None
            return fields.describing.alt_text if fields else None
        return window.findChild(BodyEdit)

    def _await_field(self) -> None:
        field = self._field()
        if field is None or not field.isVisible():
            QTimer.singleShot(20, self._await_field)
            return
        field.setFocus()
        in_story = isinstance(field, BodyEdit)
        if self.fresh or not in_story:
            step = QTextCursor.MoveOperation
            field.moveCursor(step.Start if in_story else step.End)
        text = field.toPlainText()
        say("ready", text, text[: field.textCursor().position()])
        if not (self.fresh and in_story):
            QTest.keyClick(field, Qt.Key.Key_Space)  # What stands before may end in a word.
        self._type(field)
        self._go_on()

    def _type(self, field: Field) -> None:
        if not self.resting:
            self.count += 1
            QTest.keyClicks(field, f"w{self.count}")
            QTest.keyClick(field, Qt.Key.Key_Space)
            say("typed", self.count, time.monotonic(), waited(os.getpid()))
        QTimer.singleShot(self.rng.randint(*BETWEEN), partial(self._type, field))

    # --- the work beside the words ---

    def _go_on(self, _result: object = None) -> None:
        QTimer.singleShot(REST, self._again)

    def _again(self) -> None:
        beside: dict[str, Callable[[], object]] = {
            "saving": self._saving,
            "versions": self._versions,
            "export": self._export,
            "site": self._site,
            "backup": self._backup,
            "sections": self._sections,
            "trash": self._trash,
            "switching": self._switching,
        }
        if self.work in beside:
            beside[self.work]()

    def _library(self, work: Callable[[Desk], object]) -> None:
        self.session.context.tasks.library(work, self._go_on)

    def _background(self, work: Callable[[Progress], object]) -> None:
        self.session.context.tasks.background(work, self._go_on)

    def _saving(self) -> None:
        self.session.context.story.flush(self._go_on)

    def _versions(self) -> None:
        article = self.session.context.story.collected()
        assert article is not None
        self._library(lambda desk: keeping.keep(desk, article, VersionReason.INTERVAL))

    def _export(self) -> None:
        article = self.session.context.story.article
        assert article is not None

        def write(prepared: Prepared) -> None:
            self._background(
                lambda progress: exporting.write(
                    prepared, to=self.folder / "page", progress=progress
                )
            )

        self.session.context.tasks.library(
            lambda desk: exporting.prepare(desk, article_id=article.id, override="draft"), write
        )

    def _site(self) -> None:
        library = self.session.context.tasks.library

        def write(path: Path) -> None:
            self._background(
                lambda progress: releasing.export_paper(
                    path, to=self.folder / "site", progress=progress
                )
            )

        library(lambda desk: desk.library.path, write)

    def _backup(self) -> None:
        def write(path: Path) -> None:
            self._background(
                lambda _progress: backups.back_up_file(
                    path, self.folder / "backups", settings=Settings()
                )
            )

        self.session.context.tasks.library(lambda desk: desk.library.path, write)

    def _sections(self) -> None:
        number = self.rng.randrange(1000)

        def work(desk: Desk) -> Changes:
            made, changes = sections.save(
                desk, section=Section(SectionSlug(""), f"Passing {number}")
            )
            return changes | sections.delete(desk, slug=made.slug)

        self.session.context.tasks.library(work, self._told)

    def _trash(self) -> None:
        def work(desk: Desk) -> Changes:
            made, changes = articles.create(desk, headline="Passing")
            return changes | articles.trash(desk, article_id=made.id)

        self.session.context.tasks.library(work, self._told)

    def _told(self, changes: Changes) -> None:
        self.session.context.bus.tell(changes)
        self._go_on()

    def _switching(self) -> None:
        """Go to another story and back; what was typed before is then kept, whatever its age."""
        story = self.session.context.story
        here = story.article
        assert here is not None
        self.resting = True

        def opened(article: Article) -> None:
            if article.id != here.id:
                say("kept", self.count)
                story.open(here.id)
                return
            story.opened.disconnect(opened)
            self.resting = False
            QTimer.singleShot(10 * REST, self._go_on)

        def away(ids: tuple[ArticleId, ...]) -> None:
            story.open(next(name for name in ids if name != here.id))

        story.opened.connect(opened)
        self.session.context.tasks.library(articles.all_ids, away)


def first_profile(desk: Desk) -> AuthorId:
    return min(row.id for row in authors.rows(desk))


def first_picture(desk: Desk) -> ImageId:
    return min(row.id for row in images.rows(desk).rows)


def type_until_killed(asked: dict[str, Any]) -> None:
    """Open the window on a library and type words until killed."""
    library, folder, work = Path(asked["library"]), Path(asked["folder"]), asked["work"]
    if work == "migrating":
        migrator.teach()
    home = paths.under(folder / "home")
    session = app.begin(app.Start(library), home, Settings(), library, Lane())
    rng = random.Random(asked["seed"])
    typist = Typist(session, work, folder, asked["count"], asked["fresh"], rng)
    QTimer.singleShot(20, typist.begin)
    session.run()
