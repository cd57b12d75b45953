"""What NumPy computes from a few arrays: results.npz. Run in this folder: python3 make_results.py"""
import numpy as np

random = np.random.RandomState(99)
x = random.normal(size=(6, 5, 41))
y = random.uniform(0.1, 5, size=(20, 17))
f = random.normal(size=(5, 300)).astype(np.float32)
i = random.randint(-50, 50, (9, 14))
u = random.randint(0, 256, (12, 11)).astype(np.uint8)
b = random.randint(0, 2, (6, 8)).astype(bool)
v = random.normal(size=1001)
s = random.normal(size=(6, 6))
spd = s @ s.T + 6 * np.eye(6)
tall = random.normal(size=(9, 4))
right = random.normal(size=9)
nan = np.array([3, np.nan, -1, 7, np.inf, -np.inf, 0.0])
out = {"x": x, "y": y, "f": f, "i": i, "u": u, "b": b, "v": v, "s": s, "spd": spd, "tall": tall, "right": right, "nan": nan}
exact = {}

for name, a in {"x": x, "x.T": x.T, "f": f, "i": i, "u": u, "b": b}.items():
    exact[f"sum {name}"] = a.sum()
    exact[f"mean {name}"] = a.mean()
    exact[f"variance {name}"] = a.var()
    exact[f"deviation {name}"] = a.std(ddof=1)
    for axis in range(a.ndim):
        exact[f"sum {name} axis {axis}"] = a.sum(axis=axis)
        exact[f"mean {name} axis {axis}"] = a.mean(axis=axis, keepdims=True)
        exact[f"variance {name} axis {axis}"] = a.var(axis=axis, ddof=1)
        exact[f"deviation {name} axis {axis}"] = a.std(axis=axis)
        exact[f"cumsum {name} axis {axis}"] = a.cumsum(axis=axis)
        exact[f"any {name} axis {axis}"] = a.any(axis=axis)
        exact[f"all {name} axis {axis}"] = a.all(axis=axis)
        if name != "b":
            exact[f"min {name} axis {axis}"] = a.min(axis=axis)
            exact[f"max {name} axis {axis}"] = a.max(axis=axis)
            exact[f"argmin {name} axis {axis}"] = a.argmin(axis=axis)
            exact[f"argmax {name} axis {axis}"] = a.argmax(axis=axis)
            exact[f"median {name} axis {axis}"] = np.median(a, axis=axis)
            exact[f"quantile {name} axis {axis}"] = np.quantile(a, 0.3, axis=axis).astype(np.median(a).dtype)
            exact[f"sort {name} axis {axis}"] = np.sort(a, axis=axis)
            exact[f"argsort {name} axis {axis}"] = np.argsort(a, axis=axis, kind="stable")
    exact[f"cumsum {name}"] = a.cumsum()
exact["sum x axes 0 2"] = x.sum(axis=(0, 2))
exact["product y axis 1"] = y.prod(axis=1)
exact["cumprod y axis 0"] = y[:5].cumprod(axis=0)
exact["sort v"] = np.sort(v)
exact["sort nan"] = np.sort(nan)
exact["argsort nan"] = np.argsort(nan, kind="stable")
exact["unique i"], exact["unique i counts"] = np.unique(i, return_counts=True)
_, exact["unique i places"], exact["unique i inverse"] = np.unique(i, return_index=True, return_inverse=True)
exact["histogram v"], exact["histogram v edges"] = np.histogram(v, bins=17)
exact["histogram v range"] = np.histogram(v, bins=8, range=(-1, 1))[0]
exact["bincount"] = np.bincount(u.ravel())
exact["bincount weights"] = np.bincount(u.ravel(), weights=np.arange(132) / 7, minlength=300)
exact["x + x.T shapes"] = x[:, :1] + x[:1, :, :]
exact["remainder i"] = i % 7
exact["remainder y"] = (y - 2.5) % -0.7
exact["floor division i"] = i // 7
exact["floor division y"] = (y - 2.5) // 0.7
exact["power i"] = i ** 3
exact["round v"] = np.round(v, 2)
exact["round tens"] = np.round(v * 1000, -1)
exact["rint v"] = np.rint(v * 3)
exact["clip v"] = np.clip(v, -0.5, 0.75)
exact["where"] = np.where(y > 2, y, -1)
exact["sign v"] = np.sign(v)
exact["minimum"] = np.minimum(nan, 1.5)
exact["maximum"] = np.maximum(nan, nan[::-1])
exact["linspace"] = np.linspace(-1, 2.7, 37)
exact["linspace open"] = np.linspace(0, 1, 7, endpoint=False)
exact["arange"] = np.arange(0.5, 9.3, 0.3)
exact["arange down"] = np.arange(10, -5, -3)
exact["x index"] = x[1:6:2, -1, ::-13]
exact["x list"] = x[[0, -1, 3], :, 5]
exact["x lists"] = x[[0, 1], [2, 3]]
exact["x apart"] = x[[0, 1], :, [2, 3]]
exact["x mask"] = x[:, b[0, :5]]
exact["y mask"] = y[y > 3]
exact["i table"] = i[np.array([[0, 1], [2, 3]])]
exact["pad"] = np.pad(i, ((1, 2), (0, 3)), constant_values=9)
exact["repeat"] = np.repeat(i, 3, axis=1)
exact["tile"] = np.tile(i, (2, 3))
exact["roll"] = np.roll(i, 5, axis=1)
exact["flip"] = np.flip(x, axis=1)
exact["diff"] = np.diff(v)
exact["outer"] = np.outer(v[:5], v[:7])
exact["triu"] = np.triu(s, 1)
exact["tril"] = np.tril(s, -1)
exact["matmul i"] = i @ i.T
exact["searchsorted"] = np.searchsorted(np.sort(v), [-1.0, 0.0, 0.3, 99.0])
for name, value in exact.items():
    value = np.asarray(value)
    value = value.astype(np.int64) if value.dtype.kind == "u" and value.dtype != np.uint8 else value
    out["exact/" + name] = value

