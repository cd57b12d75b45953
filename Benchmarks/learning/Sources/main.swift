// Fits and predicts with each estimator. One row a line: name, seconds (the least of several rounds).
// peer.py does the same with scikit-learn, on the same numbers.
import Arrays
import Glibc
import Learning

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func measure(_ name: String, _ work: () throws -> Void) rethrows {
  if let only = CommandLine.arguments.dropFirst().first, !name.contains(only) { return }
  var (best, spent, rounds) = (Double.infinity, 0.0, 0)
  while (spent < 1 || rounds < 3) && rounds < 200 && (spent < 20 || rounds < 1) {
    let start = now()
    try work()
    let time = now() - start
    best = min(best, time)
    spent += time
    rounds += 1
  }
  print("\(name)\t\(best)")
}

func supervised<Recipe: SupervisedEstimator>(
  _ name: String, _ estimator: Recipe, _ x: NDArray, _ y: NDArray
) throws where Recipe.Model: SupervisedModel {
  if let only = CommandLine.arguments.dropFirst().first, !"\(name), fit \(name), predict".contains(only) { return }
  try measure("\(name), fit") { _ = try estimator.fitted(to: x, y) }
  let model = try estimator.fitted(to: x, y)
  measure("\(name), predict") { _ = model.predictedValues(x) }
}

/// Eleven features and a quality, as many rows as the wine or 30 times as many.
func wine(_ count: Int) -> (x: NDArray, quality: NDArray, good: NDArray) {
  var random = RandomState(seed: 1)
  let x = (random.normal(shape: [count, 11]) * 3).rounded(decimals: 1)
  let noise = random.normal(count: count)
  let quality = (x[..., 0] * 0.3 + x[..., 3] * x[..., 4] * 0.05 + noise + 5.5).rounded()
  return (x, quality, quality.map { $0 > 5 ? 1.0 : 0.0 })
}

for (label, count) in [("1119", 1119), ("33570", 33570)] {
  let (x, quality, good) = wine(count)
  try supervised("LinearRegression \(label)", LinearRegression(), x, quality)
  try supervised("Ridge \(label)", Ridge(), x, quality)
  try supervised("LogisticRegression \(label)", LogisticRegression(), x, good)
  try supervised("DecisionTreeClassifier \(label)", DecisionTreeClassifier(maxDepth: 8, seed: 1), x, good)
  try supervised("DecisionTreeRegressor \(label)", DecisionTreeRegressor(maxDepth: 8, seed: 1), x, quality)
  try supervised("RandomForestClassifier \(label)", RandomForestClassifier(maxDepth: 8, seed: 1), x, good)
  try supervised("RandomForestRegressor \(label)", RandomForestRegressor(maxDepth: 8, seed: 1), x, quality)
  try measure("StandardScaler \(label)") { _ = try StandardScaler().fittedTransform(x) }
  try measure("MinMaxScaler \(label)") { _ = try MinMaxScaler().fittedTransform(x) }
  let (grades, classes) = (IntArray(quality), IntArray(good))
  try measure("OneHotEncoder \(label)") { _ = try OneHotEncoder().fitted(to: grades).transform(grades) }
  try measure("LabelEncoder \(label)") { _ = try LabelEncoder().fitted(to: classes).transform(classes) }
  try measure("PolynomialFeatures \(label)") { _ = try PolynomialFeatures().fittedTransform(x) }
  try measure("KMeans \(label)") { _ = try KMeans(clusters: 4, starts: 10, seed: 1).fitted(to: x) }
  try measure("GaussianMixture \(label)") { _ = try GaussianMixture(components: 4, seed: 1).fitted(to: x) }
  try measure("PCA \(label)") { _ = try PCA(components: 2, seed: 1).fitted(to: x) }
  let means = try KMeans(clusters: 4, starts: 1, seed: 1).fitted(to: x)
  measure("KMeans \(label), predict") { _ = means.predict(x) }
  let mixture = try GaussianMixture(components: 4, seed: 1).fitted(to: x)
  measure("GaussianMixture \(label), predict") { _ = mixture.predict(x) }
  let plane = try PCA(components: 2, seed: 1).fitted(to: x)
  measure("PCA \(label), transform") { _ = plane.transform(x) }
  try measure("trainTestSplit \(label)") { _ = try trainTestSplit(x, quality, testFraction: 0.3, seed: 123) }
}
for count in [37, 1119, 3357, 11_190] {
  let (x, quality, _) = wine(count)
  let scaled = try StandardScaler().fittedTransform(x)
  try supervised("KernelRidge \(count)", KernelRidge(alpha: 0.1, kernel: .rbf(gamma: 0.02)), scaled, quality)
}
let kernel = RBF(lengthScale: 5, bounds: .range(0.01, 100))
for count in [37, 1119] {
  let (x, quality, _) = wine(count)
  let scaled = try StandardScaler().fittedTransform(x)
  let process = GaussianProcessRegressor(kernel: kernel, alpha: 0.15, restarts: 1, seed: 1)
  try supervised("GaussianProcessRegressor \(count)", process, scaled, quality)
}
var random = RandomState(seed: 2)
let images = random.random(shape: [5000, 784])
let labels = (images[..., ..<10].sum(axis: 1) * 2).map { ($0 - $0.truncatingRemainder(dividingBy: 1)).truncatingRemainder(dividingBy: 10) }
try supervised("DecisionTreeClassifier 5000 x 784", DecisionTreeClassifier(maxDepth: 8, seed: 1), images, labels)
try measure("PCA 5000 x 784") { _ = try PCA(components: 2, seed: 1).fitted(to: images) }
measure("make_classification 33570") { _ = makeClassification(count: 33570, seed: 1) }
