"""The whole library as a site: against Pelican and Hugo on the same stories, in one run.

What counts is the processor time of the whole process, started cold, for each page written.
Pelican is installed into an environment of its own; Hugo is Debian's (apt-get install hugo).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.exporting.markdownwords import write_readable
from newsdesk.exporting.runhtml import PLAIN_RUNS
from newsdesk.services import articles, libraries
from newsdesk.services.settings import Settings
from newsdesk.storage import articles as stored
from tests.bench.libraries import FOLDER, copy_of, library
from tests.bench.report import Report, median

ROOT = Path(__file__).resolve().parents[2]
STORIES = 2_000
MANY = 10_000
TIMES = 3
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where sites are written: a disk may take longer for a file and its folder than any generator."""
HOME = ROOT / ".bench" / "home"
"""Keeps the plates of sections, made by the first run; the others make no pictures."""
PELICAN = "pelican[markdown]==4.11.0"
HUGO_LAYOUTS = {
    "_default/baseof.html": (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        '<meta name="description" content="{{ .Description }}"></head>'
        '<body>{{ block "main" . }}{{ end }}</body></html>'
    ),
    "_default/single.html": (
        '{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Description }}</p>'
        "<time>{{ .Date }}</time>{{ .Content }}</article>{{ end }}"
    ),
    "_default/list.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Paginator.Pages }}'
        '<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Description }}</p>'
        "{{ end }}{{ end }}"
    ),
}


@dataclass(frozen=True)
class Spent:
    """What one run of a program took, and the pages it wrote."""

    cpu: float
    wall: float
    memory: float
    pages: int

    @property
    def each(self) -> float:
        """Milliseconds of the processor a page."""
        return self.cpu / max(1, self.pages)


def measure(report: Report) -> None:
    report.title(f"A site of {STORIES:,} stories (medians of {TIMES})")
    path = copy_of(library(STORIES))
    ours = median_run(lambda out: newsdesk(path, out))
    report.row("CPU a page, cold", ours.each, "ms")
    report.note(f"{ours.pages:,} pages in {ours.wall / 1000:.1f} s, {ours.memory:.0f} MiB")
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-", dir=MEMORY) as folder:
        source = Path(folder)
        write_source(path, source)
        if (peer := pelican(report, source)) is not None:
            report.row(
                "CPU a page, cold", ours.each, "ms",
                floor=peer.each, floor_name=f"Pelican, {peer.pages:,} pages", at_most_times=1 / 7,
            )  # fmt: skip
        if (peer := hugo(report, source)) is not None:
            report.row(
                "CPU a page, cold", ours.each, "ms",
                floor=peer.each, floor_name=f"Hugo, {peer.pages:,} pages", at_most_times=1 / 2,
            )  # fmt: skip
    measure_rebuild(report, ours)


def measure_rebuild(report: Report, smaller: Spent) -> None:
    path = copy_of(library(MANY))
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-", dir=MEMORY) as folder:
        out = Path(folder) / "site"
        whole = spend(newsdesk(path, out), out)
        report.row(
            f"memory, {MANY:,} stories", whole.memory, "MiB",
            floor=smaller.memory, floor_name=f"{STORIES:,} stories", at_most_times=1.5,
        )  # fmt: skip
        desk = libraries.open_existing(path, settings=Settings())
        (first, *_) = stored.all_ids(desk.library)
        story = articles.open_story(desk, article_id=first)
        articles.save(desk, article=renamed(story))
        desk.library.close()
        again = spend(newsdesk(path, out), out)
        report.row(f"after one edit of {MANY:,}, CPU", again.cpu, "ms", at_most=1000)


def renamed(story: Article) -> Article:
    return replace(story, headline=f"{story.headline} (changed)")


def newsdesk(path: Path, out: Path) -> list[str]:
    return [
        sys.executable, "-m", "newsdesk", "export", "--all", "--to", str(out),
        "--library", str(path), "--json",
    ]  # fmt: skip


