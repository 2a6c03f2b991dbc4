"""Pictures in the library file: bytes in pieces, lists, uses, small copies."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.domain.errors import EnvironmentFailure, InUseError, InvalidInputError, NotFoundError
from newsdesk.domain.ids import ImageId
from newsdesk.domain.listing import ImageFlag, ImageUser
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Credit, ImageAsset, Placement
from newsdesk.domain.text import Run
from newsdesk.services import articles, authors
from newsdesk.services.desk import Desk
from newsdesk.storage import imagebytes, images, imageuses
from newsdesk.storage.schema import CHUNK_BYTES

NOW = Moment.parse("2026-11-24T09:30:00Z")
NOTHING: frozenset[ImageFlag] = frozenset()


def asset_for(data: bytes, **fields: object) -> ImageAsset:
    made = ImageAsset(
        id=ImageId(hashlib.sha256(data).hexdigest()),
        media_type="image/jpeg",
        width=300,
        height=200,
        byte_count=len(data),
        added_at=NOW,
    )
    return replace(made, **fields)


def add(desk: Desk, data: bytes = b"pixels", **fields: object) -> ImageAsset:
    asset = asset_for(data, **fields)
    with desk.library.transaction():
        images.insert(desk.library, asset, [data])
    return asset


def titles(desk: Desk, text: str = "", flags: frozenset[ImageFlag] = NOTHING) -> list[str]:
    return [row.title for row in images.rows(desk.library, text, flags, None, 100).rows]


@pytest.mark.parametrize("length", [1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 700_000])
@pytest.mark.parametrize("piece", [1_000, CHUNK_BYTES, 10**9])
def test_bytes_come_back_as_they_went_in_whatever_the_pieces(
    desk: Desk, length: int, piece: int
) -> None:
    data = os.urandom(length)
    asset = asset_for(data)
    pieces: Iterable[bytes] = (data[at : at + piece] for at in range(0, length, piece))
    with desk.library.transaction():
        images.insert(desk.library, asset, pieces)
    with imagebytes.open_bytes(desk.library, asset.id) as stream:
        assert stream.read() == data
    lengths = desk.library.rows("SELECT length(bytes) FROM image_chunk ORDER BY position")
    assert all(size == CHUNK_BYTES for (size,) in lengths[:-1])
    assert lengths[-1][0] <= CHUNK_BYTES


def test_the_bytes_can_be_read_from_any_place(desk: Desk) -> None:
    data = os.urandom(600_000)
    asset = add(desk, data)
    with imagebytes.open_bytes(desk.library, asset.id) as stream:
        for place in (599_999, 0, CHUNK_BYTES - 2, 300_000, 600_000, 2 * CHUNK_BYTES):
            stream.seek(place)
            assert stream.read(5) == data[place : place + 5]
        assert stream.seek(-10, io.SEEK_END) == 599_990
        assert stream.read() == data[-10:]
        assert stream.seek(0, io.SEEK_END) == len(data)
        assert not stream.writable()


def test_a_piece_that_is_gone_is_said_and_not_passed_over(desk: Desk) -> None:
    asset = add(desk, os.urandom(600_000))
    desk.library.execute("DELETE FROM image_chunk WHERE position = 1")
    with (
        imagebytes.open_bytes(desk.library, asset.id) as stream,
        pytest.raises(EnvironmentFailure, match="incomplete"),
    ):
        stream.read()


def test_a_broken_record_is_said_and_never_shown_as_a_picture(desk: Desk) -> None:
    asset = add(desk)
    desk.library.execute("UPDATE image SET fields = '[]'")
    with pytest.raises(EnvironmentFailure, match="damaged"):
        images.load(desk.library, asset.id)


def test_every_field_comes_back(desk: Desk) -> None:
    asset = add(
        desk,
        title="Ferry",
        caption=(Run("The ferry "), Run("Maud")),
        alt_text="A white ferry",
        credit=Credit("Ada Lund"),
        keywords=("harbour",),
    )
    assert images.load(desk.library, asset.id) == asset
    assert images.load_many(desk.library, [asset.id, ImageId("0" * 64)]) == {asset.id: asset}


def test_words_are_found_by_their_beginnings_without_accents(desk: Desk) -> None:
    add(desk, b"1", title="Ferry", caption=(Run("Zürich seen from the lake"),))
    add(desk, b"2", title="Market", credit=Credit("Олена Марченко"), city="Одеса")
    assert titles(desk, "zur") == ["Ferry"]
    assert titles(desk, "ake") == []
    assert titles(desk, "lake ZÜRICH") == ["Ferry"]
    assert titles(desk, "марч") == ["Market"]
    assert titles(desk, "%") == []
    assert titles(desk, "' OR 1=1 --") == []


def test_pages_follow_each_other_latest_first_and_the_first_knows_the_total(desk: Desk) -> None:
    for number in range(7):
        add(desk, bytes([number]), title=f"Picture {number}")
    seen: list[str] = []
    page = images.rows(desk.library, "", NOTHING, None, 3)
    assert page.total == 7
    while True:
        seen += [row.title for row in page.rows]
        if page.next is None:
            break
        page = images.rows(desk.library, "", NOTHING, page.next, 3)
        assert page.total is None
    assert seen == [f"Picture {number}" for number in reversed(range(7))]


def test_what_pictures_lack_narrows_the_list(desk: Desk) -> None:
    add(desk, b"1", title="Whole", alt_text="A ferry", credit=Credit("Ada Lund"))
    add(desk, b"2", title="Bare", original_name="bare.jpg")
    add(desk, b"3", title="", original_name="named.jpg", alt_text="  ")
    assert titles(desk, flags=frozenset({ImageFlag.MISSING_ALT})) == ["named.jpg", "Bare"]
    assert titles(desk, flags=frozenset({ImageFlag.MISSING_CREDIT})) == ["named.jpg", "Bare"]
    assert images.count(desk.library, "whole", frozenset({ImageFlag.UNUSED})) == 1


def test_a_change_made_elsewhere_is_not_overwritten(desk: Desk) -> None:
    asset = add(desk)
    saved = images.update(desk.library, replace(asset, title="First"))
    assert saved.version == 2
    with pytest.raises(InvalidInputError, match="elsewhere"):
        images.update(desk.library, replace(asset, title="Second"))
    with pytest.raises(NotFoundError):
        images.update(desk.library, replace(asset, id=ImageId("0" * 64)))


def test_a_picture_in_use_is_not_deleted_and_says_where(desk: Desk) -> None:
    asset = add(desk)
    story, _ = articles.create(desk, headline="Ferry back")
    articles.save(desk, article=replace(story, lead=Placement(asset.id)))
    authors.create(desk, display_name="Ada Lund", avatar=asset.id)
    with pytest.raises(InUseError, match=r"Ferry back.*1 more") as caught:
        images.delete(desk.library, asset.id)
    assert caught.value.users == ("Ferry back", "Ada Lund")
    found = imageuses.uses(desk.library, asset.id)
    assert [(use.user, use.roles) for use in found] == [
        (ImageUser.STORY, ("lead",)),
        (ImageUser.AUTHOR, ("avatar",)),
    ]
    assert images.rows(desk.library, "", NOTHING, None, 1).rows[0].uses == 2


def test_a_picture_that_only_the_journal_shows_is_in_use(desk: Desk) -> None:
    asset = add(desk)
    story, _ = articles.create(desk, headline="Ferry back")
    articles.journal(desk, article=replace(story, lead=Placement(asset.id)))
    (use,) = imageuses.uses(desk.library, asset.id)
    assert use.roles == ("unsaved",)
    with pytest.raises(InUseError):
        images.delete(desk.library, asset.id)


def test_deleting_takes_bytes_and_small_copies_along(desk: Desk) -> None:
    asset = add(desk)
    imagebytes.keep_thumbnail(desk.library, asset.id, 320, b"small")
    assert imagebytes.thumbnail(desk.library, asset.id, 320) == b"small"
    assert imagebytes.thumbnail(desk.library, asset.id, 640) is None
    images.delete(desk.library, asset.id)
    for table in ("image", "image_chunk", "thumbnail"):
        assert desk.library.value(f"SELECT count(*) FROM {table}") == 0
    with pytest.raises(NotFoundError):
        images.delete(desk.library, asset.id)
    with pytest.raises(NotFoundError):
        imagebytes.open_bytes(desk.library, asset.id)


def test_a_read_only_library_keeps_no_small_copies(desk: Desk, tmp_path: Path) -> None:
    from newsdesk.storage.library import Library

    asset = add(desk)
    copy = tmp_path / "copy.newsdesk"
    desk.library.copy_to(copy)
    with Library.open(copy, read_only=True) as library:
        imagebytes.keep_thumbnail(library, asset.id, 320, b"small")
        assert imagebytes.thumbnail(library, asset.id, 320) is None
