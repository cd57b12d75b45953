import Arrays
import DataFrames
import Learning
import Testing

@Suite struct PreprocessingTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "preparation") }

  @Test("standardised features are scikit-learn's", arguments: 0..<3)
  func standardScaler(set: Int) throws {
    let reference = reference["scaled"].list[set]
    let (x, other) = (reference["x"].array, reference["other"].array)
    let expected = reference["standard"]
    let model = try StandardScaler().fitted(to: x)
    #expect(model.means == expected["mean"].array)
    #expect(model.variances == expected["variance"].array)
    #expect(model.scale == expected["scale"].array)
    #expect(model.transform(other) == expected["transformed"].array)
    #expect(model.inverse(other) == expected["inverse"].array)
    let scaling = try StandardScaler(centers: false).fitted(to: x)
    #expect("\(scaling)" == expected["text"].text)
    #expect(scaling.transform(other) == expected["scaledOnly"].array)
  }

  @Test("features in a range are scikit-learn's", arguments: 0..<3)
  func minMaxScaler(set: Int) throws {
    let reference = reference["scaled"].list[set]
    let (x, other) = (reference["x"].array, reference["other"].array)
    let expected = reference["minMax"]
    let model = try MinMaxScaler().fitted(to: x)
    #expect(model.least == expected["least"].array)
    #expect(model.greatest == expected["greatest"].array)
    #expect(model.scale == expected["scale"].array)
    #expect(model.offset == expected["offset"].array)
    #expect(model.transform(other) == expected["transformed"].array)
    #expect(model.inverse(other) == expected["inverse"].array)
    let ranged = try MinMaxScaler(range: -1...2, clips: true).fitted(to: x)
    #expect("\(ranged)" == "MinMaxScaler(clip=True, feature_range=(-1.0, 2.0))")
    #expect(ranged.transform(other) == expected["ranged"].array)
  }

  @Test("labels are numbered in alphabetical order", arguments: 0..<2)
  func labelEncoder(set: Int) throws {
    let expected = reference["encoded"].list[set]
    let encoder = try LabelEncoder().fitted(to: expected["colors"].texts)
    #expect(encoder.classes.names == expected["classes"].texts)
    #expect(encoder.transform(expected["colors"].texts) == expected["codes"].integers)
    #expect(encoder.inverse(expected["codes"].integers) == expected["colors"].texts)
    expectRefusal("LabelEncoder: there are no labels to learn from") { _ = try LabelEncoder().fitted(to: [Int]()) }
  }

  @Test("numbers that are far apart are labels too")
  func farLabels() throws {
    let numbers: IntArray = [10_000_000, -5, 7, -5, 9_000_000_000_000]
    let encoder = try LabelEncoder().fitted(to: numbers)
    #expect(encoder.classes.values == [-5, 7, 10_000_000, 9_000_000_000_000])
    #expect(encoder.transform(numbers) == [2, 0, 1, 0, 3])
    #expect(encoder.transform([7, -5] as IntArray) == [1, 0])
    #expect(encoder.inverse([2]) == ["10000000"])
    let columns = try OneHotEncoder().fitted(to: numbers)
    #expect(columns.transform([7, 10_000_000] as IntArray) == [[0, 1, 0, 0], [0, 0, 1, 0]])
    let x: NDArray = [[0], [1], [2], [3]]
    let tree = try DecisionTreeClassifier().fitted(to: x, [-8, 1_000_000_000, 1_000_000_000, 3])
    #expect(tree.predict(x) == [-8, 1_000_000_000, 1_000_000_000, 3])
  }

  @Test("categories become features as in scikit-learn", arguments: 0..<2)
  func oneHotEncoder(set: Int) throws {
    let reference = reference["encoded"].list[set]
    let table = DataFrame(["color": reference["colors"].texts, "size": reference["sizes"].ints])
    let drops: [OneHotEncoder.Dropped?] = [nil, .first, .ifBinary]
    for (drop, expected) in zip(drops, reference["oneHot"].list) {
      let encoder = try OneHotEncoder(drop: drop).fitted(to: table)
      let features = encoder.transform(table)
      #expect(features == expected["features"].array)
      #expect(encoder.outputNames == expected["names"].texts)
      let colors: [String?] = encoder.inverse(features).map { $0[0]?.string }
      #expect(colors == reference["colors"].texts)
    }
    let lenient = try OneHotEncoder(ignoresUnknown: true).fitted(to: ["a", "b"])
    #expect(lenient.transform(["c", "b"]) == [[0, 0], [0, 1]])
    #expect(try OneHotEncoder().fitted(to: [[3], [5]] as IntArray).outputNames == ["x0_3", "x0_5"])
  }
}
