"""Runs a command: reads its arguments, opens its library, turns errors into exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

from newsdesk import __version__
from newsdesk.cli.console import Console, Exit
from newsdesk.cli.table import COMMANDS, CliCommand, command_named, is_command
from newsdesk.domain.errors import EnvironmentFailure, NewsdeskError
from newsdesk.domain.values import immutable
from newsdesk.services.desk import Desk

_CODES: Final = (
    "Exit codes: 0 done; 1 something was found or differs; 2 the command line is wrong; "
    "3 it could not be done, and a sentence says why."
)


@immutable
class Call:
    """One call of a command: what was asked, and where to answer."""

    options: argparse.Namespace
    console: Console

    @property
    def library(self) -> Path:
        """The library meant."""
        from newsdesk.services.paths import standard_paths

        named: Path | None = self.options.library
        return (named or standard_paths().library).expanduser().absolute()

    @contextmanager
    def desk(self, *, writing: bool = False, create: bool = False) -> Generator[Desk]:
        """Open the library for the length of a command.

        Reading does not disturb a window that has it open; ``create`` makes an empty one where
        there is none. Raises EnvironmentFailure.
        """
        from newsdesk.services import libraries
        from newsdesk.services.paths import standard_paths
        from newsdesk.services.settings import Settings

        settings = Settings(standard_paths().settings)
        path = self.library
        if path.exists():
            desk = libraries.open_existing(path, settings=settings, read_only=not writing)
        elif create:
            desk = libraries.create_empty(path, settings=settings)
        else:
            raise EnvironmentFailure(
                f"There is no library at “{path}”. Name another one with --library, or open "
                "Newsdesk once to make it.",
                path=str(path),
                retryable=False,
            )
        try:
            yield desk
        finally:
            libraries.close(desk)


def run(arguments: Sequence[str]) -> int:
    """Run a command line whose first word is a command; returns the exit code."""
    _speak_utf8()
    first = arguments[0]
    if first == "--version":
        sys.stdout.write(f"Newsdesk {__version__}\n")
        return Exit.DONE
    if first in {"help", "-h", "--help"}:
        if len(arguments) == 1 or not is_command(arguments[1]):
            sys.stdout.write(overview())
            return Exit.DONE
        arguments = [arguments[1], "--help"]
    command = command_named(arguments[0])
    parser = parser_of(command)
    try:
        options = parser.parse_args(arguments[1:])
    except SystemExit as stopped:
        return Exit.USAGE if stopped.code else Exit.DONE
    return _run(command, Call(options, Console(json=options.json)))


def _run(command: CliCommand, call: Call) -> int:
    work = cast("Callable[[Call], int]", _part(command, "run"))
    try:
        code = work(call)
        sys.stdout.flush()
    except NewsdeskError as error:
        call.console.error(error)
        return Exit.KNOWN_ERROR
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except KeyboardInterrupt:
        call.console.note("Stopped; nothing half-done was left.")
        return Exit.KNOWN_ERROR
    return code


def parser_of(command: CliCommand) -> argparse.ArgumentParser:
    """Return the parser of a command, with its examples."""
    lines = [f"  {line}\n      {about}" for line, about in command.examples]
    parser = argparse.ArgumentParser(
        prog=f"newsdesk {command.name}",
        description=command.about,
        epilog="\n".join(["examples:", *lines, "", _CODES]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    cast("Callable[[Any], None]", _part(command, "arguments_of"))(parser)
    if command.library:
        parser.add_argument(
            "--library", type=Path, metavar="FILE", help="the library (otherwise your own one)"
        )
    parser.add_argument("--json", action="store_true", help="answer in JSON, errors too")
    return parser


def _part(command: CliCommand, kind: str) -> Any:
    module = import_module(f"newsdesk.cli.{command.module}")
    return getattr(module, f"{kind}_{command.name}")


def overview() -> str:
    """Return what ``newsdesk --help`` prints."""
    width = max(len(command.name) for command in COMMANDS)
    lines = [
        "Newsdesk, a newsroom editor.",
        "",
        "  newsdesk                      open the window",
        "  newsdesk FILE.newsdesk        open a library in the window",
        "  newsdesk COMMAND [ARGUMENTS]  do one thing without a window",
        "",
        *(f"  {command.name.ljust(width)}  {command.about}" for command in COMMANDS),
        "",
        "newsdesk COMMAND --help says more, with examples.",
        _CODES,
        "",
    ]
    return "\n".join(lines)


def _speak_utf8() -> None:
    """Write UTF-8 wherever output goes: a story is no place for question marks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
