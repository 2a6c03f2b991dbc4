"""Profiles taken over from files: planned first, then kept, nothing lost by a bad entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.domain.author import ExternalId
from newsdesk.domain.errors import Cancelled, EnvironmentFailure, InvalidInputError
from newsdesk.domain.profilefile import ImportStep
from newsdesk.services import authorfiles, authors, images, portraits
from newsdesk.services.changes import Kind
from newsdesk.services.desk import Desk
from tests.unit.media.pictures import jpeg
from tests.unit.services.people import open_desk
from tests.webserver import body, serving

CSV = "name,email,city,twitter\nAna Núñez,ana@example.org,Lviv,@ana\nBob Long,bob@example.org,,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def test_a_plan_tells_what_is_new_changed_and_the_same(desk: Desk, tmp_path: Path) -> None:
    ana, _ = authors.create(desk, display_name="Ana N.", email="ANA@example.org")
    authors.create(desk, display_name="Bob Long", email="bob@example.org")
    file = tmp_path / "people.csv"
    file.write_text(CSV + "Cy Day,,,\n", encoding="utf-8")
    plan = authorfiles.plan(desk, found=authorfiles.read_file(file))
    assert [(e.step, e.fields) for e in plan.entries] == [
        (ImportStep.CHANGED, ("display_name", "location", "links")),
        (ImportStep.SAME, ()),
        (ImportStep.NEW, ()),
    ]
    assert authors.get(desk, author_id=ana.id) == ana

    report, changes = authorfiles.take(desk, plan=plan, chosen=(0, 1))
    assert (report.added, report.changed, report.same) == (0, 1, 1)
    assert changes.ids(Kind.AUTHOR) == {ana.id}
    kept = authors.get(desk, author_id=ana.id)
    assert (kept.display_name, kept.location, kept.email) == (
        "Ana Núñez",
        "Lviv",
        "ANA@example.org",
    )


def test_taking_the_same_file_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ghost.json"
    user = {"id": "1", "name": "Ana", "slug": "ana", "email": "a@b.org", "password": "$2b$x"}
    file.write_text(json.dumps({"data": {"users": [user]}}), encoding="utf-8")
    first, _ = authorfiles.take(
        desk, plan=authorfiles.plan(desk, found=authorfiles.read_file(file))
    )
    plan = authorfiles.plan(desk, found=authorfiles.read_file(file))
    second, changes = authorfiles.take(desk, plan=plan)
    assert (first.added, second.same, bool(changes)) == (1, 1, False)
    (row,) = authors.rows(desk)
    kept = authors.get(desk, author_id=row.id)
    assert kept.external_ids == (ExternalId("ghost", "1"),)
    assert kept.slug == "ana"


def test_a_portrait_comes_with_its_card_and_goes_out_with_it(desk: Desk, tmp_path: Path) -> None:
    ana, _ = authors.create(desk, display_name="Ana Núñez", phone="1", internal_note="quiet")
    picture = images.read_picture(jpeg(), "ana.jpg")
    asset, _ = images.add(desk, picture=picture)
    ana, _ = authors.save(desk, profile=replace(ana, avatar=asset.id))
    card = tmp_path / "people.vcf"
    assert authorfiles.export_file(desk, to=card) == 1
    assert "quiet" not in card.read_text(encoding="utf-8")

    with open_desk(tmp_path / "other") as other:
        found = authorfiles.read_file(card)
        report, changes = authorfiles.take(other, plan=authorfiles.plan(other, found=found))
        assert (report.added, report.problems) == (1, ())
        assert changes.touches(Kind.IMAGE)
        (row,) = authors.rows(other)
        assert row.avatar is not None


@pytest.mark.parametrize("ending", ["csv", "json", "vcf"])
def test_what_is_written_is_read_back(desk: Desk, tmp_path: Path, ending: str) -> None:
    authors.create(
        desk, display_name="Ana Núñez", email="a@b.org", expertise=("grain", "rain"), phone="1"
    )
    file = tmp_path / f"people.{ending}"
    authorfiles.export_file(desk, to=file)
    entry = authorfiles.read_file(file).entries[0].profile
    assert (entry.display_name, entry.expertise, entry.phone) == (
        "Ana Núñez",
        ("grain", "rain"),
        "",
    )
    plan = authorfiles.plan(desk, found=authorfiles.read_file(file))
    assert plan.count(ImportStep.SAME) == 1


def test_an_entry_that_cannot_be_kept_is_told_and_the_others_are_kept(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "people.vcf"
    file.write_text(
        "BEGIN:VCARD\nFN:Ana\nPHOTO:data:image/png;base64,AAAA\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Bob\nEND:VCARD\n",
        encoding="utf-8",
    )
    report, _ = authorfiles.take(
        desk, plan=authorfiles.plan(desk, found=authorfiles.read_file(file))
    )
    assert report.added == 2
    assert "the portrait was left out" in report.problems[0]


def test_of_entries_that_name_one_person_the_first_counts(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,role\nAna,Editor\nana,Writer\nBob,\n", encoding="utf-8")
    plan = authorfiles.plan(desk, found=authorfiles.read_file(file))
    assert [entry.profile.display_name for entry in plan.entries] == ["Ana", "Bob"]
    assert (
        plan.problems[-1] == "One entry names somebody a second time; the first time counts: ana."
    )


def test_a_stopped_import_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name\n" + "".join(f"Name {n}\n" for n in range(120)), encoding="utf-8")
    plan = authorfiles.plan(desk, found=authorfiles.read_file(file))

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        authorfiles.take(desk, plan=plan, told=stop)
    assert authors.rows(desk) == ()


def test_the_head_of_a_table_is_shown_before_it_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(CSV, encoding="utf-16")
    preview = authorfiles.read_table(file, shown=1)
    assert preview.mapping == ("display_name", "email", "location", "x")
    assert (preview.count, len(preview.rows), preview.encoding) == (2, 1, "utf-16")
    found = authorfiles.read_file(file, mapping=("display_name", "", "", ""))
    assert found.entries[0].profile.email == ""


def test_files_that_cannot_be_read_or_written_are_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure):
        authorfiles.read_file(tmp_path / "none.csv")
    with pytest.raises(EnvironmentFailure):
        authorfiles.read_table(tmp_path / "none.csv")
    with pytest.raises(InvalidInputError):
        authorfiles.export_file(desk, to=tmp_path / "people.docx")


def test_portraits_that_a_file_names_are_fetched_only_when_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    ana, _ = authors.create(desk, display_name="Ana", email="ana@example.org")
    with serving() as site:
        site.answers["/ana.jpg"] = body(jpeg(), "image/jpeg")
        site.answers["/bob.jpg"] = body(b"<p>Log in first", "text/html")
        site.answers["/cy.jpg"] = body(b"no picture", "image/png")
        users = [
            {
                "id": name, "name": name.title(), "email": f"{name}@example.org",
                "profile_image": f"{site.address}/{name}.jpg", "password": "$2b$x",
            }
            for name in ("ana", "bob", "cy")
        ]  # fmt: skip
        file = tmp_path / "ghost.json"
        file.write_text(json.dumps({"data": {"users": users}}), encoding="utf-8")
        plan = authorfiles.plan(desk, found=authorfiles.read_file(file))
        assert portraits.waiting(plan) == 3
        assert site.seen == []
        told: list[tuple[int, int, str]] = []

        def hear(done: int, total: int, what: str) -> None:
            told.append((done, total, what))

        fetched = portraits.fetch_all(plan, told=hear)
    assert (told[0], told[-1][:2]) == ((0, 3, "Ana"), (2, 3))
    assert portraits.waiting(fetched) == 0
    assert (fetched.entries[0].step, fetched.entries[0].fields) == (
        ImportStep.CHANGED,
        ("external_ids", "avatar"),
    )
    assert "no picture at this address" in fetched.problems[0]
    report, _ = authorfiles.take(desk, plan=fetched)
    assert (report.added, report.changed) == (2, 1)
    assert authors.get(desk, author_id=ana.id).avatar is not None
    assert "Cy: the portrait was left out" in " ".join(report.problems)


def test_portraits_that_were_not_fetched_are_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ana.vcf"
    file.write_text("BEGIN:VCARD\nFN:Ana\nPHOTO:https://wire.example/a.jpg\nEND:VCARD\n")
    plan = authorfiles.plan(desk, found=authorfiles.read_file(file))
    report, _ = authorfiles.take(desk, plan=plan)
    assert report.problems == ("Ana: the portrait at https://wire.example/a.jpg was not fetched.",)


def test_fetching_portraits_stops_when_told_to(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ana.vcf"
    file.write_text("BEGIN:VCARD\nFN:Ana\nPHOTO:https://wire.example/a.jpg\nEND:VCARD\n")
    plan = authorfiles.plan(desk, found=authorfiles.read_file(file))

    def stop(*_what: object) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        portraits.fetch_all(plan, told=stop)
