"""Lesson 3: clustering and Gaussian mixtures."""

PYTHON = {
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
}
