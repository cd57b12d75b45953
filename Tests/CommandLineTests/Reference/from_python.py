"""What the Python expressions of docs/from-python.md give: from_python.json.

Run with NumPy 2.4 and pandas 3.1.1, in any folder: python3 from_python.py
Every row of the tables under "NumPy" and "pandas" is evaluated in the order of the page, with the values that the
page's cells set up.
"""
import json
import pathlib
import re

import numpy as np
import pandas as pd

root = pathlib.Path(__file__).parents[3]
page = (root / "docs/from-python.md").read_text(encoding="utf-8").split("\n## scikit-learn")[0]

x, y, m = np.array([1.0, 2, 3, 4]), np.array([2.0, 1, 4, 3]), np.arange(6.0).reshape(2, 3)
a, k = np.array([[2.0, 1], [1, 3]]), np.array([3, 1, 2, 1])
r = np.random.RandomState(123)
wine = pd.read_csv(root / "Lessons/data/winequality-red.csv", sep=";")
wine["premium"] = wine["quality"] > 5
people = pd.DataFrame({
    "name": ["Ada", "Grace", "Alan", "Edsger"], "born": [1815, 1906, 1912, 1930],
    "field": ["engines", "compilers", "machines", None]})
cities = pd.DataFrame({"name": ["Grace", "Alan", "Kurt"], "city": ["New York", "London", "Brno"]})


def shown(value):
    """A text that leaves out what the two languages write differently: quotes, brackets, True and true."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    if isinstance(value, (bool, np.bool_)):
        return str(value).lower()
    if isinstance(value, np.generic):
        value = value.item()
    return str(value)


rows = []
for line in page.splitlines():
    cells = re.findall(r"`((?:[^`])*)`", line)
    if line.startswith("| `") and len(cells) == 3:
        rows.append({"python": cells[0], "swift": cells[1], "gives": shown(eval(cells[0]))})
out = pathlib.Path(__file__).with_name("from_python.json")
out.write_text("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n", encoding="utf-8")
print(len(rows), "rows")
