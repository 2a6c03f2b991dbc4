"""The authors' screen, driven with keys over a real library."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsdesk.domain.author import AuthorProfile, Biography, RolePeriod, SocialNetwork
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.people import MonthCount
from newsdesk.domain.text import Mark, Run
from newsdesk.services import articles, authors, images
from newsdesk.services.desk import Desk
from newsdesk.services.pictures import read_picture
from newsdesk.ui.authors import AuthorsScreen
from newsdesk.ui.authors.merge import MergeDialog
from newsdesk.ui.authors.plot import last_months
from newsdesk.ui.authors.profileimport import ProfileImport
from newsdesk.ui.authors.transfer import export_profiles
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.texts import Line
from tests.qt.bench import Bench, bench, click, keys, press
from tests.unit.media.pictures import jpeg
from tests.webserver import body, serving


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def people(desk: Bench) -> tuple[AuthorProfile, ...]:
    def make(at: Desk) -> tuple[AuthorProfile, ...]:
        olena, _ = authors.create(
            at, display_name="Olena Marchuk", aliases=("Олена Марчук",),
            roles=(RolePeriod("Special Correspondent"),),
            biographies=(Biography("en", "She reports."),), email="olena@gazette.example",
        )  # fmt: skip
        bob, _ = authors.create(at, display_name="Bob Long")
        other, _ = authors.create(at, display_name="O. Marchuk", location="Odesa")
        article, _ = articles.create(at, headline="Trams return")
        rows = (BylineRow(author=olena.id),)
        articles.save(at, article=replace(article, byline=rows))
        return olena, bob, other

    return desk.work(make)


@pytest.fixture
def screen(desk: Bench, people: tuple[AuthorProfile, ...], qtbot: QtBot) -> AuthorsScreen:
    made = AuthorsScreen(desk.context)
    qtbot.addWidget(made)
    made.resize(1232, 800)
    made.show()
    show(desk, made, people[0].id)
    return made


def show(desk: Bench, screen: AuthorsScreen, author: AuthorId) -> None:
    desk.context.navigator.show_author(author)
    desk.wait(
        lambda: screen.editing.profile is not None and screen.editing.profile.id == author,
        "the profile",
    )
    desk.settle()


def line(screen: AuthorsScreen, name: str) -> Line:
    lines = screen.form.findChildren(Line)
    return next(made for made in lines if made.accessibleName() == name)


def field(screen: AuthorsScreen, control: Line) -> Field:
    return next(made for made in screen.form.findChildren(Field) if made.control is control)


def kept(desk: Bench, screen: AuthorsScreen) -> AuthorProfile:
    """What the library has once everything on the screen was saved."""
    desk.wait(lambda: not screen.editing.unsaved, "the save")
    assert screen.editing.profile is not None
    name = screen.editing.profile.id
    return desk.work(lambda at: authors.get(at, author_id=name))


def test_each_key_is_on_the_card_at_once_and_in_the_library_a_moment_later(
    desk: Bench, screen: AuthorsScreen
) -> None:
    name = line(screen, "Display name")
    name.selectAll()
    keys(name, "Olena M.")
    assert screen.aside.card.name.text() == "Olena M."
    keys(screen.form.biographies.short, "X")
    assert screen.form.biographies.note == "13 of 250"
    saved = kept(desk, screen)
    assert saved.display_name == "Olena M."
    assert saved.biographies[0].short == "XShe reports."


def test_search_finds_another_script_and_a_slip_of_the_key(
    desk: Bench, screen: AuthorsScreen
) -> None:
    for text in ("олена", "Marchuck"):
        screen.list.search.clear()
        desk.wait(lambda: len(screen.list.model.rows) == 3, "the whole list")
        keys(screen.list.search, text)
        desk.wait(lambda: 0 < len(screen.list.model.rows) < 3, "the search")
        found = {row.display_name for row in screen.list.model.rows}
        assert "Olena Marchuk" in found or "O. Marchuk" in found


def test_the_long_biography_is_rich(desk: Bench, screen: AuthorsScreen) -> None:
    edit = screen.form.biographies.long.edit
    keys(edit, "She ")
    press(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    keys(edit, "reports")
    saved = kept(desk, screen)
    strong = frozenset({Mark.STRONG})
    assert saved.biographies[0].long == ((Run("She "), Run("reports", strong)),)
    assert "<b>reports</b>" in screen.aside.card.biography.text()


def test_a_biography_for_another_language_stands_beside_the_first(
    desk: Bench, screen: AuthorsScreen
) -> None:
    screen.form.biographies._choose("uk")  # pyright: ignore[reportPrivateUsage] - as the menu does
    keys(screen.form.biographies.short, "Вона пише.")
    saved = kept(desk, screen)
    assert [(entry.language, entry.short) for entry in saved.biographies] == [
        ("en", "She reports."),
        ("uk", "Вона пише."),
    ]


def test_an_address_that_does_not_fit_is_a_sentence_beside_it_and_stays_on_the_screen(
    desk: Bench, screen: AuthorsScreen
) -> None:
    mail = line(screen, "E-mail")
    mail.selectAll()
    keys(mail, "no address")
    desk.wait(lambda: bool(field(screen, mail).problem), "the sentence")
    assert mail.text() == "no address"
    mail.selectAll()
    keys(mail, "olena@port.example")
    assert kept(desk, screen).email == "olena@port.example"
    assert not field(screen, mail).problem


def test_a_handle_is_recognised_and_what_is_none_is_said(
    desk: Bench, screen: AuthorsScreen
) -> None:
    click(screen.form.links.add_button)
    row = screen.form.links.rows[0]
    keys(row.line, "@olena@post.example")
    press(row.line, Qt.Key.Key_Return)
    assert row.network.value is SocialNetwork.MASTODON
    assert kept(desk, screen).links[0].url == "https://post.example/@olena"
    click(screen.form.links.add_button)
    other = screen.form.links.rows[1]
    keys(other.line, "javascript:alert(1)")
    press(other.line, Qt.Key.Key_Return)
    assert other.problem
    assert len(kept(desk, screen).links) == 1


def test_a_dropped_portrait_and_its_focal_point_are_kept(
    desk: Bench, screen: AuthorsScreen
) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "#a06040").save(buffer, "PNG")
    picture = read_picture(buffer.getvalue(), "portrait.png")
    asset = desk.work(lambda at: images.add(at, picture=picture)[0])
    screen.form._take_portrait((asset,))  # pyright: ignore[reportPrivateUsage] - as the chooser does
    press(screen.form.portrait, Qt.Key.Key_Right)
    saved = kept(desk, screen)
    assert saved.avatar == asset.id
    assert saved.avatar_focal_point.x == pytest.approx(0.52)


def test_a_new_profile_has_the_caret_in_its_name(desk: Bench, screen: AuthorsScreen) -> None:
    screen.new()
    desk.wait(lambda: screen.editing.profile is not None
              and screen.editing.profile.display_name == "New author", "the profile")  # fmt: skip
    desk.settle()
    keys(line(screen, "Display name"), "Ada Lund")
    assert kept(desk, screen).display_name == "Ada Lund"
    desk.wait(lambda: any(r.display_name == "Ada Lund" for r in screen.list.model.rows), "the row")


def test_who_is_in_stories_is_retired_and_brought_back_and_never_deleted(
    desk: Bench, screen: AuthorsScreen, people: tuple[AuthorProfile, ...]
) -> None:
    desk.wait(lambda: not screen.delete_button.isVisible(), "the stories")
    click(screen.retire_button)
    desk.wait(lambda: screen.retire_button.text() == "Bring back", "the retirement")
    click(screen.retire_button)
    desk.wait(lambda: screen.retire_button.text() == "Retire", "the return")
    show(desk, screen, people[1].id)
    desk.wait(screen.delete_button.isVisible, "the link")
    click(screen.delete_button)
    desk.wait(lambda: screen.editing.profile is None or
              screen.editing.profile.id != people[1].id, "the deletion")  # fmt: skip


def test_two_profiles_are_merged_field_by_field_and_parted_again(
    desk: Bench, screen: AuthorsScreen, people: tuple[AuthorProfile, ...]
) -> None:
    said: list[object] = []
    desk.context.notices.shown.connect(said.append)
    dialog = MergeDialog(desk.context, people[2], screen)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.show()
    dialog.show_other(people[0])
    assert dialog.agree.isEnabled()
    click(dialog.agree)
    desk.wait(lambda: bool(closed), "the merge")
    merged = desk.work(lambda at: authors.get(at, author_id=people[2].id))
    assert merged.email == "olena@gazette.example"
    assert "Olena Marchuk" in merged.aliases
    followed = desk.work(lambda at: authors.stories(at, author_id=people[2].id))
    assert [story.row.headline for story in followed] == ["Trams return"]
    said[-1].buttons[0].run()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] - the notice with Undo
    desk.settle()
    back = desk.work(lambda at: authors.stories(at, author_id=people[0].id))
    assert [story.row.headline for story in back] == ["Trams return"]


def test_a_likely_duplicate_is_pointed_out_and_compared(
    desk: Bench, screen: AuthorsScreen, people: tuple[AuthorProfile, ...]
) -> None:
    assert not screen.duplicate.isVisible()
    twin = desk.work(lambda at: authors.create(at, display_name="Марчук Олена"))[0]
    show(desk, screen, twin.id)
    desk.wait(screen.duplicate.isVisible, "the hint")
    assert screen.duplicate.said.whole.startswith("Olena Marchuk may be the same person: same")
    click(screen.duplicate.compare)
    dialog = screen.window().findChild(MergeDialog)
    assert isinstance(dialog, MergeDialog)
    desk.wait(dialog.agree.isEnabled, "the other profile")
    dialog.reject()
    show(desk, screen, people[1].id)
    desk.wait(lambda: not screen.duplicate.isVisible(), "the end of the hint")


def test_the_last_twelve_months_end_with_this_one() -> None:
    months = last_months(
        (MonthCount(2026, 11, 3, 900), MonthCount(2024, 1, 9, 1)), date(2026, 11, 24)
    )
    assert len(months) == 12
    assert (months[0].year, months[0].month) == (2025, 12)
    assert months[-1] == MonthCount(2026, 11, 3, 900)
    assert sum(count.stories for count in months) == 3


def test_profiles_come_from_a_table_after_a_preview(
    desk: Bench, screen: AuthorsScreen, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text(
        "Name,E-mail,Town\nAda Lund,ada@gazette.example,Tollin\n"
        "Olena Marchuk,olena@gazette.example,\n",
        encoding="utf-8",
    )
    dialog = ProfileImport(desk.context, table, screen)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.show()
    desk.wait(dialog.agree.isEnabled, "the preview")
    assert dialog.list.count() == 2
    assert dialog.chosen() == (0,)
    assert dialog.agree.text() == "Import 1 profile"
    click(dialog.agree)
    desk.wait(lambda: bool(closed), "the import")
    found = desk.work(lambda at: authors.find(at, text="Ada Lund"))
    assert [row.display_name for row in found][:1] == ["Ada Lund"]


def test_another_encoding_is_chosen_where_the_guess_was_wrong_and_columns_are_mapped(
    desk: Bench, screen: AuthorsScreen, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_bytes("Person;Amt\nŁucja Wójcik;Chefin\n".encode("cp1250"))
    dialog = ProfileImport(desk.context, table, screen)
    dialog.show()
    desk.wait(lambda: dialog.columns.isVisible() or dialog.said.text() != "Reading…", "the table")
    desk.settle()
    dialog.columns.unfold()
    encoding, columns = dialog.columns.encoding, dialog.columns
    if encoding.value != "windows-1250":
        encoding.setCurrentIndex(encoding.findText("Windows-1250, Central European"))
        encoding.activated.emit(encoding.currentIndex())
        desk.settle()
    name, role = columns.choices
    for choice, field in ((name, "display name"), (role, "role")):
        choice.setCurrentIndex(choice.findText(field))
        choice.activated.emit(choice.currentIndex())
        desk.settle()
    desk.wait(dialog.agree.isEnabled, "the plan")
    assert dialog.list.item(0).text().startswith("Łucja Wójcik  ·  new")
    assert columns.head.summary == "2 of 2 taken over · Windows-1250"
    click(dialog.agree)
    desk.wait(lambda: bool(desk.work(lambda at: authors.find(at, text="Łucja"))), "the import")
    (row,) = desk.work(lambda at: authors.find(at, text="Łucja Wójcik"))[:1]
    assert (row.display_name, row.role) == ("Łucja Wójcik", "Chefin")


def test_portraits_at_other_places_are_fetched_with_a_button(
    desk: Bench, screen: AuthorsScreen, tmp_path: Path
) -> None:
    with serving() as site:
        site.answers["/ada.jpg"] = body(jpeg(), "image/jpeg")
        card = tmp_path / "ada.vcf"
        card.write_text(f"BEGIN:VCARD\nFN:Ada Lund\nPHOTO:{site.address}/ada.jpg\nEND:VCARD\n")
        dialog = ProfileImport(desk.context, card, screen)
        dialog.show()
        desk.wait(dialog.portraits.isVisible, "the offer")
        assert dialog.portraits.said.text().startswith(
            "One portrait is not in the file but at 127"
        )
        assert site.seen == []
        click(dialog.portraits.button)
        desk.wait(lambda: not dialog.portraits.isVisible(), "the portrait")
        assert len(site.seen) == 1
    assert dialog.list.item(0).text().endswith("with a portrait")
    click(dialog.agree)
    desk.wait(lambda: bool(desk.work(lambda at: authors.find(at, text="Ada Lund"))), "the import")
    (row,) = desk.work(lambda at: authors.find(at, text="Ada Lund"))[:1]
    assert row.avatar is not None


def test_taking_profiles_over_can_be_stopped(
    desk: Bench, screen: AuthorsScreen, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    rows = "".join(f"Person {number},p{number}@wire.example\n" for number in range(200))
    table.write_text(f"name,email\n{rows}", encoding="utf-8")
    before = len(desk.work(authors.rows))
    dialog = ProfileImport(desk.context, table, screen)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.show()
    desk.wait(dialog.agree.isEnabled, "the preview")
    click(dialog.agree)
    assert dialog.stop_button.isVisible()
    click(dialog.stop_button)
    desk.wait(lambda: bool(closed), "the end")
    added = len(desk.work(authors.rows)) - before
    assert 0 < added < 200


def test_a_file_that_is_none_is_a_sentence_and_changes_nothing(
    desk: Bench, screen: AuthorsScreen, tmp_path: Path
) -> None:
    broken = tmp_path / "people.json"
    broken.write_text("{", encoding="utf-8")
    dialog = ProfileImport(desk.context, broken, screen)
    dialog.show()
    desk.wait(lambda: dialog.said.text() != "Reading…", "the sentence")
    assert dialog.said.text().endswith(".")
    assert not dialog.agree.isEnabled()
    dialog.reject()


def test_all_profiles_go_into_a_file(desk: Bench, screen: AuthorsScreen, tmp_path: Path) -> None:
    export_profiles(desk.context, tmp_path / "authors.vcf")
    desk.wait((tmp_path / "authors.vcf").exists, "the file")
    desk.settle()
    assert "FN:Olena Marchuk" in (tmp_path / "authors.vcf").read_text(encoding="utf-8")
