"""Linear models, polynomial features."""

import numpy as np
from common import write
from sklearn.datasets import load_diabetes, load_iris
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.preprocessing import PolynomialFeatures

cases = {}
diabetes = load_diabetes()
small = diabetes.data[:60], diabetes.target[:60]
random = np.random.RandomState(7)
wide = random.normal(size=(8, 12)), random.normal(size=8)
several = random.normal(size=(30, 4)), random.normal(size=(30, 2))
for name, (x, y) in {"diabetes": small, "wide": wide, "several": several}.items():
    case = {"x": x, "y": y, "models": []}
    for label, model in {
        "linear": LinearRegression(),
        "linearThroughOrigin": LinearRegression(fit_intercept=False),
        "ridge": Ridge(),
        "ridgeStrong": Ridge(alpha=10.0),
        "ridgeThroughOrigin": Ridge(alpha=0.5, fit_intercept=False),
        "ridgeSVD": Ridge(alpha=0.01, solver="svd"),
    }.items():
        model.fit(x, y)
        case["models"].append({
            "name": label, "text": repr(model), "coefficients": model.coef_,
            "intercept": np.broadcast_to(model.intercept_, y.shape[1:] or (1,)), "predictions": model.predict(x), "score": model.score(x, y),
        })
    cases[name] = case

polynomial = {"sets": [random.normal(size=(5, 3)), load_iris().data[::20, :2]], "models": []}
for number, arguments in enumerate(2 * [{}, {"degree": 3}, {"degree": 3, "interaction_only": True}, {"degree": 2, "include_bias": False}, {"degree": (2, 3)}]):
    x = polynomial["sets"][number // 5]
    model = PolynomialFeatures(**arguments).fit(x)
    polynomial["models"].append({
        "text": repr(model), "features": model.transform(x), "names": model.get_feature_names_out().tolist(), "powers": model.powers_,
    })
cases["polynomial"] = polynomial

# The course's first regression: ten points with noise.
course = np.random.RandomState(123)
x = np.sort(course.random_sample(10) * 50).reshape(-1, 1)
y = 10 * x + course.normal(0, 20, 10).reshape(-1, 1)
model = LinearRegression(fit_intercept=False).fit(x, y)
cases["course"] = {"coefficient": model.coef_[0, 0], "score": model.score(x, y), "text": repr(model)}
write("linear", cases)
