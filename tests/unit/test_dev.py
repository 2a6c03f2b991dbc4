"""dev.py: what it decides, and whether the lock keeps what it promises on every system."""

import itertools
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import parse_wheel_filename

import dev
import newsdesk

ROOT = Path(__file__).parents[2]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
PACKAGES: list[dict[str, Any]] = [
    entry for entry in LOCK["package"] if "registry" in entry["source"]
]
PLATFORMS = {
    "Linux": r"(manylinux|linux).*_x86_64$",
    "Linux on ARM": r"(manylinux|linux).*_aarch64$",
    "macOS": r"macosx_.*_(arm64|universal2)$",
    "Windows": r"win_amd64$",
}
MINORS = range(dev.OLDEST[1], dev.NEWEST[1] + 1)
# Of a few packages only some systems have use.
ONLY_ON = {"pefile": "Windows", "pywin32-ctypes": "Windows", "macholib": "macOS"}


def run_dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "dev.py", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def suits(wheel: str, minor: int, platform: str) -> bool:
    """Whether a wheel installs on CPython 3.minor on a platform (PEP 425 tags)."""
    for tag in parse_wheel_filename(wheel)[3]:
        number = re.fullmatch(r"(?:cp|py)3(\d*)", tag.interpreter)
        if not number or not (
            tag.platform == "any" or re.search(PLATFORMS[platform], tag.platform)
        ):
            continue
        built_for = int(number[1] or 0)
        exact = built_for == minor and tag.abi in {f"cp3{minor}", "none", "abi3"}
        if exact or (built_for <= minor and (tag.abi == "abi3" or tag.interpreter[:2] == "py")):
            return True
    return False


@pytest.mark.parametrize(("minor", "platform"), list(itertools.product(MINORS, PLATFORMS)))
def test_every_locked_package_has_a_wheel(minor: int, platform: str) -> None:
    with_wheel = {
        package["name"]
        for package in PACKAGES
        for wheel in package.get("wheels", [])
        if suits(wheel["url"].rsplit("/", 1)[1], minor, platform)
    }
    names = {entry["name"] for entry in PACKAGES}
    assert len(names) > 40
    assert {
        name for name in names - with_wheel if ONLY_ON.get(name, platform) == platform
    } == set()


def test_lock_names_the_public_index_only() -> None:
    text = (ROOT / "uv.lock").read_text("utf-8")
    hosts = set(re.findall(r"\w+://([^/\"]+)", text))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_every_locked_file_has_a_hash() -> None:
    files = [wheel for package in PACKAGES for wheel in package.get("wheels", [])]
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", item["hash"]) for item in files)


def test_locked_uv_is_new_enough() -> None:
    version, hashes = dev.locked_uv()
    assert tuple(int(part) for part in version.split(".")[:2]) >= dev.OLDEST_UV
    assert hashes


def test_version_is_said_once_and_repeated_right() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert newsdesk.__version__ == project["version"]


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libEGL.so.1", "libegl1"),
        ("libxcb-dri3.so.0", "libxcb-dri3-0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libstdc++.so.6", "libstdc++6"),
        ("libnssutil3.so", "libnss3"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
    ],
)
def test_debian_package_of_a_library(library: str, package: str) -> None:
    assert dev.debian_package(library) == package


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--library", "city.newsdesk"], True),
        (["city.newsdesk"], True),
        (["--screenshot", "here.png"], True),
        (["list"], False),
        (["export", "--help"], False),
        (["--version"], False),
    ],
)
def test_only_the_window_needs_a_display(arguments: list[str], window: bool) -> None:
    assert dev.wants_window(arguments) is window


@pytest.mark.parametrize(
    "arguments",
    [["-n", "1"], ["-n4"], ["--numprocesses=3"], ["--pdb"], ["tests/unit/test_dev.py"], ["--co"]],
)
def test_arguments_decide_about_workers(arguments: list[str]) -> None:
    assert dev.workers(arguments) == []


@pytest.mark.skipif((os.cpu_count() or 1) == 1, reason="one core has nothing to share")
def test_tests_share_the_cores() -> None:
    assert dev.workers(["-k", "body"])[-1] == "--dist=worksteal"


def test_help_names_every_command() -> None:
    said = run_dev("--help")
    assert said.returncode == 0
    assert all(re.search(rf"dev\.py {name}\b", said.stdout) for name in dev.COMMANDS)


def test_unknown_command_is_refused_with_the_known_ones() -> None:
    said = run_dev("tset")
    assert said.returncode == 2
    assert "“tset”" in said.stderr
    assert "dev.py test" in said.stderr


def test_older_python_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(dev.SetUpError, match=r"needs Python 3\.11 to 3\.14; this is 3\.9\."):
        dev.refuse_other_pythons()


def test_a_private_index_is_taken_from_the_person_not_from_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("UV_INDEX_URL", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/simple")
    assert dev.configured_index() == "https://packages.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://pypi.org/simple/")
    assert dev.configured_index() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="the loader's own list is Linux's")
def test_no_library_is_missing_where_the_tests_run() -> None:
    assert dev.missing_libraries(dev.OFFSCREEN.required) == []


def test_set_up_is_remembered_until_the_lock_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pyproject.toml", "uv.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "ENVIRONMENT", tmp_path)
    assert not dev.is_stamped("set-up")
    dev.stamp("set-up")
    assert dev.is_stamped("set-up")
    with (tmp_path / "uv.lock").open("a") as lock:
        lock.write("# changed\n")
    assert not dev.is_stamped("set-up")
