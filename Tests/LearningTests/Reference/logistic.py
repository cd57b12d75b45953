"""Logistic regression, binary and multinomial."""

import warnings

import numpy as np
from common import write
from sklearn.datasets import load_breast_cancer, load_iris, make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

# Unscaled iris uses up 100 steps, and where it is then depends on rounding: 1e-16 on x moves the third digit.
warnings.simplefilter("ignore")
iris, cancer = load_iris(), load_breast_cancer()
data = {
    "iris": (iris.data, iris.target), "irisScaled": (StandardScaler().fit_transform(iris.data), iris.target), "irisTwo": (iris.data[:100], iris.target[:100]),
    "cancer": (StandardScaler().fit_transform(cancer.data[::5, :10]), cancer.target[::5]),
    "made": make_classification(n_samples=100, n_features=2, n_informative=2, n_redundant=0, random_state=4),
}
cases = {"data": {name: {"x": x, "y": y} for name, (x, y) in data.items()}, "models": []}
for name, arguments in [
    ("irisScaled", {}), ("irisTwo", {}), ("cancer", {}), ("made", {}), ("made", {"C": 0.1}), ("made", {"C": 100.0}),
    ("cancer", {"fit_intercept": False}), ("iris", {"tol": 0.01, "C": 0.5}), ("made", {"max_iter": 3}),
    ("cancer", {"C": 10.0, "max_iter": 1000, "tol": 1e-6}),
]:
    x, y = data[name]
    model = LogisticRegression(**arguments).fit(x, y)
    cases["models"].append({
        "data": name, "arguments": arguments, "text": repr(model), "coefficients": model.coef_, "intercepts": model.intercept_,
        "iterations": model.n_iter_[0], "probabilities": model.predict_proba(x[:30]), "predictions": model.predict(x),
        "scores": model.decision_function(x[:30]), "score": model.score(x, y),
    })
write("logistic", cases)
