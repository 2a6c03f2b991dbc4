"""Photographer and suppliers told apart in what picture files say."""

from __future__ import annotations

import pytest

from newsdesk.domain import credit
from newsdesk.media.credits import credit_of, same_name


@pytest.mark.parametrize(
    ("line", "creators", "photographer", "chain", "rendered"),
    [
        ("", ("Ada Lund",), "Ada Lund", (), "Ada Lund"),
        ("Lantern", (), "Lantern", (), "Lantern"),
        ("POOL/Lantern", ("Ada Lund",), "Ada Lund", ("POOL", "Lantern"), "Ada Lund/POOL/Lantern"),
        ("Ada Lund/Lantern", ("ADA LUND",), "Ada Lund", ("Lantern",), "Ada Lund/Lantern"),
        ("(Ada Lund/Lantern)", ("Lund, Ada",), "Ada Lund", ("Lantern",), "Ada Lund/Lantern"),
        ("Photo by Ada Lund/Lantern", (), "Ada Lund", ("Lantern",), "Ada Lund/Lantern"),
        ("Olena Marchenko/POOL/Lantern via ", ("Олена Марченко",), "Olena Marchenko",
         ("POOL", "Lantern"), "Olena Marchenko/POOL/Lantern"),
        ("Lantern Photo/Ada Lund", ("Ada Lund",), "Ada Lund", ("Lantern Photo",),
         "Lantern Photo/Ada Lund"),
        ("Lund & Lind/Lantern", ("Ada Lund", "Tomas Lind"), "Ada Lund, Tomas Lind",
         ("Lantern",), "Ada Lund, Tomas Lind/Lantern"),
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
        ("Harbour Pictures", "Ada Lund", False),
        ("", "", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
