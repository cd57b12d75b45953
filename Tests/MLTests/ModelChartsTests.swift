import ML
import Testing

@Suite("Charts of fitted models")
struct ModelChartsTests {
  /// 40 examples in three classes, told apart by two features.
  private let features = NDArray((0..<40).flatMap { [Double($0 % 10), Double($0 / 10)] }, shape: [40, 2])
  private let target = IntArray((0..<40).map { $0 % 10 < 4 ? 0 : ($0 / 10 < 2 ? 1 : 2) }, shape: [40])
  private func texts(_ mark: any Mark) -> [String] { Figure { mark }.textBoxes.map(\.text) }

  @Test func aTreeShowsItsQuestionsAndCounts() throws {
    let tree = try DecisionTreeClassifier(maxDepth: 2, seed: 1).fitted(to: features, target)
    let boxes = texts(TreeDiagram(tree, features: ["width", "height"], classes: ["small", "low", "high"]))
    // What scikit-learn's plot_tree writes for the same data.
    #expect(boxes.contains("width ≤ 3.5\ngini = 0.66\nsamples = 40\nvalue = [16, 12, 12]\nclass = small"))
    #expect(boxes.contains("gini = 0.0\nsamples = 16\nvalue = [16, 0, 0]\nclass = small"))
    #expect(boxes.contains("height ≤ 1.5\ngini = 0.5\nsamples = 24\nvalue = [0, 12, 12]\nclass = low"))
    #expect(boxes.filter { $0.contains("samples") }.count == 5)
  }

  @Test func namesComeFromTheFrameAndTheTarget() throws {
    let frame = DataFrame(["width": Series((0..<40).map { Double($0 % 10) }), "height": Series((0..<40).map { Double($0 / 10) })])
    let names = Series((0..<40).map { $0 % 10 < 4 ? "small" : "large" })
    let tree = try DecisionTreeClassifier(criterion: .entropy, maxDepth: 1, seed: 1).fitted(to: frame, names)
    let boxes = texts(TreeDiagram(tree))
    #expect(boxes.contains("width ≤ 3.5\nentropy = 0.971\nsamples = 40\nvalue = [24, 16]\nclass = large"))
    let unnamed = try DecisionTreeClassifier(maxDepth: 1, seed: 1).fitted(to: features, target)
    #expect(texts(TreeDiagram(unnamed)).contains { $0.hasPrefix("x[0] ≤ 3.5\n") && $0.hasSuffix("class = 0") })
  }

  @Test func aForestsTreeAndARegressionTreeAreTreesToo() throws {
    let forest = try RandomForestClassifier(trees: 3, maxDepth: 3, seed: 1).fitted(to: features, target)
    #expect(texts(TreeDiagram(forest.trees[1], maximumDepth: 1)).filter { $0.contains("gini") }.count <= 3)
    let tree = try DecisionTreeRegressor(maxDepth: 1).fitted(to: features, target)
    let boxes = texts(TreeDiagram(tree))
    #expect(boxes.contains("x[0] ≤ 3.5\nsquared error = 0.69\nsamples = 40\nvalue = 0.9"))
  }

  @Test func regionsShowWhatAClassifierSays() throws {
    let frame = DataFrame(["width": Series((0..<40).map { Double($0 % 10) }), "height": Series((0..<40).map { Double($0 / 10) })])
    let tree = try DecisionTreeClassifier(seed: 1).fitted(to: frame, target)
    let figure = Figure { Axes { DecisionRegions(tree, x: 0...10, y: 0...3, classes: ["small", "low", "high"]) } }
    #expect(figure.problems.isEmpty)
    for part in ["Class small covers 35 %", "class low covers 32 %", "class high covers 32 %", "“width” from 0 to 10", "“height” from 0 to 3"] {
      #expect(figure.alternativeText.contains(part), "\(part) in \(figure.alternativeText)")
    }
    let around = Figure { Axes { DecisionRegions(tree, around: frame) } }
    #expect(around.alternativeText.contains("“width” from −0.45 to 9.45"))
  }

  @Test func regionsNeedTwoFeatures() throws {
    let three = NDArray((0..<30).map(Double.init), shape: [10, 3])
    let model = try DecisionTreeClassifier().fitted(to: three, IntArray((0..<10).map { $0 / 5 }, shape: [10]))
    #expect(
      Figure { DecisionRegions(model, x: 0...1, y: 0...1) }.problems
        == ["DecisionRegions: the plane has two features, and the model was fitted to 3."])
  }

  @Test func aConfusionMatrixComesFromAModelOrItsCounts() throws {
    let tree = try DecisionTreeClassifier(maxDepth: 1, seed: 1).fitted(to: features, target)
    let direct = Figure { ConfusionMatrix(tree, Examples(features, target), classes: ["small", "low", "high"]) }
    let counted = Figure {
      ConfusionMatrix(confusionMatrix(target, tree.predict(features)), classes: ["small", "low", "high"])
    }
    #expect(direct.drawList == counted.drawList)
    #expect(direct.alternativeText.contains("28 on the diagonal (70.0 %)"))
    #expect(direct.alternativeText.contains("most often high is taken for low (12)"))
  }
}
