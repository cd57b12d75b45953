"""Decision trees and random forests: structure, values, importances, text. Takes the path of the red wine data
(UCI, winequality-red.csv) as its argument, and keeps what the tests need of it."""

import sys

import numpy as np
import pandas as pd
from common import write
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor, export_text


def tree_case(model):
    tree = model.tree_
    return {
        "feature": tree.feature, "threshold": tree.threshold, "left": tree.children_left, "right": tree.children_right,
        "impurity": tree.impurity, "size": tree.n_node_samples, "weight": tree.weighted_n_node_samples,
        "values": tree.value.ravel(),
    }


cases = {"data": {}, "trees": [], "forests": []}
iris, cancer, diabetes = load_iris(), load_breast_cancer(), load_diabetes()
random = np.random.RandomState(5)
# Few values, many ties, constant columns.
ties = random.randint(0, 4, size=(150, 7)).astype(float)
ties[:, 2] = 3
# No ties at all, as measurements are: one column follows the other closely, and some differ by less than 1e-7.
smooth = random.normal(size=(350, 4))
smooth[:, 3] = smooth[:, 0] + 1e-8 * random.normal(size=350)
smooth[7, 1] = smooth[8, 1] + 5e-8
data = {
    "iris": (iris.data, iris.target), "cancer": (cancer.data[::4], cancer.target[::4]),
    "diabetes": (diabetes.data[::2], diabetes.target[::2]),
    "ties": (ties, random.randint(0, 3, 150)), "tiesNumbers": (ties, random.normal(size=150)),
    "smooth": (smooth, (np.sin(3 * smooth[:, 0]) + smooth[:, 1] > 0.3).astype(int)),
    "smoothNumbers": (smooth, np.sin(3 * smooth[:, 0]) + smooth[:, 1] + 0.1 * random.normal(size=350)),
}
for name, (x, y) in data.items():
    cases["data"][name] = {"x": x, "y": y}
for name, arguments in [
    ("iris", {}), ("iris", {"max_depth": 2, "random_state": 1}), ("iris", {"criterion": "entropy", "random_state": 3}),
    ("cancer", {"random_state": 7, "max_features": "sqrt"}), ("cancer", {"min_samples_leaf": 5, "random_state": 0}),
    ("cancer", {"min_samples_split": 20, "max_features": 0.5, "random_state": 123}),
    ("cancer", {"min_impurity_decrease": 0.02, "max_features": "log2", "random_state": 2}),
    ("ties", {"random_state": 0}), ("ties", {"random_state": 4294967295, "max_features": 2}),
    ("diabetes", {"random_state": 0}), ("diabetes", {"max_depth": 4, "random_state": 9, "max_features": 0.4}),
    ("smooth", {"random_state": 4}), ("smooth", {"criterion": "entropy", "max_features": 2, "random_state": 123}),
    ("smoothNumbers", {"random_state": 4}), ("smoothNumbers", {"max_features": 0.5, "min_samples_leaf": 4, "random_state": 123}),
    ("tiesNumbers", {"random_state": 11}), ("tiesNumbers", {"random_state": 12, "max_features": 3, "min_samples_leaf": 3}),
]:
    x, y = data[name]
    if "random_state" not in arguments:
        arguments = {**arguments}
    seeded = {**arguments, "random_state": arguments.get("random_state", 0)}
    kind = DecisionTreeClassifier if y.dtype.kind == "i" else DecisionTreeRegressor
    model = kind(**seeded).fit(x, y)
    cases["trees"].append({
        "data": name, "arguments": arguments, "text": repr(kind(**arguments)), "tree": tree_case(model),
        "importances": model.feature_importances_, "export": export_text(model),
        "exportShort": export_text(model, max_depth=1, decimals=3), "score": model.score(x, y),
        "leaves": model.apply(x[:20]), "depth": model.get_depth(), "leafCount": model.get_n_leaves(),
    })
for name, arguments in [
    ("iris", {"n_estimators": 10, "random_state": 0}),
    ("cancer", {"n_estimators": 15, "max_depth": 4, "random_state": 123}),
    ("ties", {"n_estimators": 12, "criterion": "entropy", "random_state": 5}),
    ("cancer", {"n_estimators": 5, "bootstrap": False, "max_features": 3, "random_state": 6}),
    ("diabetes", {"n_estimators": 10, "random_state": 0}),
    ("smooth", {"n_estimators": 8, "max_features": 2, "random_state": 31}), ("smoothNumbers", {"n_estimators": 8, "random_state": 31}),
    ("tiesNumbers", {"n_estimators": 12, "max_depth": 5, "min_samples_leaf": 2, "max_features": 0.5, "random_state": 77}),
]:
    x, y = data[name]
    kind = RandomForestClassifier if y.dtype.kind == "i" else RandomForestRegressor
    model = kind(**arguments).fit(x, y)
    case = {
        "data": name, "arguments": arguments, "text": repr(model), "trees": [tree_case(tree) for tree in model.estimators_[:2]],
        "importances": model.feature_importances_, "predictions": model.predict(x[:40]), "score": model.score(x, y),
    }
    if kind is RandomForestClassifier:
        case["probabilities"] = model.predict_proba(x[:40])
    cases["forests"].append(case)
model = RandomForestClassifier(60, oob_score=True, random_state=1).fit(*data["cancer"])
other = RandomForestRegressor(60, oob_score=True, random_state=1).fit(*data["diabetes"])
cases["outOfBag"] = {"cancer": model.oob_score_, "diabetes": other.oob_score_}
write("trees", cases)

# The course's wine: 78.125 % and 0.7545065944574373.
wine = pd.read_csv(sys.argv[1], sep=";")
features, quality = wine.drop(columns="quality"), wine["quality"]
good = (quality > 5).astype(int)
train, test, y_train, y_test = train_test_split(features, good, test_size=0.3, random_state=123)
forest = RandomForestClassifier(n_estimators=100, max_depth=8, random_state=123).fit(train, y_train)
train2, test2, q_train, q_test = train_test_split(features, quality, test_size=0.3, random_state=123)
course = {"x": features.values, "quality": quality.values, "names": features.columns.tolist(), "forest": forest.score(test, y_test),
    "forestImportances": forest.feature_importances_, "regression": []}
for depth in [None, 8, 5]:
    for seed in [123, 0]:
        model = RandomForestRegressor(n_estimators=100, max_depth=depth, random_state=seed).fit(train2, q_train)
        course["regression"].append({"depth": depth, "seed": seed, "train": model.score(train2, q_train), "test": model.score(test2, q_test)})
        print(depth, seed, model.score(train2, q_train), model.score(test2, q_test))
print(forest.score(test, y_test))
write("wine", course)
