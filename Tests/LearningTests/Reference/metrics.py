"""Metrics of regression, classification and clustering."""

import numpy as np
from common import write
from sklearn import metrics


def regression(a, b):
    return {
        "truth": a, "guess": b, "r2": metrics.r2_score(a, b), "explained": metrics.explained_variance_score(a, b),
        "squared": metrics.mean_squared_error(a, b), "root": metrics.root_mean_squared_error(a, b),
        "absolute": metrics.mean_absolute_error(a, b), "percentage": metrics.mean_absolute_percentage_error(a, b),
        "median": metrics.median_absolute_error(a, b),
    }


def case(seed):
    random = np.random.RandomState(seed)
    cases = {}
    truth = random.normal(size=50) * 4
    guess = truth + random.normal(size=50)
    tables = random.normal(size=(20, 3)), random.normal(size=(20, 3))
    cases["regression"] = [regression(truth, guess), regression(*tables)]
    cases["maximum"] = metrics.max_error(truth, guess)
    binary = random.randint(0, 2, 60)
    scores = np.round(binary * 0.4 + random.random_sample(60), 1)
    decided = (scores > 0.7).astype(int)
    fpr, tpr, thresholds = metrics.roc_curve(binary, scores)
    all_fpr, all_tpr, _ = metrics.roc_curve(binary, scores, drop_intermediate=False)
    precision, recall, cuts = metrics.precision_recall_curve(binary, scores)
    probabilities = np.clip(scores / 1.5, 0.01, 0.99)
    cases["binary"] = {
        "truth": binary, "scores": scores, "guess": decided, "fpr": fpr, "tpr": tpr, "thresholds": thresholds,
        "allFPR": all_fpr, "allTPR": all_tpr, "auc": metrics.roc_auc_score(binary, scores), "precisions": precision,
        "recalls": recall, "cuts": cuts, "average": metrics.average_precision_score(binary, scores),
        "probabilities": probabilities, "logLoss": metrics.log_loss(binary, probabilities),
        "precision": metrics.precision_score(binary, decided), "recall": metrics.recall_score(binary, decided),
        "f1": metrics.f1_score(binary, decided),
    }
    names = ["dog", "cat", "ant", "bee"]
    truth = random.choice(names, 70, p=[0.5, 0.3, 0.15, 0.05])
    guess = np.where(random.random_sample(70) < 0.6, truth, random.choice(names, 70))
    cases["several"] = {
        "truth": truth.tolist(), "guess": guess.tolist(), "confusion": metrics.confusion_matrix(truth, guess),
        "accuracy": metrics.accuracy_score(truth, guess), "balanced": metrics.balanced_accuracy_score(truth, guess),
        "matthews": metrics.matthews_corrcoef(truth, guess), "kappa": metrics.cohen_kappa_score(truth, guess),
        "report": metrics.classification_report(truth, guess), "report3": metrics.classification_report(truth, guess, digits=3),
        "averages": {
            average: [f(truth, guess, average=average) for f in (metrics.precision_score, metrics.recall_score, metrics.f1_score)]
            for average in ("micro", "macro", "weighted")},
    }
    x = np.concatenate([random.normal(i * 2, 1, size=(20, 3)) for i in range(3)])
    classes = np.repeat([0, 1, 2], 20)
    clusters = np.where(random.random_sample(60) < 0.8, classes, random.randint(0, 4, 60))
    cases["clusters"] = {
        "x": x, "truth": classes, "labels": clusters, "rand": metrics.adjusted_rand_score(classes, clusters),
        "vMeasure": metrics.homogeneity_completeness_v_measure(classes, clusters),
        "information": metrics.normalized_mutual_info_score(classes, clusters),
        "silhouettes": metrics.silhouette_samples(x, clusters), "silhouette": metrics.silhouette_score(x, clusters),
        "calinski": metrics.calinski_harabasz_score(x, clusters), "davies": metrics.davies_bouldin_score(x, clusters),
    }
    return cases


write("metrics", {"sets": [case(seed) for seed in (11, 12, 123)]})
