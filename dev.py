"""Set Newsdesk up, open it, test it, check it: `python3 dev.py help` says how.

Standard library only, and readable for Pythons older than Newsdesk needs, so that it can say so.
The lock (uv.lock) decides what is installed; docs/decisions/0002-locking.md says how and why.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
TOOLS = ROOT / ".tools"
OLDEST, NEWEST = (3, 11), (3, 14)
OLDEST_UV = (0, 8)
PYPI = "https://pypi.org/simple"
ON_WINDOWS = os.name == "nt"
ON_LINUX = sys.platform.startswith("linux")
STOPPED = 3  # Exit code: the machine needs something only its owner can give.


class SetUpError(Exception):
    """Set-up cannot go on; the message is a whole sentence for the person at the keyboard."""


# --- Python -----------------------------------------------------------------------------------


def refuse_other_pythons() -> None:
    """Stop on a Python that Newsdesk is not made for, naming one that is, where there is one."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    found = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    better = next((name for name in found if shutil.which(name)), None)
    message = "Newsdesk needs Python 3.{} to 3.{}; this is {}.{}.".format(
        OLDEST[1], NEWEST[1], *sys.version_info[:2]
    )
    if better:
        raise SetUpError(f"{message} Start it with: {better} dev.py")
    raise SetUpError(f"{message} Install one of them and start dev.py with it.")


def base_python() -> str:
    """The interpreter itself, also when dev.py was started from inside an environment."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def python_of(environment: Path) -> Path:
    if ON_WINDOWS:
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def run(command: Sequence[str | Path], env: dict[str, str] | None = None) -> int:
    """Run a program in the checkout, its output going where ours goes; return its exit code."""
    sys.stdout.flush()
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=env, check=False
    ).returncode


def output_of(command: Sequence[str | Path]) -> str:
    """What a program prints, or nothing when it is missing or fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def become(command: Sequence[str | Path], env: dict[str, str] | None = None) -> NoReturn:
    """Hand this process over to a program, so that its exit code and signals are ours."""
    parts = [str(part) for part in command]
    environment = dict(os.environ) if env is None else env
    sys.stdout.flush()
    if not ON_WINDOWS:
        os.chdir(ROOT)
        os.execve(parts[0], parts, environment)  # noqa: S606 - an argument list, no shell.
    child = subprocess.Popen(parts, cwd=ROOT, env=environment)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue  # Ctrl+C reached the child too; it decides.


# --- The environment --------------------------------------------------------------------------


def pip_setting(name: str) -> str:
    """A setting of pip's, from its variable or its files; empty where there is none."""
    from_variable = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if from_variable:
        return from_variable
    return output_of([sys.executable, "-m", "pip", "config", "get", f"global.{name}"]).strip()


def configured_index() -> str:
    """The package index the person set for uv or pip; empty for the public one."""
    index = (
        os.environ.get("UV_DEFAULT_INDEX")
        or os.environ.get("UV_INDEX_URL")
        or pip_setting("index-url")
    )
    return "" if index.rstrip("/") == PYPI else index


def tool_environment() -> dict[str, str]:
    """The variables pip and uv are run with: the person's own, less what would mislead them."""
    env = dict(os.environ)
    for name in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_REQUIRE_VIRTUALENV"):
        env.pop(name, None)
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    env["PIP_ROOT_USER_ACTION"] = "ignore"
    env.setdefault("UV_LINK_MODE", "hardlink" if same_disk_as_cache() else "copy")
    certificate = pip_setting("cert")
    if certificate:
        env.setdefault("SSL_CERT_FILE", certificate)
    if not can_write_cache():
        env.setdefault("UV_CACHE_DIR", str(TOOLS / "cache"))
        env.setdefault("PIP_NO_CACHE_DIR", "1")
    return env


def cache_home() -> Path:
    set_home = os.environ.get("UV_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    if set_home or ON_WINDOWS:
        return Path(set_home or os.environ.get("LOCALAPPDATA") or ROOT)
    return Path(os.environ.get("HOME") or "/nonexistent") / ".cache"


def nearest_existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.absolute().parents) if folder.exists())


