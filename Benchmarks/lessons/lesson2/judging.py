"""Lesson 2: rare classes, settings of a learner, and the exercises."""

PYTHON = {
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
