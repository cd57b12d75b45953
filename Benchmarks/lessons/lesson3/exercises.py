"""Lesson 3: the exercises."""

PYTHON = {
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
