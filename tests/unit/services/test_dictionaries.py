"""Which dictionary checks a language, and the words somebody added."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsdesk.services import dictionaries
from newsdesk.services.dictionaries import OFF
from newsdesk.services.spelling import open_speller


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "hunspell"
    folder.mkdir()
    for name in ("de_AT", "de_DE", "en_AU", "en_GB"):
        (folder / f"{name}.aff").write_text("SET UTF-8\n")
        (folder / f"{name}.dic").write_text("1\nwort\n")
    (folder / "de_CH.aff").write_text("SET UTF-8\n")
    monkeypatch.setattr(dictionaries, "system_folders", lambda: (folder,))
    return folder


@pytest.mark.parametrize(
    ("language", "choices", "name"),
    [
        ("en-GB", "", "en_GB"),
        ("en", "", "en_US"),
        ("en-IE", "", "en_GB"),
        ("en-AU", "", "en_AU"),
        ("uk", "", "uk_UA"),
        ("de", "", "de_AT"),
        ("de-DE", "", "de_DE"),
        ("en-GB", "en-GB: en_US", "en_US"),
        ("en-GB", "en: en_US, de: de_DE", "en_GB"),
        ("en-GB", "en-GB: en_ZZ", "en_GB"),
        ("en-GB", "nonsense, :, en-GB:", "en_GB"),
        ("en-GB", f"en-GB: {OFF}", None),
        ("fr", "", None),
    ],
)
@pytest.mark.usefixtures("system")
def test_a_dictionary_is_found(language: str, choices: str, name: str | None) -> None:
    found = dictionaries.dictionary_for(language, choices)
    assert (found and found.stem) == name


def test_ours_come_before_those_of_the_system(system: Path) -> None:
    found = {path.stem: path for path in dictionaries.dictionaries("en-GB")}
    assert list(found) == ["en_AU", "en_GB", "en_US"]
    assert found["en_AU"].parent == system
    assert dictionaries.is_ours(found["en_GB"])
    assert [path.stem for path in dictionaries.dictionaries("de")] == ["de_AT", "de_DE"]


def test_a_choice_is_written_changed_and_taken_back() -> None:
    text = dictionaries.with_choice("", "uk", OFF)
    text = dictionaries.with_choice(text, "en-GB", "en_US")
    assert text == "en-GB: en_US, uk: off"
    assert dictionaries.with_choice(text, "uk", "") == "en-GB: en_US"


def test_another_variant_knows_other_words() -> None:
    american = open_speller("en-GB", choices="en-GB: en_US")
    british = open_speller("en-GB")
    assert american is not None
    assert british is not None
    assert american.knows("color")
    assert not british.knows("color")
    assert open_speller("en-GB", choices="en-GB: off") is None


def test_words_are_added_and_removed(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    for word in ("Norhaven", "Ïsla", "Norhaven"):
        dictionaries.add_word(file, word)
    assert dictionaries.read_words(file) == ("Norhaven", "Ïsla")
    dictionaries.remove_word(file, "Norhaven")
    assert dictionaries.read_words(file) == ("Ïsla",)
    dictionaries.remove_word(file, "Ïsla")
    assert dictionaries.read_words(file) == ()
