"""Splits, folds, scalers, encoders."""

import numpy as np
from common import write
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
    "shuffle": ShuffleSplit(3, test_size=0.2, random_state=8), "leaveOneOut": LeaveOneOut(),
}.items():
    cases["folds"].append({"name": name, "folds": [[a, b] for a, b in maker.split(classes.reshape(-1, 1), classes)]})

x = random.normal(3, 10, size=(40, 4))
x[:, 2] = 0.1
other = random.normal(3, 12, size=(6, 4))
cases["x"], cases["other"] = x, other
scaler = StandardScaler().fit(x)
cases["standard"] = {
    "text": repr(StandardScaler(with_mean=False)), "mean": scaler.mean_, "variance": scaler.var_, "scale": scaler.scale_,
    "transformed": scaler.transform(other), "inverse": scaler.inverse_transform(other),
    "scaledOnly": StandardScaler(with_mean=False).fit(x).transform(other),
}
ranged = MinMaxScaler(feature_range=(-1, 2), clip=True).fit(x)
plain = MinMaxScaler().fit(x)
cases["minMax"] = {
    "text": repr(ranged), "least": plain.data_min_, "greatest": plain.data_max_, "offset": plain.min_, "scale": plain.scale_,
    "transformed": plain.transform(other), "inverse": plain.inverse_transform(other), "ranged": ranged.transform(other),
}
colors = ["red", "blue", "green", "blue", "Red"]
encoder = LabelEncoder().fit(colors)
cases["labels"] = {"colors": colors, "classes": encoder.classes_.tolist(), "codes": encoder.transform(colors)}
sizes = [3, 1, 3, 3, 1]
table = np.array([[a, b] for a, b in zip(colors, sizes)], dtype=object)
cases["sizes"] = sizes
cases["oneHot"] = []
for drop in [None, "first", "if_binary"]:
    encoder = OneHotEncoder(drop=drop, sparse_output=False).fit(table)
    cases["oneHot"].append({
        "features": encoder.transform(table), "names": encoder.get_feature_names_out(["color", "size"]).tolist()})
write("preparation", cases)
