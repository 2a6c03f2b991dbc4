"""Backups that are checked and thinned; examinations, repairs and rescues."""

from __future__ import annotations

import hashlib
import os
import random
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import ArticleQuery
from newsdesk.domain.moment import Moment
from newsdesk.domain.reading import text_of
from newsdesk.services import articles, backups, doctor, libraries, versions
from newsdesk.services.clock import SetClock
from newsdesk.services.desk import Desk
from newsdesk.services.doctor import Ailment
from newsdesk.services.settings import Settings
from newsdesk.storage import imagebytes
from newsdesk.storage.lock import LockedError

SETTINGS = Settings()
SEEDS = int(os.environ.get("NEWSDESK_DAMAGE_SEEDS", "3"))
"""Ways in which each kind of damage is done."""


def later(desk: Desk, **span: float) -> None:
    clock = desk.clock
    assert isinstance(clock, SetClock)
    clock.moment = Moment(clock.moment.utc + timedelta(**span), clock.moment.zone)


def story_ids(desk: Desk) -> list[ArticleId]:
    return [row.id for row in articles.rows(desk, query=ArticleQuery()).rows]


# --- backups ---


def test_a_backup_is_a_library_that_stands_alone(sample_desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "Backups"
    report = backups.back_up(sample_desk, folder=folder)
    assert report.stories == articles.counts(sample_desk).total
    assert [entry.name for entry in folder.iterdir()] == [report.backup.path.name]
    assert backups.list_backups(sample_desk.library.path, folder)[0].path == report.backup.path
    rows = backups.stories(report.backup.path, settings=SETTINGS).rows
    assert {row.id for row in rows} == set(story_ids(sample_desk))
    first = backups.preview(report.backup.path, settings=SETTINGS, article_id=rows[0].id)
    assert first == articles.open_story(sample_desk, article_id=rows[0].id)


def test_a_backup_from_another_thread_does_not_disturb_the_writer(
    sample_desk: Desk, tmp_path: Path
) -> None:
    found: list[int] = []
    thread = threading.Thread(
        target=lambda: found.extend(
            backups.back_up_file(
                sample_desk.library.path, tmp_path / "B", settings=SETTINGS
            ).stories
            for _ in range(5)
        )
    )
    thread.start()
    article = articles.open_story(sample_desk, article_id=story_ids(sample_desk)[0])
    while thread.is_alive():
        article, _ = articles.save(
            sample_desk, article=replace(article, standfirst=f"{article.version}")
        )
    thread.join()
    assert found == [articles.counts(sample_desk).total] * 5


def test_old_backups_go_by_the_rule_and_others_are_left_alone(desk: Desk, tmp_path: Path) -> None:
    settings = Settings()
    settings.set("backups.keep", 3)
    desk = replace(desk, settings=settings)
    folder = tmp_path / "Backups"
    folder.mkdir()
    (folder / "Library-notes.txt").write_text("mine", encoding="utf-8")
    (folder / "Other-20260101T000000000000Z.newsdesk-backup").write_text("x", encoding="utf-8")
    for _ in range(40):
        later(desk, hours=3)
        backups.back_up(desk, folder=folder)
    kept = backups.list_backups(desk.library.path, folder)
    ages = [(desk.clock.now().utc - backup.made_at.utc) / timedelta(hours=1) for backup in kept]
    assert ages[:3] == [0, 3, 6]
    assert 8 <= len(kept) <= 10
    assert (folder / "Library-notes.txt").exists()
    assert (folder / "Other-20260101T000000000000Z.newsdesk-backup").exists()


def test_a_backup_is_due_when_the_library_changed_and_the_last_is_old(
    desk: Desk, tmp_path: Path
) -> None:
    folder, path = tmp_path / "Backups", desk.library.path
    now = SetClock(Moment.parse("2099-01-01T00:00:00Z"))
    assert backups.due(path, folder, settings=SETTINGS, clock=now)
    backups.back_up_file(path, folder, settings=SETTINGS)
    assert not backups.due(path, folder, settings=SETTINGS)
    assert not backups.due(path, folder, settings=SETTINGS, clock=now)
    articles.create(desk, headline="More")
    assert backups.due(path, folder, settings=SETTINGS, clock=now)
    off = Settings()
    off.set("backups.on", False)
    assert not backups.due(path, folder, settings=off, clock=now)


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFailure):
        backups.back_up(desk, folder=tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b""


def test_one_story_comes_back_with_its_pictures_and_people(
    sample_desk: Desk, tmp_path: Path
) -> None:
    backup = backups.back_up(sample_desk, folder=tmp_path / "B").backup.path
    wanted = next(
        article
        for article in (
            articles.open_story(sample_desk, article_id=name) for name in story_ids(sample_desk)
        )
        if article.lead is not None and any(row.author for row in article.byline)
    )
    other = libraries.create_empty(tmp_path / "Other.newsdesk", settings=SETTINGS)
    back, _ = backups.restore_story(other, backup=backup, article_id=wanted.id)
    assert (back.body, back.byline, back.lead) == (wanted.body, wanted.byline, wanted.lead)
    assert wanted.lead is not None
    with imagebytes.open_bytes(other.library, wanted.lead.image) as stream:
        assert hashlib.sha256(stream.read()).hexdigest() == wanted.lead.image
    changed, _ = articles.save(other, article=replace(back, headline="Spoilt"))
    again, _ = backups.restore_story(other, backup=backup, article_id=wanted.id)
    assert (again.headline, again.version > changed.version) == (wanted.headline, True)
    assert versions.rows(other, article_id=wanted.id)[0].headline == "Spoilt"
    other.library.close()


def test_a_whole_library_comes_back_and_the_one_before_is_laid_aside(
    sample_desk: Desk, tmp_path: Path
) -> None:
    path = sample_desk.library.path
    total = articles.counts(sample_desk).total
    backup = backups.back_up(sample_desk, folder=tmp_path / "B").backup.path
    articles.create(sample_desk, headline="After the backup")
    with pytest.raises(LockedError):
        backups.restore(backup, to=path)
    sample_desk.library.close()
    aside = backups.restore(backup, to=path)
    assert aside is not None
    for place, stories in ((path, total), (aside, total + 1)):
        opened = libraries.open_existing(place, settings=SETTINGS)
        assert articles.counts(opened).total == stories
        opened.library.close()


def test_a_damaged_backup_is_never_restored(sample_desk: Desk, tmp_path: Path) -> None:
    backup = backups.back_up(sample_desk, folder=tmp_path / "B").backup.path
    with backup.open("r+b") as file:
        file.truncate(backup.stat().st_size // 2)
    sample_desk.library.close()
    before = sample_desk.library.path.read_bytes()
    with pytest.raises(EnvironmentFailure):
        backups.restore(backup, to=sample_desk.library.path)
    assert sample_desk.library.path.read_bytes() == before


# --- the doctor ---


def test_the_sample_is_healthy_open_and_closed(sample_desk: Desk) -> None:
    report = doctor.examine(sample_desk)
    assert report.healthy, report.findings
    assert report.stories == articles.counts(sample_desk).total
    sample_desk.library.close()
    before = sample_desk.library.path.read_bytes()
    assert doctor.examine_file(sample_desk.library.path, settings=SETTINGS).healthy
    assert sample_desk.library.path.read_bytes() == before


def test_unreadable_stories_come_back_from_journal_versions_and_backups(
    sample_desk: Desk, tmp_path: Path
) -> None:
    names = story_ids(sample_desk)[:4]
    texts = {name: articles.open_story(sample_desk, article_id=name) for name in names}
    articles.journal(sample_desk, article=texts[names[0]])
    versions.keep(sample_desk, article=texts[names[1]], name="Mine")
    backups.back_up(sample_desk, folder=tmp_path / "B")
    fresh, _ = articles.create(sample_desk, headline="Nowhere else")
    for name in (*names[:3], fresh.id):
        sample_desk.library.execute(
            "UPDATE article_body SET body = '{' WHERE article = "
            "(SELECT number FROM article WHERE id = ?)",
            (name,),
        )
    report = doctor.examine(sample_desk)
    assert not report.healthy
    assert [f.ailment for f in report.findings].count(Ailment.STORY) == 4
    done, changes = doctor.repair(sample_desk, folder=tmp_path / "B")
    assert changes
    said = " ".join(done)
    assert all(word in said for word in ("journal", "version", "backup", "Nothing readable"))
    for name in names:
        assert articles.open_story(sample_desk, article_id=name).body == texts[name].body


def test_what_is_out_of_step_is_made_anew(sample_desk: Desk) -> None:
    library = sample_desk.library
    before = articles.counts(sample_desk)
    library.execute("DELETE FROM article_text WHERE article IN (1, 2)")
    library.execute("UPDATE story_count SET stories = 7")
    library.execute("DELETE FROM byline")
    assert not doctor.examine(sample_desk).healthy
    doctor.repair(sample_desk)
    assert doctor.examine(sample_desk).healthy
    after = articles.counts(sample_desk)
    assert (after.total, dict(after.by_state)) == (before.total, dict(before.by_state))
    assert any(row.byline_names for row in articles.rows(sample_desk, query=ArticleQuery()).rows)


def test_unreadable_versions_are_found_and_removed(sample_desk: Desk) -> None:
    name = story_ids(sample_desk)[0]
    article = articles.open_story(sample_desk, article_id=name)
    for number in range(3):
        versions.keep(sample_desk, article=replace(article, headline=f"V{number}"), name="x")
    sample_desk.library.execute("UPDATE version SET document = x'0102' WHERE headline = 'V1'")
    assert Ailment.VERSION in {f.ailment for f in doctor.examine(sample_desk).findings}
    doctor.repair(sample_desk)
    assert doctor.examine(sample_desk).healthy
    left = [row.headline for row in versions.rows(sample_desk, article_id=name)]
    assert "V0" in left
    assert "V1" not in left


# --- rescue ---


def scribble(content: bytearray, rng: random.Random) -> None:
    for _ in range(150):
        content[rng.randrange(100, len(content))] = rng.randrange(256)


def no_header(content: bytearray, _rng: random.Random) -> None:
    content[:100] = bytes(100)


def no_schema(content: bytearray, rng: random.Random) -> None:
    content[:4096] = rng.randbytes(4096)


def last_quarter_lost(content: bytearray, _rng: random.Random) -> None:
    del content[len(content) * 3 // 4 :]


def pages_lost(content: bytearray, rng: random.Random) -> None:
    for _ in range(12):
        at = rng.randrange(1, len(content) // 4096) * 4096
        content[at : at + 4096] = rng.randbytes(4096)


def cut_anywhere(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(4096, len(content)) :]


def pages_of(story: str, content: bytes) -> set[int]:
    """Return the pages on which pieces of a story's text stand."""
    pieces = [re.escape(story[n : n + 24].encode()) for n in range(0, len(story) - 24, 96)]
    return {found.start() // 4096 for found in re.finditer(b"|".join(pieces or [b"^$"]), content)}


@pytest.mark.parametrize(
    "harm", [scribble, no_header, no_schema, last_quarter_lost, pages_lost, cut_anywhere]
)
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_stories_are_rescued_and_the_damaged_file_is_only_read(
    sample_path: Path,
    tmp_path: Path,
    harm: Callable[[bytearray, random.Random], None],
    seed: int,
) -> None:
    desk = libraries.open_existing(sample_path, settings=SETTINGS)
    texts = {
        name: text_of(articles.open_story(desk, article_id=name).body) for name in story_ids(desk)
    }
    desk.library.close()
    before = sample_path.read_bytes()
    content = bytearray(before)
    harm(content, random.Random(seed))
    hit = {
        page // 4096
        for page in range(0, len(before), 4096)
        if before[page : page + 4096] != bytes(content[page : page + 4096])
    }
    sample_path.write_bytes(content)
    assert not doctor.examine_file(sample_path, settings=SETTINGS).healthy
    report = doctor.rescue(sample_path, to=tmp_path / "Rescued.newsdesk", settings=SETTINGS)
    assert sample_path.read_bytes() == content
    log = sample_path.with_name(sample_path.name + "-wal")
    assert not log.exists() or not log.stat().st_size
    rescued = libraries.open_existing(report.path, settings=SETTINGS)
    found = {
        text_of(articles.open_story(rescued, article_id=name).body) for name in story_ids(rescued)
    }
    # All whose own pages were not hit, also where what they are called was lost.
    assert found >= {text for text in texts.values() if not pages_of(text, before) & hit}
    assert doctor.examine(rescued).healthy
    rescued.library.close()


def test_rubbish_is_rescued_as_nothing(tmp_path: Path) -> None:
    rubbish = tmp_path / "Rubbish.newsdesk"
    rubbish.write_bytes(random.Random(1).randbytes(200_000))
    report = doctor.rescue(rubbish, to=tmp_path / "To.newsdesk", settings=SETTINGS)
    assert report.stories == 0
    with pytest.raises(EnvironmentFailure):
        doctor.rescue(rubbish, to=tmp_path / "To.newsdesk", settings=SETTINGS)
    with pytest.raises(EnvironmentFailure):
        doctor.rescue(tmp_path / "missing", to=tmp_path / "Other.newsdesk", settings=SETTINGS)
