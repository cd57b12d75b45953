# Puts the measured rows of both sides beside one another, and the table into its section of RESULTS.md.
import datetime
import os
import pathlib
import statistics
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import bench

work = sys.argv[1]
ours, peer = (bench.best(pathlib.Path(work).glob(f"{side}.*.tsv")) for side in ("ours", "numpy"))
memory = ours.pop("peak memory"), peer.pop("peak memory")
ratios = {name: ours[name] / peer[name] for name in peer}
table = "\n".join(
    f"| {name} | {ours[name] * 1e3:.3f} | {peer[name] * 1e3:.3f} | {ratio:.2f} |" for name, ratio in ratios.items())
text = f"""## Arrays

`Benchmarks/arrays/run`, {datetime.date.today()}, {bench.processor()}: the release library called from an unoptimised program, and
NumPy 2.4.6, one thread each, in turn; the best of {os.environ.get('ROUNDS', 3)} rounds, milliseconds.

Median ratio {statistics.median(ratios.values()):.2f}; slower than the peer by more than 5 % in
{sum(r > 1.05 for r in ratios.values())} of {len(ratios)} rows; peak memory {memory[0] / 1e6:.0f} MB, the peer's {memory[1] / 1e6:.0f} MB.

| row | ours | NumPy | ratio |
|---|---:|---:|---:|
{table}

{bench.notes(__file__)}
"""
bench.write("Arrays", text)
for name, ratio in ratios.items():
    print(f"{name:45s} {ours[name] * 1e3:10.3f} {peer[name] * 1e3:10.3f} {ratio:6.2f}{'  <' if ratio > 1.05 else ''}")
print(f"median {statistics.median(ratios.values()):.2f}, peak memory {memory[0] / memory[1]:.2f}")
