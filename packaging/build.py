"""Build an installable package, and start what was built: `python3 dev.py package [KIND]`.

Runs inside the environment dev.py makes for it, on the system the package is for. Without a kind,
the system's own: deb on Linux, inno on Windows, dmg on macOS.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
FOLDER = DIST / "newsdesk"
RESOURCES = ROOT / "resources"
PROGRAM = "newsdesk-cli.exe" if os.name == "nt" else "newsdesk"


class PackagingError(Exception):
    """No package came out; the message says why."""


def version() -> str:
    source = (ROOT / "newsdesk" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    if not found:
        raise PackagingError("newsdesk/__init__.py does not say which version this is.")
    return found[1]


def run(*command: str | Path, **variables: str) -> str:
    """Run a program, stop where it fails, and return what it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise PackagingError(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


def need(program: str, where: str) -> str:
    found = shutil.which(program)
    if not found:
        raise PackagingError(f"This kind of package is made by {program}: {where}.")
    return found


def draw_icon(size: int, target: Path) -> None:
    """The icon as PNG, from its SVG."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(RESOURCES / "newsdesk.svg")).render(painter)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(target)):
        raise PackagingError(f"{target} could not be written.")


def smoke(program: Path) -> None:
    """Start what was built: it must know its version, convert, and paint its window."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-smoke-") as home:
        variables = {"NEWSDESK_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        said = run(program, "--version", **variables)
        if version() not in said:
            raise PackagingError(f"{program} --version says {said!r}.")
        text = Path(home, "story.html")
        text.write_text("<p>A <strong>bold</strong> start</p>", "utf-8")
        said = run(program, "convert", text, "--from", "html", "--to", "markdown", **variables)
        if "**bold**" not in said:
            raise PackagingError(f"{program} convert says {said!r}.")
        picture = Path(home, "window.png")
        run(program, "--screenshot", picture, **variables)
        if not picture.read_bytes().startswith(b"\x89PNG"):
            raise PackagingError(f"{program} --screenshot wrote no PNG.")
    print(f"Started well: {program}")


def build_folder() -> Path:
    """One folder that runs where it lies."""
    draw_icon(512, BUILD / "newsdesk.png")
    spec = ROOT / "packaging" / "newsdesk.spec"
    work = ["--workpath", BUILD / "pyinstaller", "--distpath", DIST]
    run(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *work, spec)
    smoke(FOLDER / PROGRAM)
    return FOLDER


def lay_out(tree: Path) -> None:
    """Lay the files of a Linux installation under a folder, each where desktops look for it."""
    shutil.rmtree(tree, ignore_errors=True)
    usr = tree / "usr"
    shutil.copytree(build_folder(), usr / "lib" / "newsdesk", symlinks=True)
    (usr / "bin").mkdir()
    (usr / "bin" / "newsdesk").symlink_to("../lib/newsdesk/newsdesk")
    icons = "share/icons/hicolor"
    for name, place in {
        "newsdesk.desktop": "share/applications/newsdesk.desktop",
        "newsdesk.metainfo.xml": "share/metainfo/newsdesk.metainfo.xml",
        "newsdesk.mime.xml": "share/mime/packages/newsdesk.xml",
        "newsdesk.svg": f"{icons}/scalable/apps/newsdesk.svg",
        "../LICENSE": "share/doc/newsdesk/copyright",
    }.items():
        target = usr / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(RESOURCES / name, target)
    for size in (48, 128, 256):
        draw_icon(size, usr / icons / f"{size}x{size}" / "apps" / "newsdesk.png")


def system_packages(folder: Path) -> list[str]:
    """The Debian packages of the libraries that the built files take from the system."""
    files = [path for path in folder.rglob("*") if ".so" in path.name and not path.is_symlink()]
    outside: set[Path] = set()
    for line in run("ldd", folder / "newsdesk", *files).splitlines():
        found = re.match(r"\s+\S+ => (/\S+)", line)
        if found and not Path(found[1]).resolve().is_relative_to(folder.resolve()):
            outside.add(Path(found[1]))
    names: set[str] = set()
    for path in outside:
        for candidate in (path, path.resolve(), Path("/usr", *path.parts[1:])):
            owner = subprocess.run(
                ["dpkg", "-S", str(candidate)], capture_output=True, text=True, check=False
            )
            if owner.returncode == 0:
                names.add(owner.stdout.split(":")[0])
                break
    return sorted(names)


def build_deb() -> Path:
    """A Debian package, for this release and later ones."""
    dpkg_deb = need("dpkg-deb", "it is part of Debian and Ubuntu")
    tree = BUILD / "deb"
    lay_out(tree)
    architecture = run("dpkg", "--print-architecture").strip()
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())
    control = {
        "Package": "newsdesk",
        "Version": version(),
        "Architecture": architecture,
        "Maintainer": "The Newsdesk authors <newsdesk@localhost>",
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join(system_packages(tree / "usr" / "lib" / "newsdesk")),
        "Section": "editors",
        "Priority": "optional",
        "Description": "write, check and publish articles\n"
        " Newsdesk is an editor for newsrooms: bylines, credits, related stories,\n"
        " corrections and history kept with each story, and pages ready to publish.",
    }
    (tree / "DEBIAN").mkdir()
    lines = "".join(f"{name}: {value}\n" for name, value in control.items())
    (tree / "DEBIAN" / "control").write_text(lines, "utf-8")
    target = DIST / f"newsdesk_{version()}_{architecture}.deb"
    run(dpkg_deb, "--root-owner-group", "--build", "-Zxz", tree, target)
    with tempfile.TemporaryDirectory(prefix="newsdesk-deb-") as unpacked:
        run(dpkg_deb, "-x", target, unpacked)
        smoke(Path(unpacked, "usr", "bin", "newsdesk"))
    return target


