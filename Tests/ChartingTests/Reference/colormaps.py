"""Samples of matplotlib's colour maps at 17 places each: colormaps.txt beside this file."""
import pathlib

import numpy as np
from matplotlib import colormaps

NAMES = """viridis plasma inferno magma cividis turbo twilight coolwarm gray Blues BuGn BuPu GnBu Greens Greys OrRd
Oranges PuBu PuBuGn PuRd Purples RdPu Reds YlGn YlGnBu YlOrBr YlOrRd BrBG PiYG PRGn PuOr RdBu RdGy RdYlBu RdYlGn
Spectral tab10 tab20 Set1 Set2 Set3 Dark2 Paired Accent Pastel1""".split()

lines = []
for name in NAMES:
    map_ = colormaps[name]
    if map_.N < 256:
        colors = [map_(k) for k in range(map_.N)]
    else:
        # Fractions and not places in the table: twilight's has 510.
        colors = [map_(round(t * 255) / 255) for t in np.linspace(0, 1, 18)]
    lines.append(name + " " + " ".join("%02x%02x%02x" % tuple(int(round(c * 255)) for c in rgb[:3]) for rgb in colors))
pathlib.Path(__file__).with_name("colormaps.txt").write_text("\n".join(lines) + "\n")
