#!/usr/bin/env python3
"""Each figure that matplotlib drew for the course beside ours, in one page.

    python3 data.py DATA_FOLDER numbers.json
    charts-benchmark draw numbers.json OURS
    python3 side_by_side.py THEIRS OURS page.html

THEIRS holds matplotlib's pictures (NAME.png), OURS ours (NAME.svg, NAME.txt). The page follows the system's light or
dark theme and has a button for the other.
"""
import base64
import html
import pathlib
import re
import sys

theirs, ours, page = (pathlib.Path(a) for a in sys.argv[1:4])
parts = []
missing = []
for picture in sorted(theirs.glob("*.png")):
    mine = ours / (picture.stem + ".svg")
    if not mine.exists():
        missing.append(picture.stem)
        continue
    svg = mine.read_text().replace('<rect width="100%" height="100%" fill="#ffffff"/>', "", 1)
    narrow = ours / (picture.stem + ".narrow.svg")
    if narrow.exists():
        # Both in one page: their ids must differ.
        other = re.sub(r'(id="|href="#|url\(#)', r"\1n-", narrow.read_text())
        svg = f"<div class=wide>{svg}</div><div class=narrow>{other}</div>"
    width = float(re.search(r'<svg[^>]* width="([0-9.]+)"', svg).group(1))
    if not narrow.exists():
        # A diagram keeps a size at which it can be read, and scrolls.
        svg = svg.replace("max-width:100%", f"min-width:{0.75 * width:.0f}px;max-width:100%", 1)
    root = re.search(r"--root:([0-9.]+)", svg)
    overview = ""
    start = ""
    if root and not narrow.exists():
        # A tree scrolls from its root, below a small picture of the whole.
        box = re.search(r'viewBox="[^"]*"', svg).group(0)
        height = float(box.rstrip('"').split()[-1])
        whole = f"whole-{len(parts)}"
        head, drawing = svg.split(">", 1)
        svg = f"{head}><g id={whole}>{drawing.rsplit('</svg>', 1)[0]}</g></svg>"
        overview = (
            f"<svg class=overview {box} fill=none stroke-linejoin=round aria-hidden=true"
            f" style='max-width:{160 * width / height:.0f}px'><use href='#{whole}'/></svg>"
        )
        start = f" data-root={root.group(1)}"
    words = (ours / (picture.stem + ".txt")).read_text()
    data = base64.b64encode(picture.read_bytes()).decode()
    parts.append(
        f"<section><h2>{picture.stem}</h2><div class='pair{' long' if width > 800 else ''}'><figure><img alt='' src='data:image/png;base64,{data}'>"
        f"<figcaption>matplotlib</figcaption></figure><figure>{overview}<div class=drawing{start}>{svg}</div><figcaption>ours: {html.escape(words)}"
        f"</figcaption></figure></div></section>"
    )
page.write_text(
    """<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>The course's figures, side by side</title><style>
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1c1e}
@media(prefers-color-scheme:dark){:root:not(.light){--paper:#17181c;--ink:#e8e8ea;
--chart-faint:#5c6067;--chart-dark:1;--chart-rim:#7a818c;--chart-halo:drop-shadow(0 0 .5px #b4bac4)}}
:root.dark{--paper:#17181c;--ink:#e8e8ea;--chart-faint:#5c6067;--chart-dark:1;--chart-rim:#7a818c;--chart-halo:drop-shadow(0 0 .5px #b4bac4)}
body{background:var(--paper);color:var(--ink);--chart-paper:var(--paper);font:15px system-ui;margin:1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;align-items:start}
.long{grid-template-columns:1fr}.drawing{overflow:auto}.overview{display:block;width:100%;margin:0 auto .5rem}.drawing[data-root]{max-height:70vh}
@media(max-width:900px){.pair{grid-template-columns:1fr}}
.narrow{display:none}.narrow>svg{width:100%;height:auto}@media(max-width:560px){.narrow{display:block}.wide{display:none}}
.chart-halo{filter:var(--chart-halo,none)}
figure{margin:0;min-width:0}img{max-width:100%}figcaption{opacity:.7;font-size:12px;max-height:5em;overflow:auto}
h2{font-size:15px}</style>
<button onclick="document.documentElement.classList.toggle('dark')">light / dark</button>
"""
    + "\n".join(parts)
    + "<script>for (const d of document.querySelectorAll('.drawing')) d.scrollLeft = (d.dataset.root || .5) * d.scrollWidth - d.clientWidth / 2</script>"
    + (f"<p>Not drawn here: {', '.join(missing)}</p>" if missing else "")
)
print(f"{len(parts)} pairs in {page}; not drawn: {', '.join(missing) or 'none'}")
