"""Draws from numpy.random.RandomState and writes checksums of every bit drawn, and samples: random.json.

The checksum is FNV-1a over the 64-bit patterns. Run in this folder: python3 make_random.py
"""
import json

import numpy as np

N = 120_000


def checksum(array):
    value = 0xcbf29ce484222325
    for word in np.ascontiguousarray(array).view(np.uint64).ravel().tolist():
        value = ((value ^ word) * 0x100000001b3) & 0xffffffffffffffff
    return f"{value:016x}"


def record(array):
    array = np.asarray(array)
    if array.dtype != np.float64:
        array = array.astype(np.int64)
    flat = array.ravel()
    places = [0, 1, 2, len(flat) // 2, len(flat) - 2, len(flat) - 1]
    return {"count": len(flat), "checksum": checksum(array), "samples": [repr(flat[p].item()) for p in places]}


weights = np.array([0.05, 0.2, 0.0, 0.3, 0.15, 0.3])
many = np.arange(1, 150_001, dtype=float)
many /= many.sum()
mean = np.array([1.0, -2.0, 0.5])
covariance = np.array([[2.0, 0.3, 0.1], [0.3, 1.0, -0.2], [0.1, -0.2, 0.5]])

draws = {
    "random": lambda r: r.random_sample(N),
    "uniform": lambda r: r.uniform(-3.5, 12.25, N),
    "normal": lambda r: r.normal(5, 0.3, N),
    "normal, odd count": lambda r: r.normal(size=N + 1),
    "standard normal": lambda r: r.standard_normal(N),
    "exponential": lambda r: r.exponential(2.5, N),
    "integers below 10": lambda r: r.randint(0, 10, N),
    "integers around zero": lambda r: r.randint(-1000, 1001, N),
    "integers of one kind": lambda r: r.randint(4, 5, N),
    "integers of 32 bits": lambda r: r.randint(0, 2**32, N),
    "integers of 40 bits": lambda r: r.randint(-2**39, 2**39 + 5, N),
    "integers of 63 bits": lambda r: r.randint(0, 2**63 - 1, N),
    "choice": lambda r: r.choice(1000, N),
    "choice with probabilities": lambda r: r.choice(6, N, p=weights),
    "choice without replacement": lambda r: r.choice(150_000, N, replace=False),
    "choice without replacement with probabilities": lambda r: r.choice(150_000, 100_000, replace=False, p=many),
    "permutation": lambda r: r.permutation(N),
    "permutation of rows": lambda r: r.permutation(np.arange(2.0 * N).reshape(N, 2)),
    "multivariate normal": lambda r: r.multivariate_normal(mean, covariance, 100_000),
}


def shuffled(r):
    values = np.arange(float(N))
    r.shuffle(values)
    return values


draws["shuffle"] = shuffled


def interleaved(r):
    out = []
    for i in range(4000):
        out.append(r.random_sample(3))
        out.append(r.normal(size=1 + i % 4))
        out.append(r.randint(0, 7 + i, 5).astype(float))
        out.append(r.standard_normal(3))
        out.append(r.exponential(1.0, 2))
        out.append(r.uniform(1, 2, 5))
        out.append(r.permutation(1 + i % 11).astype(float))
        out.append(np.array([r.random_sample(), r.standard_normal(), float(r.randint(0, 100))]))
        out.append(r.choice(50, 4, replace=False).astype(float))
    return np.concatenate(out)


draws["interleaved"] = interleaved

records = []
for seed in [0, 123, 4294967295]:
    for name, draw in draws.items():
        if seed != 123 and name not in ("random", "normal", "interleaved", "integers below 10"):
            continue
        records.append({"seed": [seed], "name": name, **record(draw(np.random.RandomState(seed)))})
for seed in [[1], [1, 2, 3, 4294967295], list(range(700))]:
    records.append({"seed": seed, "list": True, "name": "random", **record(draws["random"](np.random.RandomState(seed)))})

state = np.random.RandomState(7)
state.standard_normal(33)
_, words, position, has_normal, normal = state.get_state()
saved = {"position": int(position), "waitingNormal": repr(float(normal)), "words": checksum(words.astype(np.uint64)),
         "next": record(state.standard_normal(1001))}
with open("random.json", "w") as out:
    json.dump({"draws": records, "saved": saved}, out, indent=1)
print(len(records), "streams, NumPy", np.__version__)
