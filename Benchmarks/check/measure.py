"""Checks lessons with mlnb and the same notebooks with nbval and nbmake, in turns, and compares."""

import json
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import time

BENCHMARKS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(BENCHMARKS), str(BENCHMARKS / "lessons")]
import bench
import contents

# What is measured, its name in the table, and what the content is made by.
MADE = [
    ("print", "one `print` cell and ten of text", contents.printing),
    ("regression", "first half of lesson 2", contents.regression),
    ("twenty", "twenty cells", lambda: contents.series(20)),
]
# The lessons, whole, as they stand in Lessons/ with what they record.
NUMBERS = range(5)
# Twenty cells of no sense are no lesson: they are measured and held against no bound.
UNBOUND = {"twenty"}


class Checks(bench.Rounds):
    def __init__(self, arguments):
        super().__init__(arguments)
        for name in ("Lessons", "docs"):
            shutil.copytree(bench.ROOT / name, self.folder / name)
        shutil.copytree(bench.ROOT / "Lessons/data", self.folder / "data")
        whole = [(f"lesson-{number}", f"lesson {number}", contents.lesson_path(number)) for number in NUMBERS]
        files = {name: f"Lessons/{path.name}" for name, _, path in whole} | {name: f"{name}.md" for name, _, _ in MADE}
        titles = [(name, title) for name, title, _ in MADE + whole]
        chosen = arguments.lessons
        self.titles = [(name, title) for name, title in titles if not chosen or name in chosen]
        self.files = {name: files[name] for name, _ in self.titles}

    def run(self, command, environment=None, status=0):
        start = time.perf_counter()
        process = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True)
        seconds = time.perf_counter() - start
        if process.returncode != status:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{process.stdout}{process.stderr}")
        return seconds

    def run_mlnb(self, cache, *arguments, status=0):
        return self.run([self.mlnb, *arguments], self.ours(cache), status)

    def run_peer(self, *arguments, status=0):
        environment = self.theirs(MPLBACKEND="module://matplotlib_inline.backend_inline")
        return self.run([self.bin / arguments[0], *arguments[1:]], environment, status)

    def record(self, name, notebook):
        """Runs a notebook twice: its outputs are recorded, and cells whose text is another each time are left out of
        nbval's comparison, as their authors would do."""
        path = self.folder / f"{name}.ipynb"
        path.write_text(notebook)
        texts = []
        for _ in range(2):
            self.run_peer("jupyter-nbconvert", "--execute", "--to", "notebook", "--inplace", "--log-level", "ERROR", path.name)
            recorded = json.loads(path.read_text())
            texts.append([json.dumps(cell.get("outputs")) for cell in recorded["cells"]])
        for cell, first, second in zip(recorded["cells"], *texts):
            if first != second:
                cell["metadata"].setdefault("tags", []).append("nbval-ignore-output")
        path.write_text(json.dumps(recorded))

    def write(self):
        """Lessons and notebooks, with what they print recorded in both."""
        cache = self.fresh_cache()
        for name, _, make in MADE:
            if name not in self.files:
                continue
            content = make()
            content = content[1] if isinstance(content, tuple) else content
            # Of half a lesson, links may lead to the other half.
            lesson = re.sub(r"\]\((?!https?:)[^)]*\)", "](https://example.org)", content.lesson())
            (self.folder / self.files[name]).write_text(lesson)
            self.record(name, content.notebook())
            self.run_mlnb(cache, "accept", "-q", "--add", self.files[name])
        for number in NUMBERS:
            if f"lesson-{number}" in self.files:
                self.record(f"lesson-{number}", contents.lesson(number)[1].notebook())
        for name, file in self.files.items():
            # Both sides notice what differs; otherwise there would be nothing to compare.
            self.run_mlnb(cache, "check", "-q", "--strict", file)
            self.run_peer("pytest", "-q", "-p", "no:cacheprovider", "--nbval", f"{name}.ipynb")
            text = (self.folder / file).read_text()
            if "```output\n" in text:
                first, _, rest = text.partition("```output\n")
                wrong = (self.folder / file).with_name("wrong.md")
                wrong.write_text(first + "```output\nwrong " + rest)
                self.run_mlnb(cache, "check", "-q", wrong, status=1)
                wrong.unlink()
        longest = max((bench.ROOT / "Lessons").glob("[0-9]*.md"), key=lambda path: path.stat().st_size)
        shutil.copy(longest, self.folder / "longest.md")
        self.longest = longest.name

    def round(self):
        for name, file in self.files.items():
            cache = self.fresh_cache()
            self.note(f"{name} nbval", self.run_peer("pytest", "-q", "-p", "no:cacheprovider", "--nbval", f"{name}.ipynb"))
            self.note(f"{name} nbmake", self.run_peer("pytest", "-q", "-p", "no:cacheprovider", "--nbmake", f"{name}.ipynb"))
            self.note(f"{name} cold", self.run_mlnb(cache, "check", "-q", file))
            self.note(f"{name} unchanged", self.run_mlnb(cache, "check", "-q", file))
            self.note(f"{name} run", self.run_mlnb(cache, "check", "-q", "--no-cache", file))
            shutil.rmtree(cache)
        cache = self.fresh_cache()
        for what in ("longest cold", "longest again"):
            start = time.perf_counter()
            # Links of the copy may lead nowhere; how long that takes is all that counts here.
            subprocess.run([self.mlnb, "check", "-q", "--no-run", "longest.md"], cwd=self.folder, env=self.ours(cache),
                           capture_output=True)
            self.note(what, time.perf_counter() - start)
        shutil.rmtree(cache)

    def measure(self):
        self.write()
        for number in range(1, self.repeats + 1):
            self.round()
            print(f"round {number} of {self.repeats}", flush=True)


