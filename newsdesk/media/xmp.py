"""XMP packets: reading the properties a newsroom needs, writing those that go out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape  # xml.sax would import an HTTP client with it
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_LIMIT: Final = 4 * 1024 * 1024

NAMESPACES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
}

_ARRAYS: Final = frozenset({f"{_RDF}Alt", f"{_RDF}Bag", f"{_RDF}Seq"})
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PLACES: Final = ("Iptc4xmpExt:LocationCreated", "Iptc4xmpExt:LocationShown")
_PLACE_FIELDS: Final = frozenset(
    f"Iptc4xmpExt:{name}" for name in ("City", "CountryName", "Sublocation", "LocationName")
)

Properties = Mapping[str, tuple[str, ...]]


def _name(tag: str) -> str:
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    return f"{NAMESPACES[namespace]}:{local}" if namespace in NAMESPACES else ""


def _array(array: Element) -> tuple[str, ...]:
    """Return the texts of an rdf:Alt (x-default first), rdf:Bag or rdf:Seq."""
    items = [
        (item.get(_LANG, ""), (item.text or "").strip()) for item in array.findall(f"{_RDF}li")
    ]
    if array.tag == f"{_RDF}Alt":
        items.sort(key=lambda item: item[0] != "x-default")
    return tuple(text for _, text in items if text)


def _values(element: Element) -> tuple[str, ...]:
    for array in element:
        if array.tag in _ARRAYS:
            return _array(array)
        if array.tag == f"{_RDF}value":
            return (array.text.strip(),) if array.text and array.text.strip() else ()
        if array.tag == f"{_RDF}Description":
            return _values(array)
    text = (element.text or "").strip()
    return (text,) if text else ()


def _as_utf8(raw: bytes) -> bytes:
    """Return a packet in UTF-8; others are in UTF-16 or UTF-32 (XMP specification part 1, 7.1)."""
    for codec in ("utf-32-be", "utf-32-le", "utf-16-be", "utf-16-le"):
        start, mark = "<".encode(codec), "\ufeff".encode(codec)
        if raw.startswith((mark, start)):
            return raw.decode(codec, "replace").lstrip("\ufeff").encode()
    return raw


def _parsed(raw: bytes) -> Element | None:
    """Read the XML of a packet; one with rubbish around or inside is cleaned and read again."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    known = (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError)
    raw = _as_utf8(raw)
    try:
        return fromstring(raw.strip(b"\x00 \t\r\n"))
    except known:
        pass
    start, end = raw.find(b"<x:xmpmeta"), raw.rfind(b"</x:xmpmeta>")
    if start < 0 or end < start:
        start, end = raw.find(b"<rdf:RDF"), raw.rfind(b"</rdf:RDF>")
    if start < 0 or end < start:
        return None
    end = raw.index(b">", end) + 1
    text = _CONTROL.sub("", raw[start:end].decode("utf-8", "replace"))
    try:
        return fromstring(text)
    except known:
        return None


def read(*packets: bytes) -> Properties:
    """Return the known properties as ``"dc:description" -> texts``; a damaged packet has none.

    Of several packets the first that has a property counts.
    """
    found: dict[str, tuple[str, ...]] = {}
    for raw in packets:
        root = _parsed(raw) if len(raw) <= _LIMIT else None
        descriptions = () if root is None else root.iterfind(f".//{_RDF}RDF/{_RDF}Description")
        if root is not None and root.tag == f"{_RDF}RDF":
            descriptions = root.iterfind(f"{_RDF}Description")
        for description in descriptions:
            _take(description, found)
    return found


def _take(description: Element, found: dict[str, tuple[str, ...]]) -> None:
    for tag, text in description.attrib.items():
        if (name := _name(tag)) and text.strip():
            found.setdefault(name, (text.strip(),))
    for element in description:
        name = _name(element.tag)
        if name in _PLACES:
            _take_place(element, name, found)
        elif name and (values := _values(element)):
            found.setdefault(name, values)


def _take_place(element: Element, name: str, found: dict[str, tuple[str, ...]]) -> None:
    """Read the first place of a list as ``"Iptc4xmpExt:LocationShown/City"``."""
    for field in element.iter():
        part = _name(field.tag)
        if part in _PLACE_FIELDS and (values := _values(field)):
            found.setdefault(f"{name}/{part.partition(':')[2]}", values)
        for tag, text in field.attrib.items():
            if (part := _name(tag)) in _PLACE_FIELDS and text.strip():
                found.setdefault(f"{name}/{part.partition(':')[2]}", (text.strip(),))


def _alt(name: str, text: str) -> str:
    value = escape(text)
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></{name}>'


def write(
    *, caption: str = "", credit: str = "", creator: str = "", rights: str = "", terms: str = ""
) -> bytes:
    """Write a packet with what may go out with a picture; empty when there is nothing to say.

    Properties are those of the IPTC Photo Metadata Standard 2024.1. The same input gives the
    same bytes.
    """
    parts: list[str] = []
    if caption:
        parts.append(_alt("dc:description", caption))
    if creator:
        name = escape(creator)
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>")
    if rights:
        parts.append(_alt("dc:rights", rights))
    if credit:
        parts.append(f"<photoshop:Credit>{escape(credit)}</photoshop:Credit>")
    if terms:
        parts.append(_alt("xmpRights:UsageTerms", terms))
    if not parts:
        return b""
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">'
        f'{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    return "".join(letter for letter in packet if letter in "\t\n\r" or letter >= " ").encode()
