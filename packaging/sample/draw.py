"""Draw the pictures of the sample library: `python packaging/sample/draw.py [NAME …]`.

Writes resources/sample/pictures/*.jpg. What each picture says of itself (caption, photographer,
credit line, alt text, place, day) comes from resources/sample/pictures.json and is written into
the file as XMP and as IIM, as agencies do. The files are committed: an editor's first start must
not wait for drawing.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import lake
import portraits
import town
from canvas import Canvas

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
QUALITY = 78

SCENES: tuple[Callable[[Canvas], None], ...] = (
    town.tram_bridge, town.flood_wall, town.brickworks, town.observatory, town.museum,
    town.shop_street, town.bakery, town.flats, town.lantern_market, town.choir, town.sky_map,
    town.bench, lake.first_light, lake.ferry, lake.fishing, lake.jetty, lake.swimmers, lake.reeds,
    lake.regatta, lake.island, lake.boathouse, lake.night_lake,
)  # fmt: skip

PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
    'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">{properties}'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
ALTERNATIVES = {
    "headline": "dc:title",
    "caption": "dc:description",
    "copyright": "dc:rights",
    "terms": "xmpRights:UsageTerms",
    "alt": "Iptc4xmpCore:AltTextAccessibility",
}
PLAIN = {
    "headline": "photoshop:Headline",
    "credit": "photoshop:Credit",
    "city": "photoshop:City",
    "country": "photoshop:Country",
    "taken": "photoshop:DateCreated",
    "location": "Iptc4xmpCore:Location",
    "source_type": "Iptc4xmpExt:DigitalSourceType",
}
LISTS = {
    "photographer": ("dc:creator", "Seq"),
    "keywords": ("dc:subject", "Bag"),
    "people": ("Iptc4xmpExt:PersonInImage", "Bag"),
}
IIM = {
    "headline": 5,
    "photographer": 80,
    "city": 90,
    "country": 101,
    "credit": 110,
    "copyright": 116,
    "caption": 120,
}
IIM_CREDIT_BYTES = 32

Facts = dict[str, str | list[str]]


def as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def xmp_packet(facts: Facts) -> bytes:
    parts: list[str] = []
    for field, name in ALTERNATIVES.items():
        for text in as_list(facts.get(field, [])):
            line = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
            parts.append(f"<{name}><rdf:Alt>{line}</rdf:Alt></{name}>")
    for field, name in PLAIN.items():
        parts += [f"<{name}>{escape(text)}</{name}>" for text in as_list(facts.get(field, []))]
    for field, (name, kind) in LISTS.items():
        items = "".join(
            f"<rdf:li>{escape(text)}</rdf:li>" for text in as_list(facts.get(field, []))
        )
        if items:
            parts.append(f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>")
    return PACKET.format(properties="".join(parts)).encode()


def iim_block(facts: Facts) -> bytes:
    block = b"\x1c\x01\x5a\x00\x03\x1b%G"
    for field, number in sorted(IIM.items(), key=lambda item: item[1]):
        for text in as_list(facts.get(field, [])):
            value = text.encode()
            if field == "credit":
                value = value[:IIM_CREDIT_BYTES]
            block += b"\x1c\x02" + bytes((number,)) + struct.pack(">H", len(value)) + value
    return block


def with_iim(jpeg: bytes, block: bytes) -> bytes:
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(block)) + block
    segment = b"Photoshop 3.0\x00" + resource + b"\x00" * (len(block) & 1)
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def write(sheet: Canvas, name: str, facts: Facts) -> None:
    stream = io.BytesIO()
    sheet.finished().save(stream, "JPEG", quality=QUALITY, optimize=True, xmp=xmp_packet(facts))
    target = SAMPLE / "pictures" / f"{name}.jpg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(with_iim(stream.getvalue(), iim_block(facts)))
    print(f"{target.stat().st_size:>7} {name}")


def main(wanted: list[str]) -> int:
    told: dict[str, Facts] = json.loads((SAMPLE / "pictures.json").read_text("utf-8"))
    drawings = {scene.__name__.replace("_", "-"): scene for scene in SCENES}
    sizes: dict[str, tuple[int, int]] = dict.fromkeys(drawings, (town.WIDTH, town.HEIGHT))
    faces = {
        name: partial(portraits.portrait, look=look) for name, look in portraits.LOOKS.items()
    }
    for name, drawing in {**faces, "sign": portraits.sign}.items():
        drawings[name] = drawing
        sizes[name] = (portraits.SIDE, portraits.SIDE)
    if unknown := (set(wanted) | set(told)) - set(drawings):
        print(f"No drawing is called {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    for at, (name, drawing) in enumerate(drawings.items()):
        if not wanted or name in wanted:
            sheet = Canvas(*sizes[name], seed=at + 1)
            drawing(sheet)
            write(sheet, name, told.get(name, {}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
