"""The whole library as a site."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from newsdesk.domain.article import ArticleState
from newsdesk.domain.body import Paragraph
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.text import Run
from newsdesk.services import articles, exporting, publication, sections
from newsdesk.services.desk import Desk
from newsdesk.services.renditions import Cache


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.getbasetemp() / "renditions")


def pages_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def test_a_site_has_all_its_parts_and_every_link_resolves(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to = tmp_path / "site"
    report = exporting.export_all(sample_desk, to=to, cache=cache)
    assert report.stories > 5
    for name in (
        "index.html", "404.html", "robots.txt", "sitemap.xml", "news-sitemap.xml", "feed.xml",
        "feed.json", "atom.xml", "search/index.html", "assets/icon.svg",
    ):  # fmt: skip
        assert (to / name).is_file(), name
    for page, html in pages_in(to).items():
        for address in re.findall(r'(?:href|src)="(?!https?:|mailto:|#)([^"]+)"', html):
            target = os.path.normpath(to / Path(page).parent / address)
            exists = Path(target, "index.html") if address.endswith("/") else Path(target)
            assert exists.is_file(), f"{page}: {address}"
        scripts = re.findall(r"<script(?! type=\"application/ld\+json\")", html)
        assert bool(scripts) == (page == "search/index.html")
        assert not re.search(r"&lt;/?(?:[aphl]|h\d|li|ul|span|div)\b", html), page
    for name in ("sitemap.xml", "news-sitemap.xml", "feed.xml", "atom.xml"):
        ET.fromstring((to / name).read_bytes())
    assert json.loads((to / "feed.json").read_text("utf-8"))["items"]


def test_stories_that_are_held_back_stay_at_home_and_are_named(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    story = articles.find(sample_desk, "lake-level-records")
    assert story is not None
    told = articles.open_story(sample_desk, article_id=story)
    articles.save(sample_desk, article=replace(told, state=ArticleState.WITHHELD))
    report = exporting.export_all(sample_desk, to=tmp_path / "site", cache=cache)
    assert "withheld" in report.refused[story]
    for name, html in pages_in(tmp_path / "site").items():
        assert told.headline not in html, name


def test_only_what_changed_is_written_again(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to = tmp_path / "site"
    exporting.export_all(sample_desk, to=to, cache=cache)
    again = exporting.export_all(sample_desk, to=to, cache=cache)
    assert not again.differs
    story = articles.find(sample_desk, "rail-timetable-winter")
    assert story is not None
    told = articles.open_story(sample_desk, article_id=story)
    articles.save(sample_desk, article=replace(told, headline="Trains run later this winter"))
    changed = exporting.export_all(sample_desk, to=to, cache=cache)
    written = set(changed.written)
    assert "news/rail-timetable-winter/index.html" in written
    assert "index.html" in written
    assert "science/how-dark-is-the-night/index.html" not in written
    fresh = exporting.export_all(sample_desk, to=tmp_path / "fresh", cache=cache)
    assert fresh.stories == changed.stories
    assert pages_in(to) == pages_in(tmp_path / "fresh")


def test_a_story_that_goes_takes_its_files_along(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to = tmp_path / "site"
    exporting.export_all(sample_desk, to=to, cache=cache)
    story = articles.find(sample_desk, "rail-timetable-winter")
    assert story is not None
    articles.trash(sample_desk, article_id=story)
    exporting.export_all(sample_desk, to=to, cache=cache)
    assert not (to / "news" / "rail-timetable-winter").exists()


def test_check_tells_a_difference_and_writes_nothing(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to = tmp_path / "site"
    assert exporting.export_all(sample_desk, to=to, cache=cache, check=True).differs
    assert not to.exists()


def test_a_story_in_the_place_of_a_section_is_moved_and_reported(
    desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    publication.save(desk, publication=Publication(name="P", url="https://p.example"))
    sections.save(desk, section=Section(SectionSlug("harbour"), "Harbour"))
    made, _ = articles.create(desk, headline="Harbour")
    told, _ = articles.save(
        desk, article=replace(made, slug="harbour", state=ArticleState.PUBLISHED)
    )
    report = exporting.export_all(desk, to=tmp_path / "site", cache=cache)
    assert any("where another page stands" in problem for problem in report.problems)
    assert (tmp_path / "site" / f"harbour-{told.id[:8]}" / "index.html").is_file()
    assert "Harbour" in (tmp_path / "site" / "harbour" / "index.html").read_text("utf-8")


ABOUT_TRAMS = "Night trams return to Kestrel Bridge after the tramway council of Harrowmere voted."
ABOUT_BREAD = "The sourdough bakery in Millrace Lane has baked rye loaves for four generations."


def test_what_is_like_a_story_stands_below_it_and_follows_edits(
    desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    publication.save(desk, publication=Publication(name="P", url="https://p.example"))
    texts = {"trams": ABOUT_TRAMS, "trams-again": ABOUT_TRAMS, "bread": ABOUT_BREAD}
    extra = {"trams": "A timetable follows.", "trams-again": "Drivers were hired.", "bread": ""}
    for slug, text in texts.items():
        made, _ = articles.create(desk, headline=slug.replace("-", " ").title())
        body = (Paragraph((Run(f"{text} {extra[slug]}"),)),)
        changed = replace(made, slug=slug, body=body, state=ArticleState.PUBLISHED)
        articles.save(desk, article=changed)
    to = tmp_path / "site"
    exporting.export_all(desk, to=to, cache=cache)
    pages = pages_in(to)
    link = '<h3><a href="../trams-again/">Trams Again</a></h3>'
    assert link in pages["trams/index.html"]
    assert 'class="related"' not in pages["bread/index.html"]
    story = articles.find(desk, "trams-again")
    assert story is not None
    told = articles.open_story(desk, article_id=story)
    articles.save(desk, article=replace(told, headline="Trams once more"))
    exporting.export_all(desk, to=to, cache=cache)
    exporting.export_all(desk, to=tmp_path / "fresh", cache=cache)
    assert "Trams once more" in (to / "trams" / "index.html").read_text("utf-8")
    assert pages_in(to) == pages_in(tmp_path / "fresh")


def test_a_file_that_was_altered_by_hand_is_written_again(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to = tmp_path / "site"
    exporting.export_all(sample_desk, to=to, cache=cache)
    page = to / "news" / "rail-timetable-winter" / "index.html"
    whole = page.read_text("utf-8")
    page.write_text(whole.replace("e", "a"), "utf-8")  # Not a byte longer.
    changed = exporting.export_all(sample_desk, to=to, cache=cache)
    assert changed.written == ("news/rail-timetable-winter/index.html",)
    assert page.read_text("utf-8") == whole
    assert not exporting.export_all(sample_desk, to=to, cache=cache).differs
