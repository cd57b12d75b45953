"""Checks lessons with mlnb and the same notebooks with nbval and nbmake, in turns, and compares."""

import argparse
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks" / "lessons"))
import contents

RESULTS = ROOT / "Benchmarks" / "RESULTS.md"
BEGIN, END = "<!-- check -->", "<!-- /check -->"
# What is measured, its name in the table, and what the content is made by.
LESSONS = [
    ("print", "one `print` cell and ten of text", contents.printing),
    ("regression", "first half of lesson 2", contents.regression),
    ("twenty", "twenty cells", lambda: contents.series(20)),
]


class Bench:
    def __init__(self, arguments):
        self.mlnb, self.repeats = arguments.mlnb, arguments.repeats
        self.bin = pathlib.Path(sys.executable).parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=arguments.work))
        (self.folder / "data").mkdir()
        shutil.copy(ROOT / "Lessons/data/winequality-red.csv", self.folder / "data")
        self.seconds = {}
        self.caches = 0

    def run(self, command, environment=None, status=0):
        start = time.perf_counter()
        process = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True)
        seconds = time.perf_counter() - start
        if process.returncode != status:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{process.stdout}{process.stderr}")
        return seconds

    def ours(self, cache, *arguments, status=0):
        return self.run([self.mlnb, *arguments], dict(os.environ, XDG_CACHE_HOME=str(cache)), status)

    def peer(self, *arguments, status=0):
        environment = dict(os.environ, PATH=f"{self.bin}:{os.environ['PATH']}", PYDEVD_DISABLE_FILE_VALIDATION="1",
                           MPLBACKEND="module://matplotlib_inline.backend_inline")
        return self.run([self.bin / arguments[0], *arguments[1:]], environment, status)

    def fresh_cache(self):
        self.caches += 1
        folder = self.folder / f"cache-{self.caches}"
        folder.mkdir()
        return folder

    def note(self, what, seconds):
        self.seconds.setdefault(what, []).append(seconds)

    def write(self):
        """Lessons and notebooks, with what they print recorded in both."""
        cache = self.fresh_cache()
        for name, _, make in LESSONS:
            content = make()
            content = content[1] if isinstance(content, tuple) else content
            # Of half a lesson, links may lead to the other half.
            lesson = re.sub(r"\]\((?!https?:)[^)]*\)", "](https://example.org)", content.lesson())
            (self.folder / f"{name}.md").write_text(lesson)
            (self.folder / f"{name}.ipynb").write_text(content.notebook())
            self.ours(cache, "accept", "-q", "--add", f"{name}.md")
            self.peer("jupyter-nbconvert", "--execute", "--to", "notebook", "--inplace", "--log-level", "ERROR", f"{name}.ipynb")
            # Both sides notice what differs; otherwise there would be nothing to compare.
            self.ours(cache, "check", "-q", "--strict", f"{name}.md")
            text = (self.folder / f"{name}.md").read_text()
            if "```output\n" in text:
                first, _, rest = text.partition("```output\n")
                (self.folder / "wrong.md").write_text(first + "```output\nwrong " + rest)
                self.ours(cache, "check", "-q", "wrong.md", status=1)
        longest = max((ROOT / "Lessons").glob("[0-9]*.md"), key=lambda path: path.stat().st_size)
        shutil.copy(longest, self.folder / "longest.md")
        self.longest = longest.name

    def round(self):
        for name, _, _ in LESSONS:
            cache = self.fresh_cache()
            self.note(f"{name} nbval", self.peer("pytest", "-q", "-p", "no:cacheprovider", "--nbval", f"{name}.ipynb"))
            self.note(f"{name} nbmake", self.peer("pytest", "-q", "-p", "no:cacheprovider", "--nbmake", f"{name}.ipynb"))
            self.note(f"{name} cold", self.ours(cache, "check", "-q", f"{name}.md"))
            self.note(f"{name} unchanged", self.ours(cache, "check", "-q", f"{name}.md"))
            self.note(f"{name} run", self.ours(cache, "check", "-q", "--no-cache", f"{name}.md"))
            shutil.rmtree(cache)
        cache = self.fresh_cache()
        start = time.perf_counter()
        # Links of the copy may lead nowhere; how long that takes is all that counts here.
        subprocess.run([self.mlnb, "check", "-q", "--no-run", "longest.md"], cwd=self.folder,
                       env=dict(os.environ, XDG_CACHE_HOME=str(cache)), capture_output=True)
        self.note("longest cold", time.perf_counter() - start)
        start = time.perf_counter()
        subprocess.run([self.mlnb, "check", "-q", "--no-run", "longest.md"], cwd=self.folder,
                       env=dict(os.environ, XDG_CACHE_HOME=str(cache)), capture_output=True)
        self.note("longest again", time.perf_counter() - start)
        shutil.rmtree(cache)

    def measure(self):
        self.write()
        for number in range(1, self.repeats + 1):
            self.round()
            print(f"round {number} of {self.repeats}", flush=True)


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f}) s"


