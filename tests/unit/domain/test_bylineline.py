"""Bylines in the grammar of each language."""

from __future__ import annotations

import pytest

from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.bylineline import NamedRow, byline_line, line_text


def rows(*names: str, role: CreditRole = CreditRole.WRITER) -> tuple[NamedRow, ...]:
    return tuple(NamedRow(BylineRow(literal_name=name, credit_role=role), name) for name in names)


@pytest.mark.parametrize(
    ("language", "names", "line"),
    [
        ("en-GB", ("Ana Núñez",), "By Ana Núñez"),
        ("en", ("Ana Núñez", "Bob Long"), "By Ana Núñez and Bob Long"),
        ("en", ("Ana Núñez", "Bob Long", "Cy Day"), "By Ana Núñez, Bob Long and Cy Day"),
        ("de-AT", ("Jan Berg", "Eva Roth"), "Von Jan Berg und Eva Roth"),
        ("fr", ("Luc Petit", "Ève Roux"), "Par Luc Petit et Ève Roux"),
        ("es", ("Ana Ruiz", "Luis Paz"), "Por Ana Ruiz y Luis Paz"),
        ("es", ("Ana Ruiz", "Inés Paz"), "Por Ana Ruiz e Inés Paz"),
        ("es", ("Ana Ruiz", "Hilario Paz"), "Por Ana Ruiz e Hilario Paz"),
        ("es", ("Ana Ruiz", "Hiedra Paz"), "Por Ana Ruiz y Hiedra Paz"),
        ("es", ("Ana Ruiz", "Yolanda Paz"), "Por Ana Ruiz y Yolanda Paz"),
        ("it", ("Ada Neri", "Elsa Conti"), "Di Ada Neri ed Elsa Conti"),
        ("it", ("Ada Neri", "Ugo Conti"), "Di Ada Neri e Ugo Conti"),
        ("uk", ("Олена Марчук", "Петро Гай"), "Олена Марчук і Петро Гай"),
        ("uk", ("Олена Марчук", "Іван Гай"), "Олена Марчук та Іван Гай"),
        ("ru", ("Анна Лис", "Пётр Дуб"), "Анна Лис и Пётр Дуб"),
        ("ar", ("ليلى حداد", "سامي خوري", "نور قاسم"), "بقلم ليلى حداد وسامي خوري ونور قاسم"),
        ("ar", ("ليلى حداد", "Bob Long"), "بقلم ليلى حداد و Bob Long"),
        ("he", ("נועה לוי", "דן כהן"), "מאת נועה לוי ודן כהן"),
        ("he", ("נועה לוי", "Bob Long"), "מאת נועה לוי ו-Bob Long"),
        ("zh-Hans", ("李雷", "韩梅", "王芳"), "李雷、韩梅和王芳"),
        ("tlh", ("Ana Núñez", "Bob Long"), "Ana Núñez, Bob Long"),
        ("nn", ("Kari Vik", "Ola Nes"), "Av Kari Vik og Ola Nes"),
        ("sr-Latn", ("Ana Ilić", "Vuk Pek"), "Ana Ilić i Vuk Pek"),
    ],
)
def test_names_are_joined_as_their_language_joins_them(
    language: str, names: tuple[str, ...], line: str
) -> None:
    assert line_text(rows(*names), language) == line


def test_other_credits_follow_the_writers_each_in_its_own_words() -> None:
    line = (
        *rows("Eve Ash", role=CreditRole.PHOTOS),
        *rows("Ana Núñez"),
        *rows("Di Fox", "Ed Gray", role=CreditRole.ADDITIONAL_REPORTING),
        *rows("Flo Hill", role=CreditRole.TRANSLATION),
    )
    assert line_text(line, "en") == (
        "By Ana Núñez. Additional reporting by Di Fox and Ed Gray. "
        "Photos by Eve Ash. Translated by Flo Hill"
    )
    assert line_text(line, "uk") == (
        "Ana Núñez. За участі: Di Fox і Ed Gray. Фото: Eve Ash. Переклад: Flo Hill"
    )


def placed(name: str, place: str) -> NamedRow:
    return NamedRow(BylineRow(literal_name=name, place=place), name)


@pytest.mark.parametrize(
    ("language", "places", "line"),
    [
        ("en", ("in Kyiv", "in Kyiv"), "By Ana and Bob in Kyiv"),
        ("en", ("", "in Kyiv"), "By Ana and Bob in Kyiv"),
        ("en", ("Kyiv", "Kyiv"), "By Ana and Bob in Kyiv"),
        ("en", ("in Kyiv", "in Lviv"), "By Ana in Kyiv and Bob in Lviv"),
        ("uk", ("у Києві", "у Києві"), "Ana і Bob у Києві"),
        ("uk", ("Київ", "Львів"), "Ana, Київ і Bob, Львів"),
    ],
)
def test_a_place_follows_the_names_it_belongs_to(
    language: str, places: tuple[str, str], line: str
) -> None:
    assert line_text((placed("Ana", places[0]), placed("Bob", places[1])), language) == line


def test_each_name_is_a_part_with_its_row_and_nothing_else_is() -> None:
    named = rows("Ana", "Bob")
    parts = byline_line(named, "en")
    assert [part.text for part in parts] == ["By ", "Ana", " and ", "Bob"]
    assert [part.row for part in parts] == [None, named[0].row, None, named[1].row]


def test_nobody_gives_no_line() -> None:
    assert byline_line((), "en") == ()
    assert byline_line(rows(""), "en") == ()
