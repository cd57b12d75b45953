import Arrays
import Learning
import Testing

@Suite struct PipelineTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "selection") }

  @Test("pipelines predict and print as scikit-learn's")
  func regression() throws {
    let (x, y) = (reference["x"].array, reference["y"].array)
    func check(_ estimator: some Regressor, _ number: Int) throws {
      let expected = reference["pipelines"].list[number]
      let model = try estimator.fitted(to: x, y)
      #expect("\(model)" == expected["text"].text)
      expectClose(model.score(x, y), expected["score"].double, expected["text"].text)
      expectClose(model.predict(x[..<8]), expected["predictions"].array, expected["text"].text)
    }
    try check(
      Pipeline {
        StandardScaler()
        LinearRegression()
      }, 0)
    try check(
      Pipeline {
        PolynomialFeatures(degree: 3)
        StandardScaler()
        Ridge(alpha: 0.001)
      }, 1)
    try check(
      Pipeline {
        StandardScaler()
        Ridge()
      }, 2)
    try check(
      Pipeline {
        MinMaxScaler()
        KernelRidge(alpha: 0.1, kernel: .rbf(gamma: 0.25))
      }, 3)
    try check(
      Pipeline {
        StandardScaler()
        StandardScaler()
        Ridge()
      }, 4)
  }

  @Test("pipelines classify")
  func classification() throws {
    let (x, y) = (reference["iris"].array, reference["species"].integers)
    let model = try Pipeline {
      StandardScaler()
      LogisticRegression()
    }.fitted(to: x, y)
    #expect(model.score(x, y) == reference["classes"]["score"].double)
    expectClose(model.predictProbabilities(x[..<8]), reference["classes"]["probabilities"].array)
    #expect(model.classes.values == [0, 1, 2])
  }

  @Test("a pipeline refuses what its first step cannot take")
  func refusals() {
    expectRefusal("Pipeline: the features hold NaN in row 0 of column 0") {
      let pipeline = Pipeline {
        StandardScaler()
        Ridge()
      }
      _ = try pipeline.fitted(to: [[Double.nan], [1]] as NDArray, [1.0, 2])
    }
  }
}
