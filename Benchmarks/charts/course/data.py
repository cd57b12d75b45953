#!/usr/bin/env python3
"""The data behind the course's figures, as JSON for `charts-benchmark draw`.

    python3 data.py DATA_FOLDER OUT.json

DATA_FOLDER holds winequality-red.csv, mnist_data_5k.npy and mnist_labels_5k.npy (Lessons/data will do), and
lung_ct_images_119.npy with its masks for the last lesson. What comes from training a network (histories, latent
places, predictions) is read from networks.json.gz, which networks.py has written, and the molecules' drawings from
molecules.json, which molecules.py has written.
"""
import gzip
import json
import pathlib
import sys

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_classification
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

folder, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
out = {}


def put(name, **values):
    out[name] = {k: np.asarray(v).tolist() if not isinstance(v, (list, dict)) else v for k, v in values.items()}


np.random.seed(123)
x = np.sort(np.random.random(size=10) * 50).reshape(-1, 1)
y = 10 * x + np.random.normal(loc=0, scale=20.0, size=(10, 1))
w = np.linalg.inv(x.T @ x) @ x.T @ y
grid = np.linspace(10, 50, 100).reshape(-1, 1)


def powers(v):
    return np.hstack([v**k for k in range(1, 9)])


# The course's own formulas, badly conditioned as they are.
design = powers(x)
weights = np.linalg.inv(design.T @ design) @ design.T @ y
shrunk = np.linalg.inv(design.T @ design + 100000 * np.identity(8)) @ design.T @ y
put("line", x=x.ravel(), y=y.ravel(), fit=(w * x).ravel(), grid=grid.ravel(), poly=(design @ weights).ravel(),
    polyGrid=(powers(grid) @ weights).ravel(), ridge=(design @ shrunk).ravel(),
    ridgeGrid=(powers(grid) @ shrunk).ravel())

cx, cy = make_classification(n_samples=50, n_features=1, n_informative=1, n_redundant=0, n_classes=2,
                             n_clusters_per_class=1, weights=[0.3, 0.7], random_state=0)
logistic = LogisticRegression().fit(cx, cy)
cg = np.linspace(-2, 2, 100).reshape(-1, 1)
put("classes", x=cx.ravel(), y=cy, grid=cg.ravel(), probability=logistic.predict_proba(cg)[:, 1])

rows = np.genfromtxt(folder / "winequality-red.csv", delimiter=";", skip_header=1)
names = (folder / "winequality-red.csv").read_text().splitlines()[0].replace('"', "").split(";")
quality, counts = np.unique(rows[:, -1], return_counts=True)
put("wines", quality=quality, counts=counts)
features, labels = rows[:, :-1], (rows[:, -1] >= 6).astype(int)
fx, _, fy, _ = train_test_split(features, labels, test_size=0.3, random_state=123)
two = [names.index("alcohol"), names.index("sulphates")]


def described(model, columns):
    tree = model.tree_
    return [
        {"condition": f"{columns[tree.feature[k]]} ≤ {round(tree.threshold[k], 3)}" if tree.children_left[k] >= 0 else "",
         "impurity": float(tree.impurity[k]), "samples": int(tree.n_node_samples[k]),
         "values": [float(round(v)) for v in tree.value[k][0] * tree.n_node_samples[k]],
         "left": int(tree.children_left[k]), "right": int(tree.children_right[k])}
        for k in range(tree.node_count)
    ]


small = DecisionTreeClassifier(max_depth=2, random_state=123).fit(fx[:, two], fy)
gx, gy = np.linspace(7.5, 16, 150), np.linspace(0.2, 2.1, 150)
mesh = np.array([[a, b] for b in gy for a in gx])
put("smallTree", nodes=described(small, ["alcohol", "sulphates"]), x=gx, y=gy, classes=small.predict(mesh),
    alcohol=fx[:, two[0]], sulphates=fx[:, two[1]], labels=fy)
deep = DecisionTreeClassifier(max_depth=8, random_state=123).fit(fx, fy)
put("deepTree", nodes=described(deep, names))
forest = RandomForestClassifier(n_estimators=100, max_depth=8, random_state=123).fit(fx, fy)
order = np.argsort(forest.feature_importances_)[::-1]
put("forestTree", nodes=described(forest.estimators_[5], names))
put("importances", names=[names[k] for k in order], values=forest.feature_importances_[order])

