"""Reads a page as a browser would, for tests."""

from __future__ import annotations

import json
from typing import Any, cast

from selectolax.lexbor import LexborHTMLParser

from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting.page import write_page
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.themes import load


def page_of(dispatch: Dispatch, theme: str = "house") -> str:
    return write_page(view_of(dispatch), load(theme), feed_folder=dispatch.path)


def tree_of(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in tree.css(selector)]


def attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    found = tree.css(selector)
    assert found, f"The page has no {selector}."
    return found[0].attributes.get(name) or ""


def meta(tree: LexborHTMLParser, name: str) -> str:
    for kind in ("property", "name"):
        for found in tree.css(f'meta[{kind}="{name}"]'):
            return found.attributes.get("content") or ""
    return ""


def graph(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    (found,) = tree.css('script[type="application/ld+json"]')
    return cast("list[dict[str, Any]]", json.loads(found.text())["@graph"])
