"""k-means and Gaussian mixtures."""

import warnings

import numpy as np
from common import write
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, make_blobs
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
random = np.random.RandomState(21)
iris = load_iris().data
blobs, _ = make_blobs(n_samples=300, centers=5, n_features=3, random_state=2, cluster_std=2.0)
data = {"iris": iris, "blobs": blobs, "uniform": random.random_sample((120, 2)), "few": random.normal(size=(9, 2)).round(0)}
# Whole numbers, so that many examples are as far from one centre as from another.
data["grid"] = np.random.RandomState(4).randint(0, 4, size=(200, 3)).astype(float)
data["wide"] = np.random.RandomState(1).normal(size=(6, 8))
cases = {"data": data, "kmeans": [], "mixtures": [], "draws": []}
for name, arguments in [
    ("iris", {"n_clusters": 3, "random_state": 0}), ("iris", {"n_clusters": 4, "n_init": 10, "random_state": 123}),
    ("blobs", {"random_state": 7}), ("blobs", {"n_clusters": 5, "init": "random", "n_init": 3, "random_state": 1}),
    ("uniform", {"n_clusters": 6, "random_state": 5, "max_iter": 4}), ("uniform", {"n_clusters": 1, "random_state": 3}),
    ("few", {"n_clusters": 6, "random_state": 8}), ("blobs", {"n_clusters": 5, "tol": 0.01, "random_state": 4}),
    ("grid", {"n_clusters": 4, "init": "random", "n_init": 2, "random_state": 1}), ("grid", {"n_clusters": 5, "random_state": 3}),
    ("grid", {"n_clusters": 3, "n_init": 3, "random_state": 0}), ("wide", {"n_clusters": 5, "random_state": 2}),
]:
    x = data[name]
    model = KMeans(**arguments).fit(x)
    cases["kmeans"].append({
        "data": name, "arguments": arguments, "text": repr(model), "labels": model.labels_, "centers": model.cluster_centers_,
        "inertia": model.inertia_, "iterations": model.n_iter_, "predictions": model.predict(x + 0.3),
        "distances": model.transform(x[:5]), "score": model.score(x),
    })
for name, arguments in [
    ("iris", {"n_components": 3, "random_state": 0}), ("iris", {"n_components": 3, "covariance_type": "tied", "random_state": 1}),
    ("iris", {"n_components": 2, "covariance_type": "diag", "random_state": 2, "n_init": 2}),
    ("blobs", {"n_components": 5, "covariance_type": "spherical", "random_state": 3}),
    ("blobs", {"n_components": 5, "random_state": 123, "tol": 1e-5}), ("uniform", {"random_state": 4}),
    ("uniform", {"n_components": 3, "max_iter": 2, "reg_covar": 0.001, "random_state": 4}),
]:
    x = data[name]
    model = GaussianMixture(**arguments).fit(x)
    drawn, components = model.sample(250)
    cases["mixtures"].append({
        "data": name, "arguments": arguments, "text": repr(model), "weights": model.weights_, "means": model.means_,
        "covariances": model.covariances_, "iterations": model.n_iter_, "converged": model.converged_, "bound": model.lower_bound_,
        "labels": model.predict(x), "probabilities": model.predict_proba(x[:20]), "logs": model.score_samples(x[:20]),
        "score": model.score(x), "bic": model.bic(x), "aic": model.aic(x), "drawn": drawn[::10], "components": components,
    })
for seed, count, probabilities in [(0, 10, [0.2, 0.3, 0.5]), (1, 1000, [0.5, 0.1, 0.4]), (2, 100000, [0.25] * 4), (3, 500, [0.05, 0.9, 0.05])]:
    source = np.random.RandomState(seed)
    cases["draws"].append({"seed": seed, "count": count, "probabilities": probabilities,
        "counts": [source.multinomial(count, probabilities) for _ in range(20)]})
write("clustering", cases)
