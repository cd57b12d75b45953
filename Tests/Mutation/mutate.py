#!/usr/bin/env python3
"""Proves that `mlnb check` notices: changes what a lesson records, one thing at a time, and demands a failure there.

    Tests/Mutation/mutate.py Lessons/2-regression-and-classification.md
    Tests/Mutation/mutate.py --sample 40 Lessons/*.md

Every recorded number, every recorded word, and every number, text and colour of every recorded chart is changed in a copy
of the lesson; of the packed points of a long list, some. The check of each copy must fail, and at the line that was changed (for a chart: in the cell that draws it).
A number is changed in the last digit that its tolerance does not cover; one that is covered wholly is counted.

What the cells print does not depend on what is recorded: the lesson runs once, its run is kept, and the copies are held
against that. A sample of the changes goes through the whole command, and must come to the same.

Before that, the lesson itself must pass: twice, on one thread and on two, and on processors of two kinds as
OPENBLAS_CORETYPE makes them.
"""

import argparse
import base64
import collections
import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

FENCE = re.compile(r"^(?P<prefix>[ >]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
KINDS = ("output", "stderr", "error", "warning")
NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w]|\.\d)")
WORD = re.compile(r"[^\W\d_]{2,}")
# What a Double that a cell shows may differ by where nothing is said (ValueType.doubleTolerance).
DOUBLE = 1e-12


class Block:
    """A recorded block: its lines in the lesson (from 0), and how it is compared."""

    def __init__(self, info, first, tolerances):
        words = info.split()
        self.kind = words[0]
        self.flags = {word.split("=")[0]: word.partition("=")[2].strip('"') for word in words[1:]}
        self.first, self.last = first, first
        own = {key: float(self.flags[key]) for key in ("tol", "rtol") if key in self.flags}
        self.tolerances = own or tolerances

    def admits(self, expected, actual):
        relative = max(self.tolerances.get("rtol", 0), DOUBLE)
        return abs(expected - actual) <= self.tolerances.get("tol", 0) + relative * abs(expected)


def front_matter_tolerances(lines):
    tolerances, inside, section = {}, False, ""
    for number, line in enumerate(lines):
        if line.strip() == "---":
            if inside:
                break
            inside = number == 0
        elif inside:
            if not line.startswith(" "):
                section = line.split(":")[0]
            match = re.match(r"\s+(tol|rtol):\s*([\d.eE+-]+)", line)
            if match and section in ("check", "execute"):
                tolerances[match[1]] = float(match[2])
    return tolerances


def front_matter_filters(lines):
    """The patterns under `filters:`, roughly: lines that one of them matches are left alone."""
    text = "\n".join(lines)
    match = re.match(r"---\n(.*?)\n---\n", text, re.S)
    filters = re.search(r"^  filters:\n((?:    .*\n?)+)", match[1] + "\n", re.M) if match else None
    return [line.strip().split("':")[0].strip("'\"") for line in filters[1].splitlines()] if filters else []


def blocks_of(lines):
    blocks, index, tolerances = [], 0, front_matter_tolerances(lines)
    cell = dict(tolerances)
    while index < len(lines):
        match = FENCE.match(lines[index])
        if not match:
            index += 1
            continue
        end = index + 1
        while end < len(lines) and not re.match(rf"^[ >]*{re.escape(match['fence'])}[`~]*\s*$", lines[end]):
            end += 1
        info = match["info"].strip()
        first = info.split()[0] if info else ""
        if first in ("swift", "{swift}"):
            found = dict(re.findall(r"//\| (tol|rtol):\s*([\d.eE+-]+)", "\n".join(lines[index:end])))
            cell = {key: float(value) for key, value in found.items()} or dict(tolerances)
        elif first in KINDS:
            block = Block(info, index + 1, cell)
            block.last = end
            blocks.append(block)
        index = end + 1
    return blocks


def changed_number(text, block):
    """The number with the last digit changed that the tolerance does not cover; None where it covers all."""
    places = [i for i, character in enumerate(text) if character.isdigit()]
    exponent = re.search("[eE]", text)
    for place in reversed([i for i in places if not exponent or i < exponent.start()]):
        digit = str((int(text[place]) + 5) % 10)
        other = text[:place] + digit + text[place + 1 :]
        if float(other) != float(text) and not block.admits(float(text), float(other)):
            return other
    return None


def text_mutations(lines):
    """Pairs of a line (from 0) and what is put in its place; and how many numbers the tolerances cover."""
    mutations, covered, filters = [], 0, front_matter_filters(lines)
    for block in blocks_of(lines):
        if "any" in block.flags or "regex" in block.flags or "when" in block.flags:
            continue
        for number in range(block.first, block.last):
            line = lines[number]
            if line.strip(" >") == "..." or any(re.search(pattern, line) for pattern in filters):
                continue
            # `[..]` stands for anything; a word that touches it may be a part of that.
            fixed = [match.span() for match in re.finditer(r"\S*\[\.\.\]\S*", line)]
            for match in NUMBER.finditer(line):
                if any(a < match.end() and match.start() < b for a, b in fixed):
                    continue
                other = changed_number(match[0], block)
                if other is None:
                    covered += 1
                else:
                    mutations.append((number, line[: match.start()] + other + line[match.end() :]))
            for match in WORD.finditer(line):
                if any(a < match.end() and match.start() < b for a, b in fixed) or match[0].lower() in ("nan", "inf"):
                    continue
                swapped = ("q" if match[0][0].lower() != "q" else "w") + match[0][1:]
                mutations.append((number, line[: match.start()] + swapped + line[match.end() :]))
    return mutations, covered


