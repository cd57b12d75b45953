"""Runs lessons with mlnb and the same notebooks with nbconvert, in turns, and compares."""

import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import bench
import contents
from memory import MemoryWatch


class Failure(SystemExit):
    pass


# What both sides of a lesson must have found out.
FINDINGS = {
    0: ["It works!", "31557600.0", "Everything is working!"],
    1: ["[100 400 900]", "26.666666666666668", "3.14856", "[3 8 6 9 0 5 6 0 7 6]"],
    2: ["0.965593882960831", "78.125 %", "0.7545065944574373"],
    3: ["0.87982678", "0.09867566", "best of ten: 578.0"],
    4: ["Right with three features: 100 %", "4.47**2 * RBF(length_scale=0.469)", "R² of kernel ridge:  0.98"],
}


class Runs(bench.Rounds):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.lessons = [number for number in FINDINGS if not arguments.lessons or number in arguments.lessons]
        self.only_lessons = bool(arguments.lessons)
        for name in ("data", "pictures"):
            shutil.copytree(bench.ROOT / "Lessons" / name, self.folder / name)
        self.bytes = {}

    # One run of either side.

    def run(self, command, environment=None, watch=None):
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        watcher = MemoryWatch(process.pid, watch) if watch else None
        if watcher:
            watcher.start()
        output = process.communicate()[0].decode()
        seconds = time.perf_counter() - start
        if watcher:
            watcher.ended.set()
            watcher.join()
        if process.returncode != 0:
            raise Failure(f"{' '.join(map(str, command))} failed:\n{output}")
        return seconds, watcher

    def run_mlnb(self, name, cache, watch=None):
        return self.run([self.mlnb, "run", "-q", "-o", f"{name}-mlnb.html", f"{name}.md"], self.ours(cache), watch)

    def run_peer(self, name, watch=None):
        command = [self.bin / "jupyter-nbconvert", "--execute", "--to", "html", "--log-level", "ERROR",
                   "--output", f"{name}-peer.html", f"{name}.ipynb"]
        return self.run(command, self.theirs(), watch)

    def note_bytes(self, what, count):
        self.bytes.setdefault(what, []).append(count)

    # Lessons.

    def write(self, name, content, lesson=None):
        (self.folder / f"{name}.md").write_text(lesson or content.lesson())
        (self.folder / f"{name}.ipynb").write_text(content.notebook())

    def edit(self, name, old, new):
        path = self.folder / f"{name}.md"
        text = path.read_text()
        if text.count(old) != 1:
            raise Failure(f"{name}.md: {old!r} is there {text.count(old)} times")
        path.write_text(text.replace(old, new))

    def expect(self, name, texts):
        """Both sides have done the work: what they found out stands in both pages."""
        for side in ("mlnb", "peer"):
            page = (self.folder / f"{name}-{side}.html").read_text()
            for text in texts:
                if text not in page:
                    raise Failure(f"{name}-{side}.html does not show {text!r}")

    # What is measured.

    def time_round(self, number):
        for name in ("print", "regression", "twenty"):
            cache = self.fresh_cache()
            self.note(f"{name} peer", self.run_peer(name)[0])
            self.note(f"{name} cold", self.run_mlnb(name, cache)[0])
            self.note(f"{name} unchanged", self.run_mlnb(name, cache)[0])
            if name == "regression":
                self.edit(name, "science needs experiments that can", f"science, take {number}, needs experiments that can")
                self.note(f"{name} prose", self.run_mlnb(name, cache)[0])
                self.edit(name, f"science, take {number}, needs experiments that can", "science needs experiments that can")
            if name == "twenty":
                self.edit(name, "values10 * 12.0 + 1", f"values10 * 12.0 + 1.{number}")
                self.note(f"{name} edited", self.run_mlnb(name, cache)[0])
                self.edit(name, f"values10 * 12.0 + 1.{number}", "values10 * 12.0 + 1")
                self.run_mlnb(name, cache)
                self.edit(name, "Paragraph 10 explains", f"Paragraph 10 ({number}) explains")
                self.note(f"{name} prose", self.run_mlnb(name, cache)[0])
                self.edit(name, f"Paragraph 10 ({number}) explains", "Paragraph 10 explains")
            shutil.rmtree(cache)
        for name in ("thirty", "three-hundred"):
            cache = self.fresh_cache()
            self.note(f"{name} cold", self.run_mlnb(name, cache)[0])
            shutil.rmtree(cache)
        self.lesson_round()

    def lesson_round(self):
        for number in self.lessons:
            cache = self.fresh_cache()
            self.note(f"lesson-{number} peer", self.run_peer(f"lesson-{number}")[0])
            self.note(f"lesson-{number} cold", self.run_mlnb(f"lesson-{number}", cache)[0])
            self.note(f"lesson-{number} unchanged", self.run_mlnb(f"lesson-{number}", cache)[0])
            shutil.rmtree(cache)

    def memory_round(self):
        ours, theirs = ["mlnb", "mlnb-kernel"], ["jupyter", "python", "pt_main", "ipykernel"]
        for name in ("print", "regression", "twenty"):
            watcher = self.run_peer(name, theirs)[1]
            self.note_bytes(f"{name} peer", watcher.peak_all)
        for name in ("print", "regression", "twenty", "thirty", "three-hundred"):
            cache = self.fresh_cache()
            watcher = self.run_mlnb(name, cache, ours)[1]
            self.note_bytes(f"{name} mlnb", watcher.peak)
            self.note_bytes(f"{name} all", watcher.peak_all)
            shutil.rmtree(cache)

    def measure(self):
        # Both sides have been read from the disk once before anything counts.
        for number in self.lessons:
            text, content = contents.lesson(number)
            name = f"lesson-{number}"
            self.write(name, content, text)
            self.run_peer(name)
            self.run_mlnb(name, self.fresh_cache())
            self.expect(name, FINDINGS[number])
        if not self.only_lessons:
            text, content = contents.regression()
            self.write("print", contents.printing())
            self.write("regression", content, text)
            for name, count in (("twenty", 20), ("thirty", 30), ("three-hundred", 300)):
                self.write(name, contents.series(count))
            for name in ("print", "regression", "twenty"):
                self.run_peer(name)
                self.run_mlnb(name, self.fresh_cache())
            self.expect("print", ["Hello, lesson"])
            self.expect("regression", ["0.965593882960831", "root mean squared error 191", "1599", "681"])
        for number in range(1, self.repeats + 1):
            if self.only_lessons:
                self.lesson_round()
            else:
                self.time_round(number)
                self.memory_round()
            print(f"round {number} of {self.repeats}", flush=True)


