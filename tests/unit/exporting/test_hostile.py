"""Hostile text in every field: nothing active gets out, nothing is mangled."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from newsdesk.domain.article import Article, SearchText, SocialText
from newsdesk.domain.body import Paragraph, RawHtml
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.publication import Publication
from newsdesk.domain.text import Link, Run
from newsdesk.exporting.page import story_bundle
from newsdesk.exporting.targets.base import Choices
from newsdesk.exporting.targets.table import TARGETS
from newsdesk.exporting.themes import load
from tests.strategies import values_of
from tests.unit.exporting.dispatches import AUTHORS, EVERY_BLOCK, IMAGES, PAPER, dispatch, story
from tests.unit.exporting.pages import graph, meta, page_of, texts, tree_of

ATTACKS = (
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</script><svg/onload=alert(1)>",
    "<!--<script>alert(1)//-->",
    "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "{{ 7*7 }}{% include '/etc/passwd' %}${7*7}",
    "</style><style>*{background:url(https://evil.example)}",
    "&lt;b&gt; &amp;amp; &#x3c;",
    "\u202eevil\u2066 \u2028\u2029",
    "</textarea></noscript></template><base href=//evil.example>",
)
HREFS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x",
    'https://ok.example/" onclick="alert(1)',
    "https://ok.example/<script>",
)


def with_text(value: Any, attack: str) -> Any:
    """Put the attack behind every free text inside a value of the domain."""
    fixed = {
        "id", "slug", "section", "language", "url", "image", "author", "literal_name", "article",
        "href", "colour", "media_type", "zone", "crop", "ratio", "time_zone", "logo", "avatar",
    }  # fmt: skip
    if isinstance(value, tuple):
        return tuple(with_text(one, attack) for one in cast("tuple[Any, ...]", value))
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if type(found) is str and field.name not in fixed and not field.name.endswith("_url"):
            changes[field.name] = f"{found}{attack}"
        elif field.name != "rel" and (isinstance(found, tuple) or dataclasses.is_dataclass(found)):
            changes[field.name] = with_text(found, attack)
    return dataclasses.replace(value, **changes)


def attacked(attack: str) -> Dispatch:
    told = story(
        body=EVERY_BLOCK,
        kicker="Kicker",
        search=SearchText("Title", "Description"),
        social=SocialText("Social", "Told"),
        tags=("Harbours",),
        keywords=("wall",),
    )
    made = dispatch(cast("Article", with_text(told, attack)))
    return dataclasses.replace(
        made,
        publication=cast("Publication", with_text(PAPER, attack)),
        authors={name: with_text(profile, attack) for name, profile in AUTHORS.items()},
        images={name: with_text(asset, attack) for name, asset in IMAGES.items()},
    )


def assert_inert(html: str) -> None:
    tree = tree_of(html)
    scripts = tree.css("script")
    assert [node.attributes.get("type") for node in scripts] == ["application/ld+json"]
    assert len(tree.css("style")) == 1
    assert not tree.css("iframe, object, embed, base, svg, math, template, noscript, textarea")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), f"{node.tag} {name}"
            assert name not in {"style", "srcdoc", "background"}
            if name in {"href", "src", "action", "formaction"}:
                scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", (value or "").lower())
                assert scheme is None or scheme[1] in {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_markup_anywhere(attack: str) -> None:
    bundle = story_bundle(attacked(attack), load())
    for name, data in bundle.files.items():
        assert not re.search(r"[^A-Za-z0-9./_-]", name), name
        written = data.decode()
        if name.endswith(".html"):
            assert_inert(written)
        elif name.endswith(".xml"):
            ET.fromstring(written)
        elif name.endswith(".json"):
            json.loads(written)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_is_mangled(attack: str) -> None:
    headline = f"Quay{attack}"
    html = page_of(dispatch(story(headline=headline, standfirst=f"Dek{attack}")))
    tree = tree_of(html)
    assert texts(tree, "h1") == [headline]
    assert texts(tree, "p.p-summary") == [f"Dek{attack}"]
    assert meta(tree, "og:title") == headline
    assert graph(tree)[0]["headline"] == headline
    item = story_bundle(dispatch(story(headline=headline)), load())
    feed = next(data for name, data in item.files.items() if name.endswith("feed.xml"))
    root = ET.fromstring(feed)
    assert [one.text for one in root.iter("title")][1] == headline


@pytest.mark.parametrize("href", HREFS)
def test_no_hostile_address_becomes_a_link(href: str) -> None:
    told = story(
        body=(
            Paragraph((Run("here", link=Link(href)),)),
            dataclasses.replace(EVERY_BLOCK[2], url=href),
        ),
        search=SearchText(canonical_url=href),
        related=dataclasses.replace(story().related, more_url=href),
    )
    paper = dataclasses.replace(
        PAPER, newsletter_form_url=href, privacy_url=href, ethics_policy_url=href
    )
    html = page_of(dispatch(told, paper=paper))
    assert_inert(html)
    assert href not in html


def test_raw_html_is_cleaned_where_it_goes_out() -> None:
    raw = (
        "<p onclick=alert(1)>kept <b>bold</b></p><script>alert(1)</script><style>*{}</style>"
        "<img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a><form action=//evil>"
        "<input name=q></form><a href='\x01java\x03script:alert(1)'>y</a>"
        "<a href='\u2028javascript:alert(1)'>z</a><a href='//evil.example'>w</a>"
        "<a href='/kept'>here</a>"
        "<p style='position:fixed'>also</p><math><mi//xlink:href='data:x'>"
    )
    html = page_of(dispatch(story(body=(RawHtml(raw),))))
    assert_inert(html)
    assert "kept <b>bold</b>" in html
    assert "alert(1)" not in html
    assert "evil.example" not in html
    assert '<a href="/kept">here</a>' in html


@pytest.mark.parametrize("target", sorted(TARGETS))
@pytest.mark.parametrize("attack", ATTACKS[:5])
def test_every_target_takes_hostile_text(target: str, attack: str) -> None:
    bundle = TARGETS[target].make(attacked(attack), Choices())
    data = bundle.files[bundle.start]
    if target in {"single", "fragment"}:
        tree = tree_of(data.decode())
        assert not tree.css("svg, iframe, script:not([type='application/ld+json'])")
    data.decode()


@given(values_of(Article))
def test_any_story_at_all_becomes_an_inert_page(article: Article) -> None:
    named = dataclasses.replace(article, slug="any", section=None)
    assert_inert(page_of(dispatch(named)))
