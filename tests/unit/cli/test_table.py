"""The table of commands, its modules and its page agree."""

import argparse
from importlib import import_module
from pathlib import Path

import pytest

from newsdesk.cli import running
from newsdesk.cli.console import columns
from newsdesk.cli.table import COMMANDS, CliCommand, is_command

PAGE = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text("utf-8")
NAMES = [command.name for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_a_command_has_its_functions_examples_and_line_on_the_page(command: CliCommand) -> None:
    module = import_module(f"newsdesk.cli.{command.module}")
    assert callable(getattr(module, f"run_{command.name}"))
    assert command.examples
    assert command.about.endswith(".")
    assert f"`newsdesk {command.name} " in PAGE or f"`newsdesk {command.name}`" in PAGE


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_every_example_is_a_valid_command_line(command: CliCommand) -> None:
    import shlex

    for line, _about in command.examples:
        words = shlex.split(line.split(" < ")[0].split(" > ")[0])
        assert words[:2] == ["newsdesk", command.name]
        options = running.parser_of(command).parse_args(words[2:])
        assert isinstance(options, argparse.Namespace)


def test_words_that_are_no_command_open_the_window() -> None:
    assert not is_command("Library.newsdesk")
    assert not is_command("--screenshot")
    assert is_command("--help")


def test_columns_line_up_and_the_last_runs_on() -> None:
    assert columns([("a", "bbb", "c"), ("aa", "b", "cc")]) == ["a   bbb  c", "aa  b    cc"]
    assert columns([]) == []