def table(checks):
    bounds = bench.Bounds()

    def row(what, ours, theirs, bound, absolute=None):
        mine = checks.median(ours)
        ratio = mine / checks.median(theirs) if theirs else None
        fails = (bound is not None and ratio > bound) or (absolute is not None and mine > absolute)
        limits = ([f"≤ {bound}"] if bound is not None else []) + ([f"≤ {absolute} s"] if absolute is not None else [])
        bounds.row(what, bench.spread(checks.seconds[ours]), bench.spread(checks.seconds[theirs]) if theirs else "", ratio,
                   ", ".join(limits), f"{mine:.3f} s" + (f", ratio {ratio:.3f}" if ratio else "") if fails else "")

    for peer in ("nbval", "nbmake"):
        for name, title in checks.titles:
            is_bound = name not in UNBOUND
            row(f"{title}, cold, against {peer}", f"{name} cold", f"{name} {peer}", 0.2 if is_bound else None)
            row("the same, compiled before, run again", f"{name} run", f"{name} {peer}", None)
            row("the same, unchanged", f"{name} unchanged", f"{name} {peer}", 0.02 if is_bound else None, 0.1)
    row(f"`--no-run` on the longest lesson ({checks.longest}), cold", "longest cold", None, None, 1)
    row("the same, again", "longest again", None, None, 1)
    return bounds


def section(checks, rows, packages):
    return "\n".join([
        "## Check: `mlnb check` against `pytest --nbval` and `pytest --nbmake`",
        "",
        f"The same content in Swift and in Python, checked in turns; the median of {checks.repeats} runs and, in brackets, the",
        "fastest and the slowest. nbval compares the recorded outputs, as `mlnb check` does (but for cells whose text is another",
        "each time, which are marked for it); nbmake only asks whether every cell succeeds. *Cold* is with an empty cache folder:",
        "every cell is compiled. An *unchanged* lesson does not run. Twenty cells are no lesson, and have no bound.",
        "",
        "| what | mlnb | peer | ratio | bound | |",
        "|---|--:|--:|--:|--:|---|",
        *rows,
        "",
        f"{bench.machine()}; Python {platform.python_version()}, {packages}. Made by `Benchmarks/check/run`.",
    ])


if __name__ == "__main__":
    parser = bench.arguments(__doc__)
    parser.add_argument("--lessons", nargs="+", help="measure these alone (print, lesson-3), and write no table")
    options = parser.parse_args()
    options.no_table = options.no_table or bool(options.lessons)
    bench.measure(Checks(options), table, section, "Check", options)
