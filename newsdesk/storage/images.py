"""The repository of pictures: what is known of them, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from newsdesk.domain import articlejson, credit
from newsdesk.domain.errors import InUseError, InvalidInputError, NotFoundError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import Cursor, ImageFlag, ImageRow, Page
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.text import plain
from newsdesk.storage import imagebytes, imageuses
from newsdesk.storage.errors import damaged
from newsdesk.storage.folding import joined, words
from newsdesk.storage.imagebytes import GONE
from newsdesk.storage.library import Library, Row
from newsdesk.storage.moments import moment, number
from newsdesk.storage.search import query_words

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
        raise NotFoundError(GONE)
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
    imagebytes.insert(library, row, pieces)


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
            raise NotFoundError(GONE)
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


def delete(library: Library, image: ImageId) -> None:
    """Remove a picture with its bytes. Raises NotFoundError, and InUseError while it is shown."""
    with library.transaction():
        if not holds(library, image):
            raise NotFoundError(GONE)
        users = tuple(use.name for use in imageuses.uses(library, image))
        if users:
            first, *rest = users
            others = f" and {len(rest):,} more" if rest else ""
            raise InUseError(
                f"This picture is shown in “{first[:80]}”{others}. "
                "Replace it there first, or take it out.",
                users=users,
            )
        library.execute("DELETE FROM image WHERE id = ?", (image,))
