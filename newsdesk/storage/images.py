"""The repository of pictures: their facts, their bytes in pieces, and small copies of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import BinaryIO

from newsdesk.domain import articlejson, credit
from newsdesk.domain.article import ArticleState
from newsdesk.domain.errors import InUseError, InvalidInputError, NotFoundError
from newsdesk.domain.ids import ArticleId, AuthorId, CuratedListId, ImageId
from newsdesk.domain.listing import Cursor, ImageFlag, ImageRow, ImageUse, ImageUser, Page
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.text import plain
from newsdesk.storage import journal
from newsdesk.storage.errors import damaged
from newsdesk.storage.folding import joined, words
from newsdesk.storage.library import Library, Row
from newsdesk.storage.moments import moment, number
from newsdesk.storage.schema import CHUNK_BYTES
from newsdesk.storage.search import query_words

_GONE = "This picture is no longer in the library. It may have been deleted."
_LONGEST_QUERY_LIST = 500
_USES = (
    "(SELECT count(DISTINCT article) FROM placement WHERE image = i.id) "
    "+ (SELECT count(*) FROM author WHERE avatar = i.id)"
)
_FLAGS: Mapping[ImageFlag, str] = {
    ImageFlag.MISSING_ALT: "i.has_alt = 0",
    ImageFlag.MISSING_CREDIT: "i.credit = ''",
    ImageFlag.UNUSED: f"{_USES} = 0",
}


# --- the facts ---


def holds(library: Library, image: ImageId) -> bool:
    """Say whether the library has a picture."""
    return library.row("SELECT 1 FROM image WHERE id = ?", (image,)) is not None


def load(library: Library, image: ImageId) -> ImageAsset:
    """Read what is known of a picture.

    Raises NotFoundError, and EnvironmentFailure when what stands in the file is no picture.
    """
    found = load_many(library, (image,))
    if image not in found:
        raise NotFoundError(_GONE)
    return found[image]


def load_many(library: Library, images: Iterable[ImageId]) -> dict[ImageId, ImageAsset]:
    """Read several pictures; those that are not in the library are left out."""
    wanted = list(dict.fromkeys(images))
    assets: dict[ImageId, ImageAsset] = {}
    for at in range(0, len(wanted), _LONGEST_QUERY_LIST):
        part = wanted[at : at + _LONGEST_QUERY_LIST]
        marks = ", ".join("?" * len(part))
        for name, version, fields in library.rows(
            f"SELECT id, version, fields FROM image WHERE id IN ({marks})",  # noqa: S608 - marks
            part,
        ):
            try:
                asset = articlejson.read(ImageAsset, fields, what="The picture")
            except InvalidInputError as error:
                raise damaged(library.path, f"a picture: {error}") from error
            assets[ImageId(name)] = replace(asset, id=ImageId(name), version=version)
    return assets


def insert(library: Library, asset: ImageAsset, pieces: Iterable[bytes]) -> None:
    """Add a picture with its bytes, given in pieces of any length, inside a transaction.

    The caller has made sure that the bytes are those that ``asset.id`` names.
    """
    assert asset.added_at is not None
    row = library.insert(
        "INSERT INTO image (id, version, title, credit, words, has_alt, fields, width, height, "
        "byte_count, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            asset.id,
            asset.version,
            *_projections(asset),
            asset.width,
            asset.height,
            asset.byte_count,
            number(asset.added_at),
        ),
    )
    library.execute_many(
        "INSERT INTO image_chunk VALUES (?, ?, ?)",
        ((row, position, chunk) for position, chunk in enumerate(_chunks(pieces))),
    )


def update(library: Library, asset: ImageAsset) -> ImageAsset:
    """Write what is known of a picture over the version it was read at; return the new one.

    Raises NotFoundError, and InvalidInputError when it was changed elsewhere meanwhile. The
    bytes and what follows from them never change.
    """
    saved = replace(asset, version=asset.version + 1)
    changed = library.execute(
        "UPDATE image SET version = ?, title = ?, credit = ?, words = ?, has_alt = ?, fields = ? "
        "WHERE id = ? AND version = ?",
        (saved.version, *_projections(saved), asset.id, asset.version),
    )
    if not changed:
        if not holds(library, asset.id):
            raise NotFoundError(_GONE)
        raise InvalidInputError(
            "What is known of this picture was changed elsewhere meanwhile. "
            "Look at it again, then make your change.",
            field="version",
        )
    return saved


def _projections(asset: ImageAsset) -> tuple[str, str, str, bool, str]:
    """Return title, credit line, words to search for, whether it has an alt text, and fields."""
    line = credit.render(asset.credit)
    searched = joined(
        (
            asset.title, asset.original_name, plain(asset.caption), asset.alt_text, line,
            asset.copyright_notice, asset.supplier_reference, asset.location, asset.city,
            asset.country, *asset.people, *asset.keywords,
        )
    )  # fmt: skip
    return (
        asset.title or asset.original_name,
        line,
        # A space before each word: a query finds the beginnings of words.
        f" {' '.join(dict.fromkeys(words(searched)))}",
        bool(asset.alt_text.strip()),
        articlejson.write(asset),
    )


# --- lists ---


def rows(
    library: Library,
    text: str,
    flags: frozenset[ImageFlag],
    after: Cursor | None,
    limit: int,
) -> Page[ImageRow]:
    """Return a page of pictures, the latest added first; the first page knows how many."""
    conditions, values = _narrowed(text, flags)
    total = count(library, text, flags) if after is None else None
    if after is not None:
        conditions.append("(i.added_at, i.number) < (?, ?)")
        values.extend((after.value, after.number))
    found = library.rows(
        "SELECT i.added_at, i.number, i.id, i.title, i.width, i.height, i.byte_count, i.has_alt, "  # noqa: S608 - fixed parts, values are bound
        f"i.credit, {_USES} FROM image AS i WHERE {' AND '.join(conditions)} "
        "ORDER BY i.added_at DESC, i.number DESC LIMIT ?",
        (*values, limit + 1),
    )
    shown = found[:limit]
    following = Cursor(shown[-1][0], shown[-1][1]) if len(found) > limit > 0 else None
    return Page(tuple(_row(row) for row in shown), following, total)


def count(library: Library, text: str = "", flags: frozenset[ImageFlag] = frozenset()) -> int:
    """Return how many pictures have these words and flags."""
    conditions, values = _narrowed(text, flags)
    return library.value(
        f"SELECT count(*) FROM image AS i WHERE {' AND '.join(conditions)}",  # noqa: S608 - fixed
        values,
    )


def _narrowed(text: str, flags: frozenset[ImageFlag]) -> tuple[list[str], list[object]]:
    """Return the conditions of a list and their values; words are looked up by beginnings."""
    asked = query_words(text)
    conditions = ["1"] if asked or not text.strip() else ["0"]
    conditions += [_FLAGS[flag] for flag in sorted(flags)]
    conditions += ["instr(i.words, ?) > 0"] * len(asked)
    return conditions, [f" {word}" for word in asked]


def _row(row: Row) -> ImageRow:
    return ImageRow(
        id=ImageId(row[2]),
        title=row[3],
        width=row[4],
        height=row[5],
        byte_count=row[6],
        missing_alt=not row[7],
        credit=row[8],
        uses=row[9],
        added_at=moment(row[0]),
    )


def uses(library: Library, image: ImageId) -> tuple[ImageUse, ...]:
    """Return who shows a picture: stories (newest first), profiles, lists, the paper itself.

    A story that shows it only in its journal, not yet saved, counts too.
    """
    placed = library.rows(
        "SELECT a.id, a.headline, a.state, a.deleted_at IS NOT NULL, "
        "ifnull(group_concat(p.role, ' '), '') FROM article AS a "
        "LEFT JOIN (SELECT DISTINCT article, role FROM placement WHERE image = ?1) AS p "
        "ON p.article = a.number WHERE p.article IS NOT NULL OR a.number IN "
        "(SELECT value FROM json_each(?2)) "
        "GROUP BY a.number ORDER BY a.saved_at DESC, a.number DESC",
        (image, json.dumps(journal.mentioning(library, image))),
    )
    stories = [
        ImageUse(
            ImageUser.STORY,
            article,
            headline or "Untitled story",
            tuple(sorted(roles.split())) or ("unsaved",),
            ArticleState(state),
            bool(trashed),
        )
        for article, headline, state, trashed, roles in placed
    ]
    profiles = [
        ImageUse(ImageUser.AUTHOR, name, shown, ("avatar",), trashed=bool(deleted))
        for name, shown, deleted in library.rows(
            "SELECT id, display_name, deleted_at IS NOT NULL FROM author WHERE avatar = ? "
            "ORDER BY sort_key",
            (image,),
        )
    ]
    lists = [
        ImageUse(ImageUser.CURATED_LIST, name, shown, ("related",))
        for name, shown in library.rows(
            "SELECT id, name FROM curated_list WHERE instr(fields, ?) > 0 ORDER BY name", (image,)
        )
    ]
    papers = [
        ImageUse(ImageUser.PUBLICATION, "", "The publication’s logo", ("logo",))
        for _ in library.rows("SELECT 1 FROM publication WHERE instr(fields, ?) > 0", (image,))
    ]
    return (*stories, *profiles, *lists, *papers)


def delete(library: Library, image: ImageId) -> None:
    """Remove a picture with its bytes. Raises NotFoundError, and InUseError while it is shown."""
    with library.transaction():
        if not holds(library, image):
            raise NotFoundError(_GONE)
        users = tuple(use.name for use in uses(library, image))
        if users:
            first, *rest = users
            others = f" and {len(rest):,} more" if rest else ""
            raise InUseError(
                f"This picture is shown in “{first[:80]}”{others}. "
                "Replace it there first, or take it out.",
                users=users,
            )
        library.execute("DELETE FROM image WHERE id = ?", (image,))


# --- the bytes ---


def _chunks(pieces: Iterable[bytes]) -> Iterable[bytes]:
    """Cut pieces of any length into chunks of one length; only the last one may be shorter."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        while len(kept) >= CHUNK_BYTES:
            yield bytes(kept[:CHUNK_BYTES])
            del kept[:CHUNK_BYTES]
    if kept:
        yield bytes(kept)


