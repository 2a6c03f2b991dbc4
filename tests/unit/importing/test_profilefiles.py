"""Files of profiles from elsewhere: tables, vCards, users of other systems; hostile ones too."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import pytest

from newsdesk.domain.author import (
    AuthorKind,
    AuthorProfile,
    Biography,
    ExternalId,
    SocialLink,
    SocialNetwork,
)
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import AuthorId
from newsdesk.domain.profilefile import ReadProfile
from newsdesk.domain.text import Run
from newsdesk.importing.profiles import csvtable, users, vcard


def only(found: tuple[ReadProfile, ...]) -> ReadProfile:
    (entry,) = found
    return entry


# --- tables ---


def test_columns_are_known_by_their_usual_names() -> None:
    table = csvtable.read(
        b"Full Name;E-Mail;Job Title;Twitter;Shoe size\r\nAna N;a@b.org;Editor;@ana;38\r\n"
    )
    assert table.separator == ";"
    assert table.mapping == ("display_name", "email", "role", "x", "")
    found = csvtable.profiles(table)
    profile = only(found.entries).profile
    assert (profile.display_name, profile.email, profile.roles[0].title) == (
        "Ana N",
        "a@b.org",
        "Editor",
    )
    assert profile.links == (SocialLink(SocialNetwork.X, "https://x.com/ana"),)
    assert found.problems == ("Columns left out: Shoe size.",)


def test_the_person_may_say_what_a_column_is() -> None:
    table = csvtable.read(b"wer,was\nAna,Editor\n")
    assert "Say which one holds the names" in table.problems[0]
    found = csvtable.profiles(table, ("display_name", "role"))
    assert only(found.entries).profile.display_name == "Ana"
    with pytest.raises(InvalidInputError):
        csvtable.profiles(table, ("display_name", "shoe"))


@pytest.mark.parametrize(
    ("encoding", "used", "name"),
    [
        ("utf-8", "utf-8", "Žofie Nováková"),
        ("utf-8-sig", "utf-8", "Žofie Nováková"),
        ("utf-16", "utf-16", "Žofie Nováková"),
        ("windows-1252", "windows-1252", "Ana Núñez"),
        ("windows-1251", "windows-1251", "Олена Марчук"),
    ],
)
def test_the_encoding_is_found_out(encoding: str, used: str, name: str) -> None:
    table = csvtable.read(f"name,city\n{name},Lviv\n".encode(encoding))
    assert (table.encoding, table.rows[0][0]) == (used, name)
    assert bool(table.problems) == used.startswith("windows")


def test_a_wrong_encoding_is_told_and_another_can_be_chosen() -> None:
    data = "name\nZoltán Őri\n".encode("windows-1250")
    assert csvtable.read(data, encoding="windows-1250").rows == (("Zoltán Őri",),)
    with pytest.raises(InvalidInputError, match="not written in utf-8"):
        csvtable.read(data, encoding="utf-8")


def test_a_table_of_100_000_rows_is_read_and_a_longer_one_refused() -> None:
    row = b"Ana,Editor\n"
    assert len(csvtable.read(b"name,role\n" + row * 100_000).rows) == 100_000
    with pytest.raises(InvalidInputError, match="more than 100,000 rows"):
        csvtable.read(b"name,role\n" + row * 100_001)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"\x00\x01\x02\x00", b"name\n" + b'"' + b"x" * 200_000, b"a" + b",b" * 500],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidInputError):
        csvtable.read(data)


def test_cells_that_do_not_fit_are_told_and_the_rest_is_kept() -> None:
    table = csvtable.read(b"name,email,website,x\nAna,nobody,javascript:x,???\n,a@b.org,,\n")
    found = csvtable.profiles(table)
    entry = only(found.entries)
    assert entry.profile == AuthorProfile(AuthorId(""), "", "Ana")
    assert len(entry.notes) == 3
    assert found.problems == ("1 lines have no name and were left out: 3.",)


def test_a_table_we_write_is_read_back_and_starts_no_formula() -> None:
    text = csvtable.write(
        [{"display_name": "=1+1", "role": "Editor, night"}], ("display_name", "role")
    )
    assert "'=1+1" in text
    assert csvtable.read(text.encode()).rows == (("'=1+1", "Editor, night"),)


# --- vCards ---

CARD = """BEGIN:VCARD
VERSION:4.0
KIND:individual
UID:urn:uuid:0b8c9d1e-0000-4000-8000-000000000001
FN:Ana Núñez
N:Núñez;Ana;María;;
NICKNAME:Ana Nunes,A. N.
ORG:The Tollin Post;World
TITLE:Correspondent
EMAIL;TYPE=work:ana@example.org
TEL;VALUE=uri:tel:+1-555-0100
URL:https://ana.example
SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://news.example/@ana
NOTE;LANGUAGE=en:Writes of grain\\, ports\\nand rain.
NOTE;LANGUAGE=uk:Пише про
  зерно.
