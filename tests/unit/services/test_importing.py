"""Importing files and story files: what comes along, and bad input of every kind."""

import base64
import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.body import CallOut, Figure, Paragraph, Subhead
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError, NewerFormatError
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.domain.photo import Credit, Placement, PlacementRole, Supplier
from newsdesk.domain.publication import Section
from newsdesk.domain.related import RelatedItem, RelatedList
from newsdesk.domain.text import Run
from newsdesk.services import (
    articles,
    authors,
    images,
    importing,
    libraries,
    pictures,
    publication,
    sections,
    storyfiles,
)
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.services.storyfiles import Pictures

AUTHOR = AuthorId("11111111-1111-4111-8111-111111111111")


def picture_bytes(colour: str = "red") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    return stream.getvalue()


def count(desk: Desk) -> int:
    return articles.counts(desk).total


@pytest.fixture
def story(desk: Desk) -> Article:
    """A story with a section, a profile with a face, a lead photo and one in the text."""
    section, _ = sections.save(desk, section=Section(cast("Any", ""), "News Feed"))
    lead, _ = images.add(desk, picture=pictures.read_picture(picture_bytes(), "Lead photo.png"))
    inline, _ = images.add(desk, picture=pictures.read_picture(picture_bytes("blue"), "b.png"))
    face, _ = images.add(desk, picture=pictures.read_picture(picture_bytes("green"), "me.png"))
    profile = AuthorProfile(AUTHOR, "", "Mira Vale", avatar=face.id, email="mira@example.org")
    authors.add(desk, profile=profile)
    kept, _ = articles.add(
        desk,
        article=Article(
            ArticleId("22222222-2222-4222-8222-222222222222"),
            section=section.slug,
            headline="Barrage opens",
            body=(Paragraph((Run("Text."),)), Figure(Placement(inline.id))),
            lead=Placement(lead.id, PlacementRole.LEAD, illustrative=True),
            byline=(BylineRow(AUTHOR, place="in Kyiv"),),
        ),
    )
    return kept


@pytest.fixture
def other(tmp_path: Path) -> Any:
    made = libraries.create_empty(tmp_path / "other.newsdesk", settings=Settings())
    yield made
    made.library.close()


@pytest.mark.parametrize("where", ["beside", "inside"])
def test_a_story_file_brings_a_story_whole_into_another_library(
    desk: Desk, story: Article, other: Desk, tmp_path: Path, where: Pictures
) -> None:
    written = storyfiles.write_story(
        desk, article_id=story.id, to=tmp_path / "out", pictures=where
    )
    assert len(written.pictures) == (3 if where == "beside" else 0)
    report, _changes = importing.import_file(other, path=written.path)
    assert report.notes == ()
    kept = articles.open_story(other, article_id=story.id)
    same = ("headline", "body", "lead", "byline", "section", "language", "slug", "created_at")
    assert [getattr(kept, name) for name in same] == [getattr(story, name) for name in same]
    assert authors.get(other, author_id=AUTHOR).avatar is not None
    for image in storyfiles.image_ids(story):
        assert images.get(other, image=image).original_name
        assert (
            images.open_bytes(other, image=image).read()
            == images.open_bytes(desk, image=image).read()
        )


def test_a_second_import_is_a_story_of_its_own_and_changes_nothing_else(
    desk: Desk, story: Article, tmp_path: Path
) -> None:
    authors.save(desk, profile=_renamed(authors.get(desk, author_id=AUTHOR), "Mira Okonjo"))
    path = storyfiles.write_story(desk, article_id=story.id, to=tmp_path / "s.json").path
    report, _ = importing.import_file(desk, path=path)
    assert report.article.id != story.id
    assert report.article.slug == "barrage-opens-2"
    assert authors.get(desk, author_id=AUTHOR).display_name == "Mira Okonjo"


def _renamed(profile: AuthorProfile, name: str) -> AuthorProfile:

    return replace(profile, display_name=name)


def test_missing_pictures_are_said_and_leave_no_hole(
    desk: Desk, story: Article, other: Desk, tmp_path: Path
) -> None:
    written = storyfiles.write_story(desk, article_id=story.id, to=tmp_path / "out")
    for picture in written.pictures:
        picture.unlink()
    report, _ = importing.import_file(other, path=written.path)
    assert report.article.lead is None
    assert report.article.body == (Paragraph((Run("Text."),)),)
    assert len(report.notes) == 3
    assert all("is not where the story file says" in note for note in report.notes)


