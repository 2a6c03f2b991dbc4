"""Copy and paste of the text: as blocks between stories, as clean HTML to and from the world."""

from __future__ import annotations

import re
import tempfile
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QTextCursor

from newsdesk.domain import bodyjson, codec, notes
from newsdesk.domain.body import Body, Figure, Gallery
from newsdesk.domain.errors import InvalidInputError, NewsdeskError
from newsdesk.domain.ids import ImageId, NoteId
from newsdesk.domain.values import immutable
from newsdesk.services.changes import NOTHING, Changes
from newsdesk.services.desk import Desk
from newsdesk.ui.context import Context
from newsdesk.ui.editor import document, inserts, notemarks
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.tasks import Progress

if TYPE_CHECKING:
    from newsdesk.services.converting import Converted
    from newsdesk.services.pictures import NewPicture
    from newsdesk.ui.images.intake import Source

BLOCKS_TYPE: Final = "application/x-newsdesk-blocks+json"
"""Our own MIME type: a body, its format number and the run of Newsdesk that it comes from."""
MARKDOWN_TYPE: Final = "text/markdown"

_RUN: Final = uuid.uuid4().hex
_LARGEST_AT_ONCE: Final = 60_000
"""Characters of HTML that are read on the main thread: about 30 ms."""
_KEY: Final = "paste"
_CLIP_FOLDERS = re.compile(r"/(msohtmlclip\d*|TemporaryItems)/")

TakePictures: TypeAlias = "Callable[[tuple[Source, ...]], object]"
"""Takes pictures into the library and the text."""


@immutable
class _Pasted:
    """What was read of a clipboard, with its pictures, by the ids that stand for them."""

    found: Converted
    pictures: dict[ImageId, NewPicture]
    notes: tuple[str, ...] = ()


def make_mime(body: Body) -> QMimeData:
    """Put blocks on a clipboard: for us, for web editors, for Markdown, for anything else."""
    from newsdesk.services import converting

    data = QMimeData()
    value = {"run": _RUN, "body": codec.parse(bodyjson.write(body))}
    data.setData(BLOCKS_TYPE, codec.dump(value).encode())
    data.setHtml(converting.write_html(body))
    data.setData(MARKDOWN_TYPE, converting.write_markdown(body).encode())
    data.setText(converting.write_text(body).rstrip("\n"))
    return data


def read_blocks(data: QMimeData) -> tuple[Body, bool]:
    """Read our own form; says as well whether it comes from this run of Newsdesk.

    Raises InvalidInputError: any program may say that it has our type.
    """
    value: object = codec.parse(bytes(data.data(BLOCKS_TYPE).data()), what="The clipboard")
    if not isinstance(value, dict):
        raise InvalidInputError("The clipboard does not hold what it says.")
    record = cast("dict[str, object]", value)
    return bodyjson.read_value(record.get("body")), record.get("run") == _RUN


