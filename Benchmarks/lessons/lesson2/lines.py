"""Lesson 2: chance that repeats, straight and curved lines, ridge regression."""

PYTHON = {
    "seed": """
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt

random = np.random.RandomState(123)
random.random(size=4)
""",
    "seed-again": """
print(random.random(size=4))
print(random.random(size=4))

again = np.random.RandomState(123)
print(again.random(size=4))
""",
    "data": """
random = np.random.RandomState(123)
count = 10
x = np.sort(random.uniform(size=count) * 50).reshape(count, 1)

true_slope = 10.0
truth = true_slope * x
y = truth + random.normal(loc=0, scale=20, size=(count, 1))

print(x.shape)
print(x)
""",
    "ols": """
w_ols = np.linalg.inv(x.T @ x) @ x.T @ y
print(f"w_OLS = {w_ols.item()}")
""",
    "r-squared": """
def r_squared(observed, predicted):
    unexplained = ((observed - predicted) ** 2).sum()
    total = ((observed - observed.mean()) ** 2).sum()
    return 1 - unexplained / total

fit = x * w_ols
r2 = r_squared(y, fit)
print(r2)
""",
    "fig-line": """
fig, ax = plt.subplots()
ax.scatter(x, y, color="red", label="Observations (with noise)")
ax.plot(x, truth, color="red", linestyle="dashed", label="Ground truth")
ax.plot(x, fit, color="blue", marker="x", label=f"Fit with $R^2 = {r2:.2f}$")
ax.set_xlabel("X")
ax.set_ylabel("Y")
ax.legend()
plt.show()
""",
    "powers": """
def powers(x, degree):
    return np.hstack([x ** k for k in range(1, degree + 1)])

x_poly = powers(x, 8)
grid = np.linspace(10, 50, 100).reshape(100, 1)
grid_poly = powers(grid, 8)

print(x_poly.shape)
""",
    "ols-poly": """
w_poly = np.linalg.inv(x_poly.T @ x_poly) @ x_poly.T @ y
fit_poly = x_poly @ w_poly
r2_poly = r_squared(y, fit_poly)

print(f"w_OLS = {w_poly.squeeze()}")
print(f"R² = {r2_poly:.4f}")
""",
    "fig-poly": """
fig, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
for ax in (left, right):
    ax.scatter(x, y, color="red", label="Observations (with noise)")
    ax.plot(x, truth, color="red", linestyle="dashed", label="Ground truth")
left.scatter(x, fit_poly, color="blue", marker="x", label=f"Fit with $R^2 = {r2_poly:.2f}$")
right.plot(grid, grid_poly @ w_poly, color="blue", label="Polynomial")
left.set(xlabel="X", ylabel="Y", title="At the observations")
right.set(xlabel="X", ylabel="Y", title="In between")
left.legend()
right.legend()
plt.show()
""",
    "ridge": """
penalty = 100_000.0
penalised = x_poly.T @ x_poly + penalty * np.identity(8)
w_ridge = np.linalg.solve(penalised, x_poly.T @ y)

print(f"w_OLS = {w_poly.squeeze()}")
print(f"w_ridge = {w_ridge.squeeze()}")
""",
    "ridge-fit": """
fit_ridge = x_poly @ w_ridge
r2_ridge = r_squared(y, fit_ridge)
print(r2_ridge)
""",
    "fig-ridge": """
fig, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
for ax in (left, right):
    ax.scatter(x, y, color="red", label="Observations (with noise)")
    ax.plot(x, truth, color="red", linestyle="dashed", label="Ground truth")
left.scatter(x, fit_poly, color="blue", marker="x", label=f"OLS with $R^2 = {r2_poly:.2f}$")
left.scatter(x, fit_ridge, color="green", marker="+", label=f"Ridge with $R^2 = {r2_ridge:.2f}$")
right.plot(grid, grid_poly @ w_poly, color="blue", label="OLS")
right.plot(grid, grid_poly @ w_ridge, color="green", label="Ridge")
left.set(xlabel="X", ylabel="Y", title="At the observations")
right.set(xlabel="X", ylabel="Y", title="In between")
left.legend()
right.legend()
plt.show()
""",
    "distance": """
true_grid = true_slope * grid
for name, w in [("OLS", w_poly), ("ridge", w_ridge)]:
    error = np.sqrt(((grid_poly @ w - true_grid) ** 2).mean())
    print(f"{name}: root mean squared error {error:.0f}")
""",
    "dial-start": """
def ridge(predictors, responses, penalty):
    return np.zeros((predictors.shape[1], 1))  # Your turn: all weights are zero so far.

r_squared(y, x_poly @ ridge(x_poly, y, 1e5))
""",
    "dial-solution": """
def ridge(predictors, responses, penalty):
    diagonal = penalty * np.identity(predictors.shape[1])
    penalised = predictors.T @ predictors + diagonal
    return np.linalg.solve(penalised, predictors.T @ responses)

for exponent in [3, 5, 7, 9]:
    w = ridge(x_poly, y, 10.0 ** exponent)
    error = np.sqrt(((grid_poly @ w - true_grid) ** 2).mean())
    fit = r_squared(y, x_poly @ w)
    print(f"λ = 1e{exponent}: R² {fit:.3f}, error {error:.0f}")
""",
    "test: dial": """
dialed = ridge(x_poly, y, 1e5)
assert dialed.shape == (8, 1), "eight predictors need eight weights, in one column"
assert abs(dialed - w_ridge).max() < 1e-9, "the weights for 1e5 are not those of equation (8)"
assert abs(ridge(x, y, 0.0).item() - w_ols.item()) < 1e-9, "without a penalty it should be least squares"
""",
    "library-ols": """
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge

line = LinearRegression(fit_intercept=False).fit(x, y)

print(line)
print(f"w_OLS = {line.coef_.item()}, R² = {line.score(x, y)}")
""",
    "intercept": """
raised = LinearRegression().fit(x, y)

print(f"w = {raised.coef_.item():.2f}")
print(f"b = {raised.intercept_.item():.2f}")
print(f"R² = {raised.score(x, y):.4f}")
""",
    "library-ridge": """
for alpha in [10.0, 1000.0]:
    model = Ridge(alpha=alpha, fit_intercept=False).fit(x, y)
    print(f"alpha = {alpha}")
    print(f"  w = {model.coef_.item()}, R² = {model.score(x, y)}")
""",
}
