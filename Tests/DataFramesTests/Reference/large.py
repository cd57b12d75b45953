"""Frames too large for a screen as pandas cuts and wraps them: large.json.

Run with pandas 3.1.1 and NumPy 2.4: python3 large.py
The frames are made from their size alone, by the rule that LargeFramesTests.swift follows too.
"""
import json
import pathlib

import numpy as np
import pandas as pd

pd.set_option("display.max_columns", 20)
pd.set_option("display.width", 80)


def frame(rows, columns, name):
    row = np.arange(rows)
    made = {}
    for j in range(columns):
        title = name.format(j)
        if j % 4 == 0:
            made[title] = row * (j + 1) % 1009
        elif j % 4 == 1:
            made[title] = (row - j) / 8.0
        elif j % 4 == 2:
            made[title] = pd.Series([f"text {i * j % 101}" for i in row], dtype="str")
        else:
            made[title] = row % 3 == 0
    return pd.DataFrame(made)


cases = []
for name in ["c{}", "a rather long name of column {}"]:
    for columns in [1, 9, 20, 21, 200]:
        for rows in [1, 60, 61, 1000]:
            cases.append({"rows": rows, "columns": columns, "name": name, "text": str(frame(rows, columns, name))})
cases.append({"rows": 1_000_000, "columns": 4, "name": "c{}", "text": str(frame(1_000_000, 4, "c{}"))})
out = pathlib.Path(__file__).with_name("large.json")
out.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
print(len(cases), "cases")
