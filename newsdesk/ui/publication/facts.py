"""The facts of the paper on three pages; what is well written is saved as one goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.publication import Publication
from newsdesk.domain.values import immutable
from newsdesk.services import publication as papers
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import label
from newsdesk.ui.fields.binding import Binder, with_value
from newsdesk.ui.fields.choices import Number
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.languages import language_name
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.publication.logo import LogoField

_AFTER = 600
"""Milliseconds from the first unsaved key to the save."""
_SLOWEST = 49
"""Stands for "by the language" below the 50 words a minute that are allowed."""


@immutable
class _Text:
    """A field of text of the publication: its name in the value and on the screen."""

    path: str
    title: str
    example: str = ""
    area: bool = False


_NAME = _Text("name", "Name")
_TAGLINE = _Text("tagline", "Tagline")
_URL = _Text("url", "Address", "https://example.org")
_LANGUAGE = _Text("language", "Language", "en-GB")
_ZONE = _Text("time_zone", "Time zone", "Europe/Kyiv")
_EMAIL = _Text("contact_email", "Contact e-mail", "desk@example.org")
_HANDLE = _Text("social_handle", "Social handle", "@paper")
_HOLDER = _Text("copyright_holder", "Copyright holder")
_POLICIES = (
    _Text("publishing_principles_url", "Publishing principles", "https://example.org/principles"),
    _Text("corrections_policy_url", "Corrections policy", "https://example.org/corrections"),
    _Text("ethics_policy_url", "Ethics policy", "https://example.org/ethics"),
    _Text("privacy_url", "Privacy", "https://example.org/privacy"),
)
_NEWSLETTER = (
    _Text("newsletter_form_url", "Address of the form", "https://example.org/subscribe"),
    _Text("newsletter_title", "Title"),
    _Text("newsletter_text", "Text", area=True),
)


class PaperFacts(QObject):
    """The three pages over one value, and its saving.

    A field that is badly written keeps what it had in the library until it is put right.
    """

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = True
        self._saved: Publication | None = None
        self._draft = Publication()
        self.fields: dict[str, Field] = {}
        self._pages: dict[str, Column] = {}
        self._binder = Binder(self._edit)
        self._logo = LogoField(context)
        self._logo.chosen.connect(partial(self._edit_now, "logo"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.save)
        self._general()
        self._plain("Policies", "Pages of the paper that every story points to.", _POLICIES)
        self._plain(
            "Newsletter",
            "With a form and a title, a sign-up stands below each story that has none of its own.",
            _NEWSLETTER,
        )

    @property
    def pages(self) -> dict[str, Column]:
        """The pages by their titles."""
        return self._pages

    # --- the pages ---

    def _page(self, title: str) -> Column:
        page = Column(margins=(24, 20, 24, 16))
        page.fields.addWidget(label(title, "title"))
        self._pages[title] = page
        page.setEnabled(False)
        return page

    def _general(self) -> None:
        page = self._page("Publication")
        speed = Number(_SLOWEST, 1000, none="By the language")
        self._binder.number(speed, "words_per_minute")
        self.fields["words_per_minute"] = pace = Field("Words a minute", speed)
        self.fields["logo"] = logo = Field("Logo", self._logo, focus=self._logo.choose)
        # "Logo" alone would not say what the button does.
        self._logo.choose.setAccessibleName("Choose the logo")
        for widget in (
            self._text(_NAME),
            self._text(_TAGLINE),
            self._text(_URL),
            pair(self._text(_LANGUAGE), self._text(_ZONE)),
            logo,
            pair(self._text(_EMAIL), self._text(_HANDLE)),
            pair(self._text(_HOLDER), pace),
        ):
            page.fields.addWidget(widget)
        page.fields.addStretch(1)

    def _plain(self, title: str, says: str, texts: tuple[_Text, ...]) -> None:
        page = self._page(title)
        page.fields.addWidget(label(says, "note", wrap=True))
        for text in texts:
            page.fields.addWidget(self._text(text))
        page.fields.addStretch(1)

    def _text(self, text: _Text) -> Field:
        if text.area:
            control: Line | Area = Area(text.example)
        else:
            control = line = Line(text.example)
            line.left.connect(self._left)
        made = self.fields[text.path] = Field(text.title, control)
        self._binder.text(control, text.path)
        return made

    # --- the value ---

    def read(self, publication: Publication) -> None:
        """Show the publication; from now on it can be changed."""
        self._saved = self._draft = publication
        self._binder.show(publication)
        self._logo.show_image(publication.logo)
        self._name_language()
        for page in self._pages.values():
            page.setEnabled(True)

    def _edit(self, path: str, value: object) -> None:
        self._draft = with_value(self._draft, path, value)
        field = self.fields[path]
        if field.problem:
            field.say(papers.problems(self._draft).get(path, ""))
        if path == "language":
            self._name_language()
        if not self._timer.isActive():
            self._timer.start()

    def _edit_now(self, path: str, value: object) -> None:
        self._edit(path, value)
        self.save()

    def _name_language(self) -> None:
        tag = self._draft.language.strip()
        name = language_name(tag)
        self.fields["language"].set_note("" if name == tag else name)

    def _left(self) -> None:
        self.tell()
        self.save()

    def tell(self) -> str:
        """Say what is wrong beside each field; return the name of the first, "" for none."""
        wrong = papers.problems(self._draft)
        for path, field in self.fields.items():
            field.say(wrong.get(path, ""))
        return next((path for path in self.fields if path in wrong), "")

    def page_of(self, path: str) -> str:
        """Return the title of the page that a field stands on."""
        field = self.fields[path]
        return next(title for title, page in self._pages.items() if page.isAncestorOf(field))

    def leave(self) -> None:
        """Save for the last time; what goes wrong from now on is told in the window."""
        self._shown = False
        self.save()

    def save(self) -> None:
        """Save what is well written."""
        self._timer.stop()
        saved = self._saved
        if saved is None:
            return
        wrong = papers.problems(self._draft)
        good = replace(self._draft, **{path: getattr(saved, path) for path in wrong})
        if good == saved:
            return
        self._saved = good

        def keep(desk: Desk) -> Changes:
            return papers.save(desk, publication=good)

        def failed(error: Exception) -> None:
            if self._saved is good:
                self._saved = saved
            path = error.field if isinstance(error, InvalidInputError) else ""
            if self._shown and path in self.fields:
                self.fields[path].say(str(error))
            else:
                self._context.notices.fail(
                    error, key="publication", lead="The publication is not saved."
                )

        self._context.tasks.library(keep, self._context.bus.tell, failed)
