"""Profiles: found in any script, written with their version, retired, merged, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from newsdesk.domain.author import AuthorKind, AuthorProfile, RolePeriod
from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.errors import InUseError, InvalidInputError, NotFoundError
from newsdesk.domain.ids import AuthorId
from newsdesk.services import articles, authors
from newsdesk.services.changes import Kind
from newsdesk.services.desk import Desk
from tests.unit.services.people import open_desk, set_clock, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def create(desk: Desk, name: str, /, **fields: object) -> AuthorProfile:
    profile, _changes = authors.create(desk, display_name=name, **fields)
    return profile


def found(desk: Desk, text: str) -> list[str]:
    return [row.display_name for row in authors.find(desk, text=text)]


@pytest.mark.parametrize(
    "typed",
    ["ole", "Kova", "kov ole", "Олена", "коваленко", "Ковалeнко", "kowalenko", "kovalneko", "ok"],
)
def test_a_latin_name_is_found_as_it_is_typed(desk: Desk, typed: str) -> None:
    create(desk, "Olena Kovalenko")
    create(desk, "Bob Long")
    assert found(desk, typed) == ["Olena Kovalenko"]


@pytest.mark.parametrize("typed", ["Yuliia", "yulia", "Julia", "юлія", "Їжак", "izhak"])
def test_a_cyrillic_name_is_found_in_either_script(desk: Desk, typed: str) -> None:
    create(desk, "Юлія Їжак")
    create(desk, "Bob Long")
    assert found(desk, typed) == ["Юлія Їжак"]


def test_arabic_letters_find_a_name_by_its_consonants(desk: Desk) -> None:
    create(desk, "Muhammad Nasir")
    create(desk, "Bob Long")
    assert found(desk, "محمد") == ["Muhammad Nasir"]


def test_other_names_are_found_too(desk: Desk) -> None:
    create(desk, "Ana Núñez", aliases=("Ana Nunes", "Анна Нуньєс"))
    assert found(desk, "нуньєс") == found(desk, "nunez") == found(desk, "Nunes") == ["Ana Núñez"]


def test_the_best_fit_stands_first_and_retired_names_last(desk: Desk) -> None:
    create(desk, "Ann Marsh", retired=True)
    create(desk, "Rita Annan")
    create(desk, "Ann Wells")
    assert found(desk, "ann") == ["Ann Wells", "Ann Marsh", "Rita Annan"]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "\\", "' OR 1=1 --", "\x00", "(" * 5000])
def test_odd_texts_find_nobody_and_harm_nothing(desk: Desk, typed: str) -> None:
    create(desk, "Ana Núñez")
    assert found(desk, typed) == []


def test_a_list_is_narrowed_and_sorted(desk: Desk) -> None:
    ana = create(desk, "Ana Núñez", desk="World")
    create(desk, "Wire Nine", author_kind=AuthorKind.AGENCY)
    create(desk, "Bob Long", desk="Sport", retired=True)
    write(desk, "One", byline=(BylineRow(ana.id),))

    def shown(**asked: object) -> list[str]:
        return [row.display_name for row in authors.rows(desk, **asked)]  # pyright: ignore[reportArgumentType] - each test names its own

    assert shown() == ["Ana Núñez", "Bob Long", "Wire Nine"]
    assert shown(retired=False) == ["Ana Núñez", "Wire Nine"]
    assert shown(retired=True) == ["Bob Long"]
    assert shown(kind=AuthorKind.AGENCY) == ["Wire Nine"]
    assert shown(desk_name="World", text="núñ") == ["Ana Núñez"]
    assert shown(sort="stories")[0] == "Ana Núñez"
    assert authors.desks(desk) == ("Sport", "World")


def test_a_row_counts_stories_outside_the_trash_and_shows_todays_role(desk: Desk) -> None:
    roles = (
        RolePeriod("Reporter", until=date(2026, 2, 28)),
        RolePeriod("Correspondent", since=date(2026, 3, 1)),
    )
    ana = create(desk, "Ana Núñez", roles=roles)
    first = write(desk, "One", byline=(BylineRow(ana.id),))
    second = write(desk, "Two", byline=(BylineRow(ana.id, credit_role=CreditRole.PHOTOS),))
    articles.trash(desk, article_id=second.id)
    (row,) = authors.rows(desk)
    assert (row.story_count, row.role, row.last_story_at) == (1, "Correspondent", first.saved_at)


def test_a_profile_comes_back_as_it_was_saved(desk: Desk) -> None:
    ana = create(desk, "Ana  Núñez\n", email="ana@example.org", expertise=("grain", "", "grain"))
    assert (ana.display_name, ana.slug, ana.expertise) == ("Ana Núñez", "ana-nunez", ("grain",))
    assert authors.get(desk, author_id=ana.id) == ana
    saved, changes = authors.save(desk, profile=replace(ana, location="Lviv"))
    assert saved.version == ana.version + 1
    assert changes.ids(Kind.AUTHOR) == {ana.id}
    assert authors.named(desk, name="ANA-NUNEZ") == ana.id


def test_a_profile_changed_elsewhere_is_not_written_over(desk: Desk) -> None:
    ana = create(desk, "Ana Núñez")
    authors.save(desk, profile=replace(ana, location="Lviv"))
    with pytest.raises(InvalidInputError, match="changed elsewhere"):
        authors.save(desk, profile=replace(ana, location="Odesa"))
    assert authors.get(desk, author_id=ana.id).location == "Lviv"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"display_name": " "}, "display_name"),
        ({"email": "ana at example"}, "email"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"slug": "Ana Núñez"}, "slug"),
        ({"roles": (RolePeriod("R", date(2026, 2, 1), date(2026, 1, 1)),)}, "roles.0"),
        ({"avatar": "0" * 64}, "avatar"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(
    desk: Desk, fields: dict[str, object], field: str
) -> None:
    ana = create(desk, "Ana Núñez")
    with pytest.raises(InvalidInputError) as refused:
        authors.save(desk, profile=replace(ana, **fields))
    assert refused.value.field == field
    assert authors.get(desk, author_id=ana.id) == ana


def test_two_of_one_name_get_two_addresses(desk: Desk) -> None:
    first, second = create(desk, "Ana Núñez"), create(desk, "Ana Núñez")
    assert (first.slug, second.slug) == ("ana-nunez", "ana-nunez-2")
    with pytest.raises(InvalidInputError):
        authors.save(desk, profile=replace(second, slug="ana-nunez"))


def test_a_profile_in_use_is_retired_not_deleted(desk: Desk) -> None:
    ana = create(desk, "Ana Núñez")
    write(desk, "Grain", byline=(BylineRow(ana.id),))
    with pytest.raises(InUseError) as refused:
        authors.delete(desk, author_id=ana.id)
    assert refused.value.users == ("Grain",)
    retired, _changes = authors.retire(desk, author_id=ana.id)
    assert retired.retired


def test_a_deleted_profile_can_be_brought_back_for_a_month(desk: Desk) -> None:
    ana, bob = create(desk, "Ana Núñez"), create(desk, "Bob Long")
    authors.delete(desk, author_id=ana.id)
    assert authors.find(desk, text="ana") == ()
    with pytest.raises(NotFoundError):
        authors.get(desk, author_id=ana.id)
    authors.restore(desk, author_id=ana.id)
    assert authors.get(desk, author_id=ana.id) == ana
    authors.delete(desk, author_id=ana.id)
    set_clock(desk, "2026-05-01T12:00:00Z")
    authors.delete(desk, author_id=bob.id)
    with pytest.raises(NotFoundError):
        authors.restore(desk, author_id=ana.id)


def test_a_merge_moves_the_bylines_and_can_be_undone(desk: Desk) -> None:
    keep = create(desk, "Olena Kovalenko")
    gone = create(desk, "Олена Коваленко", email="olena@example.org", location="Kyiv")
    story = write(desk, "Grain", byline=(BylineRow(gone.id, place="in Kyiv"),))
    merged, changes = authors.merge(desk, keep=keep.id, gone=gone.id)
    assert (merged.email, merged.aliases) == ("olena@example.org", ("Олена Коваленко",))
    assert changes.touches(Kind.ARTICLE, story.id)
    after = articles.open_story(desk, article_id=story.id)
    assert after.byline == (BylineRow(keep.id, place="in Kyiv"),)
    assert authors.get(desk, author_id=gone.id).id == keep.id
    assert [row.id for row in authors.rows(desk)] == [keep.id]

    authors.undo_merge(desk, gone=gone.id)
    assert articles.open_story(desk, article_id=story.id).byline == story.byline
    assert authors.get(desk, author_id=gone.id) == gone
    assert replace(authors.get(desk, author_id=keep.id), version=keep.version) == keep


def test_a_merge_reaches_what_is_only_in_the_journal(desk: Desk) -> None:
    keep, gone = create(desk, "Ana Núñez"), create(desk, "Ana Nunez")
    story = write(desk, "Grain", byline=(BylineRow(gone.id),))
    articles.journal(desk, article=replace(story, headline="Grain moves"))
    authors.merge(desk, keep=keep.id, gone=gone.id)
    typed = articles.open_story(desk, article_id=story.id)
    assert (typed.headline, typed.byline[0].author) == ("Grain moves", keep.id)
    articles.save(desk, article=typed)


def test_field_by_field_choices_of_a_merge_are_kept(desk: Desk) -> None:
    keep, gone = create(desk, "Ana Núñez", location="Lviv"), create(desk, "A. Núñez")
    chosen = replace(authors.proposal(keep, gone), location="Odesa", aliases=())
    merged, _changes = authors.merge(desk, keep=keep.id, gone=gone.id, profile=chosen)
    assert (merged.location, merged.aliases) == ("Odesa", ())


def test_a_failed_merge_changes_nothing(desk: Desk) -> None:
    ana = create(desk, "Ana Núñez")
    with pytest.raises(InvalidInputError):
        authors.merge(desk, keep=ana.id, gone=ana.id)
    with pytest.raises(NotFoundError):
        authors.merge(desk, keep=ana.id, gone=AuthorId("0" * 8))
    assert authors.get(desk, author_id=ana.id) == ana
    with pytest.raises(NotFoundError):
        authors.undo_merge(desk, gone=ana.id)


def test_likely_duplicates_are_pointed_out_with_the_reason(desk: Desk) -> None:
    ana = create(desk, "Ana Núñez", email="ana@example.org")
    other = create(desk, "A. N.", email="ANA@example.org")
    latin, cyrillic = create(desk, "Olena Kovalenko"), create(desk, "Олена Коваленко")
    create(desk, "Bob Long")
    write(desk, "Grain", byline=(BylineRow(other.id),))
    pairs = {(d.keep.id, d.gone.id): d.reason for d in authors.likely_duplicates(desk)}
    assert pairs == {
        (other.id, ana.id): "Same e-mail address: ana@example.org",
        (latin.id, cyrillic.id): "Same name in another spelling or script",
    }
    for author in {one for pair in pairs for one in pair}:
        found = authors.likely_duplicates(desk, author_id=author)
        assert {(d.keep.id, d.gone.id): d.reason for d in found} == {
            pair: reason for pair, reason in pairs.items() if author in pair
        }


def test_stories_are_told_with_what_was_done_for_each(desk: Desk) -> None:
    ana = create(desk, "Ana Núñez")
    write(desk, "Old", "one two three", byline=(BylineRow(ana.id),))
    set_clock(desk, "2026-04-02T12:00:00Z")
    write(
        desk,
        "New",
        "four five",
        byline=(BylineRow(ana.id), BylineRow(ana.id, credit_role=CreditRole.PHOTOS)),
    )
    told = [(s.row.headline, s.credit_role) for s in authors.stories(desk, author_id=ana.id)]
    assert told == [
        ("New", CreditRole.WRITER),
        ("New", CreditRole.PHOTOS),
        ("Old", CreditRole.WRITER),
    ]
    counted = [
        (m.year, m.month, m.stories, m.words) for m in authors.statistics(desk, author_id=ana.id)
    ]
    assert counted == [(2026, 3, 1, 3), (2026, 4, 1, 2)]
