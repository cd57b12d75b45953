"""The lessons that are measured, each as Markdown with Swift cells and as a notebook with the same cells in Python."""

import importlib
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Content:
    """Texts and cells in their order; a cell is Swift, Python, and whether it is meant to fail."""

    def __init__(self):
        self.parts = []

    def text(self, markdown):
        if markdown.strip():
            self.parts.append(markdown.strip("\n"))

    def cell(self, swift, python, fails=False):
        self.parts.append((swift.strip("\n"), python.strip("\n"), fails))

    def lesson(self):
        blocks = [part if isinstance(part, str) else "```swift\n%s\n```" % part[0] for part in self.parts]
        return "\n\n".join(blocks) + "\n"

    def notebook(self):
        cells = []
        for number, part in enumerate(self.parts):
            cell = {"id": "cell-%d" % number, "metadata": {}}
            if isinstance(part, str):
                cell.update(cell_type="markdown", source=part)
            else:
                cell.update(cell_type="code", source=part[1], execution_count=None, outputs=[])
                if part[2]:
                    cell["metadata"]["tags"] = ["raises-exception"]
            cells.append(cell)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def cells(text):
    """The parts of a lesson's text: prose as it stands, and cells as (words after `swift`, source).

    Recorded outputs are left out; fences of other languages are prose.
    """
    end = 0
    for match in re.finditer(r"^(`{3,})([^\n]*)\n(.*?)^\1\n", text, flags=re.S | re.M):
        words = match.group(2).split()
        kind = words[0] if words else ""
        if kind == "swift" and "ignore" not in words:
            yield text[end : match.start()], words[1:], match.group(3)
        elif kind in ("output", "error", "stderr", "warning"):
            yield text[end : match.start()], None, None
        else:
            continue
        end = match.end()
    yield text[end:], None, None


def paired(text, name, python):
    """A lesson's own prose and Swift, and beside each cell its counterpart in Python."""
    content = Content()
    heading = re.search(r"^title: \"?(.*?)\"?$", text, flags=re.M)
    text = re.sub(r"\A---\n.*?\n---\n", f"# {heading.group(1)}\n" if heading else "", text, flags=re.S)
    for prose, words, source in cells(text):
        content.text(prose)
        if source is None:
            continue
        label = re.search(r"^//\| (label|test): (\S+)$", source, flags=re.M)
        key = label and (label.group(2) if label.group(1) == "label" else "test: " + label.group(2))
        if key not in python:
            raise SystemExit(f"{name} has a cell without a counterpart in Python:\n{source}")
        content.cell(source, python[key], fails=bool({"compile-fail", "should-throw", "should-crash"} & set(words)))
    return content


def lesson_path(number):
    return next((ROOT / "Lessons").glob(f"{number}-*.md"))


def lesson(number):
    """A whole lesson of the course: its text as Markdown with Swift, and the content with both languages."""
    path = lesson_path(number)
    text = path.read_text()
    return text, paired(text, path.name, importlib.import_module(f"lesson{number}").PYTHON)


def regression():
    """The first half of lesson 2, up to the library's models, with the wine that turns scores into classes."""
    text = lesson_path(2).read_text()
    library, wine, split = (text.index(heading) for heading in HALVES)
    text = text[:library] + text[wine:split]
    return text, paired(text, "lesson 2", importlib.import_module("lesson2").PYTHON)


# Where the first half of lesson 2 is cut.
HALVES = ("## The same from the library", "## Red wine, good and better", "## What was learned, what was never seen")


PROSE = """Paragraph {n} explains what the next cell is about, with *emphasis*, `code`, and a [link](https://example.org).
It goes on for a while, since a lesson is read more often than it is run, and says why $x_{n}$ matters.

- one thing to know
- another one, **in bold**
"""


def printing():
    """One cell that prints, and ten cells of text."""
    content = Content()
    content.text("# One cell")
    for n in range(1, 10):
        content.text(PROSE.replace("{n}", str(n)))
    content.cell('print("Hello, lesson")', 'print("Hello, lesson")')
    return content


def series(count):
    """`count` cells of the kinds that lessons are made of, each using what came before; every tenth reuses a name."""
    content = Content()
    content.text("# %d cells" % count)
    content.cell("let values0 = NDArray.linspace(from: 0, to: 1, count: 50)\nprint(values0.sum())",
                 "import numpy as np\nvalues0 = np.linspace(0, 1, 50)\nprint(values0.sum())")
    for n in range(1, count):
        if n % 3 == 1:
            content.text(PROSE.replace("{n}", str(n)))
        kind = n % 10
        if kind in (1, 4, 7):
            content.cell(
                f"let values{n} = values{n - 1} * {n + 1}.0 + 1\nlet mean{n} = values{n}.mean()\nprint(\"mean \\(mean{n})\")",
                f"values{n} = values{n - 1} * {n + 1}.0 + 1\nmean{n} = values{n}.mean()\nprint(f\"mean {{mean{n}}}\")")
        elif kind in (2, 5, 8):
            content.cell(
                f"func scaled{n}(_ array: NDArray, by factor: Double) -> NDArray {{\n"
                f"  (array - array.mean()) / (array.max() - array.min()) * factor\n}}\n"
                f"let values{n} = scaled{n}(values{n - 1}, by: 2)\nvalues{n}.max()",
                f"def scaled{n}(array, factor):\n    return (array - array.mean()) / (array.max() - array.min()) * factor\n"
                f"values{n} = scaled{n}(values{n - 1}, 2)\nvalues{n}.max()")
        elif kind in (3, 6, 9):
            content.cell(
                f"struct Point{n} {{\n  var x, y: Double\n  var length: Double {{ (x * x + y * y).squareRoot() }}\n}}\n"
                f"let points{n} = (0..<50).map {{ Point{n}(x: Double($0), y: values{n - 1}[$0]) }}\n"
                f"let values{n} = NDArray(points{n}.map(\\.length))\nprint(values{n}.sum() > 0)",
                f"class Point{n}:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n"
                f"    def length(self):\n        return (self.x ** 2 + self.y ** 2) ** 0.5\n"
                f"points{n} = [Point{n}(float(i), values{n - 1}[i]) for i in range(50)]\n"
                f"values{n} = np.array([p.length() for p in points{n}])\nprint(values{n}.sum() > 0)")
        else:
            content.cell(
                f"let total = values{n - 1}.sum()\nlet values{n} = values{n - 1} / total\nprint(values{n}.sum())",
                f"total = values{n - 1}.sum()\nvalues{n} = values{n - 1} / total\nprint(values{n}.sum())")
    return content
