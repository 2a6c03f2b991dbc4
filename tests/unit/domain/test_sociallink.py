"""Social links typed as an address or as a handle."""

from __future__ import annotations

import pytest

from newsdesk.domain.author import SocialLink, SocialNetwork
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.sociallink import recognise


@pytest.mark.parametrize(
    ("typed", "network", "url"),
    [
        ("https://twitter.com/ana", SocialNetwork.X, "https://twitter.com/ana"),
        ("x.com/ana", SocialNetwork.X, "https://x.com/ana"),
        ("www.instagram.com/ana/", SocialNetwork.INSTAGRAM, "https://www.instagram.com/ana/"),
        ("@ana@news.example", SocialNetwork.MASTODON, "https://news.example/@ana"),
        ("https://news.example/@ana", SocialNetwork.MASTODON, "https://news.example/@ana"),
        ("https://m.youtube.com/@ana", SocialNetwork.YOUTUBE, "https://m.youtube.com/@ana"),
        ("ana.example/about", SocialNetwork.OTHER, "https://ana.example/about"),
    ],
)
def test_an_address_tells_its_network(typed: str, network: SocialNetwork, url: str) -> None:
    assert recognise(typed) == SocialLink(network, url)


@pytest.mark.parametrize(
    ("typed", "network", "url"),
    [
        ("@ana_n", SocialNetwork.X, "https://x.com/ana_n"),
        ("ana.bsky.example", SocialNetwork.BLUESKY, "https://bsky.app/profile/ana.bsky.example"),
        (
            "bsky.app/profile/a.example",
            SocialNetwork.BLUESKY,
            "https://bsky.app/profile/a.example",
        ),
        ("ana_news", SocialNetwork.TELEGRAM, "https://t.me/ana_news"),
        ("@ana", SocialNetwork.THREADS, "https://www.threads.com/@ana"),
        ("ana-n", SocialNetwork.LINKEDIN, "https://www.linkedin.com/in/ana-n"),
        ("ana@news.example", SocialNetwork.MASTODON, "https://news.example/@ana"),
    ],
)
def test_a_handle_becomes_the_address_of_its_network(
    typed: str, network: SocialNetwork, url: str
) -> None:
    assert recognise(typed, network) == SocialLink(network, url)


@pytest.mark.parametrize(
    ("typed", "network"),
    [
        ("", None),
        ("ana", None),
        ("javascript:alert(1)", SocialNetwork.X),
        ("https://x.com/a b", None),
        ("https://[broken", None),
        ("much_too_long_for_a_handle", SocialNetwork.X),
    ],
)
def test_what_is_neither_is_refused(typed: str, network: SocialNetwork | None) -> None:
    with pytest.raises(InvalidInputError):
        recognise(typed, network)