def table(bench):
    rows, missed = [], []

    def row(what, ours, theirs, bound, absolute=None):
        mine = statistics.median(bench.seconds[ours])
        other = statistics.median(bench.seconds[theirs]) if theirs else None
        ratio = mine / other if other else None
        fails = (bound is not None and ratio > bound) or (absolute is not None and mine > absolute)
        if fails:
            missed.append(f"{what}: {mine:.3f} s" + (f", ratio {ratio:.3f}" if ratio else ""))
        limits = ([f"≤ {bound}"] if bound is not None else []) + ([f"≤ {absolute} s"] if absolute is not None else [])
        rows.append(f"| {what} | {spread(bench.seconds[ours])} | {spread(bench.seconds[theirs]) if theirs else ''} | "
                    f"{f'{ratio:.3f}' if ratio else ''} | {', '.join(limits)} | "
                    f"{'missed' if fails else 'kept' if limits else ''} |")

    for peer in ("nbval", "nbmake"):
        for name, title, _ in LESSONS:
            row(f"{title}, cold, against {peer}", f"{name} cold", f"{name} {peer}", 0.2)
            row(f"the same, compiled before, run again", f"{name} run", f"{name} {peer}", None)
            row(f"the same, unchanged", f"{name} unchanged", f"{name} {peer}", 0.02, 0.1)
    row(f"`--no-run` on the longest lesson ({bench.longest}), cold", "longest cold", None, None, 1)
    row("the same, again", "longest again", None, None, 1)
    return rows, missed


def section(bench, rows, packages):
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return "\n".join([
        BEGIN,
        "## Check: `mlnb check` against `pytest --nbval` and `pytest --nbmake`",
        "",
        f"The same content in Swift and in Python, checked in turns; the median of {bench.repeats} runs and, in brackets, the",
        "fastest and the slowest. nbval compares the recorded outputs, as `mlnb check` does; nbmake only asks whether every",
        "cell succeeds. *Cold* is with an empty cache folder: every cell is compiled. An *unchanged* lesson does not run.",
        "",
        "| what | mlnb | peer | ratio | bound | |",
        "|---|--:|--:|--:|--:|---|",
        *rows,
        "",
        f"{model or platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}, {packages}. "
        "Made by `Benchmarks/check/run`.",
        END,
    ])


def write_section(text):
    old = RESULTS.read_text() if RESULTS.exists() else "# What was measured\n\n`make bench` measures again.\n"
    if BEGIN in old and END in old:
        new = old[: old.index(BEGIN)] + text + old[old.index(END) + len(END):]
    else:
        new = old.rstrip("\n") + "\n\n" + text + "\n"
    RESULTS.write_text(new)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mlnb", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--repeats", type=int, default=5)
    arguments = parser.parse_args()
    bench = Bench(arguments)
    try:
        bench.measure()
        rows, missed = table(bench)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    installed = (pathlib.Path(arguments.work) / "installed").read_text().split()
    text = section(bench, rows, ", ".join(name.replace("==", " ") for name in installed))
    print(text)
    write_section(text)
    for miss in missed:
        print("missed: " + miss, file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
