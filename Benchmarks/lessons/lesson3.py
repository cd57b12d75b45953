"""What the cells of lesson 3 are in Python, by their labels; hidden cells by what they test."""

PYTHON = {
    "fig-directions": """
import numpy as np
import matplotlib.pyplot as plt

random = np.random.RandomState(7)
along = random.normal(0, 3, 400)
across = random.normal(0, 1, 400)

slanted_x = 0.8 * along - 0.6 * across
slanted_y = 0.6 * along + 0.8 * across

fig, ax = plt.subplots(figsize=(6.4, 4.2))
ax.scatter(slanted_x, slanted_y, s=20, alpha=0.45)
ax.annotate("", (0.8 * 6, 0.6 * 6), (0, 0), arrowprops=dict(arrowstyle="->", lw=2.5))
ax.annotate("", (-0.6 * 2, 0.8 * 2), (0, 0), arrowprops=dict(arrowstyle="->", lw=2.5))
ax.text(5.9, 4.2, "90 %")
ax.text(-1.7, 2.6, "10 %")
ax.set(xlabel="First coordinate", ylabel="Second coordinate", xlim=(-9, 9), ylim=(-6, 6), aspect=1)
plt.show()
""",
    "fig-cat": """
photograph = (plt.imread("data/chelsea.png") * 255).mean(axis=2)

def waves(count):
    numbers = np.arange(count)
    rows = np.cos(np.outer(numbers, numbers + 0.5) * (np.pi / count))
    rows *= np.sqrt(2 / count)
    rows[0] /= np.sqrt(2)
    return rows

down, sideways = waves(photograph.shape[0]), waves(photograph.shape[1])
amplitudes = down @ photograph @ sideways.T

def restored_photograph(share):
    weakest = np.quantile(np.abs(amplitudes), 1 - share)
    kept = np.where(np.abs(amplitudes) >= weakest, amplitudes, 0)
    return down.T @ kept @ sideways

fig, axs = plt.subplots(1, 3, figsize=(9.6, 2.6))
images = [photograph, restored_photograph(0.09), restored_photograph(0.01)]
for ax, image, title in zip(axs, images, ["All numbers", "9 %", "1 %"]):
    ax.imshow(image, cmap="gray", vmin=0, vmax=255)
    ax.set(title=title, xticks=[], yticks=[])
plt.show()
""",
    "cloud": """
true_covariance = np.array([[1, 0.75], [0.75, 1]])

random = np.random.RandomState(123)
cloud = random.multivariate_normal(mean=[2, 4], cov=true_covariance, size=1000)

print(cloud.shape)
""",
    "fig-cloud": """
cloud_x, cloud_y = cloud[:, 0], cloud[:, 1]

fig, ax = plt.subplots()
ax.scatter(cloud_x, cloud_y, c=cloud_x, cmap="turbo")
ax.set(xlabel="Original x", ylabel="Original y", xlim=(-1.5, 6.5), ylim=(0.5, 8.5))
plt.show()
""",
    "centre": """
centred = cloud - cloud.mean(axis=0)
""",
    "covariance": """
by_hand = centred.T @ centred / 999
sample_covariance = np.cov(cloud, rowvar=False)

print(f"By hand:\\n{by_hand}\\n")
print(f"Calculated:\\n{sample_covariance}\\n")
print(f"Used to draw the points:\\n{true_covariance}")
""",
    "eigen": """
values, vectors = np.linalg.eigh(sample_covariance)
variances = values[::-1]
vectors = vectors[:, ::-1]
axes = vectors * np.where(vectors[0] > 0, 1, -1)

print(f"Variances along the axes: {variances.round(4)}")
print(f"Their sum:       {variances.sum():.4f}")
print(f"Sum for x and y: {sample_covariance.trace():.4f}")
""",
    "fig-axes": """
middle = cloud.mean(axis=0)

fig, ax = plt.subplots()
ax.scatter(cloud_x, cloud_y, color="lightgray", s=12)
for k in range(2):
    tip = middle + axes[:, k] * (2 * np.sqrt(variances[k]))
    ax.annotate("", tip, middle, arrowprops=dict(arrowstyle="->", color="red", lw=2.5))
ax.set(xlabel="Original x", ylabel="Original y", xlim=(-3, 7), ylim=(0.5, 7.5), aspect=1)
plt.show()
""",
    "project": """
turned = centred @ axes
turned_covariance = np.cov(turned, rowvar=False)

print(f"Variances: {turned_covariance.diagonal().round(4)}")
print(f"Covariance is zero: {abs(turned_covariance[0, 1]) < 1e-12}")
""",
    "fig-turned": """
fig, (left, right) = plt.subplots(1, 2, figsize=(9.6, 3.6))
left.scatter(turned[:, 0], turned[:, 1], c=cloud_x, cmap="turbo")
left.set(xlabel="First principal component", ylabel="Second principal component", xlim=(-4, 5.5), ylim=(-4, 4))
right.scatter(cloud_x, cloud_y, c=cloud_x, cmap="turbo")
right.set(xlabel="Original x", ylabel="Original y", xlim=(-1.5, 6.5), ylim=(0.5, 8.5))
plt.show()
""",
    "pca": """
from sklearn.decomposition import PCA

cloud_model = PCA(n_components=2).fit(cloud)
transformed = cloud_model.transform(cloud)

print(np.isclose(np.abs(transformed), np.abs(turned)).all())
""",
    "explained": """
print(cloud_model.explained_variance_ratio_)
""",
    "mnist": """
digits = np.load("data/mnist_data_5k.npy")
labels = np.load("data/mnist_labels_5k.npy").astype(int)

print(f"Images: {digits.shape}, labels: {labels.shape}")
""",
    "fig-digits": """
fig, axs = plt.subplots(1, 5, figsize=(8, 2))
for k, ax in enumerate(axs):
    ax.imshow(digits[k].reshape(28, 28))
    ax.set(title=f"Label: {labels[k]}", xticks=[], yticks=[])
plt.show()
""",
    "plane": """
digit_pca = PCA(n_components=2, svd_solver="covariance_eigh").fit(digits)
plane = digit_pca.transform(digits)

print(plane.shape)
""",
    "fig-plane": """
fig, ax = plt.subplots(figsize=(6.4, 4.8))
scatter = ax.scatter(plane[:, 0], plane[:, 1], c=labels, cmap="tab10", s=4)
ax.set(xlabel="First principal component", ylabel="Second principal component")
ax.legend(*scatter.legend_elements(), title="Digit")
plt.show()
""",
    "digits-explained": """
print(digit_pca.explained_variance_ratio_)
""",
    "fig-shares": """
all_components = PCA(svd_solver="covariance_eigh").fit(digits)
shares = all_components.explained_variance_ratio_.cumsum()
needed = int((shares < 0.9).sum()) + 1

fig, ax = plt.subplots()
ax.plot(range(1, 301), shares[:300])
ax.axhline(0.9, color="gray", linestyle="dashed")
ax.axvline(needed, color="gray", linestyle="dotted")
ax.text(needed + 8, 0.82, f"90 % with {needed} components")
ax.set(xlabel="Number of components", ylabel="Share of the variance", ylim=(0, 1))
plt.show()
""",
    "fig-restored": """
five = digits[:5]
restored = []
for count in (needed, 20, 2):
    coordinates = all_components.transform(five)
    coordinates[:, count:] = 0
    restored.append(all_components.inverse_transform(coordinates))
rows = np.concatenate([five] + restored)
names = ["784 numbers", f"{needed} numbers", "20 numbers", "2 numbers"]

fig, axs = plt.subplots(4, 5, figsize=(6.4, 5.6))
for k, ax in enumerate(axs.ravel()):
    ax.imshow(rows[k].reshape(28, 28), vmin=0, vmax=255)
    ax.set(title=names[k // 5] if k % 5 == 0 else "", xticks=[], yticks=[])
plt.show()
""",
    "fig-components": """
limit = np.abs(digit_pca.components_).max()

fig, axs = plt.subplots(1, 3, figsize=(8, 2.8))
axs[0].imshow(digit_pca.mean_.reshape(28, 28))
axs[0].set_title("Mean")
for k in range(2):
    axs[k + 1].imshow(digit_pca.components_[k].reshape(28, 28), cmap="coolwarm", vmin=-limit, vmax=limit)
    axs[k + 1].set_title(f"Component {k + 1}")
for ax in axs:
    ax.axis("off")
plt.show()
""",
    "lloyd": """
def nearest(points, centroids):
    differences = points[:, None] - centroids[None]
    return (differences ** 2).sum(axis=2).argmin(axis=1)

def means(points, groups, count):
    return np.stack([points[groups == k].mean(axis=0) for k in range(count)])
""",
    "steps": """
from sklearn.datasets import make_blobs

points, _ = make_blobs(150, centers=[[-4, 0], [3, 3], [2, -4]], cluster_std=[1.4, 1.4, 1.4], random_state=3)

history = []
centroids = np.array([[4.0, -6.0], [5.0, -6.0], [6.0, -6.0]])
while True:
    groups = nearest(points, centroids)
    history.append((centroids, groups))
    moved = means(points, groups, 3)
    if (moved == centroids).all():
        break
    centroids = moved

print(f"{len(history) - 1} steps, then nothing moved")
""",
    "fig-steps": """
shown = [0, 1, 2, 3, 4, len(history) - 1]

fig, axs = plt.subplots(2, 3, figsize=(9.6, 6), sharex=True, sharey=True)
for step, ax in zip(shown, axs.ravel()):
    centroids, groups = history[step]
    ax.set_title("Start" if step == 0 else f"After step {step}")
    for k in range(3):
        ax.scatter(points[groups == k, 0], points[groups == k, 1], s=15)
    ax.scatter(centroids[:, 0], centroids[:, 1], color="black", marker="X", s=100)
plt.show()
""",
    "starts": """
from sklearn.cluster import KMeans

corners = [[-6, 3], [0, 3], [6, 3], [-6, -3], [0, -3], [6, -3]]
six, _ = make_blobs(300, centers=corners, random_state=1)

for seed in range(5):
    once = KMeans(6, init="random", n_init=1, random_state=seed)
    print(f"start {seed}: inertia {once.fit(six).inertia_:.1f}")

often = KMeans(6, n_init=10, random_state=0)
print(f"best of ten: {often.fit(six).inertia_:.1f}")
""",
    "two-groups": """
random = np.random.RandomState(123)
upper = random.normal(2, 1, size=(100, 2))
lower = random.normal(-2, 1, size=(100, 2))
pair = np.concatenate([upper, lower])

pair_model = KMeans(2, n_init=10, random_state=123).fit(pair)
pair_groups = pair_model.predict(pair)
print(pair_groups)
""",
    "fig-two-groups": """
fig, ax = plt.subplots()
for k in range(2):
    ax.scatter(pair[pair_groups == k, 0], pair[pair_groups == k, 1], label=str(k))
ax.scatter(pair_model.cluster_centers_[:, 0], pair_model.cluster_centers_[:, 1], color="black", marker="X", s=100,
           label="Centroids")
ax.set(xlabel="First coordinate", ylabel="Second coordinate")
ax.legend(loc="upper left", title="Group")
plt.show()
""",
    "fig-elbow": """
from sklearn.metrics import silhouette_score

models = [KMeans(count, n_init=10, random_state=123).fit(pair) for count in range(1, 7)]
silhouettes = [silhouette_score(pair, model.labels_) for model in models[1:]]

fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.2))
left.plot(range(1, 7), [model.inertia_ for model in models], marker="o")
left.set(xlabel="Number of groups", ylabel="Inertia")
left.set_ylim(bottom=0)
right.plot(range(2, 7), silhouettes, marker="o")
right.set(xlabel="Number of groups", ylabel="Silhouette score", ylim=(0, 1))
plt.show()
""",
    "mixture": """
from sklearn.mixture import GaussianMixture

mixture = GaussianMixture(2, random_state=1).fit(pair)

print(mixture)
print(f"Weights: {mixture.weights_.round(3)}")
print(f"Means:\\n{mixture.means_.round(3)}")
""",
    "grid": """
def grid(points):
    low, high = points.min(axis=0) - 1, points.max(axis=0) + 1
    return np.meshgrid(np.linspace(low[0], high[0], 100), np.linspace(low[1], high[1], 100))

grid_x, grid_y = grid(pair)
grid_points = np.c_[grid_x.ravel(), grid_y.ravel()]
print(grid_points.shape)
""",
    "fig-mixture": """
density = np.exp(mixture.score_samples(grid_points)).reshape(grid_x.shape)

fig, ax = plt.subplots()
ax.contourf(grid_x, grid_y, density, cmap="BuPu", alpha=0.8)
ax.scatter(pair[:, 0], pair[:, 1], color="black", s=12)
ax.set(xlabel="First coordinate", ylabel="Second coordinate", xlim=(grid_x.min(), grid_x.max()),
       ylim=(grid_y.min(), grid_y.max()))
plt.show()
""",
    "soft": """
places = np.array([[2, 2], [0, 0], [-0.3, -0.3]])
print(mixture.predict_proba(places).round(3))
""",
    "stretched": """
from sklearn.metrics import adjusted_rand_score

stretch = np.array([[0.6, -0.6], [-0.4, 0.85]])
stretched, true_groups = make_blobs(300, centers=3, random_state=170)
long = stretched @ stretch

long_kmeans = KMeans(3, n_init=10, random_state=1).fit(long)
long_mixture = GaussianMixture(3, random_state=1).fit(long)
long_groups = [long_kmeans.labels_, long_mixture.predict(long)]

for name, groups in zip(["k-means", "mixture"], long_groups):
    print(f"{name}: {adjusted_rand_score(true_groups, groups):.2f}")
""",
    "fig-stretched": """
fig, axs = plt.subplots(1, 2, figsize=(8, 3.4))
for ax, name, groups in zip(axs, ["k-means", "Gaussian mixture"], long_groups):
    ax.set_title(name)
    for k in range(3):
        ax.scatter(long[groups == k, 0], long[groups == k, 1], s=15)
plt.show()
""",
    "four-digits-start": """
some_digits = plane
some_labels = labels

print(some_digits.shape, some_labels.shape)
""",
    "four-digits-solution": """
is_multiple_of_three = labels % 3 == 0
some_digits = plane[is_multiple_of_three]
some_labels = labels[is_multiple_of_three]

print(some_digits.shape, some_labels.shape)
""",
    "test: four-digits": """
assert some_digits.shape == (1968, 2), "some_digits should have a row for each 0, 3, 6 and 9"
assert np.unique(some_labels).tolist() == [0, 3, 6, 9], "some_labels should hold 0, 3, 6 and 9 only"
assert (some_digits == plane[labels % 3 == 0]).all(), "some_digits should be rows of plane, in their order"
""",
    "fig-some-digits": """
fig, ax = plt.subplots(figsize=(6.4, 4.8))
for digit in (0, 3, 6, 9):
    ax.scatter(some_digits[some_labels == digit, 0], some_digits[some_labels == digit, 1], s=8, label=str(digit))
ax.set(xlabel="First principal component", ylabel="Second principal component")
ax.legend(title="Digit")
plt.show()
""",
    "digits-kmeans-start": """
digit_kmeans = KMeans(1, random_state=0).fit(some_digits)
digit_groups = digit_kmeans.predict(some_digits)

print(f"k-means centroids:\\n{digit_kmeans.cluster_centers_}")
""",
    "digits-kmeans-solution": """
digit_kmeans = KMeans(4, n_init=10, random_state=123).fit(some_digits)
digit_groups = digit_kmeans.predict(some_digits)

print(f"k-means centroids:\\n{digit_kmeans.cluster_centers_}")
""",
    "test: digits-kmeans": """
assert digit_kmeans.cluster_centers_.shape == (4, 2), "there should be four centroids"
assert abs(digit_kmeans.inertia_ - 300_745_719) < 1e5, "k-means should find the best of ten starts"
assert (digit_groups == digit_kmeans.labels_).all(), "digit_groups should be the groups of some_digits"
""",
    "fig-digits-kmeans": """
fig, ax = plt.subplots(figsize=(6.4, 4.8))
for k in range(4):
    ax.scatter(some_digits[digit_groups == k, 0], some_digits[digit_groups == k, 1], s=8, label=str(k))
ax.scatter(digit_kmeans.cluster_centers_[:, 0], digit_kmeans.cluster_centers_[:, 1], color="black", marker="X", s=100)
ax.set(xlabel="First principal component", ylabel="Second principal component")
ax.legend(title="Group")
plt.show()
""",
    "digits-mixture-start": """
digit_mixture = GaussianMixture(1).fit(some_digits)
digit_x, digit_y = grid(some_digits)
digit_density = np.zeros((100, 100))

print(f"Means of the mixture:\\n{digit_mixture.means_}")
""",
    "digits-mixture-solution": """
digit_mixture = GaussianMixture(4, random_state=1).fit(some_digits)

digit_grid = np.c_[digit_x.ravel(), digit_y.ravel()]
digit_density = np.exp(digit_mixture.score_samples(digit_grid)).reshape(digit_x.shape)

print(f"Means of the mixture:\\n{digit_mixture.means_}")
""",
    "test: digits-mixture": """
assert digit_mixture.means_.shape == (4, 2), "the mixture should have four Gaussians"
assert digit_density.shape == (100, 100), "digit_density should have the shape of the grid"
cell_area = (digit_x[0, 1] - digit_x[0, 0]) * (digit_y[1, 0] - digit_y[0, 0])
total = digit_density.sum() * cell_area
assert abs(total - 1) < 0.02, "a density adds up to 1: is this one still a logarithm?"
""",
    "fig-digits-mixture": """
fig, ax = plt.subplots(figsize=(6.4, 4.8))
ax.contourf(digit_x, digit_y, digit_density, cmap="BuPu", alpha=0.8)
ax.scatter(some_digits[:, 0], some_digits[:, 1], color="black", s=4, alpha=0.35)
ax.scatter(digit_mixture.means_[:, 0], digit_mixture.means_[:, 1], color="orange", marker="X", s=100)
ax.set(xlabel="First principal component", ylabel="Second principal component", xlim=(digit_x.min(), digit_x.max()),
       ylim=(digit_y.min(), digit_y.max()))
plt.show()
""",
    "judge": """
mixture_groups = digit_mixture.predict(some_digits)
for name, groups in [("k-means", digit_groups), ("mixture", mixture_groups)]:
    print(f"{name}, adjusted Rand index {adjusted_rand_score(some_labels, groups):.2f}")
    for digit in (0, 3, 6, 9):
        counts = np.bincount(groups[some_labels == digit], minlength=4)
        print(f"  {digit} in groups 0 to 3: {counts}")
""",
}
