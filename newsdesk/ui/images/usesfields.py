"""Where a picture is shown: each place a link; replacing it in all of them, or deleting it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from newsdesk.domain.ids import ArticleId, AuthorId, ImageId
from newsdesk.domain.listing import ImageUse, ImageUser
from newsdesk.domain.photo import ImageAsset
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.dialogs import confirm
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.images.chooser import PictureChooser
from newsdesk.ui.images.session import PictureSession
from newsdesk.ui.notices import NoticeButton

if TYPE_CHECKING:
    from newsdesk.services.replacingpictures import PictureReplaced

_MOST = 12
"""Uses shown; the rest are counted."""
_ROLES = {
    "lead": "lead",
    "inline": "in the text",
    "gallery": "gallery",
    "social": "social networks",
    "related": "related list",
    "avatar": "portrait",
    "logo": "logo",
    "unsaved": "not saved yet",
}
_KEY = "picture"


class UsesFields(Group):
    """The uses of a session's picture. ``left`` comes when a person goes to one of them."""

    left = Signal()

    def __init__(self, context: Context, session: PictureSession) -> None:
        super().__init__(context, "Uses")
        self._context = context
        self._session = session
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._list.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._list)
        self.replace_button = button("Replace everywhere…", "small")
        self.delete_button = button("Delete picture…", "small")
        steps = QHBoxLayout()
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(8)
        steps.addWidget(self.replace_button)
        steps.addWidget(self.delete_button)
        steps.addStretch(1)
        row = QWidget()
        row.setLayout(steps)
        self.add(holder, row)
        self.replace_button.clicked.connect(self._choose_other)
        self.delete_button.clicked.connect(self._delete)
        session.used.connect(self._show)
        self._show()

    def _show(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        uses = self._session.uses
        self._rows = [self._row(use) for use in uses[:_MOST]]
        if len(uses) > _MOST:
            self._rows.append(label(f"and {len(uses) - _MOST:,} more", "note"))
        if not uses:
            self._rows.append(label("No story shows it.", "note", wrap=True))
        for row in self._rows:
            self._list.addWidget(row)
        count = len(uses)
        self.head.set_summary(f"{count:,} place{'' if count == 1 else 's'}" if count else "none")
        self.replace_button.setEnabled(bool(uses))
        self.delete_button.setEnabled(not uses and self._session.asset is not None)
        self.delete_button.setToolTip("" if not uses else "It is in use: replace it first")

    def _row(self, use: ImageUse) -> QWidget:
        roles = ", ".join(_ROLES.get(role, role) for role in use.roles)
        where = " · ".join(part for part in (roles, "in the trash" if use.trashed else "") if part)
        if use.user not in {ImageUser.STORY, ImageUser.AUTHOR}:
            return label(f"{use.name} ({where})", "note", wrap=True)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        link = _Link(use.name)
        link.clicked.connect(partial(self._go, use))
        line.addWidget(link, 1)
        line.addWidget(label(where, "note"), 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _go(self, use: ImageUse) -> None:
        self._session.flush()
        self.left.emit()
        if use.user is ImageUser.STORY:
            self._context.navigator.show_story(ArticleId(use.id))
        else:
            self._context.navigator.show_author(AuthorId(use.id))

    # --- replacing ---

    def _choose_other(self) -> None:
        chooser = PictureChooser(self._context, self.window(), self.replace_with, many=False)
        chooser.open()

    def replace_with(self, assets: tuple[ImageAsset, ...]) -> None:
        """Save the open story first: its text may be newer than what the library has."""
        old = self._session.image
        if not assets or not old:
            return
        if assets[0].id == old:
            self._context.notices.say("This is the same picture; nothing was replaced.", key=_KEY)
            return
        new, count = assets[0], len(self._session.uses)
        if confirm(
            self.window(),
            f"Show “{new.title or new.original_name}” in its place?",
            f"{count:,} place{'' if count == 1 else 's'} will show it. Captions and alt texts "
            "written for a place stay; the credit is that of the new picture.",
            "Replace everywhere",
        ):
            self._session.flush()
            self._context.story.flush(partial(self._replace_now, old, new.id))

    def _replace_now(self, old: ImageId, new: ImageId) -> None:
        from newsdesk.services import replacingpictures

        def work(desk: Desk) -> tuple[PictureReplaced, Changes]:
            return replacingpictures.replace_everywhere(desk, old=old, new=new)

        self._context.tasks.library(work, self._replaced, self._failed)

    def _replaced(self, result: tuple[PictureReplaced, Changes]) -> None:
        replaced, changes = result
        self._show_other(replaced.new, changes)
        count = len(replaced.stories)
        self._context.notices.say(
            f"Replaced in {count:,} stor{'y' if count == 1 else 'ies'}.",
            key=_KEY,
            buttons=(NoticeButton("Undo", partial(self._put_back, replaced)),),
        )

    def _put_back(self, replaced: PictureReplaced) -> None:
        from newsdesk.services import replacingpictures

        def done(result: tuple[int, Changes]) -> None:
            left, changes = result
            self._show_other(replaced.old, changes)
            stay = f" {left:,} changed since and stay as they are." if left else ""
            self._context.notices.say(f"The picture of before is back.{stay}", key=_KEY)

        put_back = partial(
            self._context.tasks.library,
            lambda desk: replacingpictures.put_back(desk, replaced=replaced),
            done,
            self._failed,
        )
        self._context.story.flush(put_back)

    def _show_other(self, image: ImageId, changes: Changes) -> None:
        """Show a picture, and the open story anew where it shows one."""
        story = self._context.story
        article = story.article
        self._context.bus.tell(changes)
        if article is not None and changes.touches(Kind.ARTICLE, article.id):
            story.open(article.id)
        self._session.show(image)

    def _failed(self, error: Exception) -> None:
        self._context.notices.fail(error, key=_KEY, lead="The picture was not changed.")

    # --- deleting ---

    def _delete(self) -> None:
        from newsdesk.services import images

        asset = self._session.asset
        if asset is None or not confirm(
            self.window(),
            f"Delete “{asset.title or asset.original_name or 'this picture'}”?",
            "It goes from the library for good. Kept versions of stories that showed it will "
            "lack it.",
            "Delete",
        ):
            return
        image = asset.id
        self._context.tasks.library(
            lambda desk: images.delete(desk, image=image),
            self._context.bus.tell,
            self._failed,
        )


class _Link(QPushButton):
    """A story's headline as a link: cut short where there is no room, whole in its tip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text
        self.setProperty("look", "link")
        self.setToolTip(text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left")

    def resizeEvent(self, event: object) -> None:
        """Cut the text to the room there is."""
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType] - Qt's own event, passed on
        room = max(0, self.width() - 4)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
