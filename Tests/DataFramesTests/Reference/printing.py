"""Frames and series of every kind as pandas prints them in a notebook: printing.json.

Run with pandas 3.1.1 and NumPy 2.4: python3 printing.py
Each case holds the columns (type, values, missing ones null), the levels of the index, and the text.
"""
import json
import pathlib

import numpy as np
import pandas as pd

from printing_format import levels, stored

pd.set_option("display.max_columns", 20)
pd.set_option("display.width", 80)
random = np.random.RandomState(20261122)
cases = []


def add(value):
    if isinstance(value, pd.DataFrame):
        columns = [{"name": str(name), **stored(value.iloc[:, i])} for i, name in enumerate(value.columns)]
        cases.append({"kind": "frame", "columns": columns, "index": levels(value.index), "text": str(value)})
    else:
        column = {"name": value.name, **stored(value)}
        cases.append({"kind": "series", "columns": [column], "index": levels(value.index), "text": str(value)})


WORDS = ["red", "white", "a rather long name of a wine that nobody reads to its end", "", "é", "naïve café", "日本",
         "tab\there", "line\nbreak", "x", "Grüner Veltliner", "  spaces  ", "😀", "\"quoted\"", "ret\rurn"]


def numbers(count):
    style = random.randint(12)
    values = random.standard_normal(count)
    if style == 0:
        values = np.round(values, random.randint(0, 5))
    elif style == 1:
        values = values * 10.0 ** random.randint(-9, 12)
    elif style == 2:
        values = 10.0 ** random.uniform(-8, 8, count)
    elif style == 3:
        values = np.round(values * 100)
    elif style == 4:
        values[random.uniform(size=count) < 0.4] = np.nan
    elif style == 5:
        values = values * 1e6
    elif style == 6:
        values = np.abs(np.round(values, 2))
        values[random.uniform(size=count) < 0.2] = np.inf
        values[random.uniform(size=count) < 0.2] = -np.inf
    elif style == 7:
        values = np.full(count, np.nan)
    elif style == 8:
        values = np.zeros(count)
        values[random.uniform(size=count) < 0.3] = -0.0
    elif style == 9:
        values = 10.0 ** random.uniform(-300, 300, count)
    elif style == 10:
        values = random.randint(0, 2, count) * 1e-7
    return values


def column(count):
    kind = random.randint(9)
    if kind <= 3:
        return pd.Series(numbers(count))
    if kind == 4:
        return pd.Series(random.randint(-10 ** random.randint(1, 12), 10 ** random.randint(1, 12), count))
    if kind == 5:
        return pd.Series(random.randint(0, 10 ** random.randint(1, 6), count))
    if kind == 6:
        return pd.Series(random.uniform(size=count) < 0.5)
    if kind == 7:
        values = pd.Series([WORDS[i] for i in random.randint(0, len(WORDS), count)], dtype="str")
        values[random.uniform(size=count) < 0.2] = None
        return values
    mask = random.uniform(size=count) < 0.3
    if random.randint(2) and mask.any():
        return pd.Series(random.randint(-50, 50, count)).astype("Int64").mask(mask)
    values = pd.Series(random.uniform(size=count) < 0.5).astype(object)
    values[mask] = np.nan
    return values if mask.any() else values.astype(bool)


def index(count):
    kind = random.randint(8)
    if kind <= 2:
        return pd.RangeIndex(count)
    if kind == 3:
        return pd.Index(random.permutation(count * 3)[:count] - count)
    if kind == 4:
        return pd.Index([WORDS[i] for i in random.randint(0, len(WORDS), count)], name="word", dtype="str")
    if kind == 5:
        return pd.Index(np.round(random.standard_normal(count), 2), name="value")
    if kind == 6:
        return pd.Index(random.uniform(size=count) < 0.5, name="premium")
    return pd.MultiIndex.from_arrays(
        [np.sort(random.randint(0, 3, count)), np.array(["a", "b", "longer"])[random.randint(0, 3, count)]],
        names=[["left", "right"], [None, None], ["left", None]][random.randint(3)])


def names(count):
    result = []
    for i in range(count):
        name = ["x", "alcohol", "free sulfur dioxide", "é", f"column number {i}", "a\tb", ""][random.randint(7)]
        while name in result:
            name += f"{i}"
        result.append(name)
    return result


for number in range(260):
    count = int(random.choice([1, 2, 3, 5, 8, 20, 60, 61, 70]))
    width = int(random.choice([1, 2, 3, 5, 8, 13, 20, 21, 30]))
    if width > 8:
        count = min(count, 61 if number % 10 == 0 else 8)
    frame = pd.DataFrame({name: column(count) for name in names(width)})
    frame.index = index(count)
    add(frame)
for number in range(160):
    count = int(random.choice([1, 2, 3, 5, 8, 20, 60, 61, 70]))
    series = column(count)
    series.index = index(count)
    series.name = [None, "x", "free sulfur dioxide", "a\tb"][random.randint(4)]
    add(series)
add(pd.DataFrame())
add(pd.DataFrame({"a": pd.Series([], dtype=float), "b": pd.Series([], dtype=int)}))
add(pd.DataFrame(index=pd.RangeIndex(3)))
add(pd.DataFrame(index=pd.RangeIndex(150)))
add(pd.Series([], dtype=float, name="x"))
add(pd.Series([], dtype="str"))
wine = pd.read_csv(pathlib.Path(__file__).parents[3] / "Lessons/data/winequality-red.csv", sep=";")
wine["premium"] = wine["quality"] > 5
for value in [wine.head(), wine.tail(61), wine[wine["quality"] == 8], wine.describe(),
              wine["quality"].value_counts(), wine["quality"].value_counts(normalize=True),
              wine.groupby("quality").mean(), wine.groupby(["quality", "premium"])["alcohol"].mean(),
              wine.groupby(["premium", "quality"])[["alcohol", "pH"]].mean(), wine.corr(), wine["pH"].describe()]:
    add(value)

out = pathlib.Path(__file__).with_name("printing.json")
out.write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n", encoding="utf-8")
print(len(cases), "cases")
