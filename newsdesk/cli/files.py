"""``newsdesk import`` and ``newsdesk convert``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from newsdesk.cli.console import Exit
from newsdesk.cli.running import Call
from newsdesk.domain.errors import InvalidInputError, NewsdeskError

_FORMS_IN: Final = ("html", "markdown", "text", "story")
_FORMS_OUT: Final = ("html", "markdown", "text", "story")


def arguments_of_convert(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``convert``."""
    parser.add_argument("file", help="the file to read; - is standard input")
    parser.add_argument("--from", dest="source", choices=_FORMS_IN, required=True)
    parser.add_argument("--to", dest="target", choices=_FORMS_OUT, required=True)


def run_convert(call: Call) -> int:
    """Convert a file and print the result."""
    from newsdesk.services import converting, textfiles

    name: str = call.options.file
    if name == "-":
        data = sys.stdin.buffer.read(textfiles.LARGEST_FILE + 1)
    else:
        data = textfiles.read_bytes(Path(name))
    if len(data) > textfiles.LARGEST_FILE:
        raise InvalidInputError("This is larger than 64 MB.")
    text, losses = converting.convert(
        textfiles.decoded(data, name), source=call.options.source, target=call.options.target
    )
    if call.console.json:
        call.console.result({"text": text, "losses": list(losses)}, ())
        return Exit.DONE
    call.console.text(text)
    for sentence in losses:
        call.console.note(sentence)
    return Exit.DONE


def arguments_of_import(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``import``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--section", default="", help="the section of stories that name none")
    parser.add_argument(
        "--from", dest="source", choices=_FORMS_IN, help="what the files are, whatever their names"
    )


def run_import(call: Call) -> int:
    """Import files; one that cannot be read does not stop the others."""
    from newsdesk.services import importing

    files: list[Path] = call.options.files
    done: list[dict[str, object]] = []
    lines: list[str] = []
    failed = 0
    with call.desk(writing=True, create=True) as desk:
        for number, path in enumerate(files):
            call.console.progress(number, len(files), path.name)
            try:
                report, _changes = importing.import_file(
                    desk, path=path, form=call.options.source, section=call.options.section
                )
            except NewsdeskError as error:
                failed += 1
                if len(files) == 1:
                    raise
                call.console.error(error)
                continue
            done.append(report.value())
            lines.append(f"{report.article.slug or report.article.id}  {report.article.headline}")
            for sentence in report.notes:
                if not call.console.json:
                    call.console.note(f"{path.name}: {sentence}")
    call.console.result({"imported": done, "failed": failed}, lines)
    return Exit.KNOWN_ERROR if failed else Exit.DONE
