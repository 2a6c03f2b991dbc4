"""Clipboards in the form of each program, and what becomes of them.

``--update-golden`` writes the expected files anew; read the difference before it is kept.
"""

from pathlib import Path

import pytest

from newsdesk.services.converting import convert

FOLDER = Path(__file__).parent / "paste"
CLIPBOARDS = sorted(path for path in FOLDER.glob("*.html") if ".expected" not in path.name)


@pytest.mark.parametrize("clipboard", CLIPBOARDS, ids=[path.stem for path in CLIPBOARDS])
def test_a_clipboard_becomes_clean(clipboard: Path, request: pytest.FixtureRequest) -> None:
    expected = clipboard.with_name(f"{clipboard.stem}.expected.html")
    text, losses = convert(clipboard.read_text("utf-8"), source="html", target="html")
    found = text + "".join(f"<!-- {sentence} -->\n" for sentence in losses)
    if request.config.getoption("--update-golden"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("clipboard", CLIPBOARDS, ids=[path.stem for path in CLIPBOARDS])
def test_what_is_clean_stays_as_it_is(clipboard: Path) -> None:
    text, _losses = convert(clipboard.read_text("utf-8"), source="html", target="html")
    assert convert(text, source="html", target="html")[0] == text
