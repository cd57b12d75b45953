import Arrays
import DataFrames
import Learning
import Testing

@Suite struct LinearModelTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "linear") }

  private func estimator(_ name: String) -> any Regressor<LinearModel> {
    switch name {
    case "linear": LinearRegression()
    case "linearThroughOrigin": LinearRegression(fitsIntercept: false)
    case "ridge": Ridge()
    case "ridgeStrong": Ridge(alpha: 10)
    case "ridgeThroughOrigin": Ridge(alpha: 0.5, fitsIntercept: false)
    default: Ridge(alpha: 0.01, solver: .svd)
    }
  }

  @Test("coefficients, predictions and scores are scikit-learn's", arguments: ["diabetes", "wide", "several"])
  func matchesScikitLearn(name: String) throws {
    let data = reference[name]
    let (x, y) = (data["x"].array, data["y"].array)
    #expect(data["models"].list.count == 6)
    for expected in data["models"].list {
      let model = try estimator(expected["name"].text).fitted(to: x, y)
      let what = "\(name) \(expected["name"].text)"
      #expect("\(model)" == expected["text"].text)
      expectClose(model.coefficients, expected["coefficients"].array, what)
      expectClose(model.intercepts, expected["intercept"].array, what)
      expectClose(model.predict(x), expected["predictions"].array, what)
      expectClose(model.score(x, y), expected["score"].double, what)
    }
  }

  @Test("the course's first regression")
  func course() throws {
    var random = RandomState(seed: 123)
    let x = (random.random(count: 10) * 50).sorted().reshaped(10, 1)
    let y = 10 * x + random.normal(mean: 0, standardDeviation: 20, shape: [10, 1])
    let model = try LinearRegression(fitsIntercept: false).fitted(to: x, y)
    #expect("\(model)" == "LinearRegression(fit_intercept=False)")
    expectClose(model.coefficients.item(), reference["course"]["coefficient"].double, tolerance: 1e-14)
    #expect(model.score(x, y) == reference["course"]["score"].double)
    #expect(model.predict(x).shape == [10, 1])
  }

  @Test("data frames are features, and their columns are remembered")
  func dataFrames() throws {
    let frame = DataFrame(["a": [1.0, 2, 3, 4], "b": [0, 1, 0, 1]])
    let model = try LinearRegression().fitted(to: frame, [3.0, 6, 7, 10])
    expectClose(model.coefficients, [2, 1])
    expectClose(model.intercept, 1)
    #expect(model.schema.names == ["a", "b"])
  }

  @Test("data that cannot be learnt from are refused in one sentence")
  func refusals() {
    let x: NDArray = [[1, 2], [3, 4]]
    expectRefusal("Ridge: the features hold NaN in row 1 of column 0") {
      _ = try Ridge().fitted(to: [[1, 2], [Double.nan, 4]] as NDArray, [1.0, 2])
    }
    expectRefusal("Ridge: the target holds infinity in row 0") { _ = try Ridge().fitted(to: x, [.infinity, 2.0]) }
    expectRefusal("Ridge: 2 examples and 3 targets do not fit") { _ = try Ridge().fitted(to: x, [1.0, 2, 3]) }
    expectRefusal("Ridge: alpha is at least 0, and this one is -1.0") { _ = try Ridge(alpha: -1).fitted(to: x, [1.0, 2]) }
    expectRefusal("LinearRegression: needs at least one example and one feature, and the features have shape (0, 2)") {
      _ = try LinearRegression().fitted(to: NDArray.zeros(0, 2), [Double]())
    }
    expectRefusal(
      "LinearRegression: features are a matrix with an example in each row, and this array has shape (2,): reshaped(2, 1) makes one feature of it, reshaped(1, 2) one example"
    ) { _ = try LinearRegression().fitted(to: [1, 2] as NDArray, [1.0, 2]) }
    expectRefusal(
      "LinearRegression: features are numbers, and the column \"name\" holds texts: drop or encode it first"
    ) { _ = try LinearRegression().fitted(to: DataFrame(["name": ["a", "b"]]), [1.0, 2]) }
  }

  @Test("predicting from another width stops with one sentence")
  func wrongWidth() async throws {
    await #expect(processExitsWith: .failure) {
      let model = try Ridge().fitted(to: [[1, 2], [3, 4]] as NDArray, [1.0, 2])
      _ = model.predict([[1, 2, 3]] as NDArray)
    }
  }

  @Test("products of features are scikit-learn's")
  func polynomialFeatures() throws {
    let data = reference["polynomial"]
    let estimators = [
      PolynomialFeatures(), PolynomialFeatures(degree: 3), PolynomialFeatures(degree: 3, interactionsOnly: true),
      PolynomialFeatures(includesBias: false), PolynomialFeatures(degrees: 2...3),
    ]
    #expect(data["models"].list.count == 2 * estimators.count)
    for (number, expected) in data["models"].list.enumerated() {
      let x = data["sets"].list[number / estimators.count].array
      let model = try estimators[number % estimators.count].fitted(to: x)
      #expect("\(model)" == expected["text"].text)
      #expect(model.transform(x) == expected["features"].array)
      #expect(model.outputNames == expected["names"].texts)
      #expect(model.powers == expected["powers"].integers)
    }
  }
}
