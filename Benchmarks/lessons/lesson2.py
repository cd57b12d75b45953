"""What the cells of lesson 2 are in Python, by their labels; hidden cells by what they test."""

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
    "two-classes": """
from sklearn.datasets import make_classification

toy_features, toy_target = make_classification(
    n_samples=50, n_features=1, n_informative=1, n_redundant=0,
    n_clusters_per_class=1, weights=[0.3, 0.7], random_state=0)

zero = toy_features[toy_target == 0]
one = toy_features[toy_target == 1]
low = np.zeros(len(zero))
high = np.ones(len(one))

print(f"{len(zero)} examples of class 0, {len(one)} of class 1")
""",
    "fig-two-classes": """
fig, ax = plt.subplots(figsize=(6.4, 2.6))
ax.scatter(zero, low, color="blue", marker="+", label="Class 0")
ax.scatter(one, high, color="green", marker="x", label="Class 1")
ax.set(xlabel="Predictor X", ylabel="Class Y", ylim=(-0.2, 1.2), yticks=[0, 1])
ax.legend()
plt.show()
""",
    "logistic": """
logistic = LogisticRegression().fit(toy_features, toy_target)
slope = logistic.coef_.item()
offset = logistic.intercept_.item()

print(logistic)
print(f"w = {slope:.3f}, b = {offset:.3f}")
print(f"right: {logistic.score(toy_features, toy_target)}")
""",
    "fig-logistic": """
places = np.linspace(-3, 3, 1000).reshape(1000, 1)
probability = logistic.predict_proba(places)[:, 1]
boundary = -offset / slope

fig, ax = plt.subplots()
ax.scatter(zero, low, color="blue", marker="+", label="Class 0")
ax.scatter(one, high, color="green", marker="x", label="Class 1")
ax.plot(places, probability, color="red", label="Logistic regression")
ax.axhline(0.5, color="black", linestyle="--", label="Threshold")
ax.axvline(boundary, color="black", linestyle=":", label="Decision boundary")
ax.set(xlabel="Predictor X", ylabel="Probability P(Y = 1)")
ax.legend()
plt.show()
""",
    "sigma": """
def sigma(z):
    return 1 / (1 + np.exp(-z))

here = np.array([[0.5]])
print(f"by hand:    {sigma(0.5 * slope + offset):.6f}")
print(f"the model:  {logistic.predict_proba(here)[0, 1]:.6f}")
""",
    "wine": """
wine = pd.read_csv("data/winequality-red.csv", sep=";")

threshold = 5
wine["premium"] = wine["quality"] > threshold
wine
""",
    "counts": """
wine["quality"].value_counts()
""",
    "fig-quality": """
premium = wine[wine["premium"]]["quality"].value_counts()
ordinary = wine[~wine["premium"]]["quality"].value_counts()

fig, ax = plt.subplots()
ax.bar_label(ax.bar(ordinary.index, ordinary, color="red", label="Ordinary"))
ax.bar_label(ax.bar(premium.index, premium, color="blue", label="Premium"))
ax.set_xlabel("Quality score")
ax.set_ylabel("Number of wines")
ax.legend()
plt.show()
""",
    "target": """
features = wine.drop(["quality", "premium"], axis=1)
target = wine["premium"].astype(int)

print(f"Features: {features.shape}")
print(f"Target:   {target.shape}")
target.head()
""",
    "split": """
from sklearn.model_selection import train_test_split

train_features, test_features, train_target, test_target = train_test_split(
    features, target, test_size=0.3, random_state=123)

print(f"train: {train_features.shape} and {train_target.shape}")
print(f"test:  {test_features.shape} and {test_target.shape}")
""",
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
truth = test_target
predicted = pd.Series(forest.predict(test_features), index=truth.index)
is_wrong = truth != predicted

truth[is_wrong].value_counts() / truth.value_counts()
""",
    "shares": """
print(truth.value_counts(normalize=True))
print()
print(train_target.value_counts(normalize=True))
""",
    "fig-confusion": """
from sklearn.metrics import ConfusionMatrixDisplay, classification_report, confusion_matrix

counts = confusion_matrix(truth, predicted)

fig, ax = plt.subplots(figsize=(4.2, 3.2))
ConfusionMatrixDisplay(counts, display_labels=["ordinary", "premium"]).plot(ax=ax, cmap="Blues", colorbar=False)
plt.show()
""",
    "classification-report": """
