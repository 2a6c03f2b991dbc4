"""One picture being described: read, changed by every view alike, saved as one goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import ImageUse
from newsdesk.domain.photo import ImageAsset, Placement
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.notices import NoticeButton

How: TypeAlias = Callable[[ImageAsset], ImageAsset]
SAVE_AFTER = 500
"""Milliseconds from the first unsaved change to the save."""
_KEY = "picture"


class PictureSession(QObject):
    """Holds a picture and, in a story, its placement. Views read them and call ``edit``.

    ``shown`` comes when another picture was read, ``changed(origin)`` when something changed
    (``origin`` did it and need not follow), ``used`` with its uses, ``gone`` when it is deleted,
    ``state_changed`` with "saved", "unsaved" or "failed". Changes are functions on the asset, so
    two views never overwrite each other's fields.
    """

    shown = Signal()
    changed = Signal(object)
    used = Signal()
    gone = Signal()
    state_changed = Signal(str)

    def __init__(
        self,
        context: Context,
        *,
        placement: Placement | None = None,
        placed: Callable[[Placement], object] | None = None,
    ) -> None:
        super().__init__()
        self._context = context
        self.asset: ImageAsset | None = None
        self.uses: tuple[ImageUse, ...] = ()
        self.placement = placement
        self._placed = placed
        self._image = ImageId("")
        self._pending: list[How] = []
        self._saving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        context.bus.changed.connect(self._library_changed)

    @property
    def image(self) -> ImageId:
        """The picture that is shown or being read, "" for none."""
        return self._image

    @property
    def unsaved(self) -> bool:
        """Whether a change is not in the library yet."""
        return bool(self._pending) or self._saving

    def show(self, image: ImageId) -> None:
        """Save what was changed and read another picture; "" shows none."""
        if image == self._image and self.asset is not None:
            return
        self.flush()
        self._image, self.asset, self.uses = image, None, ()
        if image:
            self._read()
        else:
            self.shown.emit()

    def _read(self) -> None:
        from newsdesk.services import images

        image = self._image

        def work(desk: Desk) -> tuple[ImageAsset, tuple[ImageUse, ...]]:
            return images.get(desk, image=image), images.uses(desk, image=image)

        def done(found: tuple[ImageAsset, tuple[ImageUse, ...]]) -> None:
            if image != self._image or self.unsaved:
                return
            first = self.asset is None
            self.asset, self.uses = found
            if first:
                self.shown.emit()
                self.state_changed.emit("saved")
            else:
                self.changed.emit(None)
            self.used.emit()

        self._context.tasks.library(work, done, lambda error: self._not_read(image, error))

    def _not_read(self, image: ImageId, error: Exception) -> None:
        if image != self._image:
            return
        if isinstance(error, NotFoundError):
            self._image, self.asset, self.uses = ImageId(""), None, ()
            self.gone.emit()
        else:
            self._context.notices.fail(error, key=_KEY)

    # --- changing ---

    def edit(self, how: How, *, origin: object = None) -> None:
        """Change the picture in every place; it is saved shortly after."""
        if self.asset is None:
            return
        after = how(self.asset)
        if after == self.asset:
            return
        self.asset = after
        self._pending.append(how)
        if not self._timer.isActive():
            self._timer.start()
        self.state_changed.emit("unsaved")
        self.changed.emit(origin)

    def place(self, how: Callable[[Placement], Placement], *, origin: object = None) -> None:
        """Change how the picture stands in the story; nothing happens without a placement."""
        if self.placement is None:
            return
        after = how(self.placement)
        if after == self.placement:
            return
        self.placement = after
        if self._placed is not None:
            self._placed(after)
        self.changed.emit(origin)

    # --- keeping ---

    def flush(self) -> None:
        """Save now what was changed."""
        self._timer.stop()
        if not self._pending or self.asset is None:
            return
        hows, self._pending = tuple(self._pending), []
        self._saving = True
        self._write(self.asset.id, hows)

    def _write(self, image: ImageId, hows: tuple[How, ...]) -> None:
        from newsdesk.services import images

        def how(asset: ImageAsset) -> ImageAsset:
            return reduce(lambda made, step: step(made), hows, asset)

        def work(desk: Desk) -> tuple[ImageAsset, Changes]:
            return images.change(desk, image=image, how=how)

        self._context.tasks.library(
            work,
            lambda result: self._saved(image, result),
            lambda error: self._failed(image, hows, error),
            urgent=True,
        )

    def _saved(self, image: ImageId, result: tuple[ImageAsset, Changes]) -> None:
        self._context.notices.withdraw(_KEY)
        # Told while we count as saving: what we wrote ourselves need not be read again.
        self._context.bus.tell(result[1])
        self._saving = False
        if image == self._image and not self._pending:
            self.asset = result[0]
            self.state_changed.emit("saved")

    def _failed(self, image: ImageId, hows: tuple[How, ...], error: Exception) -> None:
        self._saving = False
        again: Callable[[], object] = partial(self._write, image, hows)
        if image == self._image:
            self._pending[:0] = hows
            again = self.flush
            self.state_changed.emit("failed")
        self._context.notices.fail(
            error,
            key=_KEY,
            lead="The picture’s details were not saved.",
            buttons=(NoticeButton("Retry", again, primary=True),),
        )

    def _library_changed(self, changes: Changes) -> None:
        if not self._image or self.unsaved:
            return
        ours = changes.touches(Kind.IMAGE, self._image) or changes.touches(Kind.LIBRARY)
        users = (Kind.ARTICLE, Kind.AUTHOR, Kind.PUBLICATION, Kind.CURATED_LIST)
        if ours or any(changes.touches(kind) for kind in users):
            self._read()
