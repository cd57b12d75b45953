"""Prints arrays with NumPy and writes what it printed beside the arrays: printing.json.

Run with NumPy 2.4 or later in this folder: python3 make_printing.py
"""
import base64
import io
import json

import numpy as np

random = np.random.RandomState(20240601)
arrays = []


def add(values, dtype=np.float64):
    arrays.append(np.array(values, dtype=dtype))


# Plain numbers, one by one and together.
for x in [0, 1, -1, 0.5, 0.1, 1 / 3, -2.75, 100, 12345.678, 99999999, 1e8, 123456789.0, 1e16, 1e-4, 9.9e-5, 1e-5, 5e-324,
          1.7976931348623157e308, np.pi, np.e, 2 / 3 * 1e5, 0.123456785, 0.1234567891, 1e22, 1.5e300, -0.0,
          np.nan, np.inf, -np.inf]:
    add(x)
    add([x])
    add([x, 1.0])
    add([x, -x, 2.5])
for dtype in (np.float32,):
    for x in [0, 0.1, 1 / 3, 1e6, 999999, 1e-4, 16777216, 3.4028235e38, 1e-45, np.pi, np.nan, -np.inf, 0.3, 1e10]:
        add(x, dtype)
        add([x, 1.5], dtype)
        add([x, 123.456, -7.0], dtype)

# Vectors and matrices of many sizes and magnitudes.
for scale in [1e-12, 1e-6, 1e-3, 0.1, 1, 10, 1e3, 1e5, 1e7, 1e9, 1e15, 1e100, 1e-100]:
    add(random.normal(size=7) * scale)
    add(random.uniform(size=(3, 4)) * scale)
    add(np.round(random.normal(size=(2, 5)) * scale, 2))
    add(random.normal(size=5) * scale, np.float32)
for n in [2, 5, 9, 11, 17, 25, 60, 100]:
    add(random.normal(size=n))
    add(random.randint(-10**6, 10**6, n), np.int64)
    add(random.randint(0, 2, n), np.bool_)
    add(random.randint(0, 256, n), np.uint8)
    add(np.arange(n))
    add(np.arange(n), np.int64)
for power in range(0, 17, 2):
    add([1, 10.0**power])
    add([10**power, -1], np.int64)
    add([0.5, 10.0**-power])
for mixed in [[1, np.nan, 3], [np.inf, 1e10], [-np.inf, 0.1], [np.nan, np.nan], [np.inf, -np.inf], [np.nan, 1e-9, 5],
              [0.001, 1], [0.00099, 1], [1, 1000], [1, 1001], [0, 0, 0], [0, 1e-5], [-1.5, 22.25, 333.125],
              [1e8, 1], [99999999.9, 1e5], [1.123456789, 2.1], [1e-300, 1e300], [123456.789, 0.1]]:
    add(mixed)
    add([mixed, mixed])
    add(mixed, np.float32)

# Shapes: none, empty, deep, wide.
for shape in [(0,), (1, 0), (0, 3), (2, 0, 4)]:
    for dtype in (np.float64, np.int64, np.bool_, np.uint8, np.float32):
        add(np.zeros(shape), dtype)
for shape in [(1,), (1, 1), (1, 1, 1), (2, 1), (1, 2), (2, 2, 2), (2, 3, 4), (2, 1, 2, 3), (1, 2, 1, 2, 2), (4, 4), (3, 12), (2, 30), (10, 10)]:
    add(random.normal(size=shape))
    add(random.randint(-50, 50, shape), np.int64)
    add(random.randint(0, 2, shape), np.bool_)
add(True, np.bool_)
add(False, np.bool_)
for x in [7, -7, 255, -2**63, 2**63 - 1]:
    add(x, np.int64)
    add([x, 0], np.int64)
add([0, 255, 7], np.uint8)
add(7, np.uint8)

# Above 1,000 elements the middle is left out.
for shape in [(1000,), (1001,), (1200,), (7, 200), (200, 7), (40, 40), (6, 300), (3, 400), (11, 10, 11), (2, 2, 300), (1100, 1), (1, 1100)]:
    add(np.arange(np.prod(shape)).reshape(shape), np.int64)
    add(np.arange(np.prod(shape)).reshape(shape) % 251, np.uint8)
    add((np.arange(np.prod(shape)).reshape(shape) % 3) == 0, np.bool_)
add(np.linspace(0, 1, 1001))
add(np.linspace(-1e9, 1e9, 1500).reshape(30, 50))

cases = []
for array in arrays:
    file = io.BytesIO()
    np.save(file, array)
    cases.append({"npy": base64.b64encode(file.getvalue()).decode(), "str": str(array), "repr": repr(array)})
with open("printing.json", "w") as out:
    json.dump(cases, out, indent=0)
print(len(cases), "arrays, NumPy", np.__version__)
