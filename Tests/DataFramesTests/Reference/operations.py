"""What pandas makes of two small frames and of the wines: operations.json.

Run with pandas 3.1.1 and NumPy 2.4: python3 operations.py
"""
import json
import pathlib

import numpy as np
import pandas as pd

from printing_format import levels, stored

pd.set_option("display.max_columns", 20)
pd.set_option("display.width", 80)
random = np.random.RandomState(7)
results = {}


def add(name, value):
    if isinstance(value, pd.DataFrame):
        columns = [{"name": str(c), **stored(value.iloc[:, i])} for i, c in enumerate(value.columns)]
        results[name] = {"kind": "frame", "columns": columns, "index": levels(value.index), "text": str(value)}
    elif isinstance(value, pd.Series):
        results[name] = {"kind": "series", "columns": [{"name": value.name, **stored(value)}],
                         "index": levels(value.index), "text": str(value)}
    else:
        results[name] = {"kind": "number", "columns": [], "index": {"range": [0, 0, 1], "names": [None]},
                         "text": repr(float(value))}


n = 240
items = pd.DataFrame({
    "shop": pd.Series(np.array(["north", "south", "a shop with a long name", "east"])[random.randint(0, 4, n)], dtype="str"),
    "kind": random.randint(0, 5, n),
    "price": np.round(random.gamma(2, 7.3, n), 2),
    "weight": random.standard_normal(n) * 10.0 ** random.randint(-3, 4, n),
    "sold": random.randint(-20, 300, n),
    "fresh": random.uniform(size=n) < 0.3,
})
items.loc[random.uniform(size=n) < 0.15, "price"] = np.nan
items.loc[random.uniform(size=n) < 0.1, "shop"] = None
shops = pd.DataFrame({
    "shop": pd.Series(["south", "west", "north", "south", None], dtype="str"),
    "city": pd.Series(["Ulm", "Bern", "Kiel", "Rom", "Graz"], dtype="str"),
    "sold": [5, 6, 7, 8, 9],
})
wine = pd.read_csv(pathlib.Path(__file__).parents[3] / "Lessons/data/winequality-red.csv", sep=";")
add("items", items)
add("shops", shops)

# Rows and columns.
add("items[mask]", items[items["sold"] > 150])
add("items[text mask]", items[(items["shop"] == "north") & ~items["fresh"]])
add("items[10:20]", items[10:20])
add("items.iloc[[3, 1, -1]]", items.iloc[[3, 1, -1]])
add("items.tail(7)", items.tail(7))
add("items[[price, shop]]", items[["price", "shop"]])
add("items.drop", items.drop(columns=["price", "fresh"]))
add("items.rename", items.rename(columns={"price": "euros", "kind": "sort"}))
add("items.loc[7]", items.loc[[7, 100]])

# Order.
for column in items.columns:
    for ascending in (True, False):
        add(f"sort {column} {ascending}", items.sort_values(column, ascending=ascending, kind="stable"))
add("sort shop, kind, price", items.sort_values(["shop", "kind", "price"]))
add("sort kind down, shop up", items.sort_values(["kind", "shop"], ascending=[False, True]))
add("sort back", items.sort_values("price", kind="stable").sort_index())
add("ranks", items["price"].rank())

# Samples.
add("sample(10, 123)", items.sample(10, random_state=123))
add("sample(frac 0.3, 5)", items.sample(frac=0.3, random_state=5))
add("sample(300, 9, replace)", items.sample(300, random_state=9, replace=True))
add("wine.sample(5, 0)", wine.sample(5, random_state=0))

# Counting.
for column in items.columns:
    add(f"value_counts {column}", items[column].value_counts())
add("value_counts normalize", items["shop"].value_counts(normalize=True))
add("unique shop", pd.Series(items["shop"].unique(), name="shop", dtype="str"))
add("nunique price", items["price"].nunique())
add("duplicates", items[["shop", "kind"]].drop_duplicates())

