"""Exported pages judged by programs that know nothing of us."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from newsdesk.exporting.page import story_bundle
from newsdesk.exporting.themes import load
from tests.external.browser import Browser
from tests.unit.exporting.dispatches import EVERY_BLOCK, dispatch, right_to_left, story
from tests.unit.exporting.test_hostile import ATTACKS, attacked

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def pages(folder: Path) -> list[str]:
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    topics = [page for page in found if page.startswith("topics/")]
    return [page for page in found if page not in topics[3:]]  # They are all alike.


def write(folder: Path, name: str, page: str) -> str:
    path = folder / name / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")
    return f"{name}/index.html"


def test_the_nu_checker_finds_nothing(nu: list[str], site: tuple[Path, str]) -> None:
    folder = site[0].parent / "nu"
    for theme in ("house", "plain"):
        for name, article in (
            ("every-block", story(body=EVERY_BLOCK)),
            ("right-to-left", right_to_left()),
            ("bare", story(body=(), lead=None, standfirst="", byline=(), section=None)),
        ):
            bundle = story_bundle(dispatch(article), load(theme))
            write(folder, f"{theme}-{name}", bundle.files[bundle.start].decode())
    for number, attack in enumerate(ATTACKS):
        bundle = story_bundle(attacked(attack), load())
        write(folder, f"attack-{number}", bundle.files[bundle.start].decode())
    root = site[1].removesuffix("site/")
    addresses = [f"{site[1]}{page}" for page in pages(site[0])]
    addresses += [f"{root}nu/{page}" for page in pages(folder)]
    done = subprocess.run(
        [*nu, "--format", "json", "--stdout", *addresses],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    messages = json.loads(done.stdout)["messages"]
    assert not [
        (one["type"], one.get("message"), one.get("url"), one.get("extract")) for one in messages
    ]


@pytest.mark.parametrize(
    ("name", "width", "dark"),
    [("light", 1280, False), ("dark", 1280, True), ("narrow", 320, False)],
)
def test_axe_finds_nothing(
    name: str, width: int, dark: bool, browser: Browser, axe: str, site: tuple[Path, str]
) -> None:
    folder, address = site
    browser.send("Page.setBypassCSP", enabled=True)
    browser.show(width=width, dark=dark)
    found: list[object] = []
    try:
        for page in pages(folder):
            browser.open(address + page)
            browser.run(f"{axe};0")
            tags = json.dumps(WCAG)
            violations = browser.run(
                f"axe.run(document, {{runOnly: {{type: 'tag', values: {tags}}}, "
                "resultTypes: ['violations']}).then(result => result.violations.map(one => "
                "[one.id, one.nodes[0].html.slice(0, 200), one.nodes[0].failureSummary]))"
            )
            found += [(page, one) for one in violations]
            overflow = browser.run("document.documentElement.scrollWidth - innerWidth")
            if overflow > 0:
                found.append((page, "scrolls sideways", overflow))
    finally:
        browser.send("Page.setBypassCSP", enabled=False)
    assert not found, name


def test_no_page_runs_a_script_or_asks_another_host(
    browser: Browser, site: tuple[Path, str]
) -> None:
    folder, address = site
    browser.show(width=1280)
    for page in pages(folder):
        browser.open(address + page)
        browser.listen(0.1)
        asked = [one["request"]["url"] for one in browser.happened("Network.requestWillBeSent")]
        assert all(url.startswith((address, "data:")) for url in asked), page
        failed = [one["errorText"] for one in browser.happened("Network.loadingFailed")]
        assert not [one for one in failed if one != "net::ERR_ABORTED"], page
        assert not browser.happened("Log.entryAdded"), page
        assert bool(browser.scripts()) == page.startswith("search/"), page


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_no_attack_runs(number: int, browser: Browser, served: tuple[Path, str]) -> None:
    folder, address = served
    bundle = story_bundle(attacked(ATTACKS[number]), load())
    page = bundle.files[bundle.start].decode()
    # Without the policy nothing but our escaping stands between the attack and the reader.
    bare = page.replace("Content-Security-Policy", "x-nothing")
    browser.show(width=1280)
    browser.open(address + write(folder, f"attack-{number}", bare))
    browser.run(
        "for (const one of document.querySelectorAll('*')) "
        "one.dispatchEvent(new Event('mouseover', {bubbles: false}));0"
    )
    browser.listen(0.2)
    assert not browser.happened("Page.javascriptDialogOpening")
    assert not browser.scripts()
    asked = [one["request"]["url"] for one in browser.happened("Network.requestWillBeSent")]
    assert not [url for url in asked if "evil" in url]


def test_the_search_page_finds_and_works_from_the_disk(
    browser: Browser, site: tuple[Path, str]
) -> None:
    browser.show(width=1280)
    browser.open((site[0] / "search" / "index.html").as_uri())
    shown = "[...document.querySelectorAll('.stories>li')].filter(one => !one.hidden).length"
    whole = browser.run(shown)
    assert whole > 5
    browser.run(
        "document.querySelector('input').value = 'timetable';"
        "document.querySelector('input').dispatchEvent(new Event('input'));0"
    )
    assert 0 < browser.run(shown) < whole
    assert "1" in browser.run("document.querySelector('[role=status]').textContent")


def test_a_page_opened_from_the_disk_shows_its_pictures(
    browser: Browser, site: tuple[Path, str]
) -> None:
    browser.show(width=1280)
    page = next(one for one in pages(site[0]) if "lake-level-records" in one)
    browser.open((site[0] / page).as_uri())
    width = browser.run("document.querySelector('figure.lead img').naturalWidth")
    assert width > 0
