"""The times of a story: when it goes out, until when it may not, and when it was updated."""

from __future__ import annotations

from functools import partial

from newsdesk.domain.article import Article
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.fields.ticks import Tick
from newsdesk.ui.fields.times import MomentField, optional
from newsdesk.ui.inspector.formmaker import FormMaker
from newsdesk.ui.moments import row_text


class StoryTimes(Group):
    """Shows of the times that are not set no more than the offer to set them."""

    def __init__(self, make: FormMaker) -> None:
        context = make.context
        super().__init__(context, "Times")
        self._published = label("", "quiet", wrap=True)
        self._updated = MomentField(context, "Updated", "Set by hand")
        make.binder.moment(self._updated, "updated_at")
        self._show_updated = Tick("Readers see “Updated”")
        make.binder.switch(self._show_updated, "show_updated")
        mark = button("Mark as significant update…", "small")
        mark.clicked.connect(partial(context.actions.run, "story.significant_update"))
        action = context.actions.action("story.significant_update")
        mark.setEnabled(action.isEnabled())
        action.changed.connect(lambda: mark.setEnabled(action.isEnabled()))
        self.add(self._published)
        for name, path, offer in (
            ("Scheduled for", "scheduled_at", "Schedule"),
            ("Embargo until", "embargoed_until", "Set an embargo"),
            ("Expires", "expires_at", "Set an end"),
        ):
            control = MomentField(context, name, offer)
            make.binder.moment(control, path)
            make.places[path] = self, control
            self.add(optional(name, control))
            if path == "embargoed_until":
                self._embargo_note = make.text(
                    self, "Embargo note", "embargo_note", Line("who set it, and what for")
                )
                self.add(self._embargo_note)
        self.add(optional("Updated", self._updated), self._show_updated, mark)
        make.places["updated_at"] = self, self._updated

    def show_article(self, article: Article) -> None:
        """Show what the fields do not show by themselves."""
        published = article.first_published_at
        self._published.setText(
            f"First published {row_text(published)}" if published else "Not published yet"
        )
        self._embargo_note.setVisible(
            article.embargoed_until is not None or bool(article.embargo_note)
        )
        self._show_updated.setVisible(article.updated_at is not None)
        times = [
            f"{word} {row_text(moment)}"
            for word, moment in (
                ("embargo", article.embargoed_until),
                ("scheduled", article.scheduled_at),
                ("updated", article.updated_at),
            )
            if moment is not None
        ]
        self.head.set_summary(", ".join(times))
