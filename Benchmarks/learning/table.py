"""Both sides' lines as the section in Benchmarks/RESULTS.md, and what is asked of it."""

import os
import pathlib
import statistics
import sys
from datetime import date

import sklearn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import bench

ours, theirs = bench.best(sys.argv[1:2]), bench.best(sys.argv[2:3])
if list(ours) != list(theirs):
    sys.exit("rows differ: " + ", ".join(set(ours) ^ set(theirs)))
ratios = {name: ours[name] / theirs[name] for name in ours}
threads = os.environ.get("OMP_NUM_THREADS")
lines = [
    "## Learning",
    "",
    f"`Benchmarks/learning/run`, {date.today()}, {bench.processor()}, {threads} threads on both sides: the release library and",
    f"scikit-learn {sklearn.__version__}, one after the other; the best of at least three rounds where these take less than 20 s.",
    "Numbers in names are rows: 1119 is what lesson 2 to 4 learn from, 37 a curve of lesson 4, and 30 times these.",
    "",
    "| row | ours, ms | scikit-learn, ms | ratio |",
    "|---|---:|---:|---:|",
]
lines += [f"| {name} | {ours[name] * 1e3:.3f} | {theirs[name] * 1e3:.3f} | {ratios[name]:.2f} |" for name in ours]
slower = [name for name, ratio in ratios.items() if ratio > 1]
median = statistics.median(ratios.values())
lines += ["", f"Median ratio {median:.2f} (asked: at most 0.50), slower in {len(slower)} of {len(ratios)} rows (asked: none)" + (": " + "; ".join(slower) if slower else "") + "."]
process = ratios.get("GaussianProcessRegressor 1119, fit")
if process is not None:
    lines += [f"The Gaussian process of lesson 4's exercise: {process:.2f} (asked: at most 0.30)."]
lines += ["", bench.notes(__file__)]
text = "\n".join(lines)
print(text)
if "--write" in sys.argv:
    bench.write("Learning", text)
sys.exit(bool(slower) or median > 0.5)
