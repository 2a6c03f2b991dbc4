"""Fetching over a real server of this machine that answers as badly as servers can."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from newsdesk.domain.errors import Cancelled, EnvironmentFailure, InvalidInputError, NewsdeskError
from newsdesk.network import session as sessions
from newsdesk.network.addresses import is_nearby, wire_form
from newsdesk.network.fetching import Bounds, Fetched, fetch
from tests.webserver import Answer, Handler, Site, body, serving

PAGE = Bounds(("text/html",), "page", 64 * 1024, seconds=3, beginning=True)
PICTURE = Bounds(("image/",), "picture", 1024 * 1024, seconds=3)

OPEN: list[Site] = []


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Answer]]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as site:
        OPEN.append(site)
        yield site.answers
        OPEN.clear()


def get(path: str, bounds: Bounds = PAGE, check: Callable[[], object] | None = None) -> Fetched:
    return fetch(OPEN[0].address + path, bounds=bounds, check=check)


def leads(to: str, status: int = 302) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Location", to)
        handler.send_header("Set-Cookie", "who=me")
        handler.end_headers()

    return answer


def test_a_page_comes_with_its_charset_and_without_cookies_or_where_one_came_from(
    answers: dict[str, Answer],
) -> None:
    answers["/a"] = leads("/b?q=\xe4 b")
    answers["/b?q=%E4%20b"] = body(b"<title>Hi</title>", "text/html; charset=Windows-1251")
    found = get("/a")
    assert found.data == b"<title>Hi</title>"
    assert (found.media_type, found.charset) == ("text/html", "windows-1251")
    assert found.address.endswith("/b?q=%E4%20b")
    for seen in OPEN[0].seen:
        assert not {"cookie", "referer", "authorization"} & seen.keys()
        assert seen["user-agent"].startswith("Newsdesk")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "javascript:alert(1)",
        "data:text/html,hello",
        "http://",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "//127.0.0.1/a",
        "",
    ],
)
def test_only_addresses_of_the_web_are_asked_for(address: str) -> None:
    with pytest.raises(InvalidInputError, match="whole address"):
        fetch(address, bounds=PAGE)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:text/html,x"])
def test_a_redirect_out_of_the_web_is_not_followed(answers: dict[str, Answer], to: str) -> None:
    answers["/"] = leads(to)
    with pytest.raises(NewsdeskError):
        get("/")


def test_redirects_in_a_circle_and_long_chains_end(answers: dict[str, Answer]) -> None:
    answers["/round"] = leads("/round")
    for number in range(20):
        answers[f"/{number}"] = leads(f"/{number + 1}")
    for path in ("/round", "/0"):
        with pytest.raises(EnvironmentFailure, match="could not be read"):
            get(path)
    assert len(OPEN[0].seen) < 12


def test_what_stands_beside_a_redirect_is_not_read(answers: dict[str, Answer]) -> None:
    def endless(handler: Handler) -> None:
        leads("/b")(handler)
        while True:
            handler.wfile.write(b"x" * 65_536)

    answers["/"], answers["/b"] = endless, body(b"there")
    begun = time.monotonic()
    assert get("/").data == b"there"
    assert time.monotonic() - begun < 1


def test_an_outside_page_does_not_lead_to_a_machine_nearby(
    answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers["/"] = leads("/inside")
    answers["/inside"] = body(b"a router")
    places = iter([False, True])

    def nearby(_address: str) -> bool:
        return next(places)

    monkeypatch.setattr(sessions, "is_nearby", nearby)
    with pytest.raises(InvalidInputError, match="your own network"):
        get("/")
    assert is_nearby("http://127.0.0.1/")
    assert is_nearby("http://[::1]:80/")
    assert is_nearby("http://192.168.1.1/")
    assert not is_nearby("http://8.8.8.8/")
    assert not is_nearby("http://nobody.invalid/")


def test_an_endless_page_is_cut_and_an_endless_picture_refused(
    answers: dict[str, Answer],
) -> None:
    def endless(kind: str) -> Answer:
        def answer(handler: Handler) -> None:
            handler.head(kind)
            while True:
                handler.wfile.write(b"x" * 65_536)

        return answer

    answers["/page"], answers["/picture"] = endless("text/html"), endless("image/png")
    assert len(get("/page").data) == PAGE.size
    with pytest.raises(InvalidInputError, match="larger than 1 MB"):
        get("/picture", PICTURE)


def test_a_body_that_unpacks_to_very_much_is_cut_as_well(answers: dict[str, Answer]) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    answers["/page"] = body(bomb, Content_Encoding="gzip")
    answers["/picture"] = body(bomb, "image/png", Content_Encoding="gzip")
    answers["/small"] = body(gzip.compress(b"<title>x"), Content_Encoding="GZIP")
    answers["/odd"] = body(b"?", Content_Encoding="br")
    answers["/broken"] = body(bomb[:20] + b"rubbish" * 40, Content_Encoding="gzip")
    begun = time.process_time()
    assert len(get("/page").data) == PAGE.size
    with pytest.raises(InvalidInputError, match="larger than 1 MB"):
        get("/picture", PICTURE)
    assert time.process_time() - begun < 1
    assert get("/small").data == b"<title>x"
    with pytest.raises(InvalidInputError, match="packs"):
        get("/odd")
    with pytest.raises(EnvironmentFailure):
        get("/broken")


@pytest.mark.parametrize("part", ["head", "status", "body", "silence"])
def test_a_server_that_says_a_byte_now_and_then_is_left_when_the_time_is_over(
    answers: dict[str, Answer], part: str
) -> None:
    over = threading.Event()

    def drip(handler: Handler) -> None:
        first = {"head": b"HTTP/1.1 200 OK\r\nX: ", "status": b"HTTP/1.1 ", "silence": b""}
        if part == "body":
            handler.head()
        else:
            handler.wfile.write(first[part])
        while not over.wait(0.1):
            if part != "silence":
                handler.wfile.write(b"a")
                handler.wfile.flush()

    answers["/"] = drip
    quick = Bounds(("text/html",), "page", 1024, seconds=0.5)
    begun = time.monotonic()
    try:
        with pytest.raises(EnvironmentFailure, match="takes too long"):
            get("/", quick)
    finally:
        over.set()
    assert time.monotonic() - begun < 3


def test_reading_stops_when_nobody_waits_any_more(answers: dict[str, Answer]) -> None:
    answers["/"] = body(b"x" * 500_000)

    def stop() -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        get("/", check=stop)


def test_another_kind_an_error_and_a_broken_answer_each_get_a_sentence(
    answers: dict[str, Answer],
) -> None:
    answers["/pdf"] = body(b"%PDF", "application/pdf")
    answers["/gone"] = lambda handler: handler.send_error(404)
    answers["/rude"] = lambda handler: handler.connection.close()
    answers["/noise"] = lambda handler: (handler.wfile.write(b"\x00\xff" * 50), None)[1]
    answers["/short"] = body(b"half", Content_Length="100")
    with pytest.raises(InvalidInputError, match=r"no page at this address .it is application/pdf"):
        get("/pdf")
    with pytest.raises(EnvironmentFailure, match="answered 404"):
        get("/gone")
    for path in ("/rude", "/noise"):
        with pytest.raises(EnvironmentFailure, match=r"“127\.0\.0\.1:\d+” could not be read"):
            get(path)
    assert get("/short").data == b"half"


def test_machines_that_are_not_there_are_said() -> None:
    with pytest.raises(EnvironmentFailure, match=r"no machine of that name|could not be read"):
        fetch("http://nobody.invalid/", bounds=PAGE)
    with pytest.raises(EnvironmentFailure, match="takes no connections"):
        fetch("http://127.0.0.1:9/", bounds=PAGE)


def test_names_in_any_script_go_over_the_wire_as_they_must() -> None:
    assert wire_form("https://пошта.укр/стаття?a=b") == (
        "https://xn--80a1acn3a.xn--j1amh/%D1%81%D1%82%D0%B0%D1%82%D1%82%D1%8F?a=b"
    )
    assert wire_form("http://[2001:db8::1]:8080/a#part") == "http://[2001:db8::1]:8080/a"
