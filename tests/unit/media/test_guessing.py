"""Character sets that nobody announced, told by what makes words."""

from __future__ import annotations

import pytest

from newsdesk.media.guessing import guess

TEXTS = {
    "cp1252": (
        "Café in Zürich", "Jörg Müller/dpa", "“Größe”", "Il va à Paris", "São Paulo, Conceição",
        "L’été à Besançon, où naît l’œuvre", "¿Qué pasó en Málaga?", "Malmö, Århus, København",
        "Þórður Ægisson í Reykjavík", "Perché no? Più su", "Photo © Reuters", "À", "été",
    ),
    "mac-roman": ("Café in Zürich", "They don’t “close”", "København", "São Paulo"),
    "cp1250": (
        "Łódź", "Lech Wałęsa w Gdańsku", "Příliš žluťoučký kůň", "Na Václavském náměstí v Praze",
        "árvíztűrő tükörfúrógép", "Čačak, Šabac i Đakovo",
    ),
    "cp1254": ("İstanbul’da yangın, Şişli", "Ankara’da hükümet görüşmesi"),
    "cp1251": (
        "Фото: AFP", "Київ", "Іван Франко", "Ольга Ковальчук/POOL/AFP", "ХАРКІВ", "Объявление",
        "Београд, Србија",
    ),
    "koi8-u": ("Пожар в Москве", "Пожежа у Києві"),
    "cp1253": ("Πυρκαγιά στην Αθήνα", "Αθήνα"),
    "cp1255": ("שריפה בתל אביב", "ירושלים"),
    "cp1256": ("حريق في القاهرة", "بيروت"),
    "gb18030": ("北京的火灾", "上海，新华社记者摄"),
    "big5": ("台北火災", "香港特別行政區政府"),
    "euc_kr": ("서울 화재", "부산에서"),
    "shift_jis": ("東京の火事", "写真：共同通信"),
    "euc_jp": ("東京の火事", "安倍首相がワシントンで"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("codec", "text"), [(codec, text) for codec, texts in TEXTS.items() for text in texts]
)
def test_the_reading_that_makes_words_wins(codec: str, text: str) -> None:
    raw = text.encode(codec)
    assert raw.decode(guess(raw)) == text


def test_any_bytes_get_some_answer() -> None:
    for number in range(256):
        raw = bytes((number, 0xFF, 0x80 ^ number)) * 7
        raw.decode(guess(raw), "replace")
    assert guess(b"\x81\xff\x8d") in {"latin-1", "mac-roman", "cp1256", "koi8-u"}