LANG:en
LANG:uk
EXPERTISE:grain
BDAY:19800101
END:VCARD
"""


def lines(text: str) -> list[bytes]:
    return text.encode().replace(b"\n", b"\r\n").splitlines(keepends=True)


def test_a_card_is_read_with_all_that_a_profile_can_hold() -> None:
    entry = only(vcard.read(lines(CARD)).entries)
    profile = entry.profile
    assert (profile.display_name, profile.first_name, profile.last_name) == (
        "Ana Núñez",
        "Ana",
        "Núñez",
    )
    assert (profile.organisation, profile.desk, profile.roles[0].title) == (
        "The Tollin Post",
        "World",
        "Correspondent",
    )
    assert profile.aliases == ("Ana Nunes", "A. N.")
    assert (profile.email, profile.phone) == ("ana@example.org", "+1-555-0100")
    assert profile.links == (SocialLink(SocialNetwork.MASTODON, "https://news.example/@ana"),)
    assert profile.biographies == (
        Biography("en", "Writes of grain, ports and rain."),
        Biography("uk", "Пише про зерно."),
    )
    assert (profile.languages, profile.expertise) == (("en", "uk"), ("grain",))
    assert entry.notes == ("Not understood: BDAY.",)


def test_older_versions_are_read_as_far_as_they_mean_the_same() -> None:
    old = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:N=C3=BA=C3=B1ez;=\n"
        "Ana\nFN;CHARSET=utf-8;QUOTED-PRINTABLE:Ana N=C3=BA=C3=B1ez\nEMAIL;INTERNET:a@b.org\n"
        "item1.URL:ana.example\nEND:VCARD\n"
    )
    profile = only(vcard.read(lines(old)).entries).profile
    assert (profile.display_name, profile.first_name, profile.email, profile.website) == (
        "Ana Núñez",
        "Ana",
        "a@b.org",
        "https://ana.example",
    )


def photo_card(data: bytes) -> Iterator[bytes]:
    yield b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\n"[:13]
    yield from (b"VERSION:4.0\r\n", b"FN:Ana\r\n", b"PHOTO:data:image/png;base64,")
    encoded = base64.b64encode(data)
    for at in range(0, len(encoded), 1024 * 1024):
        yield encoded[at : at + 1024 * 1024]
    yield from (b"\r\n", b"EMAIL:a@b.org\r\n", b"END:VCARD\r\n")


def test_a_portrait_inside_the_card_is_read() -> None:
    entry = only(vcard.read(photo_card(b"\x89PNG picture")).entries)
    assert (entry.portrait, entry.profile.email) == (b"\x89PNG picture", "a@b.org")


def test_a_portrait_of_50_mb_is_left_out_and_the_rest_is_kept() -> None:
    entry = only(vcard.read(photo_card(b"x" * 50 * 1024 * 1024)).entries)
    assert entry.portrait == b""
    assert entry.profile.email == "a@b.org"
    assert entry.notes == ("The portrait is larger than 20 MB and was left out.",)


def test_a_portrait_elsewhere_is_kept_as_its_address() -> None:
    card = "BEGIN:VCARD\nFN:Ana\nPHOTO:https://example.org/a.jpg\nEND:VCARD\n"
    entry = only(vcard.read(lines(card)).entries)
    assert (entry.portrait, entry.portrait_url) == (b"", "https://example.org/a.jpg")
    assert entry.notes == ()


@pytest.mark.parametrize("value", ["file:///etc/passwd", "data:image/png;base64,@@@@"])
def test_a_portrait_that_is_not_there_is_told(value: str) -> None:
    card = f"BEGIN:VCARD\nFN:Ana\nPHOTO:{value}\nEND:VCARD\n"
    entry = only(vcard.read(lines(card)).entries)
    assert entry.portrait == b""
    assert "portrait" in entry.notes[0]


def test_what_is_no_card_is_refused_and_broken_ones_are_told() -> None:
    with pytest.raises(InvalidInputError):
        vcard.read(lines("Dear all,\n"))
    found = vcard.read(lines("BEGIN:VCARD\nEMAIL:a@b.org\nEND:VCARD\nBEGIN:VCARD\nFN:Cut"))
    assert found.entries == ()
    assert len(found.problems) == 2


def test_a_card_we_write_is_read_back() -> None:
    profile = AuthorProfile(
        AuthorId("0b8c9d1e-0000-4000-8000-000000000001"),
        "ana",
        "Núñez; Ana, “N”\\",
        first_name="Ana;",
        last_name="Núñez,",
        author_kind=AuthorKind.GROUP,
        organisation="The Post",
        desk="World",
        location="Kyiv",
        biographies=(
            Biography("uk", "Про, зерно; " * 10),
            Biography("", "", ((Run("One."),), (Run("Two."),))),
        ),
        email="a@b.org",
        website="https://ana.example",
        phone="secret",
        internal_note="secret",
        links=(SocialLink(SocialNetwork.BLUESKY, "https://bsky.app/profile/a.example"),),
        expertise=("grain, wheat",),
        languages=("uk",),
        aliases=("Анна",),
    )
    text = vcard.write(profile, "Editor", ("image/png", b"\x89PNG" * 30))
    assert "secret" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    entry = only(vcard.read(text.encode().splitlines(keepends=True)).entries)
    read = entry.profile
    assert read.display_name == profile.display_name
    assert read.biographies[0].short == profile.biographies[0].short.strip()
    assert read.biographies[1].long == profile.biographies[1].long
    assert (read.links, read.aliases, read.expertise, read.location) == (
        profile.links,
        profile.aliases,
        profile.expertise,
        "Kyiv",
    )
    assert (read.author_kind, read.desk, read.roles[0].title) == (
        AuthorKind.GROUP,
        "World",
        "Editor",
    )
    assert entry.portrait == b"\x89PNG" * 30


# --- JSON ---


def ghost(**user: object) -> bytes:
    return json.dumps({"db": [{"meta": {}, "data": {"users": [user]}}]}).encode()


def test_users_of_a_ghost_export_are_read_without_their_hashes() -> None:
    data = ghost(
        id="64a1", name="Ana Núñez", slug="ana", email="ana@example.org", password="$2b$10$abc",
        bio="Writes.", twitter="@ana", facebook="ana.nunez", location="Lviv", status="inactive",
        profile_image="https://example.org/a.jpg",
    )  # fmt: skip
    found = users.read(data)
    entry = only(found.entries)
    assert found.source == "Ghost"
    assert "$2b$" not in repr(found)
    assert entry.profile.slug == "ana"
    assert entry.profile.external_ids == (ExternalId("ghost", "64a1"),)
    assert entry.profile.retired
    assert {link.network for link in entry.profile.links} == {
        SocialNetwork.X,
        SocialNetwork.FACEBOOK,
    }
    assert entry.portrait_url == "https://example.org/a.jpg"
    odd = only(users.read(ghost(id="1", name="Bo", profile_image="__GHOST_URL__/a.jpg")).entries)
    assert odd.portrait_url == ""
    assert "cannot be fetched" in odd.notes[0]


def test_users_of_wordpress_are_read() -> None:
    user = {
        "id": 7, "name": "Ana &amp; Bob", "slug": "ana", "url": "https://ana.example",
        "description": "Writes of <b>grain</b>.", "link": "https://p.example/author/ana/",
        "avatar_urls": {"24": "https://p.example/s.jpg", "96": "https://p.example/a.jpg", "x": 1},
    }  # fmt: skip
    found = users.read(json.dumps([user]).encode())
    profile = only(found.entries).profile
    assert (found.source, profile.display_name) == ("WordPress", "Ana & Bob")
    assert profile.biographies == (Biography("", "Writes of grain."),)
    assert profile.archive_url == "https://p.example/author/ana/"
    assert only(found.entries).portrait_url == "https://p.example/a.jpg"


def test_our_own_file_keeps_every_field() -> None:
    profile = AuthorProfile(
        AuthorId("0b8c9d1e-0000-4000-8000-000000000001"), "ana", "Ana", phone="1", retired=True
    )
    found = users.read(users.write((profile,)).encode())
    assert only(found.entries).profile == profile


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1, 2]",
        b"{}",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": "newsdesk-authors"}',
    ],
)
def test_other_json_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidInputError):
        users.read(data)


def test_a_damaged_profile_is_left_out_and_told() -> None:
    text = json.dumps({"format": users.FORMAT, "version": 1, "authors": [{"slug": 7}]})
    found = users.read(text.encode())
    assert found.entries == ()
    assert "was left out" in found.problems[0]


def test_columns_named_in_other_languages_are_known() -> None:
    assert csvtable.guess(("Ім’я", "Пошта", "Посада", "Місто", "Телефон")) == (
        "display_name",
        "email",
        "role",
        "location",
        "phone",
    )
    assert csvtable.guess(("Vorname", "Nachname", "E-Mail", "Ort")) == (
        "first_name",
        "last_name",
        "email",
        "location",
    )
