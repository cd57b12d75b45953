# Both sides' lines as a table with ratios, and what the issue asks of it.
import statistics
import sys


def read(path):
    return dict(line.rstrip("\n").split("\t") for line in open(path))


ours, theirs, threads = read(sys.argv[1]), read(sys.argv[2]), sys.argv[3]
print(f"| row ({threads} thread{'s' if threads != '1' else ''}) | ours | pandas | ratio |\n|---|---:|---:|---:|")
ratios = []
for name, value in theirs.items():
    mine, peer = float(ours[name]), float(value)
    ratio = mine / peer
    if "memory" in name:
        print(f"| {name if name != 'memory' else 'peak memory, all rows'} | {mine / 1e6:.0f} MB | {peer / 1e6:.0f} MB | {ratio:.2f} |")
    else:
        ratios.append(ratio)
        print(f"| {name} | {mine * 1e3:.3g} ms | {peer * 1e3:.3g} ms | {ratio:.2f} |")
print(f"\nMedian ratio {statistics.median(ratios):.2f}, greatest {max(ratios):.2f}, {len(ratios)} rows.")