def build_appimage() -> Path:
    """One file for any Linux; its folder is started before appimagetool packs it."""
    tree = BUILD / "Newsdesk.AppDir"
    lay_out(tree)
    (tree / "AppRun").symlink_to("usr/bin/newsdesk")
    (tree / "newsdesk.desktop").symlink_to("usr/share/applications/newsdesk.desktop")
    (tree / "newsdesk.svg").symlink_to("usr/share/icons/hicolor/scalable/apps/newsdesk.svg")
    smoke(tree / "AppRun")
    tool = need("appimagetool", "https://github.com/AppImage/appimagetool")
    target = DIST / f"Newsdesk-{version()}-{os.uname().machine}.AppImage"
    run(tool, "--no-appstream", tree, target)
    smoke(target)
    return target


def build_inno() -> Path:
    """An installer for Windows. Not run on a Windows machine yet."""
    compiler = need("iscc", "https://jrsoftware.org/isinfo.php")
    build_folder()
    run(compiler, f"/DVersion={version()}", ROOT / "packaging" / "newsdesk.iss")
    return DIST / f"newsdesk-{version()}-setup.exe"


def build_dmg() -> Path:
    """A disk image for macOS, unsigned. Not run on a Mac yet."""
    hdiutil = need("hdiutil", "it is part of macOS")
    build_folder()
    target = DIST / f"Newsdesk-{version()}.dmg"
    with tempfile.TemporaryDirectory(prefix="newsdesk-dmg-") as made:
        shutil.copytree(DIST / "Newsdesk.app", Path(made, "Newsdesk.app"), symlinks=True)
        Path(made, "Applications").symlink_to("/Applications")
        image = ["-volname", "Newsdesk", "-srcfolder", made, "-ov", "-format", "UDZO"]
        run(hdiutil, "create", *image, target)
    return target


KINDS: dict[str, Callable[[], Path]] = {
    "folder": build_folder,
    "deb": build_deb,
    "appimage": build_appimage,
    "inno": build_inno,
    "dmg": build_dmg,
}
OWN_KIND = {"win32": "inno", "darwin": "dmg"}


def main(arguments: list[str]) -> int:
    kind = arguments[0] if arguments else OWN_KIND.get(sys.platform, "deb")
    if len(arguments) > 1 or kind not in KINDS:
        print(f"Name one kind of package: {', '.join(KINDS)}.", file=sys.stderr)
        return 2
    try:
        made = KINDS[kind]()
    except PackagingError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Built: {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
