"""The Story panel: every field of a story that is not on the page itself, in groups that fold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.article import Article, ArticleState, ArticleSubtype
from newsdesk.domain.ids import NoteId
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Section
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.binding import Binder, with_value
from newsdesk.ui.fields.choices import Choice, Number
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.languages import offered
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.tags import TagField
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.ticks import Tick
from newsdesk.ui.fields.times import DayField, MomentField, optional
from newsdesk.ui.inspector.corrections import Corrections
from newsdesk.ui.inspector.following import follow
from newsdesk.ui.inspector.notes import Notes
from newsdesk.ui.inspector.slugfield import SlugField
from newsdesk.ui.moments import row_text
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
        self._places: dict[str, tuple[Group, QWidget]] = {}
        self.setProperty("look", "panel")
        self.setAccessibleName("Story")
        self._scroll = Column(margins=(14, 8, 16, 20))
        self._scroll.fields.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        for make in (
            self._make_desk,
            self._make_passages,
            self._make_times,
            self._make_topics,
            self._make_web,
            self._make_notes,
            self._make_corrections,
            self._make_more,
        ):
            self._scroll.fields.addWidget(make())
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
        self._show_times(article)
        self._show_picture(article)
        self._show_summaries(article)

    # --- the groups ---

    def _group(self, title: str, *, open_: bool = True) -> Group:
        return Group(self._context, title, open_=open_)

    def _text(
        self, group: Group, name: str, path: str, control: Line | Area, help_text: str = ""
    ) -> Field:
        field = Field(name, control, help_text=help_text)
        self._binder.text(control, path)
        self._places[path] = group, control
        return field

    def _counted(
        self, group: Group, name: str, path: str, control: Line | Area, key: str
    ) -> Field:
        """Make a text with a counter whose limit is the setting ``key``."""
        field = Field(name, control)

        def count() -> None:
            text = control.text() if isinstance(control, Line) else control.toPlainText()
            field.count(len(text), self._context.settings.number(key))

        self._binder.text(control, path, also=count)
        self._places[path] = group, control
        return field

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
            self._text(
                group, "Kicker", "kicker", self._kicker, "The label above the headline."
            ),
            self._text(
                group, "Slugline", "slugline", Line("the desk's name of the story"),
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
            self._places[path] = group, control
        return group

    def _make_times(self) -> Group:
        group = self._times = self._group("Times")
        self._published = label("", "quiet", wrap=True)
        self._updated = MomentField(self._context, "Updated", "Set by hand")
        self._binder.moment(self._updated, "updated_at")
        self._show_updated = Tick("Readers see “Updated”")
        self._binder.switch(self._show_updated, "show_updated")
        mark = self._mark = button("Mark as significant update…", "small")
        mark.clicked.connect(partial(self._context.actions.run, "story.significant_update"))
        action = self._context.actions.action("story.significant_update")
        mark.setEnabled(action.isEnabled())
        action.changed.connect(lambda: mark.setEnabled(action.isEnabled()))
        group.add(self._published)
        for name, path, offer in (
            ("Scheduled for", "scheduled_at", "Schedule"),
            ("Embargo until", "embargoed_until", "Set an embargo"),
            ("Expires", "expires_at", "Set an end"),
        ):
            control = MomentField(self._context, name, offer)
            self._binder.moment(control, path)
            self._places[path] = group, control
            group.add(optional(name, control))
            if path == "embargoed_until":
                self._embargo_note = self._text(
                    group, "Embargo note", "embargo_note", Line("who set it, and what for")
                )
                group.add(self._embargo_note)
        group.add(optional("Updated", self._updated), self._show_updated, mark)
        self._places["updated_at"] = group, self._updated
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
            self._text(group, "Series", "series", Line()),
            pair(
                self._text(group, "Dateline city", "dateline.city", Line()),
                self._text(group, "Country", "dateline.country", Line()),
            ),
            pair(
                optional("Filed on", day),
                self._text(group, "Source", "dateline.source", Line("wire or paper")),
            ),
        )
        self._places["tags"] = group, tags
        self._places["keywords"] = group, keywords
        return group

    def _make_web(self) -> Group:
        group = self._web = self._group("Search and social", open_=False)
        group.add(
            self._counted(
                group, "Title for search engines", "search.title", Line("as the headline"),
                "limits.search_title",
            ),
            self._counted(
                group, "Description for search engines", "search.description",
                Area("as the standfirst"), "limits.search_description",
            ),
            self._text(
                group, "Canonical address", "search.canonical_url", Line("https://"),
                "Where this text first appeared, if that was elsewhere.",
            ),
            self._text(
                group, "Title for social networks", "social.title", Line("as the headline")
            ),
            self._text(
                group, "Description for social networks", "social.description",
                Area("as the standfirst"),
            ),
            self._make_picture(),
        )  # fmt: skip
        return group

    def _make_picture(self) -> QWidget:
        """Make the choice of the picture that social networks show."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._picture = label("", "note")
        choose = button("Choose…", "link")
        self._no_picture = button("As the lead photo", "link")
        row.addWidget(self._picture)
        row.addStretch(1)
        row.addWidget(choose)
        row.addWidget(self._no_picture)
        choose.clicked.connect(self._choose_picture)
        self._no_picture.clicked.connect(partial(self._take_picture, ()))
        return made

    def _choose_picture(self) -> None:
        from newsdesk.ui.images.chooser import PictureChooser

        PictureChooser(self._context, self.window(), self._take_picture, many=False).open()

    def _take_picture(self, assets: tuple[ImageAsset, ...], _on: object = None) -> None:
        self._edit("social.image", assets[0].id if assets else None)
        if self._context.story.article is not None:
            self._show_picture(self._context.story.article)

    def _show_picture(self, article: Article) -> None:
        own = article.social.image is not None
        self._picture.setText("A picture of its own" if own else "Picture: the lead photo")
        self._no_picture.setVisible(own)

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
            self._text(
                group, "Note to the desk that gets it", "ed_note", Area("goes out with the story")
            ),
            self._text(group, "Internal note", "internal_note", Area("never leaves this library")),
            legal,
            sensitive,
        )
        self._places["legal_flag"] = group, legal
        self._places["sensitive_flag"] = group, sensitive
        return group

    def _make_corrections(self) -> Group:
        group = self._corrections_group = self._group("Corrections")
        self._corrections = Corrections(self._context)
        self._corrections.chosen.connect(partial(self._binder.edit, "corrections"))
        group.add(self._corrections)
        self._places["corrections"] = group, self._corrections
        return group

    def _make_more(self) -> Group:
        group = self._group("Other headlines and rights", open_=False)
        minutes = Number(0, 600, none="from the words", unit="min")
        self._binder.number(minutes, "read_minutes")
        group.add(
            self._text(group, "Short headline", "headline_short", Line("as the headline")),
            self._text(group, "Headline in print", "headline_print", Line("as the headline")),
            Field("Reading time", minutes),
            self._text(
                group, "Copyright holder", "rights.copyright_holder", Line("as the publication")
            ),
            self._text(
                group, "Copyright notice", "rights.copyright_notice", Line("as the publication")
            ),
            self._text(group, "Usage terms", "rights.usage_terms", Area("as the publication")),
        )
        self._places["read_minutes"] = group, minutes
        return group

    # --- what is shown ---

    def _show_times(self, article: Article) -> None:
        published = article.first_published_at
        self._published.setText(
            f"First published {row_text(published)}" if published else "Not published yet"
        )
        self._embargo_note.setVisible(
            article.embargoed_until is not None or bool(article.embargo_note)
        )
        self._show_updated.setVisible(article.updated_at is not None)

    def _show_summaries(self, article: Article) -> None:
        times = [
            f"{word} {row_text(moment)}"
            for word, moment in (
                ("embargo", article.embargoed_until),
                ("scheduled", article.scheduled_at),
                ("updated", article.updated_at),
            )
            if moment is not None
        ]
        self._times.head.set_summary(", ".join(times))
        self._topics.head.set_summary(", ".join(article.tags[:4]))
        self._web.head.set_summary(article.search.title or "as the headline")
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
        while path not in self._places:
            path, dot, _ = path.rpartition(".")
            if not dot:
                return
        group, control = self._places[path]
        group.unfold()
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(control)