def test_a_story_file_without_pictures_finds_those_of_its_library(
    desk: Desk, story: Article, other: Desk, tmp_path: Path
) -> None:
    path = storyfiles.write_story(
        desk, article_id=story.id, to=tmp_path / "s.json", pictures="none"
    ).path
    here, _ = importing.import_file(desk, path=path)
    assert here.article.lead == story.lead
    there, _ = importing.import_file(other, path=path)
    assert there.article.lead is None
    assert there.notes == ("2 pictures are missing; their places were taken out.",)


@pytest.mark.parametrize(
    "name", ["../x.png", "/etc/passwd", "..\\x.png", "C:\\x.png", "a/../../x.png", "a\u0000b"]
)
def test_a_story_file_cannot_reach_out_of_its_folder(
    desk: Desk, story: Article, other: Desk, tmp_path: Path, name: str
) -> None:
    written = storyfiles.write_story(desk, article_id=story.id, to=tmp_path / "out" / "s.json")
    value = json.loads(written.path.read_text("utf-8"))
    value["images"][0]["file"] = name
    written.path.write_text(json.dumps(value), "utf-8")
    with pytest.raises(InvalidInputError, match=r"outside|control character"):
        importing.import_file(other, path=written.path)
    assert count(other) == 0


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(InvalidInputError, match="outside"):
        storyfiles.picture_path("x.png", tmp_path / "folder")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "not valid JSON"),
        (b"[1, 2]", "no story file"),
        (b"\xff\xff{}", "not UTF-8"),
        (b'{"newsdesk": "story"}', "format"),
        (b'{"newsdesk": "story", "format": 1}', "article"),
        (b'{"newsdesk": "story", "format": 1, "article": {"id": "x", "odd": 1}}', "odd"),
        (b'{"newsdesk": "story", "format": 1, "article": {"id": 7}}', "article.id"),
        (b'{"newsdesk":"story","format":1,"article":{"id":"x","headline":"a\\u0007"}}', "U.0007"),
        (b'{"headline": "x", "body": 7}', "body"),
        (b'{"headline": "x", "body": [1]}', "must be a text"),
        (b'{"headline": "x", "body": "y", "published": "yesterday"}', "not a time"),
        (b"[" * 100_000, "nested too deeply|not valid JSON"),
    ],
)
def test_bad_json_ends_in_a_sentence(
    desk: Desk, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError, match=sentence):
        importing.import_file(desk, path=path)
    assert count(desk) == 0


def test_a_newer_story_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text('{"newsdesk": "story", "format": 99, "article": {"id": "x"}}', "utf-8")
    with pytest.raises(NewerFormatError, match="newer Newsdesk"):
        importing.import_file(desk, path=path)


def test_files_that_are_not_there_or_of_no_kind(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match="cannot be read"):
        importing.import_file(desk, path=tmp_path / "missing.json")
    with pytest.raises(EnvironmentFailure, match="cannot be read"):
        importing.import_file(desk, path=tmp_path, form="html")
    (tmp_path / "x.docx").write_bytes(b"PK")
    with pytest.raises(InvalidInputError, match="save documents of Word"):
        importing.import_file(desk, path=tmp_path / "x.docx")


SIMPLE = {
    "lang": "uk",
    "site": {"name": "The Gazette", "url": "https://gazette.example/"},
    "slug": "barrage",
    "section": {"name": "News Feed", "url": "https://gazette.example/news/"},
    "headline": "Barrage opens",
    "dek": "After nine years.",
    "published": "2026-03-14T09:30:00+01:00",
    "modified": "2026-03-14T11:05:00+01:00",
    "tags": ["Energy"],
    "lead": {
        "alt": "Water",
        "caption": "Photo for illustrative purposes: the barrage.",
        "credit": "(Tomas Lind/POOL/Wire)",
    },
    "author": {"name": "Mira Vale", "role": "Correspondent", "bio": "Writes.", "slug": "mira"},
    "body": ["One <2%.", "Two."],
    "newsletter": {"after": 1, "title": "Tide", "button": "Sign up", "text": "Weekly."},
    "related": [{"label": "Video", "title": "Inside", "url": "https://gazette.example/v/"}],
    "odd": 1,
}