# Summaries.
add("describe", items.describe())
add("describe wine", wine.describe())
add("describe price", items["price"].describe())
for column in ["price", "weight", "sold", "fresh"]:
    values = items[column]
    add(f"sum {column}", values.sum())
    add(f"mean {column}", values.mean())
    add(f"std {column}", values.std())
    add(f"var0 {column}", values.var(ddof=0))
    add(f"min {column}", values.min())
    add(f"max {column}", values.max())
    add(f"median {column}", values.median())
    if column != "fresh":
        add(f"quantile 0.37 {column}", values.quantile(0.37))
for column in wine.columns:
    add(f"mean wine {column}", wine[column].mean())
    add(f"std wine {column}", wine[column].std())
    add(f"median wine {column}", wine[column].median())
add("wine.mean", wine.mean())
add("wine.corr", wine.corr())
add("wine.corr spearman", wine.corr(method="spearman"))
add("wine.cov", wine.cov())
add("items.corr", items.corr(numeric_only=True))

# Groups.
groups = items.groupby("shop")
for name in ["sum", "mean", "median", "std", "var"]:
    add(f"groups {name}", getattr(groups, name)(numeric_only=True))
for name in ["min", "max", "first", "last", "count"]:
    add(f"groups {name}", getattr(groups, name)())
add("groups size", groups.size())
add("groups price mean", groups["price"].mean())
add("groups shop, kind mean", items.groupby(["shop", "kind"])[["price", "sold"]].mean())
add("groups fresh, shop size", items.groupby(["fresh", "shop"]).size())
add("groups weight sum", items.groupby("weight")["sold"].sum())
add("groups agg", groups.agg(total=("sold", "sum"), dearest=("price", "max"), kinds=("kind", "nunique"),
                              spread=("price", "std"), any=("price", "count")))
add("groups reset", groups["sold"].sum().reset_index())
add("wine groups", wine.groupby("quality").mean())
add("wine groups std", wine.groupby("quality").std())

# Joins.
for how in ["inner", "left", "right", "outer"]:
    add(f"join {how}", items.merge(shops, on="shop", how=how))
small = items[["shop", "kind", "price"]].head(40)
for how in ["inner", "left", "right", "outer"]:
    add(f"join two {how}", small.merge(items[["shop", "kind", "sold"]].tail(30), on=["shop", "kind"], how=how))
add("concat", pd.concat([small.head(3), shops, items.tail(2)[["fresh"]]]))
add("concat renumbered", pd.concat([small.head(3), shops], ignore_index=True))
add("concat columns", pd.concat([small.head(4), shops.rename(columns=lambda c: c + "2").iloc[1:]], axis=1))

# Missing values.
add("dropna", items.dropna())
add("dropna shop", items.dropna(subset=["shop"]))
add("fillna price", items["price"].fillna(0))
add("fillna shop", items["shop"].fillna("unknown"))
add("ffill", items["price"].ffill())
add("bfill", items["price"].bfill())
add("isna", items.isna())
add("isna sum", items.isna().sum())

# Arithmetic.
add("price * sold", items["price"] * items["sold"])
add("sold / kind", items["sold"] / items["kind"])
add("sold - 7", items["sold"] - 7)
add("2 - price", 2 - items["price"])
add("fresh + sold", items["fresh"] + items["sold"])
add("shop + shop", items["shop"] + items["shop"])
add("aligned", items["sold"].head(6) + items["sold"].tail(237))
add("shares", items[items["fresh"]]["kind"].value_counts() / items["kind"].value_counts())
add("between", items["price"].between(5, 20))
add("isin", items["shop"].isin(["east", "south"]))
add("round", items["price"].round(1))
added = items.assign(total=items["price"] * items["sold"])
added["late"] = items["sold"].tail(100)
add("assign", added)

out = pathlib.Path(__file__).with_name("operations.json")
out.write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in results.items())
               + "\n}\n", encoding="utf-8")
print(len(results), "results")
