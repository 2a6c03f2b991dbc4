"""What is read out of picture files: XMP, IIM, EXIF, their character sets and damage."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import Image, PngImagePlugin

from newsdesk.domain.errors import InvalidInputError
from newsdesk.media.dates import read_date
from newsdesk.media.metadata import PictureFacts, read_metadata
from tests.unit.media.pictures import drawn, iim_block, jpeg, packet


def read(data: bytes) -> PictureFacts:
    return read_metadata(io.BytesIO(data))


def test_xmp_comes_before_iim_and_iim_before_exif() -> None:
    exif = Image.Exif()
    exif[0x010E] = "caption in EXIF"
    exif[0x013B] = "Artist in EXIF"
    exif[0x8298] = "Rights in EXIF"
    block = iim_block([(120, b"caption in IIM"), (80, b"By-line in IIM")])
    xmp = packet("<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>caption in XMP</rdf:li>"
                 "</rdf:Alt></dc:description>")  # fmt: skip
    facts = read(jpeg(xmp=xmp, iim=block, exif=exif))
    assert facts.caption == "caption in XMP"
    assert facts.creators == ("By-line in IIM",)
    assert facts.copyright_notice == "Rights in EXIF"


def test_an_agency_credit_is_read_whole_with_its_photographer() -> None:
    xmp = packet(
        "<photoshop:Credit>POOL/Lantern Wire via Harbour Pictures</photoshop:Credit>"
        "<dc:creator><rdf:Seq><rdf:li>Олена Ковальчук</rdf:li></rdf:Seq></dc:creator>"
        "<photoshop:DateCreated>2026-03-14T07:12:00+01:00</photoshop:DateCreated>"
        "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>Gates close"
        "</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>"
    )
    facts = read(jpeg(xmp=xmp))
    assert facts.credit_line == "POOL/Lantern Wire via Harbour Pictures"
    assert facts.credit.photographer == "Олена Ковальчук"
    assert [part.name for part in facts.credit.chain] == [
        "POOL",
        "Lantern Wire",
        "Harbour Pictures",
    ]
    assert facts.alt_text == "Gates close"
    assert facts.date_taken == datetime(2026, 3, 14, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "utf8", "expected"),
    [
        ("Café in Zürich".encode("latin-1"), False, "Café in Zürich"),
        ("„Ohne Warnung“ – Odesa".encode("cp1252"), False, "„Ohne Warnung“ – Odesa"),
        ("Одеса".encode(), False, "Одеса"),
        ("Одеса".encode(), True, "Одеса"),
        ("Одеса".encode()[:-1], True, "Одес"),
        ("Одеса".encode()[:-1], False, "Одес"),
        ("Одеса, Україна".encode("cp1251"), False, "Одеса, Україна"),
        ("Café in Zürich, ça va".encode("mac-roman"), False, "Café in Zürich, ça va"),
        ("They don’t “close”".encode("mac-roman"), False, "They don’t “close”"),
        ("They don’t “close”".encode("cp1252"), False, "They don’t “close”"),
        ("Málaga, café".encode("cp1252"), True, "Málaga, café"),
        ("Пожежа у Києві".encode("koi8-u"), False, "Пожежа у Києві"),
    ],
)
def test_iim_is_read_in_the_character_set_it_was_written_in(
    raw: bytes, utf8: bool, expected: str
) -> None:
    assert read(jpeg(iim=iim_block([(120, raw)], utf8=utf8))).caption == expected


def test_iim_lists_dates_and_places() -> None:
    block = iim_block(
        [(25, b"harbour"), (25, b"tide"), (55, b"20260314"), (60, b"071200+0100"), (90, b"Amsel")]
    )
    facts = read(jpeg(iim=block))
    assert facts.keywords == ("harbour", "tide")
    assert facts.city == "Amsel"
    zone = timezone(timedelta(hours=1))
    assert facts.date_taken == datetime(2026, 3, 14, 7, 12, tzinfo=zone)


@pytest.mark.parametrize("orientation", [1, 3, 5, 6, 8])
def test_width_and_height_are_those_of_the_upright_picture(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    facts = read(jpeg(drawn(240, 160), exif=exif))
    assert facts.orientation == orientation
    assert (facts.width, facts.height) == ((160, 240) if orientation >= 5 else (240, 160))


def test_a_date_without_a_zone_is_one_in_the_zone_given() -> None:
    exif = Image.Exif()
    exif[0x0132] = "2026:11:24 20:00:00"
    exif.get_ifd(0x8769)[0x9003] = "2026:07:03 06:41:00"
    facts = read(jpeg(exif=exif))
    assert facts.date_taken == datetime(2026, 7, 3, 6, 41)  # noqa: DTZ001 - the file names none
    taken = facts.taken_at("Europe/Kyiv")
    assert taken is not None
    assert taken.text() == "2026-07-03T03:41:00Z"
    assert PictureFacts("image/png", 1, 1).taken_at("UTC") is None


@pytest.mark.parametrize(
    "text", ["", "0000:00:00 00:00:00", "2026:13:40", "yesterday", "20260314T"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "TIFF", "GIF", "AVIF", "JPEG"])
def test_the_media_type_follows_the_content(file_format: str) -> None:
    out = io.BytesIO()
    drawn(64, 48).save(out, file_format)
    facts = read(out.getvalue())
    assert facts.media_type == f"image/{file_format.lower()}"
    assert (facts.width, facts.height) == (64, 48)


def test_damaged_xmp_and_iim_are_passed_over() -> None:
    xmp = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>"
    block = iim_block([(120, b"kept")]) + b"\x1c\x02\x69\xff\xff"
    facts = read(jpeg(xmp=xmp, iim=block))
    assert facts.caption == "kept"
    assert facts.headline == ""


def test_control_characters_do_not_come_in() -> None:
    assert read(jpeg(iim=iim_block([(120, b"one\x07two\x00")]))).caption == "onetwo"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"hello", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "SVG"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64, "HEIC"),
        (
            b"GIF89a\xff\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02",
            "million",
        ),
        (b"P6 100 100 255 " + b"\x00" * 30000, "no picture"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        read(data)


def test_when_a_file_was_changed_is_not_when_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0132] = "2026:11:24 20:00:00"
    assert read(jpeg(exif=exif)).date_taken is None


def test_iim_announces_its_character_set() -> None:
    block = b"\x1c\x01\x5a\x00\x03\x1b-L" + iim_block([(120, "Одеса".encode("iso8859-5"))])
    assert read(jpeg(iim=block)).caption == "Одеса"


def test_spaces_that_keep_words_together_stay() -> None:
    xmp = packet("<photoshop:Headline>7\u00a0July, \u200fשלום</photoshop:Headline>")
    assert read(jpeg(xmp=xmp)).headline == "7\u00a0July, \u200fשלום"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"ASCII\x00\x00\x00Gates close", "Gates close"),
        (b"UNICODE\x00" + "Ворота".encode("utf-16-be"), "Ворота"),
        (b"\x00" * 8 + b"Gates close\x00\x00", "Gates close"),
        (b"\x00" * 32, ""),
    ],
)
def test_a_camera_s_comment_is_the_last_source_of_a_caption(raw: bytes, expected: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = raw
    assert read(jpeg(exif=exif)).caption == expected


def test_xmp_with_rubbish_around_it_is_still_read() -> None:
    xmp = packet("<photoshop:City>Odesa</photoshop:City>") + "\x00\x01 end of packet <"
    assert read(jpeg(xmp=xmp)).city == "Odesa"


def test_a_structured_place_stands_in_for_the_plain_one() -> None:
    xmp = packet(
        "<Iptc4xmpExt:LocationShown xmlns:Iptc4xmpExt="
        "'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'><rdf:Bag>"
        "<rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>Odesa</Iptc4xmpExt:City>"
        "<Iptc4xmpExt:CountryName>Ukraine</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown>"
    )
    facts = read(jpeg(xmp=xmp))
    assert (facts.city, facts.country) == ("Odesa", "Ukraine")


def test_a_png_carries_iim_in_its_texts() -> None:
    block = iim_block([(105, b"Ferry back"), (110, b"Pool")])
    text = PngImagePlugin.PngInfo()
    text.add_text("Raw profile type iptc", f"\niptc\n{len(block):8}\n{block.hex()}\n", zip=True)
    out = io.BytesIO()
    drawn(64, 48).save(out, "PNG", pnginfo=text)
    facts = read(out.getvalue())
    assert (facts.headline, facts.credit_line) == ("Ferry back", "Pool")


def test_iim_cut_over_two_segments_is_joined() -> None:
    block = iim_block([(120, b"x" * 30_000), (105, b"y" * 30_000), (90, b"Odesa")])
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(block)) + block
    head = b"Photoshop 3.0\x00"
    parts = (resource[:40_000], resource[40_000:])
    segments = b"".join(
        b"\xff\xed" + struct.pack(">H", len(head) + len(part) + 2) + head + part for part in parts
    )
    data = jpeg()
    assert read(data[:2] + segments + data[2:]).city == "Odesa"


def test_an_extended_packet_is_joined_to_the_main_one() -> None:
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    mark = b"http://ns.adobe.com/xmp/extension/\x00"
    main = packet(
        "<photoshop:City>Odesa</photoshop:City><xmpNote:HasExtendedXMP "
        f"xmlns:xmpNote='http://ns.adobe.com/xmp/note/'>{guid.decode()}</xmpNote:HasExtendedXMP>"
    )
    more = packet("<photoshop:Country>Ukraine</photoshop:Country>").encode()
    segment = mark + guid + struct.pack(">II", len(more), 0) + more
    data = jpeg(xmp=main)
    data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[2:]
    facts = read(data)
    assert (facts.city, facts.country) == ("Odesa", "Ukraine")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ada Lund\x00Lantern", "Ada Lund\nLantern"),
        (" \x00Lantern", "Lantern"),
        ("Ada Lund\x00", "Ada Lund"),
    ],
)
def test_exif_s_copyright_names_photographer_and_editor(raw: str, expected: str) -> None:
    exif = Image.Exif()
    exif[0x8298] = raw
    assert read(jpeg(exif=exif)).copyright_notice == expected


def test_a_text_of_exif_ends_where_the_camera_ended_it() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Gates close\x00rubbish of an older, longer text"
    assert read(jpeg(exif=exif)).caption == "Gates close"


def announced(charset: bytes, raw: bytes) -> str:
    block = b"\x1c\x01\x5a" + len(charset).to_bytes(2, "big") + charset
    return read(jpeg(iim=block + iim_block([(120, raw)]))).caption


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        (b"\x1b-A", "latin-1", "São Paulo"),
        (b"\x1b.B", "iso8859-2", "Łódź"),
        (b"\x1b-L", "iso8859-5", "Київ"),
        (b"\x1b-F", "iso8859-7", "Αθήνα"),
        (b"\x1b.b", "iso8859-15", "10 € pour l’œuvre".replace("’", "'")),
        (b"\x1b$)C", "euc_kr", "서울"),
        (b"\x1b$)A", "gb2312", "北京"),
        (b"UTF-8", "utf-8", "Odesa – Одеса"),
        (b"ISO-8859-2", "iso8859-2", "Gdańsk"),
    ],
)
def test_iim_s_announced_character_set_counts(charset: bytes, codec: str, text: str) -> None:
    assert announced(charset, text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_a_packet_in_any_unicode_form_is_read(codec: str) -> None:
    text = packet("<photoshop:Headline>Ґанок над Дніпром</photoshop:Headline>")
    out = io.BytesIO()
    Image.new("RGB", (9, 6)).save(out, "JPEG", xmp=text.encode(codec))
    assert read(out.getvalue()).headline == "Ґанок над Дніпром"


def test_windows_own_tags_are_the_last_source() -> None:
    exif = Image.Exif()
    for tag, text in ((0x9C9B, "Заголовок"), (0x9C9D, "Ана; Bob"), (0x9C9E, "порт;море")):
        exif[tag] = text.encode("utf-16-le") + b"\0\0"
    facts = read(jpeg(exif=exif))
    assert (facts.title, facts.creators, facts.keywords) == (
        "Заголовок",
        ("Ана", "Bob"),
        ("порт", "море"),
    )
    exif[0x013B] = b"Jane Doe;John Roe"
    assert read(jpeg(exif=exif)).creators == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    "text", ["20240700", "20240000", "2024", "2024-07", "03.07.2024", "00000000"]
)
def test_a_date_that_names_no_day_is_none(text: str) -> None:
    assert read(jpeg(iim=iim_block([(55, text.encode())]))).date_taken is None
