# Puts the measured rows of both sides beside one another, for one thread and for two, and the table into its section of
# RESULTS.md.
import datetime
import os
import pathlib
import statistics
import sys

import numpy
import pandas

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import bench

work = sys.argv[1]


def size(row, value):
    return f"{value / 1e6:.0f} MB" if "memory" in row else f"{value * 1e3:.3g} ms"


one, two, peer = (bench.best(pathlib.Path(work).glob(f"{side}.*.tsv")) for side in ("ours-1", "ours-2", "pandas"))
lines, ratios, twofold, memory = [], [], [], []
for name, theirs in peer.items():
    ratio, both = one[name] / theirs, two[name] / theirs
    title = "peak memory, all rows" if name == "memory" else name
    lines.append(f"| {title} | {size(name, one[name])} | {size(name, two[name])} | {size(name, theirs)} | {ratio:.2f} | {both:.2f} |")
    (memory if "memory" in name else ratios).append(ratio)
    if "memory" not in name:
        twofold.append(both)
table = "\n".join(lines)
text = f"""## Frames

`Benchmarks/frames/run`, {datetime.date.today()}, {bench.processor()}: the release library called from an unoptimised program, with one
thread and with two, and pandas {pandas.__version__} with NumPy {numpy.__version__}, which uses one, in one run; the best of {os.environ.get('ROUNDS', 2)} rounds, each
the best of at least five. Rows without another size are of a frame of 1e6 rows and five columns. The numbers of the first CSV
file are short, those of the second have all their 17 digits; ours are read to the nearest double, which pandas's default
reader does not promise.

With one thread the median ratio is {statistics.median(ratios):.2f} and the greatest {max(ratios):.2f}; slower than the peer in {sum(r > 1 for r in ratios)} of {len(ratios)} rows; with two
threads the median is {statistics.median(twofold):.2f} and the greatest {max(twofold):.2f}. Peak memory is at most {max(memory):.2f} of the peer's.

| row | ours, 1 thread | ours, 2 threads | pandas | ratio, 1 | ratio, 2 |
|---|---:|---:|---:|---:|---:|
{table}

{bench.notes(__file__)}
"""
bench.write("Frames", text)
print(table)
print(f"\nMedian ratio {statistics.median(ratios):.2f}, greatest {max(ratios):.2f}, {len(ratios)} rows.")
