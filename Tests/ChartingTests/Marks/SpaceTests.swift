import Charting
import Testing

@Suite("Marks in space")
struct SpaceTests {
  @Test func marksOfOneAxesShareOneBox() {
    let one = Figure { Scatter3D([0, 2], [0, 9], [0, 4]) }
    let two = Figure {
      Axes {
        Scatter3D([0, 1], [0, 3], [0, 4], label: "first")
        Scatter3D([1, 2], [3, 9], [4, 4], label: "second")
      }
      .legend()
    }
    // The same ticks once, for what both reach, and the two names of the legend.
    let ticks = two.textBoxes.map(\.text).filter { $0 != "first" && $0 != "second" }
    #expect(ticks == one.textBoxes.map(\.text))
    #expect(two.shapeCounts.markers == 4 + 2)
  }

  @Test func categoriesTakeColoursAndStandInTheLegend() {
    let figure = Figure {
      Axes { Scatter3D([0, 1, 2], [0, 1, 2], [0, 1, 2], categories: ["left", "right", "left"]) }.legend()
    }
    #expect(figure.textBoxes.map(\.text).filter { $0 == "left" || $0 == "right" } == ["left", "right"])
    #expect(figure.alternativeText.contains("in the categories left, right"))
  }

  @Test func aSurfaceIsDrawnFromTheFarthestFaceToTheNearest() {
    let plane = [[0.0, 0, 0], [0, 1, 0], [0, 0, 0]]
    let figure = Figure { Surface3D(plane) }
    let points = Figure { Axes { Surface3D(plane, color: .gray, opacity: 0.4); Scatter3D([1], [1], [0.5]) } }
    #expect(points.shapeCounts.paths == figure.shapeCounts.paths)
    #expect(points.shapeCounts.markers == 1)
    #expect(figure.alternativeText.contains("3 × 3 heights in space, x 0 to 2, y 0 to 2, height 0 to 1; highest at 1, 1"))
  }
}
