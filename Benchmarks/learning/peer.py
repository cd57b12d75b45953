# The same rows with scikit-learn: one row a line, name and seconds.
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_classification
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, PolynomialFeatures, StandardScaler
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.simplefilter("ignore")
only = sys.argv[1] if len(sys.argv) > 1 else None
threads = -1  # All cores, as the other side uses them.


def measure(name, work):
    if only and only not in name:
        return
    best, spent, rounds = float("inf"), 0.0, 0
    while (spent < 1 or rounds < 3) and rounds < 200 and (spent < 20 or rounds < 1):
        start = time.perf_counter()
        work()
        took = time.perf_counter() - start
        best = min(best, took)
        spent += took
        rounds += 1
    print(f"{name}\t{best}", flush=True)


def supervised(name, estimator, x, y):
    measure(f"{name}, fit", lambda: estimator.fit(x, y))
    if only and only not in f"{name}, predict":
        return
    if only and only not in f"{name}, fit":
        estimator.fit(x, y)
    measure(f"{name}, predict", lambda: estimator.predict(x))


def wine(count):
    random = np.random.RandomState(1)
    x = (random.normal(size=(count, 11)) * 3).round(1)
    noise = random.normal(size=count)
    quality = (x[:, 0] * 0.3 + x[:, 3] * x[:, 4] * 0.05 + noise + 5.5).round()
    return x, quality, (quality > 5).astype(int)


for count in (1119, 33570):
    x, quality, good = wine(count)
    supervised(f"LinearRegression {count}", LinearRegression(), x, quality)
    supervised(f"Ridge {count}", Ridge(), x, quality)
    supervised(f"LogisticRegression {count}", LogisticRegression(), x, good)
    supervised(f"DecisionTreeClassifier {count}", DecisionTreeClassifier(max_depth=8, random_state=1), x, good)
    supervised(f"DecisionTreeRegressor {count}", DecisionTreeRegressor(max_depth=8, random_state=1), x, quality)
    supervised(f"RandomForestClassifier {count}", RandomForestClassifier(max_depth=8, random_state=1, n_jobs=threads), x, good)
    supervised(f"RandomForestRegressor {count}", RandomForestRegressor(max_depth=8, random_state=1, n_jobs=threads), x, quality)
    measure(f"StandardScaler {count}", lambda: StandardScaler().fit_transform(x))
    measure(f"MinMaxScaler {count}", lambda: MinMaxScaler().fit_transform(x))
    measure(f"OneHotEncoder {count}", lambda: OneHotEncoder(sparse_output=False).fit_transform(quality.astype(int).reshape(-1, 1)))
    measure(f"LabelEncoder {count}", lambda: LabelEncoder().fit_transform(good))
    measure(f"PolynomialFeatures {count}", lambda: PolynomialFeatures().fit_transform(x))
    measure(f"KMeans {count}", lambda: KMeans(4, n_init=10, random_state=1).fit(x))
    measure(f"GaussianMixture {count}", lambda: GaussianMixture(4, random_state=1).fit(x))
    measure(f"PCA {count}", lambda: PCA(2, random_state=1).fit(x))
    means = KMeans(4, n_init=1, random_state=1).fit(x)
    measure(f"KMeans {count}, predict", lambda: means.predict(x))
    mixture = GaussianMixture(4, random_state=1).fit(x)
    measure(f"GaussianMixture {count}, predict", lambda: mixture.predict(x))
    plane = PCA(2, random_state=1).fit(x)
    measure(f"PCA {count}, transform", lambda: plane.transform(x))
    measure(f"trainTestSplit {count}", lambda: train_test_split(x, quality, test_size=0.3, random_state=123))
for count in (37, 1119, 3357, 11190):
    x, quality, _ = wine(count)
    scaled = StandardScaler().fit_transform(x)
    supervised(f"KernelRidge {count}", KernelRidge(alpha=0.1, kernel="rbf", gamma=0.02), scaled, quality)
x, quality, _ = wine(37)
scaled = StandardScaler().fit_transform(x)
process = GaussianProcessRegressor(RBF(5, (0.01, 100)), alpha=0.15, n_restarts_optimizer=1, random_state=1)
supervised("GaussianProcessRegressor 37", process, scaled, quality)
x, quality, _ = wine(1119)
scaled = StandardScaler().fit_transform(x)
process = GaussianProcessRegressor(RBF(5, (0.01, 100)), alpha=0.15, n_restarts_optimizer=1, random_state=1)
supervised("GaussianProcessRegressor 1119", process, scaled, quality)
images = np.random.RandomState(2).random_sample((5000, 784))
digits = DecisionTreeClassifier(max_depth=8, random_state=1)
labels = (images[:, :10].sum(axis=1) * 2).astype(int) % 10
supervised("DecisionTreeClassifier 5000 x 784", digits, images, labels)
measure("PCA 5000 x 784", lambda: PCA(2, random_state=1).fit(images))
measure("make_classification 33570", lambda: make_classification(33570, random_state=1))
