"""What the cells of lesson 0 are in Python, by their labels; hidden cells by what they test."""

PYTHON = {
    "first": """
print("It works!")
""",
    "value": """
days = 365.25
per_day = 24 * 60.0 * 60
days * per_day
""",
    "later": """
print(f"That is {days * per_day / 1e6:.1f} million seconds a year.")
""",
    "wrong-type": """
answer = int("forty-two")
""",
    "beyond-the-end": """
primes = [2, 3, 5]
print(primes[len(primes)])
""",
    "bell": """
import numpy as np
import matplotlib.pyplot as plt

places = np.linspace(-4, 4, 200)

fig, ax = plt.subplots(figsize=(6.4, 2.8))
ax.plot(places, np.exp(-places ** 2 / 2) / np.sqrt(2 * np.pi))
ax.set_xlabel("x")
ax.set_ylabel("Density")
plt.show()
""",
    "geometric-start": """
def geometric_sum(q, terms):
    return 0.0  # Your turn: add the terms.

geometric_sum(0.5, 10)
""",
    "geometric-solution": """
def geometric_sum(q, terms):
    total = 0.0
    power = 1.0
    for _ in range(terms):
        total += power
        power *= q
    return total

print(geometric_sum(0.5, 10))
print(geometric_sum(0.5, 60))
""",
    "test: geometric": """
assert geometric_sum(0.5, 1) == 1, "geometric_sum: one term is 1, whatever q is"
assert geometric_sum(0.5, 10) == 1.998046875, "geometric_sum: ten terms with q = 1/2 make 1.998046875"
assert geometric_sum(3, 4) == 40, "geometric_sum: 1 + 3 + 9 + 27 is 40"
assert geometric_sum(0.5, 0) == 0, "geometric_sum: the sum of no terms is 0"
""",
    "rooms": """
import numpy
import pandas
import sklearn
import matplotlib

for room in (numpy, pandas, sklearn, matplotlib):
    print(room.__name__, room.__version__)
""",
    "arrays": """
matrix = np.array([[2.0, 1], [1, 3]])
np.linalg.solve(matrix, [3, 5])
""",
    "frames": """
import pandas as pd

wine = pd.read_csv("data/winequality-red.csv", sep=";")
wine[["alcohol", "pH", "quality"]].head(3)
""",
    "learning": """
from sklearn.linear_model import LinearRegression

x = np.array([[1.0], [2], [3]])
line = LinearRegression().fit(x, 2 * x.ravel() + 1)
print(f"slope {line.coef_.item():.2f}")
print(f"intercept {line.intercept_:.2f}")
""",
    "charting": """
alcohol = wine["alcohol"]

fig, ax = plt.subplots(figsize=(6.4, 2.8))
ax.hist(alcohol, bins=25)
ax.set_xlabel("Alcohol in % by volume")
ax.set_ylabel("Number of wines")
plt.show()
""",
    "wire": """
from IPython.display import display

for power in range(1, 4):
    display(10.0 ** power)
""",
    "everything": """
print("Everything is working!")
""",
}
