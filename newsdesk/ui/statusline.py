"""The line below everything: words, read time, target, TK, readiness, language, last save."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.listing import Counts
from newsdesk.domain.moment import Moment
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label, set_look
from newsdesk.ui.fields.languages import language_name
from newsdesk.ui.moments import clock_text, number_text
from newsdesk.ui.navigation import Screen
from newsdesk.ui.states import paint_dot
from newsdesk.ui.storyfacts import Facts, count
from newsdesk.ui.tasks import TaskHandle
from newsdesk.ui.theme import Theme
from newsdesk.ui.tokens import STATUS_LINE, ColourRole

_COUNT_AFTER = 400
"""Milliseconds without a key after which words are counted again."""


class TargetBar(QWidget):
    """How far the words are on their way to the number wished for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedSize(QSize(64, 4))
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Show a share of 0 to 1."""
        self._share = min(1.0, share)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, self.height()), 2, 2)
        painter.end()


class Light(QWidget):
    """A dot in a colour by its role."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._role: ColourRole = "ok"
        self.setFixedSize(QSize(8, 8))
        theme.changed.connect(self.update)

    def show_role(self, role: ColourRole) -> None:
        """Show a colour."""
        self._role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        from newsdesk.domain.article import ArticleState

        painter = QPainter(self)
        centre = QRectF(self.rect()).center()
        paint_dot(painter, centre, ArticleState.READY, self._theme.colour(self._role))
        painter.end()


class StatusLine(QFrame):
    """Follows the open story."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._counting: TaskHandle | None = None
        self._facts: Facts | None = None
        self._saved_at: Moment | None = None
        self.setProperty("look", "status")
        self.setAccessibleName("Status")
        self.setFixedHeight(STATUS_LINE)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COUNT_AFTER)
        self._timer.timeout.connect(self._count)
        self._words = label("", "note")
        self._minutes = label("", "note")
        self._target = label("", "note")
        self._bar = TargetBar(context.theme)
        self._flag = QLabel()
        self._marks = label("", "note")
        self._light = Light(context.theme)
        self._readiness = QToolButton()
        self._readiness.setProperty("look", "status")
        self._readiness.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._readiness.setAccessibleName("Readiness")
        self._readiness.clicked.connect(lambda: context.navigator.show_tab("checks"))
        self._language = label("", "note")
        self._tick = QLabel()
        self._saved = label("", "note")
        self._saved.setAccessibleName("Saved")
        self._held = label("", "note")
        self._held.hide()
        self._screen: Screen = "story"
        self._counts = Counts()
        self._lay_out()
        self._wire()
        self.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        for widgets in (
            (self._words,),
            (self._minutes,),
            (self._target, self._bar),
            (self._flag, self._marks),
            (self._light, self._readiness),
            (self._held,),
        ):
            for widget in widgets:
                row.addWidget(widget)
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(self._language)
        row.addSpacing(10)
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        self._readiness.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _wire(self) -> None:
        story = self._context.story
        story.opened.connect(self._opened)
        story.changed.connect(self._edited)
        story.typed.connect(self._timer.start)
        story.state_changed.connect(self._state)
        story.closed.connect(self.clear)
        self._context.theme.changed.connect(self._draw)

    def clear(self) -> None:
        """Show that no story is open."""
        self._timer.stop()
        self._facts = None
        self._light.show_role("ok")
        self._readiness.setText("")
        self._arrange()

    def show_screen(self, screen: Screen) -> None:
        """Show what belongs to the screen: a story's counts, or how many there are of others."""
        self._screen = screen
        self._arrange()

    def show_counts(self, counts: Counts) -> None:
        """Show how much the library holds, where that is what the screen is about."""
        self._counts = counts
        self._arrange()

    def _arrange(self) -> None:
        """Show the parts that have something to say here."""
        on_story = self._screen == "story" and self._context.story.article is not None
        facts = self._facts if on_story else None
        target, marks = (facts.target, facts.marks) if facts is not None else (None, 0)
        ready = on_story and bool(self._readiness.text())
        state = self._context.story.state
        for shown, widgets in (
            (facts is not None, (self._words, self._minutes)),
            (bool(target), (self._target, self._bar)),
            (marks > 0, (self._flag, self._marks)),
            (ready, (self._light, self._readiness)),
            (on_story, (self._language, self._saved)),
            (on_story and state in {"saved", "failed", "stale"}, (self._tick,)),
            (self._screen in {"authors", "images"}, (self._held,)),
        ):
            for widget in widgets:
                widget.setVisible(shown)
        number, one = {
            "authors": (self._counts.authors, "author"),
            "images": (self._counts.images, "picture"),
        }.get(self._screen, (0, ""))
        self._held.setText(f"{number_text(number)} {one}{'' if number == 1 else 's'}")

    def show_findings(self, blocking: int, advice: int) -> None:
        """Show how ready the story is: findings that block it, and those that advise."""
        number = blocking + advice
        checks = "1 check" if number == 1 else f"{number} checks"
        if blocking:
            self._light.show_role("bad")
            self._readiness.setText(f"Not ready: {checks}")
        elif advice:
            self._light.show_role("review")
            self._readiness.setText(f"Nearly ready: {checks}")
        else:
            self._light.show_role("ready")
            self._readiness.setText("Ready")
        self._arrange()

    def _opened(self, article: Article) -> None:
        self._language.setText(language_name(article.language))
        self._readiness.setText("")
        self._arrange()
        QTimer.singleShot(0, self, self._count)

    def _count(self) -> None:
        article = self._context.story.collected()
        if article is None:
            return
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._context.tasks.background(
            lambda _progress: count(article), self._counted
        )

    def _counted(self, facts: Facts) -> None:
        self._words.setText("1 word" if facts.words == 1 else f"{number_text(facts.words)} words")
        self._minutes.setText(f"{facts.minutes} min read")
        self._target.setText(f"Target {number_text(facts.target or 0)}")
        self._bar.show_share(facts.words / facts.target if facts.target else 0)
        self._marks.setText(f"{facts.marks} TK")
        self._language.setText(language_name(facts.language))
        self._facts = facts
        self._draw()
        self._arrange()

    def _edited(self, _article: object, _origin: object) -> None:
        self._timer.start()

    def _state(self, state: str, what: object) -> None:
        if isinstance(what, Moment):
            self._saved_at = what
        since = clock_text(self._saved_at) if self._saved_at is not None else ""
        match state:
            case "saved":
                self._saved.setText(f"Saved {since}")
            case "saving" | "unsaved":
                self._saved.setText("Saving…")
            case _:
                self._saved.setText(f"Not saved since {since}" if since else "Not saved")
        failed = state in {"failed", "stale"}
        set_look(self._saved, "look", "bad_strong" if failed else "note")
        icons = self._context.icons
        self._tick.setPixmap(
            icons.pixmap("circle-alert", "bad", 14) if failed else icons.pixmap("check", "ok", 14)
        )
        self._arrange()

    def _draw(self) -> None:
        self._flag.setPixmap(self._context.icons.pixmap("flag", "text2", 14))
        state = self._context.story.state
        if self._context.story.article is not None:
            self._state(state, None)
