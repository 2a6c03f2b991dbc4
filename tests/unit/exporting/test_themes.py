"""Themes from elsewhere: what they may do, and how their faults are told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from newsdesk.domain.errors import InvalidInputError
from newsdesk.exporting.head import policy
from newsdesk.exporting.page import write_page
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.themes import bundled, compact, load
from tests.unit.exporting.dispatches import dispatch
from tests.unit.exporting.pages import tree_of


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled() / "plain", tmp_path / "mine"))


def page_with(theme: Path) -> str:
    return write_page(view_of(dispatch()), load(str(theme)), feed_folder="")


def change(theme: Path, name: str, old: str, new: str) -> None:
    path = theme / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_copy_of_a_theme_works_and_follows_changes(theme: Path) -> None:
    manifest = json.loads((theme / "theme.json").read_text("utf-8"))
    manifest["options"]["footer"] = "Printed on the quay"
    (theme / "theme.json").write_text(json.dumps(manifest), "utf-8")
    assert "<p>Printed on the quay</p>" in page_with(theme)
    change(theme, "layout.html", "<main ", '<main data-mine="1" ')
    assert 'data-mine="1"' in page_with(theme)


def test_a_theme_holds_only_what_differs_from_its_base(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    manifest = {
        "format": 1, "base": "house", "styles": ["house.css", "mine.css"],
        "options": {"footer": "Printed on the quay"},
    }  # fmt: skip
    (mine / "theme.json").write_text(json.dumps(manifest), "utf-8")
    (mine / "mine.css").write_text("h1 { color: teal }", "utf-8")
    theme, house = load(str(mine)), load("house")
    assert theme.style == f"{house.style}h1{{color:teal}}"
    assert theme.options == {**house.options, "footer": "Printed on the quay"}
    assert theme.fingerprint != house.fingerprint
    assert "<p>Printed on the quay</p>" in page_with(mine)
    (mine / "story.html").write_text("{{ nothing.at.all }}", "utf-8")
    with pytest.raises(InvalidInputError, match=r"mine/story\.html, line 1"):
        page_with(mine)


def test_a_theme_without_styles_has_those_of_its_base(tmp_path: Path) -> None:
    (tmp_path / "theme.json").write_text('{"format": 1, "base": "house"}', "utf-8")
    assert load(str(tmp_path)).style == load("house").style


def test_what_a_base_reaches_stays_in_the_sandbox(tmp_path: Path) -> None:
    (tmp_path / "theme.json").write_text('{"format": 1, "base": "plain"}', "utf-8")
    (tmp_path / "story.html").write_text("{{ view.__class__.__mro__ }}", "utf-8")
    with pytest.raises(InvalidInputError):
        page_with(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ view.headline }}", "{{ view.headlime }}", "headlime"),
        ("{{ view.headline }}", "{% if %}", "story.html, line"),
        ("{{ view.headline }}", "{{ nothing.at.all }}", "nothing"),
        ("{{ view.headline }}", "{{ 1 // 0 }}", "story.html, line"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(
    theme: Path, old: str, new: str, told: str
) -> None:
    change(theme, "story.html", old, new)
    with pytest.raises(InvalidInputError, match=r"mine/story\.html, line") as caught:
        page_with(theme)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ view.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ view.build.__globals__ }}",
        "{{ strings.__init__.__globals__ }}",
        "{{ range(10) }}",
        "{{ lipsum.__globals__ }}",
        "{% include '../../../../etc/passwd' %}",
        "{% set x = options.update({'footer': 1}) %}",
    ],
)
def test_a_template_reaches_nothing_outside(theme: Path, attack: str) -> None:
    change(theme, "story.html", "{{ view.headline }}", attack)
    with pytest.raises(InvalidInputError):
        page_with(theme)


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ("{", "line 1"),
        ("[]", "object"),
        ('{"format": 99}', "format 99"),
        ('{"format": 1, "options": {"Bad Name": 1}}', "options"),
        ('{"format": 1, "styles": ["../other.css"]}', "style sheets"),
        ('{"format": 1, "styles": ["gone.css"]}', "gone.css"),
        ('{"format": 1, "base": "../house"}', "base"),
        ('{"format": 1, "base": "nowhere"}', "no theme “nowhere”"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_told(theme: Path, manifest: str, told: str) -> None:
    (theme / "theme.json").write_text(manifest, "utf-8")
    with pytest.raises(InvalidInputError, match=told):
        load(str(theme))


def test_a_template_that_is_missing_and_a_theme_that_is_not_there(theme: Path) -> None:
    (theme / "author.html").unlink()
    with pytest.raises(InvalidInputError, match=r"lacks author\.html"):
        load(str(theme))
    with pytest.raises(InvalidInputError, match="no theme “nowhere”"):
        load("nowhere")


def test_a_style_sheet_cannot_end_its_element(theme: Path) -> None:
    (theme / "plain.css").write_text("p{}</style><script>alert(1)</script>", "utf-8")
    with pytest.raises(InvalidInputError, match="ends the style element"):
        load(str(theme))


def test_a_theme_without_style_has_none() -> None:
    html = write_page(view_of(dispatch()), load("house"), feed_folder="", styled=False)
    assert "<style>" not in html
    assert not tree_of(html).css("[style]")


def test_style_sheets_lose_comments_and_white_space() -> None:
    sheet = (
        "/* why */\na { color : red;\n margin: 0 auto; }\n@media (width > 3em) { b { top: 0 } }"
    )
    assert compact(sheet) == "a{color :red;margin:0 auto}@media (width>3em){b{top:0}}"


def test_the_policy_without_style_or_form_allows_none() -> None:
    from newsdesk.exporting.head import PageHead

    told = policy(PageHead("T", "", "", "icon.svg"))
    assert "style-src 'none'" in told
    assert "form-action 'none'" in told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ main_html|safe }}", ""),
        ("{{ head_html|safe }}", "{{ head_html|safe }}{{ head_html|safe }}"),
        ("{{ head_html|safe }}", "{{ main_html|safe }}"),
    ],
)
def test_a_layout_writes_the_head_and_the_text_once(theme: Path, old: str, new: str) -> None:
    change(theme, "layout.html", old, new)
    with pytest.raises(InvalidInputError, match="once each"):
        page_with(theme)


def test_a_layout_knows_nothing_of_a_single_page(theme: Path) -> None:
    change(theme, "layout.html", "<main ", "{{ view.headline }}<main ")
    with pytest.raises(InvalidInputError, match=r"mine/layout\.html, line 20"):
        page_with(theme)
