"""Runs lessons with mlnb and the same notebooks with nbconvert, in turns, and compares."""

import argparse
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import contents

RESULTS = contents.ROOT / "Benchmarks" / "RESULTS.md"
BEGIN, END = "<!-- lessons -->", "<!-- /lessons -->"


class Failure(SystemExit):
    pass


class MemoryWatch(threading.Thread):
    """The highest sum of resident memory that the processes under `root` reach, by kind of process.

    Polled every 4 ms. Pages that processes share count for each of them, on both sides.
    """

    def __init__(self, root, kinds):
        super().__init__(daemon=True)
        self.root, self.kinds = root, kinds
        self.peak, self.peak_all = 0, 0
        self.ended = threading.Event()

    def run(self):
        page = os.sysconf("SC_PAGE_SIZE")
        while not self.ended.wait(0.004):
            total = everything = 0
            for process in self.tree(self.root):
                try:
                    with open(f"/proc/{process}/statm") as file:
                        size = int(file.read().split()[1]) * page
                    with open(f"/proc/{process}/comm") as file:
                        name = file.read().strip()
                except (OSError, IndexError):
                    continue
                everything += size
                if any(name.startswith(kind) for kind in self.kinds):
                    total += size
            self.peak = max(self.peak, total)
            self.peak_all = max(self.peak_all, everything)

    def tree(self, process):
        yield process
        try:
            for task in os.listdir(f"/proc/{process}/task"):
                with open(f"/proc/{process}/task/{task}/children") as file:
                    for child in file.read().split():
                        yield from self.tree(int(child))
        except OSError:
            return


# What both sides of a lesson must have found out.
FINDINGS = {
    0: ["It works!", "31557600.0", "Everything is working!"],
    1: ["[100 400 900]", "26.666666666666668", "3.14856", "[3 8 6 9 0 5 6 0 7 6]"],
    2: ["0.965593882960831", "78.125 %", "0.7545065944574373"],
    3: ["0.87982678", "0.09867566", "best of ten: 578.0"],
    4: ["Right with three features: 100 %", "4.47**2 * RBF(length_scale=0.469)", "R² of kernel ridge:  0.98"],
}


