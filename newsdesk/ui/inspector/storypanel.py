"""The Story panel: every field of a story that is not on the page itself, in groups that fold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from newsdesk.domain.article import Article, ArticleState, ArticleSubtype
from newsdesk.domain.ids import NoteId
from newsdesk.domain.publication import Section
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.fields.binding import Binder, with_value
from newsdesk.ui.fields.choices import Choice, Number
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.languages import offered
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.tags import TagField
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.ticks import Tick
from newsdesk.ui.fields.times import DayField, optional
from newsdesk.ui.inspector.corrections import Corrections
from newsdesk.ui.inspector.following import follow
from newsdesk.ui.inspector.formmaker import FormMaker
from newsdesk.ui.inspector.notes import Notes
from newsdesk.ui.inspector.slugfield import SlugField
from newsdesk.ui.inspector.storytimes import StoryTimes
from newsdesk.ui.inspector.storyweb import StoryWeb
from newsdesk.ui.states import STATE_LABELS

_SUBTYPES: tuple[tuple[object, str], ...] = (
    (ArticleSubtype.NEWS, "News"),
    (ArticleSubtype.ANALYSIS, "Analysis"),
    (ArticleSubtype.BACKGROUND, "Background"),
    (ArticleSubtype.OPINION, "Opinion"),
    (ArticleSubtype.REPORTAGE, "Reportage"),
    (ArticleSubtype.REVIEW, "Review"),
)
PLACES = frozenset(
    {
        "section", "state", "kicker", "slug", "slugline", "language", "subtype", "target_words",
        "urgency", "scheduled_at", "embargoed_until", "embargo_note", "expires_at", "updated_at",
        "tags", "keywords", "series", "dateline", "search", "social", "ed_note", "internal_note",
        "legal_flag", "sensitive_flag", "corrections", "headline_short", "headline_print",
        "read_minutes", "rights",
    }
)  # fmt: skip
"""The fields of a story, by the first part of their dotted names, that are found here."""


class StoryPanel(QFrame):
    """Follows the open story; each key is in the story at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._binder = Binder(self._edit)
        self._make = FormMaker(context, self._binder)
        self._times, self._web = StoryTimes(self._make), StoryWeb(self._make)
        self.setProperty("look", "panel")
        self.setAccessibleName("Story")
        self._scroll = Column(margins=(14, 8, 16, 20))
        self._scroll.fields.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        for group in (
            self._make_desk(),
            self._make_passages(),
            self._times,
            self._make_topics(),
            self._web,
            self._make_notes(),
            self._make_corrections(),
            self._make_more(),
        ):
            self._scroll.fields.addWidget(group)
        self._scroll.fields.addStretch(1)
        context.bus.changed.connect(self._library_changed)
        context.settings.changed.connect(self._limits_changed)
        context.navigator.place_wanted.connect(self._show_place)
        context.story.state_changed.connect(self._kept)
        self._read_sections()
        follow(context, self, self.show_article)

    def show_article(self, article: Article) -> None:
        """Show a story in every field."""
        self._language.set_entries(offered(article.language))
        self._binder.show(article)
        self._state.show_value(article.state)
        self._section.show_value(article.section)
        self._slug.show_article(article)
        self._corrections.show_corrections(article.corrections)
        self._passage_notes.show_article(article)
        self._times.show_article(article)
        self._web.show_article(article)
        self._show_summaries(article)

    # --- the groups ---

    def _group(self, title: str, *, open_: bool = True) -> Group:
        return Group(self._context, title, open_=open_)

    def _make_desk(self) -> Group:
        group = self._group("Desk")
        self._state = Choice(tuple(STATE_LABELS.items()))
        self._state.chosen.connect(self._set_state)
        self._section = Choice(((None, "No section"),))
        self._section.chosen.connect(partial(self._binder.edit, "section"))
        self._kicker = Line("as the section")
        self._slug = SlugField(self._context, self)
        self._language = Choice(offered(""))
        self._binder.choice(self._language, "language")
        kind = Choice(_SUBTYPES)
        self._binder.choice(kind, "subtype")
        target = Number(0, 100_000, none="none")
        target.setSingleStep(50)
        self._binder.number(target, "target_words")
        urgency = Number(1, 9)
        self._binder.number(urgency, "urgency")
        group.add(
            pair(Field("State", self._state), Field("Section", self._section)),
            self._make.text(
                group, "Kicker", "kicker", self._kicker, "The label above the headline."
            ),
            self._make.text(
                group, "Slugline", "slugline", Line("the desk’s name of the story"),
                "What the desk calls this story; readers never see it.",
            ),
            self._slug,
            pair(Field("Language", self._language), Field("Kind", kind)),
            pair(
                Field("Target words", target),
                Field("Urgency", urgency, help_text="1 is the most urgent, 9 the least."),
            ),
        )  # fmt: skip
        for path, control in (
            ("slug", self._slug.line), ("section", self._section), ("language", self._language),
            ("state", self._state), ("target_words", target), ("urgency", urgency),
            ("subtype", kind),
        ):  # fmt: skip
            self._make.places[path] = group, control
        return group

    def _make_topics(self) -> Group:
        group = self._topics = self._group("Topics")
        tags = TagField(self._context, "Add a tag, then Enter")
        self._binder.tags(tags, "tags")
        keywords = TagField(self._context, "Add a keyword, then Enter")
        self._binder.tags(keywords, "keywords")
        day = DayField(self._context, "Filed on", "Set the day")
        self._binder.day(day, "dateline.day")
        group.add(
            Field("Tags", tags, focus=tags.line),
            Field("Keywords", keywords, focus=keywords.line),
            self._make.text(group, "Series", "series", Line()),
            pair(
                self._make.text(group, "Dateline city", "dateline.city", Line()),
                self._make.text(group, "Country", "dateline.country", Line()),
            ),
            pair(
                optional("Filed on", day),
                self._make.text(group, "Source", "dateline.source", Line("wire or paper")),
            ),
        )
        self._make.places["tags"] = group, tags
        self._make.places["keywords"] = group, keywords
        return group

    def _make_passages(self) -> Group:
        group = self._passages = self._group("Notes on passages")
        self._passage_notes = Notes(self._context)
        self._passage_notes.counted.connect(self._count_notes)
        group.add(self._passage_notes)
        return group

    def _count_notes(self, number: int) -> None:
        self._passages.head.set_summary(f"{number} open" if number else "")

    def _make_notes(self) -> Group:
        group = self._notes = self._group("Notes and flags")
        legal = Tick("For the lawyers: not to go out yet")
        sensitive = Tick("Sensitive content")
        self._binder.switch(legal, "legal_flag")
        self._binder.switch(sensitive, "sensitive_flag")
        group.add(
            self._make.text(
                group, "Note to the desk that gets it", "ed_note", Area("goes out with the story")
            ),
            self._make.text(
                group, "Internal note", "internal_note", Area("never leaves this library")
            ),
            legal,
            sensitive,
        )
        self._make.places["legal_flag"] = group, legal
        self._make.places["sensitive_flag"] = group, sensitive
        return group

    def _make_corrections(self) -> Group:
        group = self._corrections_group = self._group("Corrections")
        self._corrections = Corrections(self._context)
        self._corrections.chosen.connect(partial(self._binder.edit, "corrections"))
        group.add(self._corrections)
        self._make.places["corrections"] = group, self._corrections
        return group

    def _make_more(self) -> Group:
        group = self._group("Other headlines and rights", open_=False)
        minutes = Number(0, 600, none="from the words", unit="min")
        self._binder.number(minutes, "read_minutes")
        group.add(
            self._make.text(group, "Short headline", "headline_short", Line("as the headline")),
            self._make.text(group, "Headline in print", "headline_print", Line("as the headline")),
            Field("Reading time", minutes),
            self._make.text(
                group, "Copyright holder", "rights.copyright_holder", Line("as the publication")
            ),
            self._make.text(
                group, "Copyright notice", "rights.copyright_notice", Line("as the publication")
            ),
            self._make.text(
                group, "Usage terms", "rights.usage_terms", Area("as the publication")
            ),
        )
        self._make.places["read_minutes"] = group, minutes
        return group

    # --- what is shown ---

    def _show_summaries(self, article: Article) -> None:
        self._topics.head.set_summary(", ".join(article.tags[:4]))
        self._corrections_group.head.set_summary(str(len(article.corrections) or ""))
        flags = [
            word
            for word, on in (("legal", article.legal_flag), ("sensitive", article.sensitive_flag))
            if on
        ]
        self._notes.head.set_summary(", ".join(flags))

    def _kept(self, state: str, _what: object) -> None:
        """Show the slug that a save made of the headline."""
        article = self._context.story.article
        if state == "saved" and article is not None and not self._slug.line.hasFocus():
            self._slug.show_article(article)

    def _limits_changed(self, key: str) -> None:
        article = self._context.story.article
        if key.startswith("limits.") and article is not None:
            self._binder.show(article)

    def _library_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.SECTION) or changes.touches(Kind.LIBRARY):
            self._read_sections()

    def _read_sections(self) -> None:
        def read(desk: Desk) -> tuple[Section, ...]:
            from newsdesk.services import sections

            return sections.all_sections(desk)

        self._context.tasks.library(read, self._show_sections)

    def _show_sections(self, sections: tuple[Section, ...]) -> None:
        entries = tuple((section.slug, section.label) for section in sections)
        self._section.set_entries(((None, "No section"), *entries))
        article = self._context.story.article
        if article is not None:
            self._section.show_value(article.section)

    # --- what is done ---

    def _edit(self, path: str, value: object) -> None:
        self._context.story.edit(lambda article: with_value(article, path, value), origin=self)

    def _set_state(self, state: object) -> None:
        """Change the state as the Story menu does: published stories get their time.

        The field shows the new state when the library has it, not before: it may be refused.
        """
        article = self._context.story.article
        if isinstance(state, ArticleState) and article is not None:
            self._state.show_value(article.state)
            self._context.actions.run(f"state.{state}")

    def _show_place(self, place: str) -> None:
        """Put the caret into a field by its dotted name; ``corrections.new`` adds one."""
        if self._context.story.article is None:
            return
        if place == "corrections.new":
            self._corrections_group.unfold()
            self._corrections.add()
            self._scroll.ensureWidgetVisible(self._corrections)
            return
        if place.startswith("notes."):
            self._passages.unfold()
            row = self._passage_notes.show_note(NoteId(place.removeprefix("notes.")))
            if row is not None:
                self._scroll.ensureWidgetVisible(row)
            return
        path = place
        while path not in self._make.places:
            path, dot, _ = path.rpartition(".")
            if not dot:
                return
        group, control = self._make.places[path]
        group.unfold()
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(control)
