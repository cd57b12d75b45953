# The same rows with NumPy: one row a line, name and seconds.
import resource
import sys
import time

import numpy as np

folder = sys.argv[1]
only = sys.argv[2] if len(sys.argv) > 2 else None


def measure(name, work):
    if only and only not in name:
        return
    work()
    best, spent, rounds = float("inf"), 0.0, 0
    while (spent < 0.4 or rounds < 5) and rounds < 2000:
        start = time.perf_counter()
        work()
        took = time.perf_counter() - start
        best = min(best, took)
        spent += took
        rounds += 1
    print(f"{name}\t{best}", flush=True)


n = 1_000_000
random = np.random.RandomState(1)
a = random.uniform(size=n) + 0.5
b = random.uniform(size=n)
normals = random.normal(size=n)
square = random.uniform(size=(1000, 1000))
row = random.uniform(size=(1, 1000))
column = random.uniform(size=(1000, 1))
integers = random.randint(0, 1000, n)
mask = a > 1
small = random.normal(size=(500, 500))
symmetric = small + small.T
x16 = random.normal(size=(16, 784)).astype(np.float32)
w784 = random.normal(size=(784, 1024)).astype(np.float32)
m1024 = random.normal(size=(1024, 1024))
printed = random.normal(size=1000)


def small_adds():
    for _ in range(100):
        small[0] + small[1]


measure("a + b, 1e6", lambda: a + b)
measure("a + b, 1e3", small_adds)
measure("a * 2 + b, 1e6", lambda: a * 2 + b)
measure("exp, 1e6", lambda: np.exp(normals))
measure("log, 1e6", lambda: np.log(a))
measure("tanh, 1e6", lambda: np.tanh(normals))
measure("sqrt, 1e6", lambda: np.sqrt(a))
measure("a ** 2, 1e6", lambda: a ** 2)
measure("mask a > 1, 1e6", lambda: a > 1)
measure("where, 1e6", lambda: np.where(mask, a, b))
measure("a[mask], 1e6", lambda: a[mask])
measure("a[integers], 1e6", lambda: a[integers])
measure("sum, 1e6", lambda: a.sum())
measure("sum axis 0, 1000x1000", lambda: square.sum(axis=0))
measure("sum axis 1, 1000x1000", lambda: square.sum(axis=1))
measure("mean, 1e6", lambda: a.mean())
measure("standard deviation, 1e6", lambda: a.std())
measure("standard deviation axis 0, 1000x1000", lambda: square.std(axis=0))
measure("max, 1e6", lambda: normals.max())
measure("argmax, 1e6", lambda: normals.argmax())
measure("cumulative sum, 1e6", lambda: a.cumsum())
measure("sort, 1e6", lambda: np.sort(normals))
measure("argsort, 1e6", lambda: np.argsort(normals))
measure("unique of integers, 1e6", lambda: np.unique(integers))
measure("unique of doubles, 1e6", lambda: np.unique(normals))
measure("median, 1e6", lambda: np.median(normals))
measure("histogram, 1e6", lambda: np.histogram(normals, bins=50))
measure("bincount, 1e6", lambda: np.bincount(integers))
measure("transposed copy, 1000x1000", lambda: square.T.copy())
measure("row + column, 1000x1000", lambda: row + column)
measure("matrix + row, 1000x1000", lambda: square + row)
measure("concatenate, 2 x 1e6", lambda: np.concatenate([a, b]))
measure("matmul 16x784x1024, Float", lambda: x16 @ w784)
measure("matmul 1024x1024x1024", lambda: m1024 @ m1024)
measure("inverse, 500x500", lambda: np.linalg.inv(small))
measure("svd, 500x500", lambda: np.linalg.svd(small))
measure("symmetric eigenvalues, 500x500", lambda: np.linalg.eigvalsh(symmetric))
measure("solve, 500x500", lambda: np.linalg.solve(small, small))
measure("uniforms, 1e6", lambda: random.random_sample(n))
measure("normals, 1e6", lambda: random.standard_normal(n))
measure("integers below 1000, 1e6", lambda: random.randint(0, 1000, n))
measure("permutation, 1e6", lambda: random.permutation(n))
measure("print 1,000 elements", lambda: str(printed))
np.save(folder + "/bench.npy", a)
measure("write .npy, 8 MB", lambda: np.save(folder + "/written.npy", a))
measure("load .npy, 8 MB", lambda: np.load(folder + "/bench.npy"))
measure("map .npy, 8 MB, one element", lambda: np.load(folder + "/bench.npy", mmap_mode="r")[500_000])
print(f"peak memory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}")