for name in ["exp", "exp2", "expm1", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "arcsinh", "cbrt"]:
    out[f"function/{name}"] = getattr(np, name)(v)
    out[f"function32/{name}"] = getattr(np, name)(f.astype(np.float64)).astype(np.float32)
for name in ["log", "log2", "log10", "log1p", "sqrt"]:
    out[f"function/{name}"] = getattr(np, name)(y)
    out[f"function32/{name}"] = getattr(np, name)(y.astype(np.float32).astype(np.float64)).astype(np.float32)
for name in ["arcsin", "arccos", "arctanh"]:
    out[f"function/{name}"] = getattr(np, name)(np.clip(v, -0.99, 0.99))

out["function/power"] = y ** 2.5
out["function/logspace"] = np.logspace(0, 3, 7)

close = {
    "matmul": y.T @ y, "stack": x @ np.swapaxes(x, 1, 2), "vector": tall.T @ right, "dot": v @ v,
    "inverse": np.linalg.inv(s), "solve": np.linalg.solve(s, s[:, 0]), "determinant": np.linalg.det(s),
    "cholesky": np.linalg.cholesky(spd), "singular values": np.linalg.svd(tall)[1],
    "eigenvalues": np.linalg.eigvalsh(spd), "least squares": np.linalg.lstsq(tall, right)[0],
    "residuals": np.linalg.lstsq(tall, right)[1], "pseudo-inverse": np.linalg.pinv(tall),
    "condition": np.linalg.cond(s), "norm": np.linalg.norm(s), "norm one": np.linalg.norm(s, 1),
    "norm two": np.linalg.norm(s, 2), "norm infinity": np.linalg.norm(s, np.inf), "norm nuclear": np.linalg.norm(s, "nuc"),
    "norm 3": np.linalg.norm(v, 3), "covariance": np.cov(tall), "correlation": np.corrcoef(tall, rowvar=False),
    "power": np.linalg.matrix_power(s, -3), "tensordot": np.dot(x[0], x[:3, :, :].transpose(0, 2, 1)),
    "eigen real": np.sort(np.linalg.eigvals(s).real), "eigen imaginary": np.sort(np.linalg.eigvals(s).imag),
}
for name, value in close.items():
    out["close/" + name] = value

# Floats stay floats.
s32, spd32, tall32, right32 = (a.astype(np.float32) for a in (s, spd, tall, right))
close32 = {
    "inverse": np.linalg.inv(s32), "solve": np.linalg.solve(s32, s32[:, 0]), "determinant": np.linalg.det(s32),
    "sign": np.linalg.slogdet(s32)[0], "log determinant": np.linalg.slogdet(s32)[1],
    "cholesky": np.linalg.cholesky(spd32), "singular values": np.linalg.svd(tall32)[1],
    "eigenvalues": np.linalg.eigvalsh(spd32), "least squares": np.linalg.lstsq(tall32, right32)[0],
    "residuals": np.linalg.lstsq(tall32, right32)[1], "pseudo-inverse": np.linalg.pinv(tall32),
    "condition": np.linalg.cond(s32), "norm": np.linalg.norm(s32), "norm one": np.linalg.norm(s32, 1),
    "norm two": np.linalg.norm(s32, 2), "norm infinity": np.linalg.norm(s32, np.inf), "norm 3": np.linalg.norm(right32, 3),
    "q": np.linalg.qr(tall32)[0], "r": np.linalg.qr(tall32)[1], "power": np.linalg.matrix_power(s32, -3),
    "eigen real": np.sort(np.linalg.eigvals(s32).real), "eigen imaginary": np.sort(np.linalg.eigvals(s32).imag),
}
for name, value in close32.items():
    assert np.asarray(value).dtype == np.float32, name
    out["close32/" + name] = value
np.savez_compressed("results.npz", **out)
print(len(out), "arrays, NumPy", np.__version__)
