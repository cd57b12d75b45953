"""What the cells of lesson 4 are in Python, by their labels; hidden cells by what they test."""

PYTHON = {
    "circles": """
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.datasets import make_circles
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge

circles, inside = make_circles(300, noise=0.1, factor=0.4, random_state=3)
x1, x2 = circles[:, 0], circles[:, 1]

flat = LogisticRegression().fit(circles, inside)
print(f"Right with two features: {100 * flat.score(circles, inside):.0f} %")
""",
    "lifted": """
height = x1 ** 2 + x2 ** 2
lifted = np.column_stack([x1, x2, height])

raised = LogisticRegression().fit(lifted, inside)
share = raised.score(lifted, inside)
print(f"Right with three features: {100 * share:.0f} %")
""",
    "fig-lifted": """
inner, outer = lifted[inside == 1], lifted[inside == 0]

w, b = raised.coef_.ravel(), raised.intercept_.item()
side = np.linspace(-1.2, 1.2, 20)
plane_x, plane_y = np.meshgrid(side, side)
plane_z = -(b + plane_x * w[0] + plane_y * w[1]) / w[2]
region_side = np.linspace(-1.4, 1.4, 150)
region_x, region_y = np.meshgrid(region_side, region_side)
region = w[0] * region_x + w[1] * region_y + w[2] * (region_x ** 2 + region_y ** 2) + b > 0

fig = plt.figure(figsize=(9.6, 4.2))
left = fig.add_subplot(1, 2, 1)
left.contourf(region_x, region_y, region, levels=[-0.5, 0.5, 1.5], alpha=0.3)
left.scatter(inner[:, 0], inner[:, 1], color="blue", s=15)
left.scatter(outer[:, 0], outer[:, 1], color="orange", s=15)
left.set(xlabel="$x_1$", ylabel="$x_2$", title="Input space", aspect=1)
right = fig.add_subplot(1, 2, 2, projection="3d", elev=12, azim=-60)
right.scatter(plane_x, plane_y, plane_z, color="lightgray", s=6)
right.scatter(inner[:, 0], inner[:, 1], inner[:, 2], color="blue", s=6)
right.scatter(outer[:, 0], outer[:, 1], outer[:, 2], color="orange", s=6)
right.set(xlabel="x₁", ylabel="x₂", zlabel="x₁² + x₂²", title="Feature space")
plt.show()
""",
    "trick": """
def phi(x):
    return np.array([x[0] * x[0], np.sqrt(2) * x[0] * x[1], x[1] * x[1]])

first, second = np.array([1.0, 2.0]), np.array([3.0, -1.0])
print("In feature space:", phi(first) @ phi(second))
print("In input space:  ", (first @ second) ** 2)
""",
    "fig-rbf": """
distances = np.linspace(-4, 4, 201)

fig, ax = plt.subplots()
for sigma in (0.3, 1, 2):
    ax.plot(distances, np.exp(distances ** 2 / (-2 * sigma * sigma)), label=f"$\\\\sigma = {sigma}$")
ax.set(xlabel="$x$", ylabel="$\\\\kappa(0, x)$")
ax.legend()
plt.show()
""",
    "waves": """
random = np.random.RandomState(1234)
count = 200
x = np.sort(random.random_sample(count)).reshape(count, 1)
noise = 0.1 * random.standard_normal((count, 1))
y = np.sin(4 * np.pi * x) + noise + 5

print(x.shape, y.shape)
""",
    "fig-waves": """
fig, ax = plt.subplots()
ax.scatter(x, y, color="red")
ax.set(xlabel="X", ylabel="Y")
plt.show()
""",
    "pipelines": """
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

powers = np.hstack([x ** k for k in range(1, 6)])

linear = make_pipeline(StandardScaler(), LinearRegression()).fit(powers, y)
ridge = make_pipeline(StandardScaler(), Ridge(alpha=0.001)).fit(powers, y)

linear_r2, ridge_r2 = linear.score(powers, y), ridge.score(powers, y)
print(f"R² of least squares: {linear_r2:.2f}")
print(f"R² of ridge:         {ridge_r2:.2f}")
""",
    "fig-powers": """
fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.2))
left.scatter(x, y, color="red", s=12)
left.plot(x, linear.predict(powers), color="blue")
left.set(xlabel="X", ylabel="Y", title="Least squares")
right.scatter(x, y, color="red", s=12)
right.plot(x, ridge.predict(powers), color="green")
right.set(xlabel="X", ylabel="Y", title="Ridge")
plt.show()
""",
    "by-hand": """
from sklearn.metrics import mean_squared_error, r2_score

scaled = (x - x.mean()) / x.std()
kernel_matrix = np.exp((scaled - scaled.T) ** 2 / -2)
weights = np.linalg.solve(kernel_matrix + 0.01 * np.identity(count), y)
by_hand = kernel_matrix @ weights

print(f"R² by hand: {r2_score(y, by_hand):.2f}")
""",
    "fig-kernel-matrix": """
fig, ax = plt.subplots(figsize=(5, 4))
image = ax.imshow(kernel_matrix, vmin=0, vmax=1)
ax.set(xlabel="Example", ylabel="Example")
fig.colorbar(image, label="$\\\\kappa(x_n, x_m)$")
plt.show()
""",
    "kernel-ridge": """
from sklearn.kernel_ridge import KernelRidge

sigma = 1.0

def rbf(a, b):
    return np.exp(((a - b) ** 2).sum() / (-2 * sigma * sigma))

kernel_ridge = make_pipeline(StandardScaler(), KernelRidge(kernel=rbf, alpha=0.01)).fit(x, y)

fit = kernel_ridge.predict(x)
kernel_r2 = kernel_ridge.score(x, y)
print(f"R² of least squares: {linear_r2:.2f}")
print(f"R² of ridge:         {ridge_r2:.2f}")
print(f"R² of kernel ridge:  {kernel_r2:.2f}")
print("As by hand:", np.isclose(fit, by_hand).all())
""",
    "fig-kernel-ridge": """
fig, ax = plt.subplots()
ax.scatter(x, y, color="red", label="Observations")
ax.plot(x, fit, color="blue", label=f"Kernel ridge, $R^2 = {kernel_r2:.2f}$")
ax.set(xlabel="X", ylabel="Y")
ax.legend()
plt.show()
""",
    "fig-dials": """
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel

few = np.arange(0, count, 8)
fine = np.linspace(0, 1, 400).reshape(400, 1)

fig, axs = plt.subplots(1, 3, figsize=(9.6, 3), sharey=True)
for ax, width in zip(axs, (0.02, 0.5, 10)):
    model = make_pipeline(StandardScaler(), KernelRidge(kernel=RBF(width), alpha=0.01)).fit(x[few], y[few])
    ax.scatter(x[few], y[few], color="red", s=15)
    ax.plot(fine, model.predict(fine), color="blue")
    ax.set(xlabel="X", ylabel="Y", title=f"$\\\\sigma = {width}$")
plt.show()
""",
    "fig-prior": """
places = np.linspace(-2, 2, 200).reshape(200, 1)
tiny = 1e-6 * np.identity(200)

fig, axs = plt.subplots(1, 2, figsize=(8, 3.2), sharey=True)
for ax, length in zip(axs, (0.2, 1)):
    covariance = RBF(length)(places)
    random = np.random.RandomState(5)
    z = random.standard_normal((200, 4))
    draws = np.linalg.cholesky(covariance + tiny) @ z
    ax.plot(places, draws)
    ax.set(xlabel="$x$", ylabel="$f(x)$", title=f"Length {length}")
plt.show()
""",
    "four": """
random = np.random.RandomState(1234)
four_x = 2 * random.random_sample(4).reshape(4, 1)
four_noise = 0.1 * random.standard_normal(4)
four_y = np.sin(2 * np.pi * four_x.ravel()) + four_noise + 5

prior = ConstantKernel(1.0, constant_value_bounds=(0.001, 1000)) * RBF(0.5, length_scale_bounds=(0.01, 100))

process = GaussianProcessRegressor(
    prior, alpha=0.1, n_restarts_optimizer=10, random_state=1234).fit(four_x, four_y)

print(f"Before: {prior}")
print(f"After:  {process.kernel_}")
""",
    "fig-process": """
wide = np.linspace(-2, 2, 100).reshape(100, 1)
mean, deviation = process.predict(wide, return_std=True)

fig, ax = plt.subplots()
ax.fill_between(wide.ravel(), mean - deviation, mean + deviation, alpha=0.3, color="gray",
                label="One standard deviation")
ax.plot(wide, mean, color="blue", label="Mean prediction")
ax.scatter(four_x, four_y, color="red", label="Observations")
ax.set(xlabel="X", ylabel="Y")
ax.legend(loc="upper left")
plt.show()
""",
    "fig-posterior": """
centred = GaussianProcessRegressor(RBF(0.469), alpha=0.01, optimizer=None, normalize_y=True).fit(four_x, four_y)
level, doubt = centred.predict(wide, return_std=True)
draws = centred.sample_y(wide, 5, random_state=8)

fig, ax = plt.subplots()
ax.fill_between(wide.ravel(), level - doubt, level + doubt, alpha=0.3, color="gray")
ax.plot(wide, draws, color="blue", linewidth=0.9)
ax.plot(wide, level, color="blue", linewidth=2.5, label="Mean prediction")
ax.scatter(four_x, four_y, color="red", label="Observations")
ax.set(xlabel="X", ylabel="Y")
ax.legend(loc="upper left")
plt.show()
""",
    "fig-likelihood": """
found = process.kernel_.theta
lengths = np.logspace(-2, 2, 200)
likelihoods = [process.log_marginal_likelihood([found[0], np.log(length)]) for length in lengths]

fig, ax = plt.subplots()
ax.plot(lengths, likelihoods, color="blue")
ax.axvline(np.exp(found[1]), color="black", linestyle="dotted")
ax.set(xlabel="Length scale", ylabel="Log marginal likelihood", xscale="log")
plt.show()
""",
    "wine": """
from sklearn.model_selection import train_test_split

wine = pd.read_csv("data/winequality-red.csv", sep=";")
feat_train, feat_test, target_train, target_test = train_test_split(
    wine.drop(["quality"], axis=1), wine["quality"], test_size=0.3, random_state=123)

wine_kernel = RBF(5, length_scale_bounds=(0.01, 100))
print(feat_train.shape, feat_test.shape)
""",
    "wine-features": """
feat_train.head()
""",
    "wine-target": """
target_train.head()
""",
    "wine-kernel-ridge-start": """
ridge_prediction = np.full(len(target_test), target_train.mean())

ridge_error = mean_squared_error(target_test, ridge_prediction)
print(f"Mean squared error: {ridge_error:.2f}")
""",
    "wine-kernel-ridge-solution": """
ridge_model = make_pipeline(StandardScaler(), KernelRidge(kernel=wine_kernel, alpha=0.1))
ridge_model.fit(feat_train, target_train)

ridge_prediction = ridge_model.predict(feat_test)
print(f"R² on the training wines: {ridge_model.score(feat_train, target_train):.2f}")
""",
    "test: wine-kernel-ridge": """
assert ridge_prediction.shape == (480,), "there should be a prediction for each of the 480 test wines"
ridge_test_error = mean_squared_error(target_test, ridge_prediction)
assert abs(ridge_test_error - 0.3779) < 0.002, f"the mean squared error should be 0.38, not {ridge_test_error}"
""",
    "kernel-ridge-table": """
table = target_test.to_frame()
table["kernel ridge"] = ridge_prediction.round(2)
table["KRR deviation"] = (table["quality"] - table["kernel ridge"]).abs()
table
""",
    "kernel-ridge-error": """
kernel_ridge_error = (table["KRR deviation"] * table["KRR deviation"]).mean()

print(f"Mean squared error of kernel ridge: {kernel_ridge_error:.2f}")
""",
    "wine-process-start": """
process_prediction = np.full(len(target_test), target_train.mean())

process_error = mean_squared_error(target_test, process_prediction)
print(f"Mean squared error: {process_error:.2f}")
""",
    "wine-process-solution": """
process_model = make_pipeline(
    StandardScaler(),
    GaussianProcessRegressor(wine_kernel, alpha=0.15, n_restarts_optimizer=5, random_state=1234))
process_model.fit(feat_train, target_train)

process_prediction = process_model.predict(feat_test)
print(f"R² on the training wines: {process_model.score(feat_train, target_train):.2f}")
print(f"Kernel: {process_model[-1].kernel_}")
""",
    "doubts": """
scaled_test = process_model[0].transform(feat_test)
guess, spread = process_model[-1].predict(scaled_test, return_std=True)
misses = (target_test.to_numpy() - guess) ** 2
by_spread = spread.argsort()

for third in range(3):
    error = misses[by_spread[third * 160:(third + 1) * 160]].mean()
    print(f"Third {third + 1}: mean squared error {error:.2f}")
""",
    "test: wine-process": """
assert process_prediction.shape == (480,), "there should be a prediction for each of the 480 test wines"
process_test_error = mean_squared_error(target_test, process_prediction)
assert abs(process_test_error - 0.3815) < 0.003, f"the mean squared error should be 0.38, not {process_test_error}"
""",
    "process-table": """
table["Gaussian process"] = process_prediction.round(2)
table["GP deviation"] = (table["quality"] - table["Gaussian process"]).abs()
table
""",
    "process-error": """
process_error = (table["GP deviation"] * table["GP deviation"]).mean()

print(f"Mean squared error of the Gaussian process: {process_error:.2f}")
print(f"Mean squared error of kernel ridge: {kernel_ridge_error:.2f}")
""",
}
