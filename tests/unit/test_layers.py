"""What import-linter cannot say: a pure domain, short files, and everything but ui without Qt."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = sorted((ROOT / "newsdesk" / "domain").rglob("*.py"))
LONGEST = 600

# Standard modules that reach a clock, a disk, a log, chance, another process or the network.
IMPURE_MODULES = {
    "asyncio", "concurrent", "ctypes", "fileinput", "getpass", "glob", "http", "io", "locale",
    "logging", "mmap", "multiprocessing", "os", "platform", "random", "secrets", "shelve",
    "shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time",
    "urllib.request", "warnings", "webbrowser",
}  # fmt: skip
IMPURE_NAMES = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("uuid", "uuid1"),
    ("uuid", "uuid4"),
    ("pathlib", "Path"),
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "breakpoint"}
ALLOWED = {"values.py": "exec()"}
"""It writes ``__init__`` out, from the names of fields."""


def imported_modules(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names, level=0) if module:
            return [module, *(f"{module}.{alias.name}" for alias in names)]
        case ast.ImportFrom():
            return ["a relative import"]
        case _:
            return []


def impurities(source: str) -> Iterator[str]:
    """What a domain module does that it may not, each with its line."""
    for node in ast.walk(ast.parse(source)):
        for module in imported_modules(node):
            top = module.split(".")[0]
            own = module == "newsdesk" or module.startswith("newsdesk.domain")
            if not own and top not in sys.stdlib_module_names:
                yield f"imports {module}, which is neither standard library nor domain"
            if {top, module} & IMPURE_MODULES or tuple(module.split(".")) in IMPURE_NAMES:
                yield f"imports {module}"
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
                if (owner, name) in IMPURE_NAMES:
                    yield f"line {node.lineno}: {owner}.{name}"
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                yield f"line {node.lineno}: {name}()"
            case _:
                pass


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: path.name)
def test_domain_is_pure(path: Path) -> None:
    allowed = ALLOWED.get(path.name)
    found = impurities(path.read_text("utf-8"))
    assert [one for one in found if allowed is None or not one.endswith(f" {allowed}")] == []


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "import urllib.request",
        "from os import path",
        "from urllib import request",
        "import PIL",
        "from newsdesk.storage import library",
        "from . import body",
        "from pathlib import Path",
        "from datetime import datetime\nx = datetime.now()",
        "import datetime\nx = datetime.datetime.now()",
        "import uuid\nx = uuid.uuid4()",
        "x = open('a')",
    ],
)
def test_impurity_is_seen(source: str) -> None:
    assert list(impurities(source))


def python_files() -> list[Path]:
    folders = ("newsdesk", "tests", "packaging")
    return [ROOT / "dev.py", *(path for name in folders for path in (ROOT / name).rglob("*.py"))]


def test_no_file_is_too_long() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in python_files()
    }
    assert len(lengths) > 10
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in python_files()
        if path.name != "__init__.py" or path.is_relative_to(ROOT / "newsdesk")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


WITHOUT_QT = """
import importlib, importlib.util, pathlib, pkgutil, sys
import newsdesk
def load(package):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name not in ("newsdesk.ui", "newsdesk.app"):
            loaded = importlib.import_module(module.name)
            if module.ispkg:
                load(loaded)
load(newsdesk)
for number, path in enumerate(sorted(pathlib.Path("tests/unit").rglob("test_*.py"))):
    spec = importlib.util.spec_from_file_location(f"unit_{number}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")))
"""


def test_everything_below_the_window_loads_without_qt() -> None:
    loaded = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_QT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert loaded.stdout.splitlines()[-1] == "[]"