np.random.seed(123)
cloud = np.random.multivariate_normal([2, 4], [[1, 0.75], [0.75, 1]], size=1000)
put("cloud", x=cloud[:, 0], y=cloud[:, 1], pca=PCA(2).fit_transform(cloud).T)

digits = np.load(folder / "mnist_data_5k.npy").reshape(5000, -1).astype(float)
targets = np.load(folder / "mnist_labels_5k.npy").astype(int)
places = PCA(2, random_state=0).fit_transform(digits)
put("digits", images=digits[:10].reshape(-1, 28, 28), labels=targets[:10], pca=places.T, all=targets)
some = np.isin(targets, [0, 3, 6, 9])
sub = places[some]
kmeans = KMeans(4, n_init=10, random_state=123).fit(sub)
put("fourDigits", pca=sub.T, labels=targets[some], clusters=kmeans.labels_, centers=kmeans.cluster_centers_.T)

np.random.seed(123)
points = np.concatenate([np.random.normal(2, 1, (100, 2)), np.random.normal(-2, 1, (100, 2))])


def mixture(data, k):
    model = GaussianMixture(k, random_state=1).fit(data)
    margin = 1 if k == 2 else 0
    xs = np.linspace(data[:, 0].min() - margin, data[:, 0].max() + margin, 100)
    ys = np.linspace(data[:, 1].min() - margin, data[:, 1].max() + margin, 100)
    a, b = np.meshgrid(xs, ys)
    return xs, ys, np.exp(model.score_samples(np.c_[a.ravel(), b.ravel()])).reshape(a.shape), model.means_


for name, data, k in [("mixture", points, 2), ("digitMixture", sub, 4)]:
    xs, ys, density, means = mixture(data, k)
    put(name, x=xs, y=ys, density=density, points=data.T, means=means.T,
        clusters=KMeans(2, n_init=10, random_state=123).fit(data).labels_)

np.random.seed(1234)
kx = np.sort(np.random.rand(200)).reshape(-1, 1)
ky = np.sin(4 * np.pi * kx) + np.random.randn(200, 1) * 0.1 + 5
kp = np.hstack([kx**k for k in range(1, 6)])
put("waves", x=kx.ravel(), y=ky.ravel(),
    ols=make_pipeline(StandardScaler(), LinearRegression()).fit(kp, ky).predict(kp).ravel(),
    ridge=make_pipeline(StandardScaler(), Ridge(alpha=0.001)).fit(kp, ky).predict(kp).ravel(),
    kernel=make_pipeline(StandardScaler(), KernelRidge(kernel="rbf", gamma=0.5, alpha=0.01)).fit(kx, ky).predict(kx).ravel())

np.random.seed(1234)
gpx = np.random.rand(4, 1) * 2
gpy = np.sin(2 * np.pi * gpx) + np.random.randn(4, 1) * 0.1 + 5
gp = GaussianProcessRegressor(ConstantKernel(1.0, (0.001, 1000)) * RBF(0.5, (0.01, 100)), alpha=0.1,
                              n_restarts_optimizer=10).fit(gpx, gpy)
gg = np.linspace(-2, 2, 100).reshape(-1, 1)
mean, deviation = gp.predict(gg, return_std=True)
put("process", x=gpx.ravel(), y=gpy.ravel(), grid=gg.ravel(), mean=mean.ravel(), deviation=deviation.ravel())

here = pathlib.Path(__file__).parent
networks = json.loads(gzip.decompress((here / "networks.json.gz").read_bytes()))
for name in networks:
    put(name, **networks[name])
put("molecules", **networks["molecules"], **json.loads((here / "molecules.json").read_text()))
put("testDigits", images=digits[4900:4910].reshape(-1, 28, 28), labels=targets[4900:4910])
random = np.random.RandomState(5)
put("space", points=random.multivariate_normal([1, 2, 4], np.eye(3), 100).T)
if (folder / "lung_ct_images_119.npy").exists():
    images, masks = (np.load(folder / f"lung_ct_{kind}_119.npy") for kind in ("images", "masks"))
    out["lungs"] |= {
        "images": images[:10].tolist(), "masks": masks[:10].tolist(), "testImages": images[100:110].tolist(),
        "testMasks": masks[100:110].tolist()}
target.write_text(json.dumps(out))
