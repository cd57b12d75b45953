import Arrays
import Learning
import Testing

@Suite struct LogisticRegressionTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "logistic") }

  @Test("coefficients stop where scikit-learn's stop", arguments: 0..<10)
  func matchesScikitLearn(number: Int) throws {
    let expected = reference["models"].list[number]
    let data = reference["data"][expected["data"].text]
    let (x, y) = (data["x"].array, data["y"].array)
    let a = expected["arguments"]
    func value(_ name: String, _ standard: Double) -> Double { a[name].double.isNaN ? standard : a[name].double }
    let model = try LogisticRegression(
      c: value("C", 1), fitsIntercept: value("fit_intercept", 1) != 0, maxIterations: Int(value("max_iter", 100)),
      tolerance: value("tol", 1e-4)
    ).fitted(to: x, y)
    let what = "\(expected["data"].text) \(expected["text"].text)"
    #expect("\(model)" == expected["text"].text)
    #expect(model.iterations == expected["iterations"].int, "\(what)")
    expectClose(model.coefficients, expected["coefficients"].array, what)
    expectClose(model.intercepts, expected["intercepts"].array, what)
    expectClose(model.decisionScores(x[..<30]), expected["scores"].array, what)
    expectClose(model.predictProbabilities(x[..<30]), expected["probabilities"].array, what)
    #expect(model.predict(x) == expected["predictions"].integers)
    #expect(model.score(x, y) == expected["score"].double)
    #expect(model.converged == (expected["iterations"].int < Int(value("max_iter", 100))))
  }

  @Test("what cannot be learnt is refused in one sentence")
  func refusals() {
    let x: NDArray = [[0], [1]]
    expectRefusal("LogisticRegression: needs examples of at least 2 classes, and all are of the class 3") {
      _ = try LogisticRegression().fitted(to: x, [3, 3])
    }
    expectRefusal("LogisticRegression: needs examples of at least 2 classes, and all are of the class \"cat\"") {
      _ = try LogisticRegression().fitted(to: x, ["cat", "cat"])
    }
    expectRefusal("LogisticRegression: c is above 0, and this one is 0.0") {
      _ = try LogisticRegression(c: 0).fitted(to: x, [0, 1])
    }
  }
}