class BodyClipboard(QObject):
    """Gives the text of one editor to the clipboard and takes in what is pasted or dropped.

    ``take_pictures`` is given files of pictures and pictures without any text.
    """

    def __init__(self, context: Context, body: BodyEdit, take_pictures: TakePictures) -> None:
        super().__init__(body)
        self._context = context
        self._body = body
        self._take = take_pictures
        body.make_mime = self.make
        body.take_mime = self.take

    def make(self, cursor: QTextCursor) -> QMimeData:
        """Return the selection for the clipboard."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return make_mime(document.read_range(cursor.document(), start, end))

    def take(self, source: QMimeData, cursor: QTextCursor) -> bool:
        """Paste at the cursor, as one step of undo. Says whether it was understood."""
        if source.hasFormat(BLOCKS_TYPE) and self._take_blocks(source, cursor):
            return True
        if source.hasUrls() and self._take_pictures(source):
            return True
        if source.hasHtml():
            return self._take_html(source, cursor)
        if source.hasImage() and self._take_pictures(source):
            return True
        return self._take_text(source, cursor)

    def _take_pictures(self, source: QMimeData) -> bool:
        from newsdesk.ui.images.dropping import pictures_in

        found = pictures_in(source)
        if found:
            self._take(found)
        return bool(found)

    # --- our own blocks ---

    def _take_blocks(self, source: QMimeData, cursor: QTextCursor) -> bool:
        try:
            body, ours = read_blocks(source)
        except NewsdeskError:
            return False
        body = self._own_notes(body)
        images = images_of(body)
        if ours or not images:
            inserts.insert_body(cursor, body)
            return True
        # Another library's pictures may not be in this one.
        place = QTextCursor(cursor)

        def held(desk: Desk) -> Body:
            from newsdesk.services import converting
            from newsdesk.services import images as library_images

            known = library_images.many(desk, images=images)
            unknown = {image: None for image in images if image not in known}
            return converting.with_pictures(body, unknown)

        self._context.tasks.library(held, partial(self._insert_later, place, ()), self._failed)
        return True

    def _own_notes(self, body: Body) -> Body:
        """Keep pointers to notes of this story that were cut: a note stands on one passage."""
        if not notes.passages(body):
            return body
        article = self._context.story.article
        known = {note.id for note in article.notes} if article else set[NoteId]()
        cut = known - set(notemarks.places(self._body.document()))
        return notes.body_without(body, lambda note: note not in cut)

    # --- foreign text ---

    def _take_html(self, source: QMimeData, cursor: QTextCursor) -> bool:
        html = source.html()
        if len(html) > _LARGEST_AT_ONCE:
            self._read_in_background(html, cursor)
            return True
        try:
            found = _read(html)
        except NewsdeskError as error:
            self._failed(error)
            return True
        if _is_one_picture(found) and source.hasImage() and self._take_pictures(source):
            return True
        if found.pictures:
            self._read_in_background(html, cursor)
        elif found.body:
            inserts.insert_body(cursor, found.body)
            self._say(found.losses)
        else:
            return self._take_text(source, cursor)
        return True

    def _take_text(self, source: QMimeData, cursor: QTextCursor) -> bool:
        from newsdesk.services import converting

        text = source.text()
        if source.hasFormat(MARKDOWN_TYPE):
            text = bytes(source.data(MARKDOWN_TYPE).data()).decode("utf-8", "replace")
        elif not text:
            return False
        try:
            marked = source.hasFormat(MARKDOWN_TYPE) or converting.looks_like_markdown(text)
            found = converting.read_markdown(text) if marked else converting.read_text(text)
        except NewsdeskError as error:
            self._failed(error)
            return True
        unread = {picture.id: None for picture in found.pictures}
        body = converting.with_pictures(found.body, unread)
        inserts.insert_body(cursor, body)
        self._say(found.losses)
        return True

    def _read_in_background(self, html: str, cursor: QTextCursor) -> None:
        place = QTextCursor(cursor)

        def add(pasted: _Pasted) -> None:
            if not images_of(pasted.found.body):
                self._insert_later(place, pasted.found.losses, pasted.found.body)
                return
            self._context.tasks.library(
                partial(_keep, pasted), partial(self._kept, place, pasted), self._failed
            )

        self._context.tasks.background(partial(_read_whole, html), add, self._failed)

    def _kept(self, place: QTextCursor, pasted: _Pasted, kept: tuple[Body, Changes]) -> None:
        body, changes = kept
        self._context.bus.tell(changes)
        self._insert_later(place, (*pasted.found.losses, *pasted.notes), body)

    def _insert_later(self, place: QTextCursor, said: tuple[str, ...], body: Body) -> None:
        if place.document() is not self._body.document():
            return
        self._body.setTextCursor(place)
        self._body.change(lambda cursor: inserts.insert_body(cursor, body))
        self._say(said)

    def _say(self, sentences: tuple[str, ...]) -> None:
        if sentences:
            self._context.notices.say(" ".join(dict.fromkeys(sentences)), key=_KEY)
        else:
            self._context.notices.withdraw(_KEY)

    def _failed(self, error: Exception) -> None:
        self._context.notices.fail(error, key=_KEY, lead="Nothing was pasted.")


# --- away from the main thread ---


def _read(html: str) -> Converted:
    from newsdesk.services import converting

    return converting.read_html(html)


def _read_whole(html: str, progress: Progress) -> _Pasted:
    """Read HTML and the pictures that are in it or beside it on this machine."""
    from newsdesk.services import foreignpictures

    found = _read(html)
    pictures: dict[ImageId, NewPicture] = {}
    said: list[str] = []
    for picture in found.pictures:
        progress.check()
        if picture.address.startswith("file:") and not _is_clip(picture.address):
            said.append("A picture on this machine was left out; drop its file into the text.")
            continue
        try:
            pictures[picture.id] = foreignpictures.read_picture(picture.address, None)
        except NewsdeskError as error:
            said.append(str(error))
    return _Pasted(found, pictures, tuple(said))


def _is_clip(address: str) -> bool:
    """Whether a file was laid down by the program that filled the clipboard.

    A page must not make us read whatever file it names.
    """
    folder = Path(tempfile.gettempdir()).as_uri()
    return address.startswith(f"{folder}/") or _CLIP_FOLDERS.search(address) is not None


def _keep(pasted: _Pasted, desk: Desk) -> tuple[Body, Changes]:
    """Take the pictures into the library; returns the blocks with them."""
    from newsdesk.services import converting, images

    found: dict[ImageId, ImageId | None] = {entry.id: None for entry in pasted.found.pictures}
    changes = NOTHING
    for image, picture in pasted.pictures.items():
        asset, added = images.add(desk, picture=picture)
        found[image] = asset.id
        changes |= added
    body = pasted.found.body
    ours = [image for image in images_of(body) if image not in found]
    known = images.many(desk, images=ours)
    found |= {image: None for image in ours if image not in known}
    return converting.with_pictures(body, found), changes


# --- bodies ---


def _is_one_picture(found: Converted) -> bool:
    return len(found.body) == 1 and isinstance(found.body[0], Figure)


def images_of(body: Body) -> list[ImageId]:
    """Return the pictures of a body, each once."""
    found: list[ImageId] = []
    for block in body:
        if isinstance(block, Figure):
            found.append(block.placement.image)
        elif isinstance(block, Gallery):
            found.extend(placement.image for placement in block.placements)
    return list(dict.fromkeys(found))
