"""The lessons that are measured, each as Markdown with Swift cells and as a notebook with the same cells in Python."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
LESSON_2 = ROOT / "Lessons" / "2-regression-and-classification.md"


class Content:
    """Texts and cells in their order; a cell is a pair of Swift and Python."""

    def __init__(self):
        self.parts = []

    def text(self, markdown):
        if markdown.strip():
            self.parts.append(markdown.strip("\n"))

    def cell(self, swift, python):
        self.parts.append((swift.strip("\n"), python.strip("\n")))

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
            cells.append(cell)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


# What the cells of lesson 2 are in Python, by their labels.
LESSON_2_PYTHON = {
    "seed": """
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt

random = np.random.RandomState(123)
random.random(size=4)
""",
    "seed-again": """
print(random.random(size=4))
print(random.random(size=4))

again = np.random.RandomState(123)
print(again.random(size=4))
""",
    "data": """
random = np.random.RandomState(123)
count = 10
x = np.sort(random.uniform(size=count) * 50).reshape(count, 1)

true_slope = 10.0
truth = true_slope * x
y = truth + random.normal(loc=0, scale=20, size=(count, 1))

print(x.shape)
print(x)
""",
    "ols": """
w_ols = np.linalg.inv(x.T @ x) @ x.T @ y
print(f"w_OLS = {w_ols.item()}")
""",
    "r-squared": """
def r_squared(observed, predicted):
    unexplained = ((observed - predicted) ** 2).sum()
    total = ((observed - observed.mean()) ** 2).sum()
    return 1 - unexplained / total

fit = x * w_ols
r2 = r_squared(y, fit)
print(r2)
""",
    "fig-line": """
fig, ax = plt.subplots()
ax.scatter(x, y, color="red", label="Observations (with noise)")
ax.plot(x, truth, color="red", linestyle="dashed", label="Ground truth")
ax.plot(x, fit, color="blue", marker="x", label=f"Fit with $R^2 = {r2:.2f}$")
ax.set_xlabel("X")
ax.set_ylabel("Y")
ax.legend()
plt.show()
""",
    "powers": """
def powers(x, degree):
    return np.hstack([x ** k for k in range(1, degree + 1)])

x_poly = powers(x, 8)
grid = np.linspace(10, 50, 100).reshape(100, 1)
grid_poly = powers(grid, 8)

print(x_poly.shape)
""",
    "ols-poly": """
w_poly = np.linalg.inv(x_poly.T @ x_poly) @ x_poly.T @ y
fit_poly = x_poly @ w_poly
r2_poly = r_squared(y, fit_poly)

print(f"w_OLS = {w_poly.squeeze()}")
print(f"R² = {r2_poly:.4f}")
""",
    "fig-poly": """
fig, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
for ax in (left, right):
    ax.scatter(x, y, color="red", label="Observations (with noise)")
    ax.plot(x, truth, color="red", linestyle="dashed", label="Ground truth")
left.scatter(x, fit_poly, color="blue", marker="x", label=f"Fit with $R^2 = {r2_poly:.2f}$")
right.plot(grid, grid_poly @ w_poly, color="blue", label="Polynomial")
left.set(xlabel="X", ylabel="Y", title="At the observations")
right.set(xlabel="X", ylabel="Y", title="In between")
left.legend()
right.legend()
plt.show()
""",
    "ridge": """
penalty = 100_000.0
penalised = x_poly.T @ x_poly + penalty * np.identity(8)
w_ridge = np.linalg.solve(penalised, x_poly.T @ y)

print(f"w_OLS = {w_poly.squeeze()}")
print(f"w_ridge = {w_ridge.squeeze()}")
""",
    "ridge-fit": """
fit_ridge = x_poly @ w_ridge
r2_ridge = r_squared(y, fit_ridge)
print(r2_ridge)
""",
    "fig-ridge": """
fig, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
for ax in (left, right):
    ax.scatter(x, y, color="red", label="Observations (with noise)")
    ax.plot(x, truth, color="red", linestyle="dashed", label="Ground truth")
left.scatter(x, fit_poly, color="blue", marker="x", label=f"OLS with $R^2 = {r2_poly:.2f}$")
left.scatter(x, fit_ridge, color="green", marker="+", label=f"Ridge with $R^2 = {r2_ridge:.2f}$")
right.plot(grid, grid_poly @ w_poly, color="blue", label="OLS")
right.plot(grid, grid_poly @ w_ridge, color="green", label="Ridge")
left.set(xlabel="X", ylabel="Y", title="At the observations")
right.set(xlabel="X", ylabel="Y", title="In between")
left.legend()
right.legend()
plt.show()
""",
    "distance": """
true_grid = true_slope * grid
for name, w in [("OLS", w_poly), ("ridge", w_ridge)]:
    error = np.sqrt(((grid_poly @ w - true_grid) ** 2).mean())
    print(f"{name}: root mean squared error {error:.0f}")
""",
    "dial": """
def ridge(predictors, responses, penalty):
    diagonal = penalty * np.identity(predictors.shape[1])
    penalised = predictors.T @ predictors + diagonal
    return np.linalg.solve(penalised, predictors.T @ responses)

for exponent in [3, 5, 7, 9]:
    w = ridge(x_poly, y, 10.0 ** exponent)
    error = np.sqrt(((grid_poly @ w - true_grid) ** 2).mean())
    fit = r_squared(y, x_poly @ w)
    print(f"λ = 1e{exponent}: R² {fit:.3f}, error {error:.0f}")
""",
    "wine": """
wine = pd.read_csv("data/winequality-red.csv", sep=";")

threshold = 5
wine["premium"] = wine["quality"] > threshold
wine
""",
    "counts": """
wine["quality"].value_counts()
""",
    "fig-quality": """
premium = wine[wine["premium"]]["quality"].value_counts()
ordinary = wine[~wine["premium"]]["quality"].value_counts()

fig, ax = plt.subplots()
ax.bar_label(ax.bar(ordinary.index, ordinary, color="red", label="Ordinary"))
ax.bar_label(ax.bar(premium.index, premium, color="blue", label="Premium"))
ax.set_xlabel("Quality score")
ax.set_ylabel("Number of wines")
ax.legend()
plt.show()
""",
    "target": """
features = wine.drop(["quality", "premium"], axis=1)
target = wine["premium"].astype(int)

print(f"Features: {features.shape}")
print(f"Target:   {target.shape}")
target.head()
""",
}


def regression():
    """The first half of lesson 2: its own text, its own Swift, and the same in Python.

    The lesson itself is measured; the notebook has its prose and cells, without recorded outputs and options.
    """
    content = Content()
    text = re.sub(r"\A---\n.*?\n---\n", "# Regression and classification\n", LESSON_2.read_text(), flags=re.S)
    text = text[: text.index("## Logistic regression")] if "## Logistic regression" in text else text
    text = re.sub(r"^```(?:output|error|stderr)[^\n]*\n.*?^```\n", "", text, flags=re.S | re.M)
    end = 0
    for match in re.finditer(r"^```swift[^\n]*\n(.*?)^```\n", text, flags=re.S | re.M):
        content.text(text[end : match.start()])
        end = match.end()
        label = re.search(r"^//\| label: (\S+)$", match.group(1), flags=re.M)
        if label is None or label.group(1) not in LESSON_2_PYTHON:
            raise SystemExit("lesson 2 has a cell without a counterpart in Python:\n" + match.group(1))
        content.cell(match.group(1), LESSON_2_PYTHON[label.group(1)])
    content.text(text[end:])
    return content


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
