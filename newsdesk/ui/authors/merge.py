"""Making two profiles one: choose the other, then field by field what shall stay."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from newsdesk.domain.author import AuthorProfile, Biography, RolePeriod, SocialLink
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.listing import AuthorRow
from newsdesk.domain.people import LikelyDuplicate
from newsdesk.services.changes import Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.authors.plot import stories_text
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.dialog import FramedDialog
from newsdesk.ui.fields.languages import language_name
from newsdesk.ui.fields.picker import Hit, Picker
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.ticks import Pick
from newsdesk.ui.notices import NoticeButton

_FIELDS = (
    ("display_name", "Name"), ("sort_name", "Sorts as"), ("first_name", "First name"),
    ("middle_name", "Middle name"), ("last_name", "Last name"), ("suffix", "Suffix"),
    ("aliases", "Also written"), ("roles", "Roles"), ("organisation", "Organisation"),
    ("desk", "Desk"), ("location", "Based in"), ("biographies", "Biographies"),
    ("avatar", "Portrait"), ("email", "E-mail"), ("phone", "Phone"), ("website", "Website"),
    ("links", "Links"), ("expertise", "Writes about"), ("languages", "Speaks"),
    ("education", "Education"), ("awards", "Awards"), ("books", "Books"),
    ("archive_url", "Archive"), ("internal_note", "Internal note"),
)  # fmt: skip
_LONGEST = 90


def value_text(value: object) -> str:
    """Return what a field says, in one line."""
    if isinstance(value, tuple):
        entries = cast("tuple[object, ...]", value)
        text = ", ".join(_entry_text(entry) for entry in entries)
    else:
        text = " ".join(str(value or "").split())
    if not text:
        return "nothing"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _entry_text(entry: object) -> str:
    if isinstance(entry, RolePeriod):
        return entry.title
    if isinstance(entry, SocialLink):
        return entry.url
    if isinstance(entry, Biography):
        name = language_name(entry.language) if entry.language else ""
        return f"{name}: {entry.short}" if name else entry.short
    return str(entry)


def joined(one: object, other: object) -> object | None:
    """Return both of two lists, the first one's entries first; ``None`` for other values."""
    if not isinstance(one, tuple) or not isinstance(other, tuple) or not one or not other:
        return None
    entries = (*cast("tuple[object, ...]", one), *cast("tuple[object, ...]", other))
    both = tuple(dict.fromkeys(entries))
    return both if both not in {one, other} else None


