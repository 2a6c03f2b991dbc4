"""Prove that the two commands of the README do all the set-up on a bare Debian.

    sudo python3 packaging/bare_machine.py [--suite bookworm] [--base FOLDER] [--only root|editor]
        [--tests "tests/unit/test_dev.py"]

Makes a root with debootstrap that holds python3 and pip and nothing else (no venv module, an
externally managed environment, no Qt libraries), clones the last commit of this checkout into
fresh copies of it, and runs the commands there, as root and as an ordinary user. Mirror, proxies,
certificates and package index are the host's, taken at run time. Mounts live in a namespace of
their own and go with it. Needs Linux, root, git and debootstrap.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten

ROOT = Path(__file__).resolve().parents[1]
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PUBLIC_MIRROR = "http://deb.debian.org/debian"
PASSED_ALONG = (
    "PIP_INDEX_URL",
    "PIP_TRUSTED_HOST",
    "PIP_DEFAULT_TIMEOUT",
    "UV_DEFAULT_INDEX",
    "UV_HTTP_TIMEOUT",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)
CLOSING_LINE = re.compile(r"^=+ .*\b\d+ passed.* in [\d.]+s.*=+$", re.MULTILINE)
LINE_TO_PASTE = re.compile(r"^ {4}(?:sudo sh|su) -c \"(apt-get [^\"]+)\"$", re.MULTILINE)
NO_DISPLAY = "there is no display here"


class ProofError(Exception):
    """Something is not as the README says."""


@dataclass
class Report:
    rows: list[tuple[str, str, str, str]] = field(default_factory=list[tuple[str, str, str, str]])

    def print(self) -> None:
        rows = [
            (who, shorten(command, 76), took, result) for who, command, took, result in self.rows
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        print()
        for row in rows:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


@dataclass(frozen=True)
class Machine:
    """A copy of the bare root, with a clone in it."""

    root: Path
    report: Report
    tests: str = ""

    @property
    def test(self) -> str:
        """The command that passes the tests, or the chosen ones."""
        return f"python3 dev.py test {self.tests}".rstrip()

    def run(self, who: str, command: str) -> subprocess.CompletedProcess[str]:
        """Run a shell line in the clone as somebody, in namespaces that end with it."""
        home = "/root" if who == "root" else f"/home/{who}"
        variables = {
            "HOME": home,
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            **{name: os.environ[name] for name in PASSED_ALONG if name in os.environ},
        }
        if CERTIFICATES.exists():
            variables["SSL_CERT_FILE"] = variables["PIP_CERT"] = str(CERTIFICATES)
        enter = (
            'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && '
            'mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$@"'
        )
        told = [f"{name}={value}" for name, value in variables.items()]
        shell = ["env", "-i", *told, "sh", "-c", f"cd {self.clone(who)} && {command}"]
        spaces = ["unshare", "--mount", "--pid", "--fork", "sh", "-c", enter]
        return subprocess.run(
            [*spaces, str(self.root), f"--userspec={who}", str(self.root), *shell],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )

    @staticmethod
    def clone(who: str) -> str:
        return "/root/newsdesk" if who == "root" else f"/home/{who}/newsdesk"

    def prove(
        self, who: str, command: str, code: int, says: Callable[[str], str | None]
    ) -> tuple[str, str]:
        """Run a command, ask for its exit code and what its output must say; return both."""
        print(f"{who}: {command}", flush=True)
        started = time.monotonic()
        done = self.run(who, command)
        took = f"{time.monotonic() - started:.0f} s"
        found = says(done.stdout)
        good = done.returncode == code and found is not None
        result = (found or "").strip() if good else f"NOT AS PROMISED (exit {done.returncode})"
        self.report.rows.append((who, command, took, result))
        if not good:
            print(done.stdout)
            raise ProofError(f"{who}: {command}: exit {done.returncode}, {code} expected")
        return result, done.stdout


def matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    def says(output: str) -> str | None:
        found = pattern.search(output)
        return found[found.lastindex or 0].strip("= ") if found else None

    return says


def saying(text: str) -> Callable[[str], str | None]:
    return lambda output: text if text in output else None


def anything(_output: str) -> str | None:
    return "done"


def host_mirror() -> str:
    """The Debian mirror this machine uses; the public one where it is not a Debian."""
    sources = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    for source in filter(Path.is_file, sources):
        found = re.search(
            r"^(?:URIs:|deb)\s+(?:\[.*?\]\s+)?(\S*/debian)/?\b", source.read_text(), re.MULTILINE
        )
        if found:
            return found[1]
    return PUBLIC_MIRROR


def make_base(base: Path, suite: str) -> None:
    """Debian's smallest root with Python and pip."""
    packages = "--include=python3,python3-pip,ca-certificates"
    print(f"debootstrap {suite} …", flush=True)
    scripts = Path("/usr/share/debootstrap/scripts")
    command = ["debootstrap", "--variant=minbase", packages, suite, str(base), host_mirror()]
    if not (scripts / suite).exists():  # A release younger than debootstrap itself.
        command.append(str(scripts / "sid"))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(base, ignore_errors=True)
        raise ProofError(f"debootstrap failed:\n{done.stdout}{done.stderr}")


