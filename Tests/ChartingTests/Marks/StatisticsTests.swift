import Charting
import Testing

@Suite("What marks compute")
struct StatisticsTests {
  /// numpy.histogram([1, 2, 2, 3, 3, 3, 4, 10], bins=3)
  @Test func histogramsCountAsNumPyDoes() {
    let (edges, heights) = Histogram([1, 2, 2, 3, 3, 3, 4, 10], bins: 3).counted
    #expect(edges == [1, 4, 7, 10])
    #expect(heights == [6, 1, 1])
    let density = Histogram([1, 2, 2, 3, 3, 3, 4, 10], bins: 3, isDensity: true).counted
    let expected = [0.25, 1 / 24.0, 1 / 24.0]
    for (a, b) in zip(density.heights, expected) { #expect(abs(a - b) < 1e-12) }
  }

  /// matplotlib.cbook.boxplot_stats([1, 2, 3, 4, 5, 6, 7, 30])
  @Test func boxesAreMatplotlibs() throws {
    let summary = try #require(BoxPlot([[1, 2, 3, 4, 5, 6, 7, 30]]).summaries[0])
    #expect(summary.lower == 2.75 && summary.median == 4.5 && summary.upper == 6.25)
    #expect(summary.low == 1 && summary.high == 7)
    #expect(summary.outliers == [30])
  }

  @Test func barsStandBesideOrOnEachOther() {
    let grouped = Figure {
      Axes { Bar(["a"], [1], label: "one"); Bar(["a"], [2], label: "two") }
    }
    let stacked = Figure {
      Axes { Bar(["a"], [1], label: "one"); Bar(["a"], [2], label: "two") }.bars(.stacked)
    }
    #expect(grouped.alternativeText.contains("vertical axis from 0 to 2.09"))
    #expect(stacked.alternativeText.contains("vertical axis from 0 to 3.135"))
  }

  @Test func confusionMatricesCountClasses() {
    let figure = Figure { Axes { ConfusionMatrix(truth: [0, 0, 1, 1, 1], predicted: [0, 1, 1, 1, 0]) } }
    #expect(figure.drawList.contains("\"values\": [1, 1, 1, 2]"))
    #expect(figure.alternativeText.contains("3 on the diagonal (60.0 %)"))
  }

  @Test func treesTellTheirQuestions() {
    let figure = Figure {
      TreeDiagram(
        [
          .init(condition: "alcohol ≤ 10.05", impurity: 0.496, samples: 10, values: [4, 6], left: 1, right: 2),
          .init(impurity: 0, samples: 4, values: [4, 0]), .init(impurity: 0, samples: 6, values: [0, 6]),
        ], classes: ["poor", "premium"])
    }
    #expect(figure.alternativeText.contains("the root asks whether alcohol ≤ 10.05"))
    #expect(figure.textBoxes.contains { $0.text.contains("class = premium") })
    #expect(figure.svg.contains("<title>alcohol ≤ 10.05"))
  }
}
