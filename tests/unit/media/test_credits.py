"""Photographer and suppliers told apart in what picture files say."""

from __future__ import annotations

import pytest

from newsdesk.domain import credit
from newsdesk.media.credits import credit_of, same_name


@pytest.mark.parametrize(
    ("line", "creators", "photographer", "chain", "rendered"),
    [
        ("", ("Ida Holm",), "Ida Holm", (), "Ida Holm"),
        ("Lantern", (), "Lantern", (), "Lantern"),
        ("POOL/Lantern", ("Ida Holm",), "Ida Holm", ("POOL", "Lantern"), "Ida Holm/POOL/Lantern"),
        ("Ida Holm/Lantern", ("IDA HOLM",), "Ida Holm", ("Lantern",), "Ida Holm/Lantern"),
        ("(Ida Holm/Lantern)", ("Holm, Ida",), "Ida Holm", ("Lantern",), "Ida Holm/Lantern"),
        ("Photo by Ida Holm/Lantern", (), "Ida Holm", ("Lantern",), "Ida Holm/Lantern"),
        ("Olena Marchenko/POOL/Lantern via ", ("Олена Марченко",), "Olena Marchenko",
         ("POOL", "Lantern"), "Olena Marchenko/POOL/Lantern"),
        ("Lantern Photo/Ida Holm", ("Ida Holm",), "Ida Holm", ("Lantern Photo",),
         "Lantern Photo/Ida Holm"),
        ("Holm & Lind/Lantern", ("Ida Holm", "Tomas Lind"), "Ida Holm, Tomas Lind",
         ("Lantern",), "Ida Holm, Tomas Lind/Lantern"),
    ],
)  # fmt: skip
def test_photographer_and_suppliers_are_told_apart(
    line: str, creators: tuple[str, ...], photographer: str, chain: tuple[str, ...], rendered: str
) -> None:
    found = credit_of(line, creators)
    assert found.photographer == photographer
    assert credit.suppliers(found) == chain
    assert credit.render(found) == rendered


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ольга Марченко", "Olha Marchenko", True),
        ("Jörg Müller", "MÜLLER Joerg", True),
        ("Lantern", "Lanter", False),
        ("Harbour Pictures", "Ida Holm", False),
        ("", "", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