def make_machine(folder: Path, base: Path, who: str, report: Report, tests: str) -> Machine:
    root = folder / f"machine-{who}"
    run_here(["cp", "-a", "--reflink=auto", base, root])
    copies: Iterable[Path] = (CERTIFICATES, Path("/etc/resolv.conf"), Path("/etc/hosts"))
    copies = (*copies, *Path("/etc/apt/apt.conf.d").glob("*proxy*"))
    for path in filter(Path.exists, copies):
        target = root / path.relative_to("/")
        target.unlink(missing_ok=True)
        shutil.copy(path.resolve(), target)
    # As images of containers come: apt knows no package before its first update.
    shutil.rmtree(root / "var/lib/apt/lists")
    if who != "root":
        run_here(["chroot", root, "useradd", "--create-home", who])
    clone = root / Machine.clone(who).lstrip("/")
    run_here(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone])
    machine = Machine(root, report, tests)
    if who != "root":
        run_here(["chroot", root, "chown", "-R", f"{who}:{who}", Machine.clone(who)])
    return machine


def run_here(command: list[str | Path]) -> None:
    subprocess.run([str(part) for part in command], check=True)


def prove_bareness(machine: Machine, who: str) -> None:
    machine.prove(who, "python3 -m venv x", 1, saying("ensurepip is not"))
    managed = "ls /usr/lib/python3*/EXTERNALLY-MANAGED"
    machine.prove(who, managed, 0, saying("EXTERNALLY-MANAGED"))
    machine.prove(who, "ldconfig -p | grep -c -E 'libEGL|libxcb' || true", 0, saying("0"))


def prove_window(machine: Machine, who: str) -> None:
    machine.prove(who, "python3 dev.py", 3, saying(NO_DISPLAY))
    picture = "python3 dev.py run --screenshot /tmp/newsdesk.png && head -c 4 /tmp/newsdesk.png"
    machine.prove(who, picture, 0, saying("PNG"))


def prove_root(machine: Machine) -> None:
    machine.prove("root", machine.test, 0, matching(CLOSING_LINE))
    prove_window(machine, "root")
    machine.prove("root", "python3 dev.py check", 0, saying("check: all is well."))


def prove_editor(machine: Machine, who: str) -> None:
    """An ordinary user is given one line; after it was pasted, everything works."""
    for command in (machine.test, "python3 dev.py"):
        _, output = machine.prove(who, command, 3, matching(LINE_TO_PASTE))
        pasted = LINE_TO_PASTE.search(output)
        if pasted is None:
            raise ProofError("The line to paste is gone.")
        machine.prove("root", f"sh -c '{pasted[1]}'", 0, anything)
        if command == machine.test:
            machine.prove(who, command, 0, matching(CLOSING_LINE))
    prove_window(machine, who)


def prove(folder: Path, base: Path, only: str, tests: str, report: Report) -> None:
    if only != "editor":
        machine = make_machine(folder, base, "root", report, tests)
        prove_bareness(machine, "root")
        prove_root(machine)
    if only != "root":
        machine = make_machine(folder, base, "editor", report, tests)
        prove_bareness(machine, "editor")
        Path(machine.root, "root/newsdesk").mkdir()
        prove_editor(machine, "editor")


def main() -> int:
    parser = argparse.ArgumentParser(description="Prove the set-up on a bare Debian.")
    parser.add_argument("--suite", default="bookworm", help="Debian's release (bookworm is 12)")
    parser.add_argument("--base", type=Path, help="keep the bare root here, and use it again")
    parser.add_argument("--only", choices=["root", "editor"], default="", help="one of the two")
    parser.add_argument("--tests", default="", help="these tests only (pytest's arguments)")
    chosen = parser.parse_args()
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("This proof needs Linux, root and debootstrap.", file=sys.stderr)
        return 2
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bare-machine-") as made:
        folder = Path(made)
        base: Path = chosen.base or folder / "base"
        try:
            if not base.exists():
                make_base(base, chosen.suite)
            prove(folder, base, chosen.only, chosen.tests, report)
        except ProofError as error:
            print(f"\n{error}", file=sys.stderr)
            report.print()
            return 1
    report.print()
    print("\nThe bare machine does what the README says.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
