"""The pictures that go out: cut, turned, scaled, in sRGB, without secrets."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# Pillow's own annotations name numpy's types, which are not installed.

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngImageFile

from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.photo import Crop, FocalPoint
from newsdesk.media import xmp
from newsdesk.media.metadata import read_metadata
from newsdesk.media.renditions import (
    Labels,
    MadePicture,
    read_with_thumbnails,
    render,
    render_formats,
    thumbnail,
)
from tests.unit.media.pictures import asset, drawn, jpeg

LABELS = Labels("Gates & <tides>", "Tomas Lind/Lantern", "Tomas Lind", "© 2026 Lantern", "Once")
PLAIN = jpeg()
PLAIN_ASSET = asset(PLAIN, 240, 160)


def spec(width: int = 120, file_format: RenditionFormat = RenditionFormat.JPEG) -> RenditionSpec:
    return RenditionSpec(PLAIN_ASSET.id, width, file_format)


def opened(made: MadePicture) -> Image.Image:
    picture = Image.open(io.BytesIO(made.data))
    picture.load()
    return picture


def colour(picture: Image.Image, x: float, y: float) -> str:
    left, top = int(picture.width * x), int(picture.height * y)
    raw = picture.convert("RGB").crop((left, top, left + 1, top + 1)).tobytes()
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue"}
    return names.get((raw[0] >> 7, raw[1] >> 7, raw[2] >> 7), "white")


@pytest.mark.parametrize("file_format", list(RenditionFormat))
def test_each_format_is_what_it_says_with_its_labels_and_the_same_bytes_twice(
    file_format: RenditionFormat,
) -> None:
    wanted = spec(file_format=file_format)
    made = render(io.BytesIO(PLAIN), wanted, asset=PLAIN_ASSET, labels=LABELS)
    facts = read_metadata(io.BytesIO(made.data))
    assert facts.media_type == made.media_type == f"image/{file_format.value}"
    assert (facts.width, facts.height) == (made.width, made.height) == (120, 80)
    assert facts.caption == "Gates & <tides>"
    assert facts.credit_line == "Tomas Lind/Lantern"
    assert facts.creators == ("Tomas Lind",)
    assert (facts.copyright_notice, facts.usage_terms) == ("© 2026 Lantern", "Once")
    again = render(io.BytesIO(PLAIN), wanted, asset=PLAIN_ASSET, labels=LABELS)
    assert again.data == made.data


def test_formats_made_together_are_those_made_alone() -> None:
    specs = tuple(spec(file_format=one) for one in RenditionFormat)
    together = render_formats(io.BytesIO(PLAIN), specs, asset=PLAIN_ASSET, labels=LABELS)
    alone = tuple(
        render(io.BytesIO(PLAIN), one, asset=PLAIN_ASSET, labels=LABELS) for one in specs
    )
    assert together == alone


def test_nothing_is_enlarged() -> None:
    made = render(io.BytesIO(PLAIN), spec(1600), asset=PLAIN_ASSET)
    assert (made.width, made.height) == (240, 160)


def test_a_crop_keeps_the_focal_point() -> None:
    wanted = replace(spec(80), ratio="1:1", focal_point=FocalPoint(0.0, 0.5))
    made = opened(render(io.BytesIO(PLAIN), wanted, asset=PLAIN_ASSET))
    assert made.size == (80, 80)
    assert colour(made, 0.1, 0.1) == "red"
    assert colour(made, 0.9, 0.1) == "green"
    assert colour(made, 0.6, 0.1) == "red"


def test_a_named_crop_of_the_asset_wins() -> None:
    cut = Crop("face", "1:1", 0.5, 0.0, 0.25, 0.375)
    kept = asset(PLAIN, 240, 160, crops=(cut,))
    made = opened(render(io.BytesIO(PLAIN), replace(spec(40), crop="face"), asset=kept))
    assert made.size == (40, 40)
    assert colour(made, 0.1, 0.9) == "green"
    by_ratio = render(io.BytesIO(PLAIN), replace(spec(40), ratio="1:1"), asset=kept)
    assert opened(by_ratio).tobytes() == made.tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright_and_lose_where_they_were_taken(orientation: int) -> None:
    upright = drawn(240, 160)
    undo = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_270}  # fmt: skip
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0xA431] = "SERIAL-4711"
    exif.get_ifd(0x8825)[1] = "N"
    data = jpeg(stored, exif=exif)
    assert read_metadata(io.BytesIO(data)).has_location
    made = render(io.BytesIO(data), spec(240), asset=asset(data, 240, 160))
    picture = opened(made)
    assert [
        colour(picture, x, y) for x, y in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8))
    ] == [
        "red",
        "green",
        "blue",
        "white",
    ]
    assert b"SERIAL" not in made.data
    assert b"Exif" not in made.data


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_every_colour_model_goes_out_as_rgb_without_a_profile(mode: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = jpeg(drawn(mode=mode), icc=profile if mode == "RGB" else b"")
    picture = opened(render(io.BytesIO(data), spec(), asset=asset(data, 240, 160)))
    assert picture.mode == "RGB"
    assert "icc_profile" not in picture.info


def test_a_colour_profile_changes_the_numbers() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The same primaries under another signature: red and blue are exchanged in the profile.
    at_red, at_blue = lab.find(b"rXYZ"), lab.find(b"bXYZ")
    assert at_red > 0 < at_blue
    swapped = bytearray(lab)
    swapped[at_red : at_red + 4], swapped[at_blue : at_blue + 4] = b"bXYZ", b"rXYZ"
    data = jpeg(icc=bytes(swapped))
    picture = opened(render(io.BytesIO(data), spec(), asset=asset(data, 240, 160)))
    assert colour(picture, 0.2, 0.2) == "blue"


def test_a_damaged_profile_is_passed_over() -> None:
    data = jpeg(icc=b"not a profile at all")
    picture = opened(render(io.BytesIO(data), spec(), asset=asset(data, 240, 160)))
    assert colour(picture, 0.2, 0.2) == "red"


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA", "I;16", "1"])
def test_odd_pixel_kinds_go_out(mode: str) -> None:
    out = io.BytesIO()
    source = Image.new("I;16", (50, 40), 30000) if mode == "I;16" else drawn(50, 40, mode)
    source.save(out, "PNG")
    kept = asset(out.getvalue(), 50, 40)
    for file_format in RenditionFormat:
        made = render(io.BytesIO(out.getvalue()), spec(50, file_format), asset=kept)
        assert opened(made).size == (50, 40)


def test_a_picture_cut_short_is_refused_with_a_sentence() -> None:
    with pytest.raises(InvalidInputError, match="damaged"):
        render(io.BytesIO(PLAIN[: len(PLAIN) // 2]), spec(), asset=PLAIN_ASSET)


def test_thumbnails_keep_the_shape_and_see_through_parts() -> None:
    made = thumbnail(io.BytesIO(PLAIN), size=60)
    assert (made.media_type, made.width, made.height) == ("image/jpeg", 60, 40)
    out = io.BytesIO()
    Image.new("RGBA", (90, 30), (0, 0, 0, 0)).save(out, "PNG")
    made = thumbnail(io.BytesIO(out.getvalue()), size=60)
    assert (made.media_type, made.width, made.height) == ("image/png", 60, 20)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16", "CMYK"])
def test_large_pictures_of_each_kind_are_brought_down_before_their_colours_are_converted(
    mode: str,
) -> None:
    source = Image.new("L", (400, 300), 200)
    shown = Image.new("I;16", (400, 300), 200 * 257) if mode == "I;16" else source.convert(mode)
    out = io.BytesIO()
    shown.save(out, "TIFF")
    facts, (middle, small) = read_with_thumbnails(io.BytesIO(out.getvalue()), sizes=(40, 20))
    assert (facts.width, facts.height) == (400, 300)
    assert (middle.width, middle.height, small.width, small.height) == (40, 30, 20, 15)
    with Image.open(io.BytesIO(middle.data)) as made:
        # Black and white dots: their mean over a pixel of the small copy.
        allowed = 60 if mode == "1" else 6
        assert made.convert("L").getpixel((20, 15)) == pytest.approx(200, abs=allowed)


def test_texts_behind_the_pixels_of_a_png_are_read_and_it_is_decoded_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.BytesIO()
    drawn(90, 60).save(out, "PNG", exif=Image.Exif())
    data = out.getvalue()
    text = b"iTXtXML:com.adobe.xmp\0\0\0\0\0" + xmp.write(credit="Tomas Lind/Lantern")
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    end = data.rindex(b"IEND") - 4
    loads: list[bool] = []
    decoded = PngImageFile.load_prepare

    def counted(self: PngImageFile) -> None:
        loads.append(True)
        decoded(self)

    monkeypatch.setattr(PngImageFile, "load_prepare", counted)
    facts, _ = read_with_thumbnails(io.BytesIO(data[:end] + chunk + data[end:]), sizes=(40,))
    assert facts.credit_line == "Tomas Lind/Lantern"
    assert len(loads) == 1


def test_a_packet_without_anything_to_say_is_empty_and_long_captions_are_cut() -> None:
    assert xmp.write() == b""
    made = render(
        io.BytesIO(PLAIN), spec(), asset=PLAIN_ASSET, labels=Labels(caption="é" * 10_000)
    )
    assert len(read_metadata(io.BytesIO(made.data)).caption) == 2_000
