# The rows with pandas: one row a line, name and seconds, then the peak memory of the process.
import resource
import sys
import time

import numpy as np
import pandas as pd

folder = sys.argv[1]
only = sys.argv[2] if len(sys.argv) > 2 else None


def measure(name, work):
    if only and only != name:
        return
    work()
    best, spent, rounds = float("inf"), 0.0, 0
    while (spent < 0.6 or rounds < 5) and rounds < 500:
        start = time.perf_counter()
        work()
        took = time.perf_counter() - start
        best = min(best, took)
        spent += took
        rounds += 1
    print(f"{name}\t{best}", flush=True)


n = 1_000_000


def made():
    random = np.random.RandomState(1)
    cities = np.array(["Ulm", "Bern", "Kiel", "Rom", "Graz", "Lyon", "Oslo", "Bristol", "Salamanca", "Rotterdam"])
    return pd.DataFrame({
        "x": random.uniform(size=n),
        "y": random.normal(size=n),
        "key": random.randint(0, 1000, n),
        "id": random.permutation(n),
        "city": pd.Series(cities[random.randint(0, 10, n)], dtype="str"),
    })


reading = only in ("CSV, 100 MB of all types", "CSV, 60 MB of numbers")
if not reading:
    frame = made()
    gaps = frame["x"].where(frame["x"] < 0.9)
    few = pd.DataFrame({"id": np.arange(0, n, 10), "z": np.arange(n // 10) * 0.5})
    wide = pd.DataFrame(np.random.RandomState(2).normal(size=(100_000, 10)), columns=[f"c{i}" for i in range(10)])
    holes = frame.assign(x=gaps)

measure("CSV, 100 MB of all types", lambda: pd.read_csv(f"{folder}/orders.csv"))
measure("CSV, 60 MB of numbers", lambda: pd.read_csv(f"{folder}/numbers.csv"))
if reading:
    print(f"memory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}")
    sys.exit()
measure("write CSV, 1e5 rows of 10 numbers", lambda: wide.to_csv(f"{folder}/written.csv", index=False))
measure("group by integer, mean", lambda: frame.groupby("key")["x"].mean())
measure("group by integer, all means", lambda: frame[["key", "x", "y", "id"]].groupby("key").mean())
measure("group by text, sum", lambda: frame.groupby("city")["x"].sum())
measure("group by text and integer, mean", lambda: frame.groupby(["city", "key"])["x"].mean())
measure("group by integer, deviation", lambda: frame.groupby("key")["x"].std())
measure("group by integer, median", lambda: frame.groupby("key")["x"].median())
measure("group by integer, maximum", lambda: frame.groupby("key")["id"].max())
measure("group by 1e6 different, sum", lambda: frame.groupby("id")["x"].sum())
measure("sort by number", lambda: frame.sort_values("x"))
measure("sort by integer", lambda: frame.sort_values("key"))
measure("sort by text", lambda: frame.sort_values("city"))
measure("sort by text and number", lambda: frame.sort_values(["city", "x"]))
measure("join with 1e5, inner", lambda: frame.merge(few, on="id"))
measure("join with 1e5, left", lambda: frame.merge(few, on="id", how="left"))
measure("count values, integer", lambda: frame["key"].value_counts())
measure("count values, text", lambda: frame["city"].value_counts())
measure("unique, number", lambda: frame["x"].unique())
measure("drop duplicates of two columns", lambda: frame.drop_duplicates(["city", "key"]))
measure("rows by mask", lambda: frame[frame["x"] > 0.5])
measure("rows by text mask", lambda: frame[frame["city"] == "Bern"])
measure("x * y + x", lambda: frame["x"] * frame["y"] + frame["x"])
measure("mean and deviation", lambda: (frame["x"].mean(), frame["x"].std()))
measure("median", lambda: frame["x"].median())
measure("describe", lambda: frame[["x", "y", "key"]].describe())
measure("correlation of 10 columns", lambda: wide.corr())
measure("fill missing", lambda: gaps.fillna(0))
measure("drop missing", lambda: holes.dropna())
measure("sample 1e5", lambda: frame.sample(100_000, random_state=5))
measure("concatenate", lambda: pd.concat([frame, frame]))
measure("to an array", lambda: frame[["x", "y", "key", "id"]].to_numpy())
measure("print", lambda: str(frame))
print(f"memory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}")