class Bench:
    def __init__(self, arguments):
        self.mlnb = arguments.mlnb
        self.lessons = [number for number in FINDINGS if not arguments.lessons or number in arguments.lessons]
        self.only_lessons = bool(arguments.lessons)
        self.repeats = arguments.repeats
        self.bin = pathlib.Path(sys.executable).parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=arguments.work))
        for name in ("data", "pictures"):
            shutil.copytree(contents.ROOT / "Lessons" / name, self.folder / name)
        self.seconds = {}
        self.bytes = {}
        self.caches = 0

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
        environment = dict(os.environ, XDG_CACHE_HOME=str(cache))
        return self.run([self.mlnb, "run", "-q", "-o", f"{name}-mlnb.html", f"{name}.md"], environment, watch)

    def run_peer(self, name, watch=None):
        # Polling would also meet the debugger's warning about frozen modules; it is not part of the work.
        environment = dict(os.environ, PATH=f"{self.bin}:{os.environ['PATH']}", PYDEVD_DISABLE_FILE_VALIDATION="1")
        command = [self.bin / "jupyter-nbconvert", "--execute", "--to", "html", "--log-level", "ERROR",
                   "--output", f"{name}-peer.html", f"{name}.ipynb"]
        return self.run(command, environment, watch)

    def fresh_cache(self):
        self.caches += 1
        folder = self.folder / f"cache-{self.caches}"
        folder.mkdir()
        return folder

    def note(self, what, seconds):
        self.seconds.setdefault(what, []).append(seconds)

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


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(bench):
    median = lambda values: statistics.median(values)
    rows, missed = [], []

    def row(what, ours, theirs, ratio, bound, strict=False):
        fails = bound is not None and (ratio >= bound if strict else ratio > bound)
        if fails:
            missed.append(f"{what}: {ratio:.3f}, bound {bound}")
        limit = "" if bound is None else f"{'<' if strict else '≤'} {bound}"
        rows.append(f"| {what} | {ours} | {theirs} | {ratio:.3f} | {limit} | {'missed' if fails else '' if bound is None else 'kept'} |")

    def timed(what, ours, theirs, bound):
        ours, theirs = bench.seconds[ours], bench.seconds[theirs]
        row(what, spread(ours, 2) + " s", spread(theirs, 2) + " s", median(ours) / median(theirs), bound)

    for number in bench.lessons:
        timed(f"lesson {number}, cold", f"lesson-{number} cold", f"lesson-{number} peer", 0.2)
        timed("the same, unchanged", f"lesson-{number} unchanged", f"lesson-{number} peer", 0.02)
    if bench.only_lessons:
        return rows, missed
    timed("one `print` cell and ten of text, cold", "print cold", "print peer", 0.15)
    timed("the same, unchanged", "print unchanged", "print peer", 0.05)
    timed("first half of lesson 2, cold", "regression cold", "regression peer", 0.15)
    timed("the same, unchanged", "regression unchanged", "regression peer", None)
    timed("the same, prose edited", "regression prose", "regression peer", 0.03)
    timed("twenty cells, cold", "twenty cold", "twenty peer", None)
    timed("the same, one cell edited", "twenty edited", "twenty peer", 0.08)
    timed("the same, prose edited", "twenty prose", "twenty peer", 0.03)

    few, many = bench.seconds["thirty cold"], bench.seconds["three-hundred cold"]
    row("300 cells against 30, time a cell", f"{median(many) / 300 * 1000:.1f} ms", f"{median(few) / 30 * 1000:.1f} ms",
        (median(many) / 300) / (median(few) / 30), 1.5)
    base = median(bench.seconds["print cold"])
    row("the same, less the time of one cell", f"{(median(many) - base) / 299 * 1000:.1f} ms",
        f"{(median(few) - base) / 29 * 1000:.1f} ms", ((median(many) - base) / 299) / ((median(few) - base) / 29), None)
    few, many = bench.bytes["thirty mlnb"], bench.bytes["three-hundred mlnb"]
    row("300 cells against 30, memory a cell", f"{median(many) / 300 / 1e6:.2f} MB", f"{median(few) / 30 / 1e6:.2f} MB",
        (median(many) / 300) / (median(few) / 30), 1.5)
    for name, what in (("print", "one `print` cell"), ("regression", "first half of lesson 2"), ("twenty", "twenty cells")):
        ours, theirs = bench.bytes[f"{name} mlnb"], bench.bytes[f"{name} peer"]
        row(f"{what}, peak memory of command and kernel", f"{median(ours) / 1e6:.0f} MB", f"{median(theirs) / 1e6:.0f} MB",
            median(ours) / median(theirs), 1, strict=True)
        ours = bench.bytes[f"{name} all"]
        row(f"the same, the compiler included", f"{median(ours) / 1e6:.0f} MB", f"{median(theirs) / 1e6:.0f} MB",
            median(ours) / median(theirs), None)
    return rows, missed


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores"


def section(bench, rows, packages):
    return "\n".join([
        BEGIN,
        "## Lessons: `mlnb run` against `jupyter nbconvert --execute --to html`",
        "",
        f"The same content in Swift and in Python, run in turns; the median of {bench.repeats} runs and, in brackets, the",
        "fastest and the slowest. *Cold* is with an empty cache folder. In the rows of 300 cells against 30, both columns are",
        "mlnb's. Memory is the highest sum of the processes' resident memory, polled every 4 ms.",
        "",
        "| what | mlnb | nbconvert | ratio | bound | |",
        "|---|--:|--:|--:|--:|---|",
        *rows,
        "",
        f"{machine()}; Python {platform.python_version()}, {packages}. Made by `Benchmarks/lessons/run`.",
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
    parser.add_argument("--lessons", type=int, nargs="+", help="measure these lessons alone, and write no table")
    parser.add_argument("--keep", action="store_true", help="keep the folder with lessons, notebooks and pages")
    arguments = parser.parse_args()
    bench = Bench(arguments)
    try:
        bench.measure()
        rows, missed = table(bench)
    finally:
        if not arguments.keep:
            shutil.rmtree(bench.folder, ignore_errors=True)
    installed = (pathlib.Path(arguments.work) / "installed").read_text().split()
    text = section(bench, rows, ", ".join(name.replace("==", " ") for name in installed))
    print(text)
    if not bench.only_lessons:
        write_section(text)
    for miss in missed:
        print("missed: " + miss, file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