class MergeDialog(FramedDialog):
    """Keeps one profile and merges another into it; bylines follow, and it can be undone."""

    def __init__(
        self,
        context: Context,
        keep: AuthorProfile,
        parent: QWidget | None,
        *,
        other: AuthorId | None = None,
    ) -> None:
        super().__init__(context, parent, f"Merge another profile into {keep.display_name}")
        self.resize(560, 560)
        self._keep = keep
        self._gone: AuthorProfile | None = None
        self._values: dict[str, object] = {}
        self.picker = Picker(
            context, "The other profile", "Type the name of the other profile", icon="search"
        )
        self._say = label(
            "Every byline of the other profile will name this one. What stands in stories that "
            "went out stays as it is.",
            "quiet",
            wrap=True,
        )
        self._likely = QVBoxLayout()
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self._fields: Column | None = None
        self.content.addWidget(self._say)
        self.content.addWidget(self.picker)
        self.content.addLayout(self._likely)
        self._room = QWidget()
        self.content.addWidget(self._room, 1)
        self.content.addWidget(self._problem)
        self.agree = button("Merge", "primary")
        self.agree.setEnabled(False)
        self.agree.clicked.connect(self._merge)
        self.foot.addStretch(1)
        self.add_cancel()
        self.foot.addWidget(self.agree)
        self.picker.asked.connect(self._find)
        self.picker.taken.connect(self._take)
        self.picker.setFocus()
        self._read_likely()
        if other is not None:
            self._take(other)

    def _read_likely(self) -> None:
        keep = self._keep.id

        def read(desk: Desk) -> tuple[LikelyDuplicate, ...]:
            from newsdesk.services import authors

            return authors.likely_duplicates(desk, author_id=keep)

        self.ask(read, self._show_likely)

    def _show_likely(self, pairs: tuple[LikelyDuplicate, ...]) -> None:
        for pair in pairs[:3]:
            other = pair.gone if pair.keep.id == self._keep.id else pair.keep
            step = button(f"{other.display_name}: {pair.reason}", "link")
            step.clicked.connect(lambda _on=False, name=other.id: self._take(name))
            self._likely.addWidget(step)

    def _find(self, text: str) -> None:
        def find(desk: Desk) -> tuple[AuthorRow, ...]:
            from newsdesk.services import authors

            return authors.find(desk, text=text, limit=8)

        def found(rows: tuple[AuthorRow, ...]) -> None:
            self.picker.show_hits(
                [
                    Hit(
                        row.id,
                        row.display_name,
                        f"{row.role or row.kind.value} · {stories_text(row.story_count)}",
                        row.avatar,
                        round=True,
                    )
                    for row in rows
                    if row.id != self._keep.id
                ]
            )

        self.ask(find, found)

    def _take(self, author: object) -> None:
        def read(desk: Desk) -> AuthorProfile:
            from newsdesk.services import authors

            return authors.get(desk, author_id=AuthorId(str(author)))

        self.ask(read, self.show_other, self._failed)

    def show_other(self, gone: AuthorProfile) -> None:
        """Show the fields in which the two differ, each with what is proposed chosen."""
        from newsdesk.services import authors

        self._gone = gone
        proposed = authors.proposal(self._keep, gone)
        self._values = {}
        column = Column(margins=(0, 0, 8, 0))
        for name, title in _FIELDS:
            one, other = getattr(self._keep, name), getattr(gone, name)
            if one != other and (other or one):
                column.fields.addWidget(self._choice(name, title, getattr(proposed, name)))
        column.fields.addStretch(1)
        if self._fields is not None:
            self.content.removeWidget(self._fields)
            self._fields.hide()
            self._fields.deleteLater()
        self._fields = column
        self._room.hide()
        self.content.insertWidget(self.content.count() - 2, column, 1)
        self._say.setText(
            f"“{gone.display_name}” goes; its bylines will name “{self._keep.display_name}”. "
            "Choose what shall stay:"
        )
        self.agree.setEnabled(True)

    def _choice(self, name: str, title: str, proposed: object) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(title, "note"))
        group = QButtonGroup(made)
        one, other = getattr(self._keep, name), getattr(self._gone, name)
        both = joined(one, other)
        values: list[object] = [one, other]
        if both is not None:
            values.append(both)
        if proposed not in values:
            values.append(proposed)
        for value in values:
            text = value_text(value)
            if name == "avatar":
                text = "this one’s" if value == one else "the other’s"
            choice = Pick(text)
            choice.setAccessibleName(f"{title}: {text}")
            choice.setChecked(value == proposed)
            choice.toggled.connect(partial(self._choose, name, value))
            group.addButton(choice)
            column.addWidget(choice)
        return made

    def _choose(self, name: str, value: object, on: object) -> None:
        if on:
            self._values[name] = value

    def _merge(self) -> None:
        from newsdesk.services import authors

        gone, keep = self._gone, self._keep
        if gone is None:
            return
        values = dict(self._values)
        if values.get("avatar", keep.avatar) == gone.avatar and gone.avatar is not None:
            values["avatar_focal_point"] = gone.avatar_focal_point
        wanted = replace(authors.proposal(keep, gone), **values)
        self.working = True
        self.agree.setEnabled(False)

        def work(desk: Desk) -> tuple[AuthorProfile, Changes]:
            return authors.merge(desk, keep=keep.id, gone=gone.id, profile=wanted)

        def done(result: tuple[AuthorProfile, Changes]) -> None:
            self._after(gone, result[1])
            self.working = False
            self.accept()

        self.context.story.flush(
            lambda: self.context.tasks.library(work, done, self._failed),
            lambda: self._failed(self.context.story.error),
        )

    def _after(self, gone: AuthorProfile, changes: Changes) -> None:
        """Show the open story anew where its byline followed, and offer the way back."""
        context = self.context

        def undo() -> None:
            from newsdesk.services import authors

            def undone(back: Changes) -> None:
                context.notices.withdraw("merge")
                _reopen(context, back)
                context.bus.tell(back)

            context.tasks.library(lambda desk: authors.undo_merge(desk, gone=gone.id), undone)

        _reopen(context, changes)
        context.bus.tell(changes)
        context.notices.say(
            f"“{gone.display_name}” is now “{self._keep.display_name}”.",
            key="merge",
            buttons=(NoticeButton("Undo", undo),),
        )

    def _failed(self, error: Exception | None) -> None:
        self.working = False
        self._problem.setText(str(error or "The open story could not be saved first."))
        self._problem.show()
        self.agree.setEnabled(self._gone is not None)


def _reopen(context: Context, changes: Changes) -> None:
    """Read the open story again where something else changed its byline."""
    from newsdesk.services.changes import Kind

    article = context.story.article
    if article is not None and changes.touches(Kind.ARTICLE, article.id):
        context.story.open(article.id)