print(classification_report(truth, predicted, target_names=["ordinary", "premium"]))
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
    "excellent": """
from sklearn.metrics import precision_score, recall_score

excellent = (wine["quality"] > 6).astype(int)
rare_train, rare_test, rare_train_target, rare_test_target = train_test_split(
    features, excellent, test_size=0.3, random_state=123, stratify=excellent)

def judge(model):
    guess = model.predict(rare_test)
    print(f"accuracy  {model.score(rare_test, rare_test_target):.3f}")
    print(f"recall    {recall_score(rare_test_target, guess):.3f}")
    print(f"precision {precision_score(rare_test_target, guess):.3f}")
    print(confusion_matrix(rare_test_target, guess))

recipe = RandomForestClassifier(n_estimators=100, max_depth=8, random_state=123)
judge(recipe.fit(rare_train, rare_train_target))
""",
    "oversampling": """
dice = np.random.RandomState(123)
rare_rows = np.flatnonzero(rare_train_target == 1)
missing = len(rare_train) - 2 * len(rare_rows)
repeats = dice.choice(rare_rows, missing)
rows = np.concatenate([np.arange(len(rare_train)), repeats])
balanced, balanced_target = rare_train.iloc[rows], rare_train_target.iloc[rows]

print(balanced_target.value_counts())
judge(recipe.fit(balanced, balanced_target))
""",
    "grid-search": """
from sklearn.model_selection import GridSearchCV

search = GridSearchCV(
    RandomForestClassifier(n_estimators=50, random_state=123),
    {"max_depth": [2, 4, 8, 12], "min_samples_leaf": [1, 4]},
).fit(train_features, train_target)

results = search.cv_results_
for choices, rank, mean, deviation in zip(
        results["params"], results["rank_test_score"], results["mean_test_score"], results["std_test_score"]):
    print(f"{rank}. {choices}: {mean:.3f} ± {deviation:.3f}")
""",
    "best": """
print(search.best_estimator_)
print(f"Right on the test wines: {100 * search.score(test_features, test_target)} %")
""",
    "scores": """
score_train, score_test, score_train_target, score_test_target = train_test_split(
    wine.drop(["quality", "premium"], axis=1), wine["quality"], test_size=0.3, random_state=123)

score_train.head()
""",
    "scores-target": """
score_train_target.head()
""",
    "ridge-wine-start": """
from sklearn.metrics import mean_squared_error, r2_score

# Your turn: replace the constant by the predictions of a Ridge.
by_ridge = np.full(len(score_test), score_train_target.mean())

print(f"mean squared error: {mean_squared_error(score_test_target, by_ridge):.2f}")
""",
    "ridge-wine-solution": """
ridge_model = Ridge(alpha=1.0).fit(score_train, score_train_target)
by_ridge = ridge_model.predict(score_test)

print(f"R² on the training wines: {ridge_model.score(score_train, score_train_target)}")
print(f"mean squared error: {mean_squared_error(score_test_target, by_ridge):.2f}")
""",
    "test: ridge-wine": """
assert by_ridge.shape == (480,), "there are 480 test wines, and each needs one prediction"
assert abs(mean_squared_error(score_test_target, by_ridge) - 0.42300843741210997) < 1e-9, "not those of Ridge"
""",
    "ridge-wine-table": """
summary = score_test_target.to_frame()
summary["ridge"] = np.around(by_ridge, decimals=2)
summary["ridge deviation"] = abs(summary["quality"] - summary["ridge"])
summary
""",
    "forest-wine-start": """
# Your turn: replace the constant by the predictions of a RandomForestRegressor.
by_forest = np.full(len(score_test), score_train_target.mean())
""",
    "forest-wine-solution": """
forest_model = RandomForestRegressor(n_estimators=100, max_depth=8, random_state=123)
forest_model.fit(score_train, score_train_target)
by_forest = forest_model.predict(score_test)

print(f"R² on the training wines: {forest_model.score(score_train, score_train_target)}")
""",
    "test: forest-wine": """
assert by_forest.shape == (480,), "there are 480 test wines, and each needs one prediction"
assert abs(mean_squared_error(score_test_target, by_forest) - 0.34) < 0.01, "not those of a forest"
""",
    "forest-wine-table": """
summary["forest"] = np.around(by_forest, decimals=2)
summary["forest deviation"] = abs(summary["quality"] - summary["forest"])
summary
""",
    "comparison": """
of_forest = (summary["forest deviation"] ** 2).mean()
of_ridge = (summary["ridge deviation"] ** 2).mean()

print(f"Mean squared error of the forest: {of_forest:.2f}")
print(f"Mean squared error of ridge:      {of_ridge:.2f}")
""",
}