def unpacked(text, differences):
    """The numbers of a packed list: four bytes each, the lowest of all first, the sign in the lowest bit."""
    data = zlib.decompress(base64.b64decode(text))
    length, last, numbers = len(data) // 4, 0, []
    for k in range(length):
        unsigned = sum(data[plane * length + k] << 8 * plane for plane in range(4))
        number = -(unsigned >> 1) - 1 if unsigned & 1 else unsigned >> 1
        last = last + number if differences else number
        numbers.append(last)
    return numbers


def packed(numbers, differences):
    told = [b - a for a, b in zip([0] + numbers, numbers)] if differences else numbers
    data = b"".join(struct.pack("<I", 2 * n if n >= 0 else -2 * n - 1) for n in told)
    return base64.b64encode(zlib.compress(b"".join(data[plane::4] for plane in range(4)))).decode()


def moved_points(text, differences, count=6):
    """The packed list with one point moved by two steps, for the first, the last and some points between."""
    numbers = unpacked(text, differences)
    for index in sorted({round(k * (len(numbers) - 1) / (count - 1)) for k in range(count)}):
        yield index, packed(numbers[:index] + [numbers[index] + 2] + numbers[index + 1 :], differences)


def chart_mutations(chart):
    """Every leaf of a draw list, changed so that it can be seen: the whole chart with that leaf changed."""

    def leaves(value, path):
        if isinstance(value, dict):
            for key in value:
                yield from leaves(value[key], path + [key])
        elif isinstance(value, list):
            for index in range(len(value)):
                yield from leaves(value[index], path + [index])
        elif value is not None:
            yield path, value

    def changed(path, other):
        copy = json.loads(json.dumps(chart))
        place = copy
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = other
        return copy

    for path, value in leaves(chart, []):
        names = [part for part in path if isinstance(part, str)]
        if path[-1] in ("steps", "changes"):
            for index, other in moved_points(value, path[-1] == "changes"):
                yield path + [index], changed(path, other)
            continue
        if isinstance(value, str):
            match = re.fullmatch(r"#([0-9a-f]{2})([0-9a-f]{4,6})", value)
            other = "#%02x%s" % ((int(match[1], 16) + 64) % 256, match[2]) if match else value + "x"
        elif names[-1] == "frame" or (names[0] == "texts" and names[-1] in ("x", "y")):
            other = value + 2
        else:
            neighbours = chart
            for part in path[:-1]:
                neighbours = neighbours[part]
            numbers = neighbours if isinstance(neighbours, list) else [value]
            largest = max(abs(number) for number in numbers if isinstance(number, (int, float)))
            # Of a value that is nothing beside its neighbours, what could be seen.
            other = value + max(abs(value) * 1e-4, largest * 1e-4) if value or largest else 1
        yield path, changed(path, other)


class Prover:
    def __init__(self, mlnb, lesson, jobs):
        self.mlnb, self.jobs = mlnb, jobs
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mlnb-mutation-"))
        for item in lesson.parent.iterdir():
            if item.is_dir() and not item.name.endswith(".expected"):
                (self.folder / item.name).symlink_to(item.resolve())
        self.lesson = self.folder / "lesson.md"
        # Links out of the folder are another matter.
        self.text = lesson.read_text()
        self.lesson.write_text(self.text)
        self.expected = lesson.with_suffix(".expected")
        if self.expected.exists():
            shutil.copytree(self.expected, self.folder / "lesson.expected")

    def run(self, command, lessons, environment=None, *options):
        report = self.folder / "report.json"
        process = subprocess.run(
            [self.mlnb, command, "-q", *options, *(["--report", report, "--no-cache"] if command == "check" else []), *lessons],
            cwd=self.folder, env={**os.environ, **(environment or {})}, capture_output=True, text=True)
        if command != "check":
            return process
        found = json.loads(report.read_text()) if report.exists() else []
        report.unlink(missing_ok=True)
        return process, found if isinstance(found, list) else [found]

    def cells(self, findings):
        # Links lead out of the copy's folder.
        return [finding for finding in findings if finding["kind"] not in ("link", "image", "data")]

    def passes(self, environment):
        _, reports = self.run("check", ["lesson.md"], environment)
        return self.cells(reports[0]["findings"]) if reports else [{"line": 1, "message": "no report"}]

    def batches(self, mutations, runs, size=100):
        """Checks copies, each with one change; gives for each mutation the findings of its copy."""
        options = [] if runs else ["--replay-run", str(self.folder / "run.json")]
        for start in range(0, len(mutations), size):
            batch = mutations[start : start + size]
            names = []
            for number, (lines, chart) in enumerate(batch):
                name = "m%d" % number
                names.append(name + ".md")
                (self.folder / names[-1]).write_text("\n".join(lines) if lines else self.lesson.read_text())
                folder = self.folder / (name + ".expected")
                shutil.rmtree(folder, ignore_errors=True)
                if (self.folder / "lesson.expected").exists():
                    shutil.copytree(self.folder / "lesson.expected", folder)
                if chart:
                    (folder / chart[0]).write_text(json.dumps(chart[1]))
            _, reports = self.run("check", names, None, "--jobs", str(self.jobs), *options)
            for report in reports:
                yield self.cells(report["findings"])