def spend(command: Sequence[str], out: Path, *, cwd: Path = ROOT) -> Spent:
    """Run a program and return what it used, its children included.

    A starting program may use what was compiled before, whatever the environment says.
    """
    program = (
        "import json, resource, subprocess, sys, time\n"
        "began = time.monotonic()\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([done.returncode, done.stderr.decode(errors='replace')[-800:],\n"
        "    1000 * (used.ru_utime + used.ru_stime), 1000 * (time.monotonic() - began),\n"
        "    used.ru_maxrss / 1024]))\n"
    )
    environment = {**os.environ, "NEWSDESK_HOME": str(HOME)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(
        [sys.executable, "-c", program, *command],
        check=True, capture_output=True, text=True, cwd=cwd, env=environment,
    )  # fmt: skip
    code, error, cpu, wall, memory = json.loads(told.stdout)
    if code:
        raise RuntimeError(f"{command[0]}: {error}")
    pages = sum(1 for _ in out.rglob("*.html"))
    return Spent(cpu, wall, memory, pages)


def median_run(command: Callable[[Path], list[str]], *, cwd: Path = ROOT) -> Spent:
    runs: list[Spent] = []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory(prefix="newsdesk-bench-", dir=MEMORY) as folder:
            out = Path(folder) / "site"
            runs.append(spend(command(out), out, cwd=cwd))
    wanted = median([run.cpu for run in runs])
    return min(runs, key=lambda run: abs(run.cpu - wanted))


def write_source(path: Path, folder: Path) -> None:
    """Write the same stories as Markdown, for Pelican and for Hugo."""
    desk = libraries.open_existing(path, settings=Settings(), read_only=True)
    content, hugo_content = folder / "content", folder / "hugo" / "content"
    for name in stored.all_ids(desk.library):
        story = stored.load(desk.library, name).article
        if story.first_published_at is None or not story.section:
            continue
        text = write_readable(story.body, PLAIN_RUNS)
        date = story.first_published_at.text()
        line = re.sub(r"\s+", " ", story.standfirst)
        tags = ", ".join(story.tags)
        pelican_text = (
            f"Title: {story.headline}\nDate: {date}\nCategory: {story.section}\n"
            f"Slug: {story.slug}\nTags: {tags}\nSummary: {line}\n\n{text}\n"
        )
        fields = {
            "title": story.headline, "date": date, "description": line,
            "tags": list(story.tags), "slug": story.slug,
        }  # fmt: skip
        for place, written in (
            (content, pelican_text),
            (hugo_content, f"{json.dumps(fields)}\n\n{text}\n"),
        ):
            file = place / story.section / f"{story.slug}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(written, "utf-8")
    desk.library.close()
    (folder / "hugo" / "config.json").write_text(
        json.dumps({"baseURL": "https://bench.example/", "title": "Bench", "paginate": 50})
    )
    for name, text in HUGO_LAYOUTS.items():
        layout = folder / "hugo" / "layouts" / name
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(text)


def pelican(report: Report, source: Path) -> Spent | None:
    environment = FOLDER / "pelican"
    program = environment / "bin" / "pelican"
    if not program.exists():
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "venv", str(environment)], check=False, capture_output=True
        )
        pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "-q", PELICAN]
        if not done.returncode:
            done = subprocess.run(pip, check=False, capture_output=True)
        if done.returncode:
            shutil.rmtree(environment, ignore_errors=True)
            report.note("Pelican could not be installed here; it is left out.")
            return None
        report.note(f"(installed Pelican: {time.monotonic() - started:.0f} s)")
    settings = source / "pelicanconf.py"
    settings.write_text(
        "SITENAME = 'Bench'\nSITEURL = 'https://bench.example'\nTIMEZONE = 'UTC'\n"
        "DEFAULT_PAGINATION = 50\nFEED_ALL_RSS = 'feed.xml'\n"
    )
    return median_run(
        lambda out: [
            str(program),
            str(source / "content"),
            "-o",
            str(out),
            "-s",
            str(settings),
            "-q",
        ]
    )


def hugo(report: Report, source: Path) -> Spent | None:
    program = shutil.which("hugo")
    if program is None:
        report.note("Hugo is not installed (on Debian: apt-get install hugo); it is left out.")
        return None
    return median_run(
        lambda out: [
            program,
            "--source",
            str(source / "hugo"),
            "--destination",
            str(out),
            "--quiet",
        ]
    )