class _Chunks(io.RawIOBase):
    """The bytes of a picture, a chunk of the library at a time; one chunk is kept."""

    def __init__(self, library: Library, row: int, length: int) -> None:
        super().__init__()
        self._library = library
        self._row = row
        self._length = length
        self._at = 0
        self._position = -1
        self._chunk = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - any writable buffer; BufferedReader hands a memoryview
        if self._at >= self._length:
            return 0
        position, offset = divmod(self._at, CHUNK_BYTES)
        if self._position != position:
            self._chunk = self._read(position)
            self._position = position
        part = self._chunk[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _read(self, position: int) -> bytes:
        """Read a chunk. Raises EnvironmentFailure when it is gone or has another length."""
        chunk: bytes | None = self._library.value(
            "SELECT bytes FROM image_chunk WHERE image = ? AND position = ?", (self._row, position)
        )
        if chunk is None or len(chunk) != min(CHUNK_BYTES, self._length - position * CHUNK_BYTES):
            raise damaged(self._library.path, "a picture is incomplete")
        return chunk


def open_bytes(library: Library, image: ImageId) -> BinaryIO:
    """Open a picture for reading in pieces, on the library's own thread; it can seek.

    Raises NotFoundError; reading raises EnvironmentFailure where pieces are gone.
    """
    found = library.row("SELECT number, byte_count FROM image WHERE id = ?", (image,))
    if found is None:
        raise NotFoundError(_GONE)
    return io.BufferedReader(_Chunks(library, found[0], found[1]))


# --- small copies ---


def thumbnail(library: Library, image: ImageId, size: int) -> bytes | None:
    """Return a small copy that was kept under a size, ``None`` when there is none."""
    return library.value(
        "SELECT bytes FROM thumbnail WHERE size = ? "
        "AND image = (SELECT number FROM image WHERE id = ?)",
        (size, image),
    )


def keep_thumbnail(library: Library, image: ImageId, size: int, data: bytes) -> None:
    """Keep a small copy. It can be made again, so a library that is read-only goes without."""
    if library.read_only:
        return
    library.execute(
        "INSERT OR REPLACE INTO thumbnail SELECT number, ?, ? FROM image WHERE id = ?",
        (size, data, image),
    )


# --- who points here, by their own ids ---


def stories_showing(library: Library, image: ImageId) -> tuple[ArticleId, ...]:
    """Return the saved stories that show a picture, those in the trash too."""
    found = library.rows(
        "SELECT DISTINCT a.number, a.id FROM placement AS p "
        "JOIN article AS a ON a.number = p.article WHERE p.image = ? ORDER BY a.number",
        (image,),
    )
    return tuple(ArticleId(name) for _, name in found)


def profiles_showing(library: Library, image: ImageId) -> tuple[AuthorId, ...]:
    """Return the profiles that have a picture as their avatar, without deleted ones."""
    found = library.rows(
        "SELECT id FROM author WHERE avatar = ? AND deleted_at IS NULL ORDER BY number", (image,)
    )
    return tuple(AuthorId(name) for (name,) in found)


def lists_showing(library: Library, image: ImageId) -> tuple[CuratedListId, ...]:
    """Return the curated lists with an item that shows a picture."""
    found = library.rows(
        "SELECT id FROM curated_list WHERE instr(fields, ?) > 0 ORDER BY id", (image,)
    )
    return tuple(CuratedListId(name) for (name,) in found)
