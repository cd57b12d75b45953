#!/usr/bin/env python3
"""Charts against matplotlib, in one run: PNG (Agg) and SVG, import time apart.

    python3 Benchmarks/charts/compare.py [--write]

Needs matplotlib and numpy, and scikit-learn for the tree. Builds nothing: `swift build -c release --product charts-benchmark`
first. Each time is for making the figure and its bytes, in seconds of CPU, so that a busy machine does not decide: the
median of five rounds (fewer where matplotlib takes seconds), in which both come in turns, each with its median. Both draw PNG at one pixel per pixel
of their own default size (matplotlib 640 x 480 at 100 dots per inch, ours 614 x 384 CSS pixels); sizes are the
files'.
"""
import argparse
import io
import pathlib
import statistics
import subprocess
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_classification
from sklearn.tree import DecisionTreeClassifier, plot_tree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import bench

random = np.random.RandomState(1)
LIMIT = 0.1


def lines(count):
    values = np.cumsum(random.normal(size=count))

    def draw():
        figure, axes = plt.subplots()
        axes.plot(values)
        return figure

    return draw


def scatter(count):
    x, y = random.normal(size=(2, count))

    def draw():
        figure, axes = plt.subplots()
        axes.scatter(x, y)
        return figure

    return draw


def images():
    pictures = random.randint(0, 256, size=(20, 28, 28))

    def draw():
        figure, axes = plt.subplots(2, 10, figsize=(10, 2.4))
        for picture, ax in zip(pictures, axes.ravel()):
            ax.imshow(picture)
            ax.set_xticks([])
            ax.set_yticks([])
        return figure

    return draw


def contour():
    a, b = np.meshgrid(np.linspace(-3, 3, 100), np.linspace(-3, 3, 100))
    z = 1 / (1 + (a - 1) ** 2 + b**2) + 0.7 / (1 + (a + 1) ** 2 + (b - 1) ** 2)

    def draw():
        figure, axes = plt.subplots()
        axes.contourf(a, b, z)
        return figure

    return draw


def many():
    values = np.cumsum(random.normal(size=50))

    def draw():
        figure, axes = plt.subplots(10, 2, figsize=(6, 20))
        for ax in axes.ravel():
            ax.plot(values)
            ax.set_xlabel("X")
            ax.set_ylabel("Y")
        return figure

    return draw


def tree():
    x, y = make_classification(n_samples=1119, n_features=11, n_informative=6, flip_y=0.3, random_state=3)
    model = DecisionTreeClassifier(max_depth=8, random_state=1).fit(x, y)

    def draw():
        figure, axes = plt.subplots(figsize=(100, 20))
        plot_tree(model, ax=axes, filled=True, fontsize=7, class_names=["not premium", "premium"])
        return figure

    return draw


CASES = {
    "line 1,000": lines(1000),
    "line 1,000,000": lines(1_000_000),
    "scatter 1,000": scatter(1000),
    "scatter 5,000": scatter(5000),
    "scatter 1,000,000": scatter(1_000_000),
    "20 images 28x28": images(),
    "filled contour 100x100": contour(),
    "10x2 axes": many(),
    "tree of depth 8": tree(),
}


def theirs(name, kind):
    """Seconds of CPU and bytes of matplotlib's figure."""
    seconds, size = [], 0
    while len(seconds) < 3 or (sum(seconds) < 0.5 and len(seconds) < 51):
        start = time.process_time()
        figure = CASES[name]()
        buffer = io.BytesIO()
        figure.savefig(buffer, format=kind)
        seconds.append(time.process_time() - start)
        size = len(buffer.getvalue())
        plt.close(figure)
        if seconds[-1] > 2:
            break
    return statistics.median(seconds), size


def ours(program, name):
    """The same of our figure, by format."""
    lines = subprocess.run([program, "times", name], check=True, capture_output=True, text=True).stdout.splitlines()
    return {kind: (float(seconds), int(size)) for _, kind, seconds, size in (line.split("\t") for line in lines)}


def rounds(program, name):
    """Both in turns, since a machine may be half as fast in the next second as in this: medians and bytes by format."""
    found = {kind: ([], []) for kind in ("png", "svg")}
    for _ in range(5):
        mine = ours(program, name)
        for kind, (a, b) in found.items():
            a.append(mine[kind])
            b.append(theirs(name, kind))
        if sum(times[0] for _, b in found.values() for times in b) > 6:
            break
    return {
        kind: tuple((statistics.median(seconds for seconds, _ in side), side[-1][1]) for side in sides)
        for kind, sides in found.items()
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into its section of RESULTS.md")
    options = parser.parse_args()
    program = bench.ROOT / ".build/release/charts-benchmark"
    rows, failed = [], []
    for name in CASES:
        for kind, (a, b) in rounds(program, name).items():
            ratio = a[0] / b[0]
            rows.append(
                f"| {name} | {kind.upper()} | {a[0] * 1e3:.1f} | {b[0] * 1e3:.1f} | {ratio:.3f} "
                f"| {a[1] / 1e3:.0f} | {b[1] / 1e3:.0f} |"
            )
            print(rows[-1], flush=True)
            if ratio > LIMIT:
                failed.append(f"{name} {kind}: {ratio:.3f} of matplotlib's time")
            if a[1] > b[1]:
                failed.append(f"{name} {kind}: {a[1]} bytes against {b[1]}")
    table = "\n".join(
        [
            "## Charts",
            "",
            f"`Benchmarks/charts/compare.py`, {bench.machine()}, against matplotlib {matplotlib.__version__} in one run; milliseconds and kB.",
            "",
            "| case | format | ours | matplotlib | ratio | our kB | matplotlib's kB |",
            "|---|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
            bench.notes(__file__),
        ]
    )
    if options.write:
        bench.write("Charts", table)
    for message in failed:
        print(message, file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