def table(runs):
    median = statistics.median
    bounds = bench.Bounds()

    def row(what, ours, theirs, ratio, bound, strict=False):
        fails = bound is not None and (ratio >= bound if strict else ratio > bound)
        limit = "" if bound is None else f"{'<' if strict else '≤'} {bound}"
        bounds.row(what, ours, theirs, ratio, limit, f"{ratio:.3f}, bound {bound}" if fails else "")

    def timed(what, ours, theirs, bound):
        row(what, bench.spread(runs.seconds[ours]), bench.spread(runs.seconds[theirs]), runs.median(ours) / runs.median(theirs), bound)

    for number in runs.lessons:
        timed(f"lesson {number}, cold", f"lesson-{number} cold", f"lesson-{number} peer", 0.2)
        timed("the same, unchanged", f"lesson-{number} unchanged", f"lesson-{number} peer", 0.02)
    if runs.only_lessons:
        return bounds
    timed("one `print` cell and ten of text, cold", "print cold", "print peer", 0.15)
    timed("the same, unchanged", "print unchanged", "print peer", 0.05)
    timed("first half of lesson 2, cold", "regression cold", "regression peer", 0.15)
    timed("the same, unchanged", "regression unchanged", "regression peer", None)
    timed("the same, prose edited", "regression prose", "regression peer", 0.03)
    timed("twenty cells, cold", "twenty cold", "twenty peer", None)
    timed("the same, one cell edited", "twenty edited", "twenty peer", 0.08)
    timed("the same, prose edited", "twenty prose", "twenty peer", 0.03)

    few, many = runs.seconds["thirty cold"], runs.seconds["three-hundred cold"]
    row("300 cells against 30, time a cell", f"{median(many) / 300 * 1000:.1f} ms", f"{median(few) / 30 * 1000:.1f} ms",
        (median(many) / 300) / (median(few) / 30), 1.5)
    base = median(runs.seconds["print cold"])
    row("the same, less the time of one cell", f"{(median(many) - base) / 299 * 1000:.1f} ms",
        f"{(median(few) - base) / 29 * 1000:.1f} ms", ((median(many) - base) / 299) / ((median(few) - base) / 29), None)
    few, many = runs.bytes["thirty mlnb"], runs.bytes["three-hundred mlnb"]
    row("300 cells against 30, memory a cell", f"{median(many) / 300 / 1e6:.2f} MB", f"{median(few) / 30 / 1e6:.2f} MB",
        (median(many) / 300) / (median(few) / 30), 1.5)
    for name, what in (("print", "one `print` cell"), ("regression", "first half of lesson 2"), ("twenty", "twenty cells")):
        ours, theirs = runs.bytes[f"{name} mlnb"], runs.bytes[f"{name} peer"]
        row(f"{what}, peak memory of command and kernel", f"{median(ours) / 1e6:.0f} MB", f"{median(theirs) / 1e6:.0f} MB",
            median(ours) / median(theirs), 1, strict=True)
        ours = runs.bytes[f"{name} all"]
        row(f"the same, the compiler included", f"{median(ours) / 1e6:.0f} MB", f"{median(theirs) / 1e6:.0f} MB",
            median(ours) / median(theirs), None)
    return bounds


def section(runs, rows, packages):
    return "\n".join([
        "## Lessons: `mlnb run` against `jupyter nbconvert --execute --to html`",
        "",
        f"The same content in Swift and in Python, run in turns; the median of {runs.repeats} runs and, in brackets, the",
        "fastest and the slowest. *Cold* is with an empty cache folder. In the rows of 300 cells against 30, both columns are",
        "mlnb's. Memory is the highest sum of the processes' resident memory, polled every 4 ms.",
        "",
        "| what | mlnb | nbconvert | ratio | bound | |",
        "|---|--:|--:|--:|--:|---|",
        *rows,
        "",
        f"{bench.machine()}; Python {platform.python_version()}, {packages}. Made by `Benchmarks/lessons/run`.",
    ])


def main():
    parser = bench.arguments(__doc__)
    parser.add_argument("--lessons", type=int, nargs="+", help="measure these lessons alone, and write no table")
    options = parser.parse_args()
    options.no_table = options.no_table or bool(options.lessons)
    bench.measure(Runs(options), table, section, "Lessons", options)


if __name__ == "__main__":
    main()