def key(finding):
    """What a finding says, whatever the copy is called."""
    return finding["kind"], finding["line"], finding["column"], finding["cell"], re.sub(r"m\d+\.", "", finding["message"])


def prove(mlnb, lesson, arguments):
    prover = Prover(mlnb, lesson, arguments.jobs)
    try:
        accepted = prover.run("accept", ["lesson.md"], None, "--add")
        if accepted.returncode not in (0, 1):
            print(accepted.stderr)
            return 1
        problems = 0
        kinds = [("as it is", {}), ("a second time", {})]
        kinds += [("threads: %d" % n, {"OPENBLAS_NUM_THREADS": str(n)}) for n in (1, 2)]
        kinds += [("processor: " + kind, {"OPENBLAS_CORETYPE": kind}) for kind in arguments.processors]
        for name, environment in kinds:
            findings = prover.passes(environment)
            print("%-28s %s" % (name, "as said" if not findings else "%d findings" % len(findings)))
            for finding in findings:
                print("  %s:%d: %s" % (lesson, finding["line"], finding["message"]))
                for a, b in list(zip(finding.get("recorded") or [], finding.get("printed") or []))[:50]:
                    if a != b:
                        print("    - %s\n    + %s" % (a, b))
            problems += bool(findings)
        lines = prover.lesson.read_text().split("\n")
        texts, covered = text_mutations(lines)
        mutations = [((lines[:n] + [other] + lines[n + 1 :], None), ("line", n + 1, other)) for n, other in texts]
        charts = sorted((prover.folder / "lesson.expected").glob("[!_]*.json")) if (prover.folder / "lesson.expected").exists() else []
        for file in charts:
            for path, copy in chart_mutations(json.loads(file.read_text())):
                mutations.append(((None, (file.name, copy)), ("chart", file.stem, path)))
        total = len(mutations)
        if arguments.sample and arguments.sample < total:
            mutations = random.Random(arguments.seed).sample(mutations, arguments.sample)
        prover.run("check", ["lesson.md"], None, "--keep-run", str(prover.folder / "run.json"))
        counts, missed = collections.Counter(), []
        outcomes = list(prover.batches([mutation for mutation, _ in mutations], runs=False))
        if len(outcomes) != len(mutations):
            missed.append(("%d of %d copies" % (len(outcomes), len(mutations)), "not checked"))
        whole = random.Random(arguments.seed + 1).sample(range(len(mutations)), min(arguments.whole, len(mutations)))
        for index, findings in zip(whole, prover.batches([mutations[index][0] for index in whole], runs=True)):
            if [key(finding) for finding in findings] != [key(finding) for finding in outcomes[index]]:
                missed.append((mutations[index][1], "the whole command finds otherwise"))
        for (_, place), findings in zip(mutations, outcomes):
            counts[place[0]] += 1
            if place[0] == "line":
                good = len(findings) == 1 and findings[0]["line"] == place[1]
            else:
                label = place[1]
                good = len(findings) == 1 and findings[0]["kind"] == "chart" and (
                    findings[0]["label"] == label or label.startswith(findings[0]["label"] + "-"))
            if not good:
                missed.append((place, [(finding["line"], finding["message"]) for finding in findings]))
        print("%d of %d changes tried: %d of text, %d of charts; %d numbers are covered by their tolerances; "
              "%d of them through the whole command"
              % (len(mutations), total, counts["line"], counts["chart"], covered, len(whole)))
        for place, findings in missed[:40]:
            print("  not noticed there: %s; found: %s" % (place, findings))
        print("%s: %s" % (lesson, "every change is noticed at its place" if not missed else "%d changes are not" % len(missed)))
        return problems + len(missed)
    finally:
        shutil.rmtree(prover.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="+", type=pathlib.Path)
    root = pathlib.Path(__file__).resolve().parents[2]
    parser.add_argument("--mlnb", default=str(root / "bin" / "mlnb"))
    parser.add_argument("--sample", type=int, help="try only so many changes of each lesson")
    parser.add_argument("--whole", type=int, default=8, help="so many changes go through the whole command")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--processors", nargs="*", default=["Haswell", "Nehalem"])
    arguments = parser.parse_args()
    mlnb = str(pathlib.Path(arguments.mlnb).resolve())
    return 1 if sum(prove(mlnb, lesson, arguments) for lesson in arguments.lessons) else 0


if __name__ == "__main__":
    sys.exit(main())