def can_write_cache() -> bool:
    return os.access(nearest_existing(cache_home()), os.W_OK)


def same_disk_as_cache() -> bool:
    return nearest_existing(cache_home()).stat().st_dev == ROOT.stat().st_dev


def find_uv(env: dict[str, str]) -> Path:
    """uv from PATH when it is new enough, else the locked one, installed under .tools."""
    on_path = shutil.which("uv")
    if on_path and version_of_uv(on_path) >= OLDEST_UV:
        return Path(on_path)
    version, hashes = locked_uv()
    home = TOOLS / f"uv-{version}"
    names = [home / folder / ("uv.exe" if ON_WINDOWS else "uv") for folder in ("bin", "Scripts")]
    if not any(name.exists() for name in names):
        install_uv(home, version, hashes, env)
    for name in names:
        if name.exists():
            return name
    raise SetUpError(f"pip installed uv into {home}, but its program is not there.")


def version_of_uv(program: str) -> tuple[int, ...]:
    words = output_of([program, "--version"]).split()
    digits = words[1].split(".")[:2] if len(words) > 1 else []
    return tuple(int(part) for part in digits if part.isdigit())


def locked_uv() -> tuple[str, list[str]]:
    """The version of uv in the lock, and the hashes its wheels may have."""
    import tomllib

    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    package = next(entry for entry in lock["package"] if entry["name"] == "uv")
    return package["version"], [wheel["hash"] for wheel in package["wheels"]]


