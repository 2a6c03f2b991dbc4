"""The author card as readers will see it, following each key of the form."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from newsdesk.domain.author import AuthorProfile, SocialNetwork
from newsdesk.domain.photo import FocalPoint
from newsdesk.domain.sociallink import LABELS
from newsdesk.domain.text import Mark, Run, Runs
from newsdesk.domain.weblink import direction, is_safe
from newsdesk.ui import fonts
from newsdesk.ui.authors.plot import stories_text
from newsdesk.ui.authors.portrait import Portraits
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label
from newsdesk.ui.fields.avatars import initials

_SIDE = 56
_LONGEST = 6
"""Paragraphs of a long biography that the card shows; the page has them all."""
_TAGS = (
    (Mark.STRONG, "b"),
    (Mark.EMPHASIS, "i"),
    (Mark.UNDERLINE, "u"),
    (Mark.STRIKE, "s"),
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.SUBSCRIPT, "sub"),
    (Mark.CODE, "code"),
)


def runs_html(runs: Runs, colour: str) -> str:
    """Return runs as HTML for a label; links are shown, and never lead anywhere from here."""
    return "".join(_run_html(run, colour) for run in runs)


def _run_html(run: Run, colour: str) -> str:
    text = escape(run.text).replace("\n", "<br>")
    for mark, tag in _TAGS:
        if mark in run.marks:
            text = f"<{tag}>{text}</{tag}>"
    if run.link is not None and is_safe(run.link.href):
        text = f'<span style="color:{colour}">{text}</span>'
    return text


class RoundPortrait(QWidget):
    """The portrait in its round cut."""

    def __init__(self, context: Context, side: int = _SIDE) -> None:
        super().__init__()
        self._context = context
        self._portraits = Portraits(context)
        self._focus = FocalPoint()
        self._name = ""
        self.setFixedSize(QSize(side, side))
        context.theme.changed.connect(self.update)

    def show_profile(self, profile: AuthorProfile) -> None:
        """Show somebody's portrait."""
        self._focus, self._name = profile.avatar_focal_point, profile.display_name
        self._portraits.want(profile.avatar, self)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addEllipse(QRectF(self.rect()))
        picture = self._portraits.picture
        theme = self._context.theme
        if picture.isNull():
            painter.fillPath(outline, theme.colour("selected_idle"))
            face = QFont(fonts.font("ui_strong"))
            face.setPixelSize(self.width() * 2 // 5)
            painter.setFont(face)
            painter.setPen(theme.colour("text2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initials(self._name))
        else:
            painter.setClipPath(outline)
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(0, 0, self._portraits.cut(self._focus, self.width(), ratio))
        painter.end()


class AuthorCard(QFrame):
    """The card: portrait, name, role of today, biography, addresses."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._profile: AuthorProfile | None = None
        self._role = ""
        self._language = ""
        self.setProperty("look", "card")
        self.setAccessibleName("As readers see it")
        self._portrait = RoundPortrait(context)
        self.name = label("", wrap=True)
        self.name.setFont(fonts.page_font(20, weight=QFont.Weight.Bold))
        self.role = label("", "note", wrap=True)
        self.biography = QLabel()
        self.biography.setWordWrap(True)
        self.biography.setTextFormat(Qt.TextFormat.RichText)
        self.biography.setFont(fonts.page_font(15))
        self.addresses = label("", "note", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.role)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.biography)
        column.addWidget(self.addresses)
        context.theme.changed.connect(self._draw)

    def show_profile(self, profile: AuthorProfile, role: str, language: str) -> None:
        """Show somebody with the role of today, in a language."""
        self._profile, self._role, self._language = profile, role, language
        self._draw()

    def _draw(self) -> None:
        profile = self._profile
        if profile is None:
            return
        self._portrait.show_profile(profile)
        self.name.setText(profile.display_name or "No name")
        self.role.setText(self._role)
        self.role.setVisible(bool(self._role))
        entry = profile.biography(self._language)
        paragraphs = entry.long or (((Run(entry.short),),) if entry.short else ())
        colour = self._context.theme.name("accent")
        side = direction(entry.language) if entry.language else "ltr"
        html = "".join(
            f'<p dir="{side}" style="margin:0 0 8px 0">{runs_html(runs, colour)}</p>'
            for runs in paragraphs[:_LONGEST]
        )
        more = f'<p style="margin:0; color:{colour}">Read more</p>'
        self.biography.setText(html + more if html else "")
        self.biography.setVisible(bool(html))
        places = [_short(profile.website)] if profile.website else []
        places += [
            LABELS[link.network] if link.network is not SocialNetwork.OTHER else _short(link.url)
            for link in profile.links
        ]
        if profile.show_email and profile.email:
            places.append(profile.email)
        self.addresses.setText(" · ".join(dict.fromkeys(places)))
        self.addresses.setVisible(bool(places))


def _short(address: str) -> str:
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")


def in_stories(number: int) -> str:
    """Return the words beside the name, as "in 214 stories"."""
    return f"in {stories_text(number)}" if number else "in no story yet"
