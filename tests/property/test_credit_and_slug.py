"""Credit lines both ways, slugs, and reading time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain import credit, slug
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.photo import Credit, Supplier
from newsdesk.domain.reading import read_minutes, word_count, words_in
from newsdesk.services.slugs import make
from tests.strategies import hostile_texts, raw_bodies, texts

NAMES = st.sampled_from(("Jane Doe", "AFP", "Olena Marchuk", "Getty Images", "O’Neil", "李雷"))
JOINERS = st.sampled_from(credit.JOINERS)
LANGUAGES = st.sampled_from(("en-GB", "uk", "ru", "el", "ar", "de", "fr", "bg", "nb", "zh", ""))


@given(st.text() | texts(8))
def test_what_is_read_of_a_credit_line_renders_to_the_same_line(line: str) -> None:
    assert credit.render(credit.parse(line)) == line


@given(NAMES, st.lists(st.builds(Supplier, JOINERS, NAMES), max_size=4))
def test_parts_that_are_rendered_are_read_back(name: str, chain: list[Supplier]) -> None:
    parts = Credit(name, tuple(chain))
    assert credit.parse(credit.render(parts)) == parts


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Doe/POOL/AFP via Getty Images", ("POOL", "AFP", "Getty Images")),
        ("Jane Doe for The Example", ("The Example",)),
        ("Handout", ()),
        ("A / B – C", ("B", "C")),
    ],
)
def test_the_chain_of_a_line(line: str, names: tuple[str, ...]) -> None:
    assert credit.suppliers(credit.parse(line)) == names


def test_parts_replace_a_line_typed_by_hand() -> None:
    assert credit.render(credit.with_parts(Credit(typed="x"), "A", (Supplier("/", "B"),))) == "A/B"
    assert (
        credit.render(Credit(chain=(Supplier("/", "AFP"), Supplier(" via ", "X")))) == "AFP via X"
    )


@given(hostile_texts() | st.text(), LANGUAGES)
def test_every_headline_has_a_slug_that_may_be_used(text: str, language: str) -> None:
    made = make(text, language)
    slug.check(made)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)


@given(st.lists(st.sampled_from(("a", "a-2", "b" * 80)), max_size=5))
def test_a_unique_slug_is_not_taken(wanted: list[str]) -> None:
    taken: set[str] = set()
    for one in wanted:
        made = slug.unique(one, taken.__contains__)
        assert made not in taken
        slug.check(made)
        taken.add(made)


@pytest.mark.parametrize("wrong", ["", "A", "a--b", "-a", "a b", "con", "a" * 81, "й", "a/b"])
def test_a_slug_that_cannot_be_used_is_refused_with_the_field(wrong: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        slug.check(wrong)
    assert caught.value.field == "slug"


@pytest.mark.parametrize(
    ("headline", "language", "expected"),
    [
        ("Київ: щедрик і її згадки", "uk", "kyiv-shchedryk-i-yii-zghadky"),
        ("Об’єднання європейців", "uk", "obiednannia-yevropeitsiv"),
        ("Москва: щука, ёлка и объезд", "ru", "moskva-shchuka-elka-i-obezd"),
        ("Αθήνα: αυτοκίνητο, ευχή, μπύρα", "el", "athina-aftokinito-efchi-byra"),
        ("Grüße aus Österreich", "de-AT", "gruesse-aus-oesterreich"),
        ("L’été à Côte d’Ivoire", "fr", "l-ete-a-cote-d-ivoire"),
        ("Don’t panic — it’s 5%", "en-GB", "dont-panic-its-5"),
        ("Щъркел", "bg", "shtarkel"),
        ("Ålesund søker", "nb", "aalesund-soeker"),
        ("İstanbul’da ığdır", "tr", "istanbulda-igdir"),
        ("القاهرة", "ar", "lqhrh"),
        ("!!!", "en", "story"),
    ],
)
def test_slugs_follow_the_romanisation_of_the_language(
    headline: str, language: str, expected: str
) -> None:
    assert make(headline, language) == expected


def test_a_long_headline_is_cut_between_words() -> None:
    made = make("word " * 40, "en")
    assert len(made) <= slug.LONGEST
    assert set(made.split("-")) == {"word"}


@given(raw_bodies(), LANGUAGES, st.one_of(st.none(), st.integers(-5, 500)))
def test_reading_takes_at_least_a_minute(
    body: tuple[object, ...], language: str, override: int | None
) -> None:
    words = word_count(body)  # pyright: ignore[reportArgumentType] - made of blocks
    assert words >= 0
    assert read_minutes(words, language, override) >= 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0), ("—", 0), ("one", 1), ("didn’t stop", 2), ("twenty-two 4.1", 2), ("a — b", 2),
        ("東京", 2), ("Київ, м. Київ", 3), ("محرر كبير", 2), ("สวัสดีครับ", 2), ("U.S. and e.g.", 3),
    ],
)  # fmt: skip
def test_words_are_counted_as_desks_count_them(text: str, words: int) -> None:
    assert words_in(text) == words


def test_an_override_and_a_pace_are_kept_to() -> None:
    assert read_minutes(10_000, "en", 3) == 3
    assert read_minutes(1000, "en", pace=500) == 2
    assert read_minutes(472, "en-GB") == 2
