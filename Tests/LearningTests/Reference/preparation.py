"""Splits, folds, scalers, encoders."""

import numpy as np
from common import write
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.model_selection import KFold, LeaveOneOut, ShuffleSplit, StratifiedKFold, train_test_split
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, StandardScaler

cases = {"splits": [], "folds": []}
for count, fraction, seed in [(10, 0.25, 0), (1599, 0.3, 123), (101, 0.5, 7), (7, 0.7, 4294967295)]:
    train, test = train_test_split(np.arange(count), test_size=fraction, random_state=seed)
    cases["splits"].append({"count": count, "fraction": fraction, "seed": seed, "train": train, "test": test})
random = np.random.RandomState(3)
classes = random.choice([4, 1, 9], size=83, p=[0.6, 0.3, 0.1])
cases["classes"] = classes
cases["stratified"] = []
for fraction, seed in [(0.25, 0), (0.3, 1), (0.5, 2), (0.11, 3)]:
    train, test = train_test_split(np.arange(83), test_size=fraction, random_state=seed, stratify=classes)
    cases["stratified"].append({"fraction": fraction, "seed": seed, "train": train, "test": test})
for name, maker in {
    "kfold": KFold(), "kfoldShuffled": KFold(4, shuffle=True, random_state=5), "stratified": StratifiedKFold(),
    "stratifiedShuffled": StratifiedKFold(3, shuffle=True, random_state=6),
    "shuffledOther": KFold(3, shuffle=True, random_state=123), "stratifiedOther": StratifiedKFold(4, shuffle=True, random_state=0),
    "shuffle": ShuffleSplit(3, test_size=0.2, random_state=8), "shuffleOther": ShuffleSplit(2, test_size=0.45, random_state=99), "leaveOneOut": LeaveOneOut(),
}.items():
    cases["folds"].append({"name": name, "folds": [[a, b] for a, b in maker.split(classes.reshape(-1, 1), classes)]})

x = random.normal(3, 10, size=(40, 4))
x[:, 2] = 0.1
other = random.normal(3, 12, size=(6, 4))
iris, cancer = load_iris().data, load_breast_cancer().data[::6]
cases["scaled"] = []
for x, other in [(x, other), (iris[1:], iris[:3]), (cancer[7:], cancer[:7])]:
    scaler = StandardScaler().fit(x)
    case = {"x": x, "other": other}
    case["standard"] = {
        "text": repr(StandardScaler(with_mean=False)), "mean": scaler.mean_, "variance": scaler.var_, "scale": scaler.scale_,
        "transformed": scaler.transform(other), "inverse": scaler.inverse_transform(other),
        "scaledOnly": StandardScaler(with_mean=False).fit(x).transform(other),
    }
    ranged = MinMaxScaler(feature_range=(-1, 2), clip=True).fit(x)
    plain = MinMaxScaler().fit(x)
    case["minMax"] = {
        "text": repr(ranged), "least": plain.data_min_, "greatest": plain.data_max_, "offset": plain.min_, "scale": plain.scale_,
        "transformed": plain.transform(other), "inverse": plain.inverse_transform(other), "ranged": ranged.transform(other),
    }
    cases["scaled"].append(case)
cases["encoded"] = []
for colors, sizes in [
    (["red", "blue", "green", "blue", "Red"], [3, 1, 3, 3, 1]),
    (random.choice(["é", "a b", "z", "Z", ""], 30).tolist(), random.randint(-4, 12, 30).tolist()),
]:
    encoder = LabelEncoder().fit(colors)
    case = {"colors": colors, "sizes": sizes, "classes": encoder.classes_.tolist(), "codes": encoder.transform(colors), "oneHot": []}
    table = np.array([[a, b] for a, b in zip(colors, sizes)], dtype=object)
    for drop in [None, "first", "if_binary"]:
        encoder = OneHotEncoder(drop=drop, sparse_output=False).fit(table)
        case["oneHot"].append({
            "features": encoder.transform(table), "names": encoder.get_feature_names_out(["color", "size"]).tolist()})
    cases["encoded"].append(case)
write("preparation", cases)
