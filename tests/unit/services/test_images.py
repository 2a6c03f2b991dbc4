"""Pictures read, added, described, found and replaced."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from newsdesk.domain import credit
from newsdesk.domain.article import Article
from newsdesk.domain.body import Figure, Gallery, Paragraph
from newsdesk.domain.errors import (
    Cancelled,
    EnvironmentFailure,
    InUseError,
    InvalidInputError,
    NotFoundError,
)
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Credit, FocalPoint, ImageKind, Placement
from newsdesk.domain.text import Run
from newsdesk.services import articles, authors, images, publication, replacingpictures, versions
from newsdesk.services.changes import NOTHING, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import caption_of, megabytes, read_picture
from tests.unit.media.pictures import drawn, iim_block, jpeg, packet

AGENCY = jpeg(
    drawn(900, 600),
    xmp=packet(
        "<photoshop:Headline>Ferry back</photoshop:Headline>"
        "<photoshop:Credit>POOL/Lantern via Harbour Pictures</photoshop:Credit>"
        "<dc:creator><rdf:Seq><rdf:li>Ada Lund</rdf:li></rdf:Seq></dc:creator>"
        "<photoshop:DateCreated>2026-07-03T06:41:00</photoshop:DateCreated>"
        "<photoshop:City>Odesa</photoshop:City>"
    ),
    iim=iim_block([(120, b"First line\r\n\r\nSecond")], utf8=True),
)


def add(desk: Desk, data: bytes = AGENCY, name: str = "ferry.jpg") -> ImageId:
    asset, _ = images.add(desk, picture=read_picture(data, name))
    return asset.id


def other(colour: tuple[int, int, int] = (1, 2, 3), size: tuple[int, int] = (64, 48)) -> bytes:
    return jpeg(Image.new("RGB", size, colour))


# --- reading ---


def test_an_agency_picture_fills_its_own_fields() -> None:
    picture = read_picture(AGENCY, "/home/desk/IMG 1.jpg", zone="Europe/Kyiv")
    asset = picture.asset
    assert asset.title == "Ferry back"
    assert asset.caption == (Run("First line\nSecond"),)
    assert credit.render(asset.credit) == "Ada Lund/POOL/Lantern via Harbour Pictures"
    assert asset.city == "Odesa"
    assert asset.date_taken is not None
    assert asset.date_taken.text() == "2026-07-03T03:41:00Z"
    assert (asset.width, asset.height) == (900, 600)
    assert asset.original_name == "IMG 1.jpg"
    assert asset.byte_count == len(AGENCY)


def test_a_file_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    file.write_bytes(AGENCY)
    from_file, from_bytes = read_picture(file), read_picture(AGENCY, "photo.png")
    assert from_file.asset == from_bytes.asset
    assert from_file.asset.media_type == "image/jpeg"
    assert b"".join(from_file.pieces()) == AGENCY


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C:\\Users\\desk\\photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("line\nbreak.jpg", "line break.jpg"),
        ("", ""),
        ("x" * 400, "x" * 200),
    ],
)
def test_a_name_from_outside_is_only_a_name(name: str, expected: str) -> None:
    assert read_picture(other(), name).asset.original_name == expected


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"GIF89a", "no picture"),
        (AGENCY[:3000], "damaged or end too soon"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"<html><img src=x></html>", "no picture"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_name_and_a_sentence(
    data: bytes, said: str
) -> None:
    with pytest.raises(InvalidInputError, match=rf"“bad\.jpg”: .*{said}"):
        read_picture(data, "bad.jpg")


def test_a_decompression_bomb_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (16_000, 16_000)).save(out, "PNG")
    with pytest.raises(InvalidInputError, match="claims 16,000 × 16,000 pixels"):
        read_picture(out.getvalue())


def test_a_file_that_is_too_large_is_refused_with_the_limit() -> None:
    with pytest.raises(InvalidInputError, match="the limit is 1 kB"):
        read_picture(AGENCY, largest=1024)


def test_missing_files_and_folders_are_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="cannot be read"):
        read_picture(tmp_path / "gone.jpg")
    with pytest.raises(InvalidInputError, match="folder"):
        read_picture(tmp_path)


def test_reading_stops_when_told_to() -> None:
    def stop() -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        read_picture(AGENCY, check=stop)


def test_reading_stops_between_the_pieces_of_the_pixels() -> None:
    out = io.BytesIO()
    Image.effect_noise((1500, 1000), 90).save(out, "PNG")
    asked: list[bool] = []

    def stop_later() -> None:
        asked.append(True)
        if len(asked) == 12:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        read_picture(out.getvalue(), check=stop_later)
    assert len(asked) == 12


def test_a_composite_is_told_by_its_digital_source() -> None:
    source = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    xmp = packet(
        "<Iptc4xmpExt:DigitalSourceType xmlns:Iptc4xmpExt="
        f"'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>{source}</Iptc4xmpExt:DigitalSourceType>"
    )
    assert read_picture(jpeg(xmp=xmp)).asset.image_kind is ImageKind.COMPOSITE


def test_sizes_for_people() -> None:
    assert [megabytes(size) for size in (0, 1_500, 8_598_323, 200 * 2**20)] == [
        "1 kB", "1 kB", "8.2 MB", "200 MB",
    ]  # fmt: skip
    assert caption_of("a\n\n\nb\n") == (Run("a\nb"),)


# --- adding ---


def test_the_same_bytes_are_one_asset_and_what_an_editor_wrote_stays(desk: Desk) -> None:
    first, changes = images.add(desk, picture=read_picture(AGENCY, "one.jpg"))
    assert changes.touches(Kind.IMAGE, first.id)
    assert first.added_at == desk.clock.now()
    images.change(desk, image=first.id, how=lambda asset: replace(asset, title="By hand"))
    again, nothing = images.add(desk, picture=read_picture(AGENCY, "two.jpg"))
    assert again.title == "By hand"
    assert nothing == NOTHING
    assert images.counts(desk).total == 1


def test_a_file_that_changes_while_it_is_taken_in_leaves_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(AGENCY)
    picture = read_picture(file)
    file.write_bytes(other())
    with pytest.raises(InvalidInputError, match="changed while it was read"):
        images.add(desk, picture=picture)
    file.unlink()
    with pytest.raises(EnvironmentFailure):
        images.add(desk, picture=picture)
    assert images.counts(desk).total == 0
    assert desk.library.value("SELECT count(*) FROM image_chunk") == 0


def test_small_copies_are_made_while_reading_and_kept(desk: Desk) -> None:
    image = add(desk)
    sizes = desk.library.rows("SELECT size FROM thumbnail ORDER BY size")
    assert sizes == [(320,), (1280,)]
    small = Image.open(io.BytesIO(images.thumbnail(desk, image=image, size=200)))
    assert small.size == (320, 213)
    middle = Image.open(io.BytesIO(images.thumbnail(desk, image=image, size=300)))
    assert middle.size == (640, 427)
    assert desk.library.value("SELECT count(*) FROM thumbnail") == 3
    largest = Image.open(io.BytesIO(images.thumbnail(desk, image=image, size=5000)))
    assert largest.size == (900, 600)


def test_a_small_copy_that_was_lost_is_made_again(desk: Desk) -> None:
    image = add(desk)
    desk.library.execute("DELETE FROM thumbnail")
    assert Image.open(io.BytesIO(images.thumbnail(desk, image=image, size=56))).size == (320, 213)
    with pytest.raises(NotFoundError):
        images.thumbnail(desk, image=ImageId("0" * 64), size=56)


# --- describing ---


def test_texts_are_saved_in_normal_form(desk: Desk) -> None:
    image = add(desk)
    saved, changes = images.change(
        desk,
        image=image,
        how=lambda asset: replace(
            asset,
            alt_text=" A ferry\nat the pier ",
            keywords=("tide", " tide", "", "ferry"),
            focal_point=FocalPoint(-1, 7),
            credit=Credit(" Ada Lund "),
            width=1,
        ),
    )
    assert saved.alt_text == "A ferry at the pier"
    assert saved.keywords == ("tide", "ferry")
    assert saved.focal_point == FocalPoint(0, 1)
    assert saved.credit.photographer == "Ada Lund"
    assert saved.width == 900
    assert changes.ids(Kind.IMAGE) == {image}
    assert images.get(desk, image=image) == saved
    same, nothing = images.save(desk, asset=saved)
    assert (same, nothing) == (saved, NOTHING)


def test_two_panes_that_change_different_fields_do_not_meet(desk: Desk) -> None:
    image = add(desk)
    images.change(desk, image=image, how=lambda asset: replace(asset, title="A"))
    images.change(desk, image=image, how=lambda asset: replace(asset, city="B"))
    asset = images.get(desk, image=image)
    assert (asset.title, asset.city) == ("A", "B")


def test_an_older_state_is_not_saved_over_a_newer_one(desk: Desk) -> None:
    image = add(desk)
    old = images.get(desk, image=image)
    images.save(desk, asset=replace(old, title="New"))
    with pytest.raises(InvalidInputError, match="elsewhere"):
        images.save(desk, asset=replace(old, title="Old"))
    assert images.get(desk, image=image).title == "New"


def test_counts_of_what_is_missing(desk: Desk) -> None:
    add(desk)
    add(desk, other())
    counts = images.counts(desk)
    assert (counts.total, counts.missing_alt, counts.missing_credit, counts.unused) == (2, 2, 1, 2)


# --- replacing ---


def shown_everywhere(desk: Desk, image: ImageId) -> Article:
    story, _ = articles.create(desk, headline="Ferry back")
    placed = Placement(image, caption=(Run("Here"),), alt_text="", crop="16:9")
    saved, _ = articles.save(
        desk,
        article=replace(
            story,
            lead=placed,
            body=(Paragraph((Run("Text"),)), Figure(placed), Gallery((placed, placed))),
            social=replace(story.social, image=image),
        ),
    )
    return saved


def test_a_picture_is_replaced_in_every_place_and_each_story_keeps_how_it_was(desk: Desk) -> None:
    old, new = add(desk), add(desk, other())
    story = shown_everywhere(desk, old)
    profile, _ = authors.create(desk, display_name="Ada Lund", avatar=old)
    paper = publication.get(desk)
    publication.save(desk, publication=replace(paper, logo=old))

    replaced, changes = replacingpictures.replace_everywhere(desk, old=old, new=new)

    after = articles.open_story(desk, article_id=story.id)
    assert after.lead == Placement(new, caption=(Run("Here"),), alt_text="")
    assert [use.user for use in images.uses(desk, image=new)] == ["story", "author", "publication"]
    assert images.uses(desk, image=old) == ()
    assert authors.get(desk, author_id=profile.id).avatar == new
    assert changes.touches(Kind.ARTICLE, story.id)
    assert changes.touches(Kind.AUTHOR, profile.id)
    assert changes.touches(Kind.PUBLICATION)
    latest = versions.rows(desk, article_id=story.id)[0]
    assert latest.name == "Before a picture was replaced"
    assert versions.get(desk, number=latest.number).lead == story.lead

    left, back = replacingpictures.put_back(desk, replaced=replaced)

    assert left == 0
    assert back.touches(Kind.PUBLICATION)
    again = articles.open_story(desk, article_id=story.id)
    assert replace(again, version=0, saved_at=None) == replace(story, version=0, saved_at=None)
    assert authors.get(desk, author_id=profile.id).avatar == old
    assert publication.get(desk).logo == old
    images.delete(desk, image=new)


def test_a_story_that_changed_since_is_not_put_back(desk: Desk) -> None:
    old, new = add(desk), add(desk, other())
    story = shown_everywhere(desk, old)
    replaced, _ = replacingpictures.replace_everywhere(desk, old=old, new=new)
    now = articles.open_story(desk, article_id=story.id)
    articles.save(desk, article=replace(now, headline="Since"))
    left, _ = replacingpictures.put_back(desk, replaced=replaced)
    assert left == 1
    assert articles.open_story(desk, article_id=story.id).headline == "Since"


def test_typing_that_is_only_in_the_journal_is_replaced_too_and_not_lost(desk: Desk) -> None:
    old, new = add(desk), add(desk, other())
    story = shown_everywhere(desk, old)
    articles.journal(desk, article=replace(story, headline="Typed a second ago"))
    replacingpictures.replace_everywhere(desk, old=old, new=new)
    after = articles.open_story(desk, article_id=story.id)
    assert after.headline == "Typed a second ago"
    assert after.lead is not None
    assert after.lead.image == new


def test_nothing_is_replaced_by_what_is_not_there(desk: Desk) -> None:
    old = add(desk)
    story = shown_everywhere(desk, old)
    with pytest.raises(NotFoundError):
        replacingpictures.replace_everywhere(desk, old=old, new=ImageId("0" * 64))
    with pytest.raises(InvalidInputError, match="same picture"):
        replacingpictures.replace_everywhere(desk, old=old, new=old)
    assert articles.open_story(desk, article_id=story.id) == story
    with pytest.raises(InUseError):
        images.delete(desk, image=old)
