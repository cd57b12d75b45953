"""Pipelines, cross-validation, searches, made-up data."""

import numpy as np
from common import write
from sklearn.datasets import load_diabetes, load_iris, make_blobs, make_circles, make_classification, make_moons
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, KFold, RandomizedSearchCV, cross_val_predict, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, PolynomialFeatures, StandardScaler
from sklearn.tree import DecisionTreeClassifier

diabetes, iris = load_diabetes(), load_iris()
x, y = diabetes.data[:90, :5], diabetes.target[:90]
cases = {"x": x, "y": y, "iris": iris.data, "species": iris.target, "pipelines": []}
for pipeline in [
    make_pipeline(StandardScaler(), LinearRegression()), make_pipeline(PolynomialFeatures(3), StandardScaler(), Ridge(alpha=0.001)),
    make_pipeline(StandardScaler(), Ridge()), make_pipeline(MinMaxScaler(), KernelRidge(alpha=0.1, gamma=0.25, kernel="rbf")), make_pipeline(StandardScaler(), StandardScaler(), Ridge()),
]:
    pipeline.fit(x, y)
    cases["pipelines"].append({"text": repr(pipeline), "score": pipeline.score(x, y), "predictions": pipeline.predict(x[:8])})
logistic = make_pipeline(StandardScaler(), LogisticRegression()).fit(iris.data, iris.target)
cases["classes"] = {"score": logistic.score(iris.data, iris.target), "probabilities": logistic.predict_proba(iris.data[:8])}
cases["validation"] = {
    "ridge": cross_val_score(Ridge(alpha=0.1), x, y), "error": cross_val_score(Ridge(), x, y, scoring="neg_mean_squared_error", cv=KFold(4)),
    "tree": cross_val_score(DecisionTreeClassifier(random_state=3), iris.data, iris.target),
    "f1": cross_val_score(DecisionTreeClassifier(random_state=3), iris.data, iris.target, scoring="f1_macro", cv=4),
    "predictions": cross_val_predict(Ridge(), x, y), "classes": cross_val_predict(DecisionTreeClassifier(random_state=3), iris.data, iris.target),
}
grid = GridSearchCV(DecisionTreeClassifier(random_state=1), {"max_depth": [1, 2, 3], "min_samples_leaf": [1, 5, 20]}).fit(iris.data, iris.target)
cases["drawn"] = []
drawn = [RandomizedSearchCV(DecisionTreeClassifier(random_state=1), {"max_depth": [1, 2, 3], "min_samples_leaf": [1, 5, 20]}, n_iter=4,
                            random_state=seed).fit(iris.data, iris.target) for seed in (7, 0, 123)]
for search in [grid] + drawn:
    case = {
        "depths": [p["max_depth"] for p in search.cv_results_["params"]], "leaves": [p["min_samples_leaf"] for p in search.cv_results_["params"]],
        "means": search.cv_results_["mean_test_score"], "deviations": search.cv_results_["std_test_score"],
        "ranks": search.cv_results_["rank_test_score"], "best": repr(search.best_estimator_), "score": search.best_score_,
    }
    if search is grid:
        cases["grid"] = case
    else:
        cases["drawn"].append({"seed": search.random_state, **case})
ridges = GridSearchCV(make_pipeline(StandardScaler(), Ridge()), {"ridge__alpha": [0.01, 1.0, 100.0]}).fit(x, y)
cases["ridges"] = {"score": ridges.best_score_, "alpha": ridges.best_params_["ridge__alpha"], "predictions": ridges.predict(x[:8])}

cases["made"] = []
for seed in (3, 7, 123):
    for name, (features, target) in {
        "classification": make_classification(n_samples=60, random_state=seed),
        "classificationPlane": make_classification(
            n_samples=50, n_features=2, n_informative=2, n_redundant=0, n_clusters_per_class=1, random_state=seed),
        "classificationSeveral": make_classification(
            70, n_features=12, n_informative=4, n_redundant=3, n_repeated=2, n_classes=3, class_sep=2.0, flip_y=0.2,
            weights=[0.5, 0.3], hypercube=False, shift=0.5, scale=2.0, random_state=seed),
        "classificationOrdered": make_classification(30, n_features=40, n_informative=35, shuffle=False, random_state=seed),
        "blobs": make_blobs(50, random_state=seed),
        "blobsWide": make_blobs(41, n_features=3, centers=5, cluster_std=0.3, center_box=(0, 5), shuffle=False, random_state=seed),
        "blobsGiven": make_blobs(20, centers=[[0, 0], [5, 5]], cluster_std=[0.1, 2.0], random_state=seed),
        "moons": make_moons(31, noise=0.1, random_state=seed), "moonsPlain": make_moons(20, shuffle=False),
        "circles": make_circles(25, noise=0.05, factor=0.5, random_state=seed),
    }.items():
        cases["made"].append({"name": name, "seed": seed, "x": features, "y": target})
write("selection", cases)
for case in cases["pipelines"]:
    print(case["text"])
