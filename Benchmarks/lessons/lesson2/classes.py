"""Lesson 2: logistic regression and red wine."""

PYTHON = {
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
}
