"""Lesson 2: decision trees and random forests."""

PYTHON = {
    "small-tree": """
from sklearn.tree import DecisionTreeClassifier, export_text, plot_tree

pair = train_features[["alcohol", "sulphates"]]
small_tree = DecisionTreeClassifier(max_depth=2, random_state=123).fit(pair, train_target)

print(export_text(small_tree, feature_names=list(pair.columns)))
""",
    "small-tree-regions": """
square_x, square_y = np.meshgrid(np.linspace(8, 15, 200), np.linspace(0.3, 2.05, 200))
everywhere = pd.DataFrame(np.stack([square_x.ravel(), square_y.ravel()], axis=1), columns=pair.columns)
regions = small_tree.predict(everywhere).reshape(square_x.shape)

is_good = train_target == 1
good = pair[is_good].to_numpy()
poor = pair[~is_good].to_numpy()
""",
    "fig-regions": """
fig, ax = plt.subplots()
ax.contourf(square_x, square_y, regions, levels=[-0.5, 0.5, 1.5], colors=["red", "blue"], alpha=0.2)
ax.scatter(poor[:, 0], poor[:, 1], color="red", s=12, label="Ordinary")
ax.scatter(good[:, 0], good[:, 1], color="blue", s=12, label="Premium")
ax.set(xlabel="Alcohol in % by volume", ylabel="Sulphates in g/L")
ax.legend()
plt.show()
""",
    "fig-small-tree": """
fig, ax = plt.subplots(figsize=(6.4, 3))
plot_tree(small_tree, feature_names=list(pair.columns), class_names=["ordinary", "premium"], filled=True, ax=ax)
plt.show()
""",
    "gini": """
labels = train_target.to_numpy()
alcohol = train_features["alcohol"].to_numpy()

def gini(labels):
    premium = labels.mean()
    return 1 - premium ** 2 - (1 - premium) ** 2

def impurity(threshold):
    is_below = alcohol <= threshold
    share = is_below.mean()
    return share * gini(labels[is_below]) + (1 - share) * gini(labels[~is_below])
""",
    "thresholds": """
contents = np.unique(alcohol)
thresholds = (contents[1:] + contents[:-1]) / 2
impurities = np.array([impurity(threshold) for threshold in thresholds])

print(f"before any question: {gini(labels):.4f}")
print(f"the best threshold:  {thresholds[impurities.argmin()]:.3f}")
print(f"impurity after it:   {impurities.min():.4f}")
""",
    "fig-gini": """
fig, ax = plt.subplots(figsize=(6.4, 3))
ax.plot(thresholds, impurities, color="blue", label="After the question")
ax.axhline(gini(labels), color="black", linestyle="--", label="Before it")
ax.axvline(9.95, color="black", linestyle=":", label="Asked by the tree")
ax.set(xlabel="Threshold for alcohol in % by volume", ylabel="Impurity")
ax.legend(loc="lower right")
plt.show()
""",
    "tree": """
tree = DecisionTreeClassifier(max_depth=8, random_state=123).fit(train_features, train_target)

print(f"The tree has {tree.get_n_leaves()} leaves.")
print(f"Right on the training wines: {100 * tree.score(train_features, train_target)} %")
print(f"Right on the test wines:     {100 * tree.score(test_features, test_target)} %")
""",
    "fig-tree": """
fig, ax = plt.subplots(figsize=(40, 12))
plot_tree(tree, feature_names=list(features.columns), class_names=["ordinary", "premium"], filled=True, ax=ax,
          fontsize=6)
plt.show()
""",
    "depths": """
from sklearn.model_selection import cross_val_score

depths = list(range(1, 16))
seen = []
unseen = []
for depth in depths:
    recipe = DecisionTreeClassifier(max_depth=depth, random_state=123)
    scores = cross_val_score(recipe, train_features, train_target)
    seen.append(recipe.fit(train_features, train_target).score(train_features, train_target))
    unseen.append(scores.mean())
""",
    "fig-depths": """
fig, ax = plt.subplots(figsize=(6.4, 3.2))
ax.plot(depths, seen, color="gray", marker="o", label="Wines learned from")
ax.plot(depths, unseen, color="blue", marker="o", label="Wines held back")
ax.set(xlabel="Depth of the tree", ylabel="Accuracy", ylim=(0.6, 1))
ax.legend()
plt.show()
""",
    "forest": """
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

forest = RandomForestClassifier(n_estimators=100, max_depth=8, random_state=123).fit(train_features, train_target)

print(forest)
print(f"Right on the test wines: {100 * forest.score(test_features, test_target)} %")
""",
    "votes": """
answers = test_target.to_numpy()
unknown = test_features.to_numpy()
opinions = np.stack([tree.predict_proba(unknown)[:, 1] for tree in forest.estimators_])

def accuracy(probability):
    return ((probability > 0.5) == (answers == 1)).mean()

alone = [accuracy(opinion) for opinion in opinions]
together = [accuracy(opinions[:count].mean(axis=0)) for count in range(1, 101)]
""",
    "fig-votes": """
fig, ax = plt.subplots(figsize=(6.4, 3.2))
ax.scatter(range(1, 101), alone, color="gray", s=16, label="One tree alone")
ax.plot(range(1, 101), together, color="blue", label="All trees up to it")
ax.set(xlabel="Number of trees", ylabel="Accuracy on the test wines")
ax.legend(loc="lower right")
plt.show()
""",
    "missed": """
actual = test_target
predicted = pd.Series(forest.predict(test_features), index=actual.index)
is_wrong = actual != predicted

actual[is_wrong].value_counts() / actual.value_counts()
""",
    "shares": """
print(actual.value_counts(normalize=True))
print()
print(train_target.value_counts(normalize=True))
""",
    "fig-confusion": """
from sklearn.metrics import ConfusionMatrixDisplay, classification_report, confusion_matrix

counts = confusion_matrix(actual, predicted)

fig, ax = plt.subplots(figsize=(4.2, 3.2))
ConfusionMatrixDisplay(counts, display_labels=["ordinary", "premium"]).plot(ax=ax, cmap="Blues", colorbar=False)
plt.show()
""",
    "classification-report": """
print(classification_report(actual, predicted, target_names=["ordinary", "premium"]))
""",
    "fig-sixth-tree": """
fig, ax = plt.subplots(figsize=(10, 5))
plot_tree(forest.estimators_[5], feature_names=list(features.columns), class_names=["ordinary", "premium"],
          max_depth=3, filled=True, ax=ax)
plt.show()
""",
    "fig-importance": """
importance = pd.Series(forest.feature_importances_, index=features.columns).sort_values()

fig, ax = plt.subplots()
ax.barh(importance.index, importance, color="orange")
ax.set_xlabel("Feature importance")
plt.show()
""",
}
