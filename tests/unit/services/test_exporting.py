"""Exporting a story from a library into a folder or a file."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.errors import Cancelled, EnvironmentFailure, InvalidInputError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.services import articles, exporting
from newsdesk.services.clock import SetClock
from newsdesk.services.desk import Desk
from newsdesk.services.exporting import ExportRefusedError
from newsdesk.services.folders import MANIFEST, Folder
from newsdesk.services.renditions import Cache

LEAD_STORY = "lake-level-records"


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.getbasetemp() / "renditions")


def story_in(desk: Desk, slug: str = LEAD_STORY) -> ArticleId:
    found = articles.find(desk, slug)
    assert found is not None
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_story_becomes_a_folder_and_twice_the_same(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to, again = tmp_path / "out", tmp_path / "again"
    story = story_in(sample_desk)
    report = exporting.export_story(sample_desk, article_id=story, to=to, cache=cache)
    assert report.start.name == "index.html"
    assert report.start.is_file()
    exporting.export_story(sample_desk, article_id=story, to=again, cache=cache)
    assert files_in(to) == files_in(again)
    assert not list(tmp_path.glob(".newsdesk-*"))
    second = exporting.export_story(sample_desk, article_id=story, to=to, cache=cache)
    assert not second.differs
    assert second.unchanged == len(report.written)


def test_the_manifest_names_every_file_with_its_hash(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    import hashlib

    to = tmp_path / "out"
    exporting.export_story(sample_desk, article_id=story_in(sample_desk), to=to, cache=cache)
    found = files_in(to)
    listed = json.loads(found.pop(MANIFEST))["files"]
    assert {name: entry["sha256"] for name, entry in listed.items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items()
    }


def test_check_writes_nothing_and_tells_a_difference(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to, story = tmp_path / "out", story_in(sample_desk)

    def differs() -> bool:
        return exporting.export_story(
            sample_desk, article_id=story, to=to, cache=cache, check=True
        ).differs

    assert differs()
    assert not to.exists()
    report = exporting.export_story(sample_desk, article_id=story, to=to, cache=cache)
    assert not differs()
    report.start.write_text("edited by somebody", "utf-8")
    assert differs()


def test_stale_files_go_and_those_of_others_stay(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to, story = tmp_path / "out", story_in(sample_desk)
    first = exporting.export_story(sample_desk, article_id=story, to=to, cache=cache)
    (to / "notes.txt").write_text("mine", "utf-8")
    told = articles.open_story(sample_desk, article_id=story)
    articles.save(sample_desk, article=replace(told, slug="renamed", lead=None))
    second = exporting.export_story(sample_desk, article_id=story, to=to, cache=cache)
    assert not first.start.exists()
    assert second.start.exists()
    assert (to / "notes.txt").read_text("utf-8") == "mine"
    assert not first.start.parent.exists()


def test_two_stories_share_a_folder(sample_desk: Desk, tmp_path: Path, cache: Cache) -> None:
    to = tmp_path / "out"
    one = exporting.export_story(sample_desk, article_id=story_in(sample_desk), to=to, cache=cache)
    two = exporting.export_story(
        sample_desk, article_id=story_in(sample_desk, "rail-timetable-winter"), to=to, cache=cache
    )
    assert one.start.exists()
    assert two.start.exists()


def test_a_file_of_somebody_else_is_never_overwritten(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    to, story = tmp_path / "out", story_in(sample_desk)
    start = exporting.export_story(
        sample_desk, article_id=story, to=tmp_path / "elsewhere", cache=cache
    ).start
    mine = to / start.relative_to(tmp_path / "elsewhere")
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", "utf-8")
    with pytest.raises(InvalidInputError, match="not written by Newsdesk"):
        exporting.export_story(sample_desk, article_id=story, to=to, cache=cache)
    assert files_in(to) == {mine.relative_to(to).as_posix(): b"mine"}


def test_an_export_that_is_stopped_leaves_the_earlier_one_whole(
    sample_desk: Desk, tmp_path: Path
) -> None:
    to, story = tmp_path / "out", story_in(sample_desk)
    exporting.export_story(sample_desk, article_id=story, to=to, cache=Cache(tmp_path / "a"))
    before = files_in(to)
    told = articles.open_story(sample_desk, article_id=story)
    articles.save(sample_desk, article=replace(told, headline="Another headline"))

    def stop(done: int, total: int, what: str = "") -> None:
        if done > 1:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        exporting.export_story(
            sample_desk, article_id=story, to=to, cache=Cache(tmp_path / "b"), progress=stop
        )
    assert files_in(to) == before


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    with pytest.raises(EnvironmentFailure, match="could not be written"):
        exporting.export_story(
            sample_desk, article_id=story_in(sample_desk), to=blocked / "out", cache=cache
        )


def kept_back(**changes: object) -> Article:
    return replace(Article(ArticleId("0" * 8), headline="Held"), **changes)


NOW = Moment.parse("2026-11-24T12:00:00Z")
SOON = Moment.parse("2026-11-24T18:00:00Z")
LONG_AGO = Moment.parse("2026-11-20T18:00:00Z")


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (kept_back(state=ArticleState.SPIKED), "spiked"),
        (kept_back(state=ArticleState.WITHHELD), "withheld"),
        (kept_back(state=ArticleState.LEGAL), "legal"),
        (kept_back(state=ArticleState.PUBLISHED, legal_flag=True), "legal"),
        (kept_back(state=ArticleState.READY, embargoed_until=SOON), "embargo"),
        (kept_back(state=ArticleState.SCHEDULED, scheduled_at=SOON), "schedule"),
        (kept_back(state=ArticleState.PUBLISHED, expires_at=LONG_AGO), "expired"),
    ],
)
def test_a_story_that_must_not_go_out_says_why(article: Article, name: str) -> None:
    refused = exporting.refusal(article, NOW)
    assert refused is not None
    assert refused.name == name
    assert "“Held”" in str(refused)


@pytest.mark.parametrize(
    "article",
    [
        kept_back(state=ArticleState.DRAFT),
        kept_back(state=ArticleState.SCHEDULED, scheduled_at=LONG_AGO),
        kept_back(state=ArticleState.PUBLISHED, embargoed_until=LONG_AGO),
    ],
)
def test_what_may_go_out_does(article: Article) -> None:
    assert exporting.refusal(article, NOW) is None


def test_only_the_override_of_that_very_name_helps(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    story = story_in(sample_desk)
    told = articles.open_story(sample_desk, article_id=story)
    until = Moment.parse("2030-01-01T00:00:00Z")
    articles.save(sample_desk, article=replace(told, embargoed_until=until))
    for override in ("", "legal", "spiked,withheld"):
        with pytest.raises(ExportRefusedError, match="embargo until 1 January 2030"):
            exporting.export_story(
                sample_desk, article_id=story, to=tmp_path / "out", override=override, cache=cache
            )
    assert not (tmp_path / "out").exists()
    exporting.export_story(
        sample_desk, article_id=story, to=tmp_path / "out", override="embargo", cache=cache
    )
    assert (tmp_path / "out").is_dir()


@pytest.mark.parametrize("target", sorted(exporting.TARGETS))
def test_every_target_writes_its_file(
    target: str, sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    story = story_in(sample_desk)
    report = exporting.export_story(
        sample_desk, article_id=story, to=tmp_path / "out", target=target, cache=cache
    )
    assert report.start.stat().st_size > 0
    json.dumps(report.value())
    again = exporting.export_story(
        sample_desk, article_id=story, to=tmp_path / "out", target=target, cache=cache
    )
    assert not again.differs


def test_the_zip_holds_what_the_folder_holds(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    story = story_in(sample_desk)
    folder = tmp_path / "folder"
    exporting.export_story(sample_desk, article_id=story, to=folder, cache=cache)
    packed = exporting.export_story(
        sample_desk, article_id=story, to=tmp_path, target="zip", cache=cache
    )
    expected = files_in(folder)
    del expected[MANIFEST]
    with zipfile.ZipFile(io.BytesIO(packed.start.read_bytes())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == expected


def test_a_single_file_asks_for_nothing_else(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    import re

    report = exporting.export_story(
        sample_desk,
        article_id=story_in(sample_desk),
        to=tmp_path / "one.html",
        target="single",
        cache=cache,
    )
    assert report.start == tmp_path / "one.html"
    html = report.start.read_text("utf-8")
    sources = re.findall(r'<img src="([^"]{0,30})', html)
    assert sources
    assert all(source.startswith("data:image/") for source in sources)
    assert "srcset" not in html


def test_the_interface_can_write_away_from_the_librarys_thread(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    prepared = exporting.prepare(sample_desk, article_id=story_in(sample_desk))
    with ThreadPoolExecutor(1) as pool:
        report = pool.submit(exporting.write, prepared, to=tmp_path / "out", cache=cache).result()
    assert report.start.exists()


def test_a_target_that_is_not_there_is_named(sample_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="no target “fax”"):
        exporting.export_story(
            sample_desk, article_id=story_in(sample_desk), to=tmp_path, target="fax"
        )


class TestFolder:
    def test_names_that_leave_the_folder_are_refused(self, tmp_path: Path) -> None:
        with Folder(tmp_path / "out", export="x") as folder:
            for name in ("../a", "/etc/passwd", "a//b", "a\\b", "c:d", "", ".", MANIFEST):
                with pytest.raises(InvalidInputError):
                    folder.put(name, b"x")

    def test_names_that_differ_by_capitals_only_are_refused(self, tmp_path: Path) -> None:
        with Folder(tmp_path / "out", export="x") as folder:
            folder.put("Story/index.html", b"1")
            with pytest.raises(InvalidInputError, match="capitals"):
                folder.put("story/index.html", b"2")

    def test_a_damaged_manifest_stops_the_export(self, tmp_path: Path) -> None:
        (tmp_path / MANIFEST).write_text("{", "utf-8")
        with pytest.raises(InvalidInputError, match="cannot be read"):
            Folder(tmp_path, export="x")

    def test_a_file_of_two_exports_stays_until_both_are_without_it(self, tmp_path: Path) -> None:
        for export in ("one", "two"):
            with Folder(tmp_path / "out", export=export) as folder:
                folder.put("shared.txt", b"shared")
                folder.put(f"{export}.txt", b"own")
                folder.deliver()
        for export, there in (("one", True), ("two", False)):
            with Folder(tmp_path / "out", export=export) as folder:
                folder.put(f"{export}.txt", b"own")
                folder.deliver()
            assert (tmp_path / "out" / "shared.txt").exists() is there


def test_a_cache_forgets_what_was_unused_for_longest(tmp_path: Path) -> None:
    import os

    cache = Cache(tmp_path / "cache")
    for number, key in enumerate(("aa" * 20, "bb" * 20, "cc" * 20)):
        cache.put(key, b"x" * 100)
        os.utime(cache.path(key), (number, number))
    cache.trim(300)
    assert cache.get("aa" * 20) is None
    assert cache.get("cc" * 20) == b"x" * 100
    cache.path("cc" * 20).write_bytes(b"cut short")
    assert cache.get("cc" * 20) is None


def test_a_scheduled_story_goes_out_at_its_time(
    sample_desk: Desk, tmp_path: Path, cache: Cache
) -> None:
    story = story_in(sample_desk)
    told = articles.open_story(sample_desk, article_id=story)
    due = Moment.parse("2026-11-24T18:00:00Z")
    articles.save(
        sample_desk,
        article=replace(
            told, state=ArticleState.SCHEDULED, scheduled_at=due, first_published_at=None
        ),
    )
    with pytest.raises(ExportRefusedError, match="goes out on"):
        exporting.export_story(sample_desk, article_id=story, to=tmp_path / "out", cache=cache)
    assert isinstance(sample_desk.clock, SetClock)
    sample_desk.clock.moment = due
    report = exporting.export_story(
        sample_desk, article_id=story, to=tmp_path / "out", cache=cache
    )
    assert 'datePublished":"2026-11-24T18:00:00+00:00"' in report.start.read_text("utf-8")