def test_a_simple_story_comes_in_with_all_that_it_says(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "lead-1.png").write_bytes(picture_bytes())
    (tmp_path / "article.json").write_text(json.dumps(SIMPLE), "utf-8")
    report, _ = importing.import_file(desk, path=tmp_path / "article.json")
    article = report.article
    assert (article.headline, article.slug, article.section) == (
        "Barrage opens", "barrage", "news-feed",
    )  # fmt: skip
    assert article.state is ArticleState.PUBLISHED
    assert article.updated_at is not None
    first, letter, _second = article.body
    assert first == Paragraph((Run("One <2%."),))
    assert isinstance(letter, CallOut)
    assert article.lead is not None
    assert article.lead.illustrative
    assert article.lead.caption == (Run("the barrage."),)
    asset = images.get(desk, image=article.lead.image)
    assert asset.alt_text == "Water"
    assert asset.credit == Credit("Tomas Lind", (Supplier("/", "POOL"), Supplier("/", "Wire")))
    (row,) = article.byline
    assert row.author is not None
    assert authors.get(desk, author_id=row.author).roles[0].title == "Correspondent"
    assert publication.get(desk).name == "The Gazette"
    assert report.notes == ("Left out, because Newsdesk has no field for it: odd.",)


def test_a_simple_story_leaves_the_paper_and_its_people_as_they_are(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "article.json"
    path.write_text(json.dumps(SIMPLE), "utf-8")
    importing.import_file(desk, path=path)
    path.write_text(json.dumps(SIMPLE | {"site": {"name": "Other"}}), "utf-8")
    report, _ = importing.import_file(desk, path=path)
    assert publication.get(desk).name == "The Gazette"
    assert len(authors.rows(desk)) == 1
    assert any("lead…" in note for note in report.notes)


def test_a_page_gives_its_headline_language_and_pictures(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "pic one.png").write_bytes(picture_bytes())
    inline = base64.b64encode(picture_bytes("blue")).decode()
    (tmp_path / "page.html").write_text(
        "<html lang='de'><head><title>Title | Paper</title></head><body><nav>Menu</nav><article>"
        "<h1>Die <i>Schlagzeile</i></h1><p>Text</p><img src='pic%20one.png' alt='A'>"
        f"<img src='data:image/png;base64,{inline}'><img src='https://a.example/x.png'>"
        "<img src='../../etc/x.png'></article></body></html>",
        "utf-8",
    )
    report, _ = importing.import_file(desk, path=tmp_path / "page.html")
    article = report.article
    assert (article.headline, article.language) == ("Die Schlagzeile", "de")
    assert [type(block) for block in article.body] == [Paragraph, Figure, Figure]
    assert any("on the network" in note for note in report.notes)
    assert any("outside the folder" in note for note in report.notes)


def test_markdown_gives_its_first_heading_as_headline(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# Head\n\n## Sub\n\nText.", "utf-8")
    report, _ = importing.import_file(desk, path=tmp_path / "x.md", section="")
    assert report.article.headline == "Head"
    assert isinstance(report.article.body[0], Subhead)


def test_an_unknown_section_is_refused_and_nothing_comes_in(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Text.", "utf-8")
    with pytest.raises(InvalidInputError, match="no section"):
        importing.import_file(desk, path=tmp_path / "x.txt", section="nowhere")
    assert count(desk) == 0


def test_links_to_stories_that_are_not_here_stay_as_they_are(
    desk: Desk, story: Article, other: Desk, tmp_path: Path
) -> None:
    target, _ = articles.create(desk, headline="Other story")
    pinned = replace(
        articles.open_story(desk, article_id=story.id),
        related=RelatedList(items=(RelatedItem(article=target.id, headline="Pinned"),)),
        rewrite_of=target.id,
    )
    articles.save(desk, article=pinned)
    path = storyfiles.write_story(desk, article_id=story.id, to=tmp_path / "s.json").path
    report, _ = importing.import_file(other, path=path)
    assert report.article.rewrite_of == target.id
    assert report.article.related == pinned.related
