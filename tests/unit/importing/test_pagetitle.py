"""Titles of pages in any writing, from pages as they are."""

from __future__ import annotations

import time

import pytest

from newsdesk.importing.pagetitle import LONGEST, page_title

KOI8 = "<meta http-equiv=content-type content='text/html; charset=koi8-u'><title>Ґанок</title>"


@pytest.mark.parametrize(
    ("data", "charset", "title"),
    [
        (b"<html><head><title> Ferries\n  sail </title>", "", "Ferries sail"),
        (
            b"<head><title>A | Site</title><meta property='og:title' content='A &amp; B'>",
            "utf-8",
            "A & B",
        ),
        (b"<svg><title>Icon</title></svg><p>No title", "", "Icon"),
        (b"<head><meta property=og:title content=' '><title>T</title>", "", "T"),
        ("<title>Страйк</title>".encode("cp1251"), "windows-1251", "Страйк"),
        ("<meta charset=windows-1251><title>Страйк</title>".encode("cp1251"), "", "Страйк"),
        (KOI8.encode("koi8-u"), "", "Ґанок"),
        ("<title>Überfahrt “jetzt”</title>".encode("cp1252"), "iso-8859-1", "Überfahrt “jetzt”"),
        ("<title>Überfahrt</title>".encode("cp1252"), "", "Überfahrt"),
        ("<title>Überfahrt</title>".encode("cp1252"), "utf-8", "Überfahrt"),
        ("\ufeff<title>港口</title>".encode("utf-16-le"), "utf-8", "港口"),
        ("\ufeff<title>Ґ</title>".encode(), "latin-1", "Ґ"),
        ("<title>港口</title>".encode("shift_jis"), "Shift_JIS", "港口"),
        (b"<title>x</title>", "no-such-charset", "x"),
        (b"<title>a\x00b</title>", "", "ab"),
        (b"", "", ""),
        (b"\x00\xff\xfe" * 100, "", ""),
        (b"<p>Nothing", "", ""),
    ],
)
def test_a_title_is_read(data: bytes, charset: str, title: str) -> None:
    assert page_title(data, charset).replace("\ufffd", "") == title


def test_a_title_of_ten_megabytes_is_cut_at_once() -> None:
    begun = time.process_time()
    title = page_title(b"<title>" + b"very " * 2_000_000 + b"</title>")
    assert len(title) <= LONGEST
    assert title.endswith("very…")
    assert time.process_time() - begun < 1
