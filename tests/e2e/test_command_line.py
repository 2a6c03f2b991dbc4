"""The command line as scripts use it: a process for each call."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsdesk.cli.table import COMMANDS

Result = subprocess.CompletedProcess[str]
Newsdesk = Callable[..., Result]

STORY = "# Ferry strike ends\n\nThe crews are **back** at work.\n\n- One\n- Two\n"


@pytest.fixture
def newsdesk(tmp_path: Path) -> Newsdesk:
    """Run ``newsdesk`` with a home and a library of its own."""
    environment = os.environ | {"NEWSDESK_HOME": str(tmp_path / "home"), "PYTHONUTF8": "0"}

    def run(*arguments: object, given: str = "") -> Result:
        return subprocess.run(
            [sys.executable, "-m", "newsdesk", *map(str, arguments)],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "paper.newsdesk"


@pytest.fixture
def with_story(newsdesk: Newsdesk, library: Path, tmp_path: Path) -> Path:
    path = tmp_path / "ferry.md"
    path.write_text(STORY, "utf-8")
    assert newsdesk("import", path, "--library", library).returncode == 0
    return library


def value(result: Result) -> Any:
    assert result.returncode in {0, 1}, result.stderr
    return json.loads(result.stdout)


def test_convert_needs_no_library_and_reads_standard_input(
    newsdesk: Newsdesk, tmp_path: Path
) -> None:
    done = newsdesk("convert", "-", "--from", "html", "--to", "markdown", given="<h2>Ünï</h2><p>x")
    assert (done.returncode, done.stdout) == (0, "## Ünï\n\nx\n")
    path = tmp_path / "x.md"
    path.write_text(STORY, "utf-8")
    story = newsdesk("convert", path, "--from", "markdown", "--to", "story")
    (tmp_path / "story.json").write_text(story.stdout, "utf-8")
    back = newsdesk("convert", tmp_path / "story.json", "--from", "story", "--to", "text")
    assert back.stdout == "Ferry strike ends\n\nThe crews are back at work.\n\n• One\n• Two\n"
    assert not (tmp_path / "home").exists()


def test_what_is_left_out_is_said_beside_the_result(newsdesk: Newsdesk) -> None:
    done = newsdesk(
        "convert", "-", "--from", "html", "--to", "html", given="<p>x<script>y</script>"
    )
    assert (done.stdout, done.stderr) == ("<p>x</p>\n", "A script was left out.\n")
    found = newsdesk(
        "convert", "-", "--from", "html", "--to", "html", "--json", given="x<script></script>"
    )
    assert value(found) == {"text": "<p>x</p>\n", "losses": ["A script was left out."]}


def test_a_story_is_imported_listed_shown_found_and_exported(
    newsdesk: Newsdesk, with_story: Path, tmp_path: Path
) -> None:
    at = ("--library", with_story)
    (row,) = value(newsdesk("list", "--json", *at))
    assert row["headline"] == "Ferry strike ends"
    assert "The crews are back at work." in newsdesk("show", "ferry-strike-ends", *at).stdout
    shown = newsdesk("show", row["id"], "--json", *at)
    assert value(shown)["article"]["slug"] == "ferry-strike-ends"
    (hit,) = value(newsdesk("search", "crews", "--json", *at))
    assert hit["id"] == row["id"]
    assert value(newsdesk("related", "ferry-strike-ends", "--json", *at)) == []
    exported = newsdesk("export", "ferry-strike-ends", "--to", tmp_path / "out", "--json", *at)
    assert Path(value(exported)["start"]).is_file()
    again = newsdesk("export", "ferry-strike-ends", "--to", tmp_path / "out", "--check", *at)
    assert again.returncode == 0


def test_what_show_prints_and_export_writes_imports_with_every_field(
    newsdesk: Newsdesk, with_story: Path, tmp_path: Path
) -> None:
    first = newsdesk("show", "ferry-strike-ends", "--json", "--library", with_story).stdout
    exported = newsdesk(
        "export", "ferry-strike-ends", "--to", tmp_path / "s.json", "--format", "story",
        "--library", with_story,
    )  # fmt: skip
    assert exported.returncode == 0, exported.stderr
    other = tmp_path / "other.newsdesk"
    assert newsdesk("import", tmp_path / "s.json", "--library", other).returncode == 0
    second = newsdesk("show", "ferry-strike-ends", "--json", "--library", other).stdout
    before, after = json.loads(first), json.loads(second)
    for shown in (before, after):
        shown["article"].pop("saved_at")
    assert before == after


def test_new_authors_check_backup_and_doctor(
    newsdesk: Newsdesk, library: Path, tmp_path: Path
) -> None:
    at = ("--library", library)
    made = newsdesk("new", "Bridge reopens", "--language", "en-GB", *at)
    assert len(made.stdout.strip()) == 36
    assert value(newsdesk("authors", "--json", *at)) == []
    checked = newsdesk("check", "bridge-reopens", "--json", *at)
    assert checked.returncode == 1
    assert any(one["severity"] == "error" for one in value(checked)[0]["findings"])
    backup = value(newsdesk("backup", "--to", tmp_path / "backups", "--json", *at))
    assert Path(backup["path"]).is_file()
    assert value(newsdesk("doctor", "--json", *at))["healthy"] is True


def test_a_damaged_library_is_reported(newsdesk: Newsdesk, with_story: Path) -> None:
    with with_story.open("r+b") as stream:
        stream.truncate(20_000)
    done = newsdesk("doctor", "--library", with_story)
    assert done.returncode == 1
    assert "--rescue" in done.stdout
    assert newsdesk("list", "--library", with_story).returncode == 3


def test_one_bad_file_does_not_stop_the_others(
    newsdesk: Newsdesk, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("{", "utf-8")
    (tmp_path / "good.txt").write_text("Good text.", "utf-8")
    done = newsdesk(
        "import", tmp_path / "bad.json", tmp_path / "good.txt", "--library", library, "--json"
    )
    assert done.returncode == 3
    assert json.loads(done.stdout)["failed"] == 1
    assert "not valid JSON" in json.loads(done.stderr)["error"]["message"]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("list", "--library", "/nonexistent/x.newsdesk"), 3, "There is no library"),
        (("show", "nothing"), 3, "There is no"),
        (("convert", "/nonexistent", "--from", "html", "--to", "html"), 3, "cannot be read"),
        (("convert", "x"), 2, "required"),
        (("export", "--to", "x"), 2, "say --all"),
        (("check",), 2, "say --all"),
        (("list", "--limit", "0"), 2, "between 1 and"),
        (("list", "--state", "odd"), 2, "invalid choice"),
        (("lst",), 2, "no command"),
    ],
)
def test_errors_are_sentences_and_exit_codes(
    newsdesk: Newsdesk, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    done = newsdesk(*arguments)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_are_json_where_json_was_asked_for(newsdesk: Newsdesk) -> None:
    done = newsdesk("show", "x", "--json", "--library", "/nonexistent/x.newsdesk")
    assert done.returncode == 3
    assert json.loads(done.stderr)["error"]["kind"] == "EnvironmentFailure"


@pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])
def test_every_command_explains_itself_with_examples(newsdesk: Newsdesk, command: Any) -> None:
    done = newsdesk(command.name, "--help")
    assert done.returncode == 0
    for line, _about in command.examples:
        assert line in done.stdout
    assert "Exit codes" in done.stdout


def test_the_overview_names_every_command(newsdesk: Newsdesk) -> None:
    done = newsdesk("--help")
    assert all(f"  {command.name} " in done.stdout for command in COMMANDS)
    assert newsdesk("--version").stdout.startswith("Newsdesk ")
