"""Lesson 3: principal components, of points and of digits."""

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
}