def install_uv(home: Path, version: str, hashes: Iterable[str], env: dict[str, str]) -> None:
    if not output_of([sys.executable, "-m", "pip", "--version"]):
        raise SetUpError(
            "Newsdesk needs pip or uv to set itself up, and neither is here. "
            "Install one (on Debian: apt-get install python3-pip) and start again."
        )
    say(f"Installing uv {version} under {TOOLS.name}/ …")
    TOOLS.mkdir(exist_ok=True)
    wanted = TOOLS / "uv.txt"
    wanted.write_text(f"uv=={version}" + "".join(f" --hash={item}" for item in hashes), "utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]
    if run([*pip, "--require-hashes", "--target", home, "-r", wanted], env):
        shutil.rmtree(home, ignore_errors=True)
        raise SetUpError(
            "pip could not install uv (its words are above). "
            "Check the network, or install uv yourself, and start again."
        )


def sync(environment: Path, options: Sequence[str]) -> None:
    """Make an environment hold exactly what the lock says."""
    env = tool_environment()
    uv = find_uv(env)
    env["UV_PROJECT_ENVIRONMENT"] = str(environment)
    index = configured_index()
    say("Installing the locked packages …")
    if index:
        failed = sync_through_index(uv, environment, options, {**env, "UV_DEFAULT_INDEX": index})
    else:
        failed = run([uv, "sync", "--locked", "--python", base_python(), *options], env) != 0
    if failed:
        raise SetUpError(
            "uv could not install the locked packages (its words are above). Check the network, "
            "the proxy and the free space (2 GB are enough), and start again."
        )


def sync_through_index(
    uv: Path, environment: Path, options: Sequence[str], env: dict[str, str]
) -> bool:
    """Install what the lock says, by hash, from the index the person set; true when it failed.

    The lock names the public index, and uv would call it stale under another one.
    """
    TOOLS.mkdir(exist_ok=True)
    wanted = TOOLS / "locked.txt"
    export = [uv, "export", "--quiet", "--frozen", "--no-emit-project", "-o", wanted]
    to = ["--python", python_of(environment)]
    steps: list[list[str | Path]] = [
        [*export, *[option for option in options if option != "--no-install-project"]],
        [uv, "venv", "--quiet", "--allow-existing", "--python", base_python(), environment],
        [uv, "pip", "sync", "--require-hashes", *to, wanted],
    ]
    if "--no-install-project" not in options:
        steps.append(
            [uv, "pip", "install", "--no-deps", "--no-build-isolation", *to, "--editable", "."]
        )
    return any(run(step, env) for step in steps)


def fingerprint() -> str:
    """Changes whenever the environment must be made anew."""
    digest = hashlib.sha256(f"{sys.base_prefix} {sys.version} {ROOT}".encode())
    for name in ("pyproject.toml", "uv.lock"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_stamped(name: str) -> bool:
    try:
        return (ENVIRONMENT / name).read_text("utf-8") == fingerprint()
    except OSError:
        return False


def stamp(name: str) -> None:
    (ENVIRONMENT / name).write_text(fingerprint(), "utf-8")


def set_up(need: Need | None = None) -> Path:
    """Bring environment and system libraries to what the lock and the need ask for.

    Costs two small file reads when nothing has changed. Returns the environment's Python.
    """
    python = python_of(ENVIRONMENT)
    if not (is_stamped("set-up") and python.exists()):
        try:
            sync(ENVIRONMENT, [])
            stamp("set-up")
        except PermissionError as error:
            raise SetUpError(
                f"Set-up may not write {error.filename}. Give yourself the right to write in "
                f"{ROOT}, or clone Newsdesk to a folder of your own."
            ) from error
    if need is not None and ON_LINUX and not is_stamped(need.stamp):
        provide_libraries(need)
        stamp(need.stamp)
    return python


# --- System libraries -------------------------------------------------------------------------


@dataclass(frozen=True)
class Need:
    """What a command needs from Qt: files whose libraries must be there, or had better be."""

    stamp: str
    required: tuple[str, ...]
    wanted: tuple[str, ...] = ()


BASE = (
    "PySide6/QtWidgets.abi3.so",
    "PySide6/QtSvg.abi3.so",
    "PySide6/QtNetwork.abi3.so",
    "PySide6/QtPrintSupport.abi3.so",
)
PLATFORMS = "PySide6/Qt/plugins/platforms"
WEB_VIEW = ("PySide6/Qt/lib/libQt6WebEngineCore.so.6", "PySide6/Qt/libexec/QtWebEngineProcess")
OFFSCREEN = Need("libraries-offscreen", (*BASE, f"{PLATFORMS}/libqoffscreen.so"))


def window_need() -> Need:
    """The plugins of the sessions that are here, or of both kinds where none is."""
    kinds = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    here = [kind for variable, kind in kinds.items() if os.environ.get(variable)]
    chosen = here or list(kinds.values())
    plugins = [f"{PLATFORMS}/libq{kind}.so" for kind in chosen]
    return Need(f"libraries-{'-'.join(chosen)}", (*BASE, *plugins), WEB_VIEW)


# Debian names a library's package after its soname (Debian Policy, section 8.1). These do not keep
# to it, as far as Qt asks for them.
ODD_PACKAGES = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgmodule-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libnssutil3.so": "libnss3",
    "libsmime3.so": "libnss3",
    "libz.so.1": "zlib1g",
}


def debian_package(library: str) -> str:
    """The package of a library: libX11-xcb.so.1 is in libx11-xcb1, libX11.so.6 in libx11-6."""
    if library in ODD_PACKAGES:
        return ODD_PACKAGES[library]
    name, _, version = library.lower().replace("_", "-").partition(".so.")
    return f"{name}-{version}" if name[-1:].isdigit() else f"{name}{version}"


def missing_libraries(files: Iterable[str]) -> list[str]:
    """The libraries that the loader would not find for these files of site-packages."""
    packages = next(ENVIRONMENT.glob("lib/python3.*/site-packages"), None)
    if packages is None or not shutil.which("ldd"):
        return []
    present = [packages / name for name in files if (packages / name).exists()]
    lines = "".join(output_of(["ldd", path]) for path in present).splitlines()
    return sorted({line.split()[0] for line in lines if line.endswith("=> not found")})


def provide_libraries(need: Need) -> None:
    """Install missing libraries as root on a Debian; else print the line to paste and stop."""
    required = missing_libraries(need.required)
    wanted = missing_libraries((*need.required, *need.wanted))
    if not wanted:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install_with_apt(wanted)
        required = missing_libraries(need.required)
        if not required:
            return
    line = line_to_paste(wanted)
    if required:
        raise SetUpError(
            f"Qt needs system libraries that are missing here: {', '.join(required)}.\n{line}"
        )
    say(f"The preview inside the window needs system libraries that are missing here.\n{line}")


def debian_packages(libraries: Iterable[str]) -> tuple[list[str], list[str]]:
    """The packages of these libraries as this release names them, and libraries in no package.

    Ubuntu 24.04 and Debian 13 put "t64" behind some names.
    """
    known = set(output_of(["apt-cache", "pkgnames"]).split()) if not lists_are_empty() else None
    names: set[str] = set()
    unknown: list[str] = []
    for library in libraries:
        name = debian_package(library)
        if known is None or name in known:
            names.add(name)
        elif f"{name}t64" in known:
            names.add(f"{name}t64")
        else:
            unknown.append(library)
    return sorted(names), unknown


def lists_are_empty() -> bool:
    return not any(Path("/var/lib/apt/lists").glob("*Packages*"))


def install_with_apt(libraries: list[str]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if lists_are_empty():
        run(["apt-get", "update", "-q"], env)
    packages, unknown = debian_packages(libraries)
    if unknown:
        say(f"No Debian package is known here for {', '.join(unknown)}.")
    if not packages:
        return
    say("Installing the system libraries Qt needs …")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if run(install, env) and (run(["apt-get", "update", "-q"], env) or run(install, env)):
        raise SetUpError("apt-get could not install them (its words are above).")


def line_to_paste(libraries: list[str]) -> str:
    """The sentence and the line that install libraries on this kind of system."""
    names = " ".join(f"'{name}()(64bit)'" for name in libraries)
    if shutil.which("apt-get"):
        packages, unknown = debian_packages(libraries)
        rest = f"\n(And, from a package not known here: {', '.join(unknown)}.)" if unknown else ""
        line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
        if lists_are_empty():
            line = f"apt-get update && {line}"
    elif shutil.which("dnf"):
        line, rest = f"dnf install -y {names}", ""
    elif shutil.which("zypper"):
        line, rest = f"zypper install -y {names}", ""
    else:
        return "Install them from your distribution's packages, then start again."
    whole = f'sudo sh -c "{line}"' if shutil.which("sudo") else f'su -c "{line}"'
    return f"Paste this line, then start again:\n\n    {whole}\n{rest}"


# --- Commands ---------------------------------------------------------------------------------


def open_newsdesk(arguments: list[str]) -> int:
    """Open the window, or pass a command on to `newsdesk`."""
    if not wants_window(arguments):
        python = set_up()
    elif "--screenshot" in arguments:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        python = set_up(OFFSCREEN)
    else:
        python = set_up(window_need())
        if not has_display():
            raise SetUpError(
                "Newsdesk is set up, but there is no display here to open its window on. "
                "For a picture of it: python3 dev.py run --screenshot FILE.png"
            )
    become([python, "-m", "newsdesk", *arguments])


def wants_window(arguments: list[str]) -> bool:
    """A command of the command line needs no window; options alone or a library file do."""
    first = next((item for item in arguments if not item.startswith("-")), "")
    if {"-h", "--help", "--version"} & set(arguments):
        return False
    return "--screenshot" in arguments or not first or Path(first).suffix != ""


def has_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not ON_LINUX or any(os.environ.get(name) for name in names)


def offscreen() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def test(arguments: list[str]) -> int:
    """Run the tests; arguments are pytest's."""
    python = set_up(OFFSCREEN)
    become([python, "-m", "pytest", *workers(arguments), *arguments], offscreen())


def workers(arguments: list[str]) -> list[str]:
    """Share the tests among the cores, unless a debugger, a single file or `-n` says otherwise."""
    cores = min(len(os.sched_getaffinity(0)) if ON_LINUX else os.cpu_count() or 1, 8)
    own = (
        "-n",
        "--numprocesses",
        "--pdb",
        "--trace",
        "--co",
        "--collect-only",
        "-p",
        "--fixtures",
    )
    chosen = any(item.startswith(own) or ".py" in item for item in arguments)
    return [] if chosen or cores < 2 else [f"--numprocesses={cores}", "--dist=worksteal"]


def check(arguments: list[str]) -> int:
    """Check format, lint, types and layers; all four run, whatever the first ones find."""
    if arguments:
        raise SetUpError("`check` takes no arguments; it checks everything.")
    python = set_up()
    programs = {
        "format": ["ruff", "format", "--check", "."],
        "lint": ["ruff", "check", "."],
        "types": ["pyright"],
        "layers": ["lint-imports"],
    }
    failed: list[str] = []
    for name, (program, *options) in programs.items():
        say(f"{name}: {program} {' '.join(options)}".rstrip())
        if run([python.with_name(program + (".exe" if ON_WINDOWS else "")), *options]):
            failed.append(name)
    say(f"check: {', '.join(failed)} failed." if failed else "check: all is well.")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Measure; without names, everything."""
    become([set_up(OFFSCREEN), "-m", "tests.bench", *arguments], offscreen())


def screenshots(arguments: list[str]) -> int:
    """Write a picture of every screen into a folder."""
    if len(arguments) != 1:
        raise SetUpError("Say which folder the pictures go to: python3 dev.py screenshots DIR")
    become([set_up(OFFSCREEN), "-m", "tests.screenshots", *arguments], offscreen())


def package(arguments: list[str]) -> int:
    """Build an installable package of this system's kind, or of the kind named."""
    environment = ROOT / "build" / "environment"
    sync(environment, ["--no-default-groups", "--group", "package", "--no-install-project"])
    become([python_of(environment), ROOT / "packaging" / "build.py", *arguments])


def setup_again(arguments: list[str]) -> int:
    """Set up from the beginning, also where nothing seems to have changed."""
    if arguments:
        raise SetUpError("`setup` takes no arguments.")
    for name in ENVIRONMENT.glob("libraries-*"):
        name.unlink()
    (ENVIRONMENT / "set-up").unlink(missing_ok=True)
    set_up(OFFSCREEN)
    say("Newsdesk is set up.")
    return 0


@dataclass(frozen=True)
class Command:
    usage: str
    help: str
    work: Callable[[list[str]], int]


COMMANDS = {
    "run": Command("[ARGUMENTS]", "set up and open Newsdesk, or run `newsdesk …`", open_newsdesk),
    "test": Command("[PYTEST ARGUMENTS]", "set up and pass the tests", test),
    "check": Command("", "format, lint, types, layers: what CI runs", check),
    "bench": Command("[NAME …]", "measure speed and memory, floors beside them", bench),
    "screenshots": Command("DIR", "write a picture of every screen", screenshots),
    "package": Command("[KIND]", "build a package: folder, deb, appimage, inno or dmg", package),
    "setup": Command("", "set up anew, also where nothing seems changed", setup_again),
}


def help_text() -> str:
    lines = ["python3 dev.py                 set up everything and open Newsdesk"]
    for name, command in COMMANDS.items():
        lines.append(f"python3 dev.py {f'{name} {command.usage}':<24}  {command.help}")
    lines.append(f"python3 dev.py {'help':<24}  say this")
    return "\n".join(lines)


def say(text: str) -> None:
    print(text, flush=True)


def main(arguments: list[str]) -> int:
    if {"help", "-h", "--help"} & set(arguments[:1]):
        say(help_text())
        return 0
    name, *rest = arguments or ["run"]
    if name == "--":
        name = "run"
    elif name.startswith("-"):
        name, rest = "run", arguments
    if name not in COMMANDS:
        print(f"dev.py has no command “{name}”. It has:\n\n{help_text()}", file=sys.stderr)
        return 2
    try:
        refuse_other_pythons()
        return COMMANDS[name].work(rest)
    except SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
        return STOPPED
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
