"""What the benchmarks share: the machine in words, medians and spreads, and the sections of RESULTS.md."""

import argparse
import os
import pathlib
import platform
import re
import shutil
import statistics
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
RESULTS = ROOT / "Benchmarks" / "RESULTS.md"
# The sections in the order in which they stand there.
ORDER = ["Lessons", "Arrays", "Frames", "Charts", "Learning", "Check"]


def processor():
    """The processor's name."""
    with open("/proc/cpuinfo") as file:
        return next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())


def machine():
    return f"{processor()}, {os.cpu_count()} cores"


def spread(values, digits=2, unit="s"):
    """The median and, in brackets, the least and the greatest."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f}) {unit}"


def best(paths):
    """Of files with lines `row TAB value`, the least value of each row."""
    rows = {}
    for path in map(pathlib.Path, paths):
        for line in path.read_text().splitlines() if path.exists() else []:
            name, value = line.split("\t")
            rows[name] = min(rows.get(name, float("inf")), float(value))
    return rows


def notes(script):
    """What people have to say of a benchmark: `notes.md` beside its script."""
    return (pathlib.Path(script).parent / "notes.md").read_text().strip()


def write(title, text, results=RESULTS):
    """Replaces the section `## title`, or puts it before those that come after it."""
    page = results.read_text() if results.exists() else "# Results\n"
    text = text.strip("\n") + "\n"
    if re.search(rf"^## {title}\b", page, re.M):
        page = re.sub(rf"^## {title}\b.*?(?=^## |\Z)", lambda _: text + "\n", page, count=1, flags=re.M | re.S)
    else:
        later = "|".join(ORDER[ORDER.index(title) + 1 :]) or "(?!)"
        place = re.search(rf"^## (?:{later})\b", page, re.M)
        start = place.start() if place else len(page)
        page = page[:start].rstrip("\n") + "\n\n" + text + "\n" + page[start:]
    results.write_text(page.rstrip("\n") + "\n")


class Bounds:
    """Rows of a table whose ratios are held against bounds."""

    def __init__(self):
        self.rows, self.missed = [], []

    def row(self, what, ours, theirs, ratio, limits="", missed=""):
        """`limits` says what is asked, `missed` what is not so."""
        if missed:
            self.missed.append(f"{what}: {missed}")
        number = "" if ratio is None else f"{ratio:.3f}"
        self.rows.append(f"| {what} | {ours} | {theirs} | {number} | {limits} | {'missed' if missed else 'kept' if limits else ''} |")


class Rounds:
    """Runs of both sides in turns, in a folder of their own, with fresh caches for our cold ones."""

    def __init__(self, arguments):
        self.mlnb, self.repeats = arguments.mlnb, arguments.repeats
        self.bin = pathlib.Path(sys.executable).parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=arguments.work))
        self.seconds = {}
        self.caches = 0

    def ours(self, cache):
        """The environment of our side."""
        return dict(os.environ, XDG_CACHE_HOME=str(cache))

    def theirs(self, **variables):
        """The environment of the peer. What its debugger warns of is no part of the work."""
        return dict(os.environ, PATH=f"{self.bin}:{os.environ['PATH']}", PYDEVD_DISABLE_FILE_VALIDATION="1", **variables)

    def fresh_cache(self):
        self.caches += 1
        folder = self.folder / f"cache-{self.caches}"
        folder.mkdir()
        return folder

    def note(self, what, seconds):
        self.seconds.setdefault(what, []).append(seconds)

    def median(self, what):
        return statistics.median(self.seconds[what])


def arguments(about):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--mlnb", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help="keep the folder with lessons, notebooks and pages")
    parser.add_argument("--no-table", action="store_true", help="leave RESULTS.md as it is")
    return parser


def measure(rounds, table, section, title, options):
    """Measures, prints the section, writes it, and ends with 1 if a bound is missed.

    `table` makes the rows of what was measured, `section` their text, given the rows and the peers' packages.
    """
    try:
        rounds.measure()
        bounds = table(rounds)
    finally:
        if not options.keep:
            shutil.rmtree(rounds.folder, ignore_errors=True)
    installed = (pathlib.Path(options.work) / "installed").read_text().split()
    text = section(rounds, bounds.rows, ", ".join(name.replace("==", " ") for name in installed))
    print(text)
    if not options.no_table:
        write(title, text)
    for miss in bounds.missed:
        print("missed: " + miss, file=sys.stderr)
    sys.exit(1 if bounds.missed else 0)
