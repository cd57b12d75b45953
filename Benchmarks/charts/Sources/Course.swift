import Charting
import Foundation

/// The numbers that course/data.py wrote.
struct CourseData {
  let values: [String: [String: Any]]

  init(file: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    values = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]] ?? [:]
  }

  func numbers(_ name: String, _ field: String) -> [Double] { values[name]?[field] as? [Double] ?? [] }
  func rows(_ name: String, _ field: String) -> [[Double]] { values[name]?[field] as? [[Double]] ?? [] }
  func names(_ name: String, _ field: String) -> [String] { values[name]?[field] as? [String] ?? [] }
  func images(_ name: String, _ field: String) -> [[[Double]]] { values[name]?[field] as? [[[Double]]] ?? [] }

  func tree(_ name: String, depth: Int? = nil) -> TreeDiagram {
    let nodes = (values[name]?["nodes"] as? [[String: Any]] ?? []).map { node in
      func child(_ side: String) -> Int? { (node[side] as? Int).flatMap { $0 < 0 ? nil : $0 } }
      return TreeDiagram.Node(
        condition: node["condition"] as? String ?? "", impurity: node["impurity"] as? Double ?? 0,
        samples: node["samples"] as? Int ?? 0, values: node["values"] as? [Double] ?? [], left: child("left"),
        right: child("right"))
    }
    return TreeDiagram(nodes, classes: ["not premium", "premium"], maximumDepth: depth)
  }
}

/// Draws every figure of the course, named as matplotlib's pictures are.
func drawCourse(file: String, into folder: String) throws {
  let data = try CourseData(file: file)
  for (name, figure) in regressionFigures(data) + clusteringFigures(data) + kernelFigures(data) + networkFigures(data) {
    try figure.save(to: "\(folder)/\(name).svg")
    if let narrow = figure.rendition.narrowPicture {
      try String(decoding: narrow, as: UTF8.self).write(toFile: "\(folder)/\(name).narrow.svg", atomically: true, encoding: .utf8)
    }
    try figure.alternativeText.write(toFile: "\(folder)/\(name).txt", atomically: true, encoding: .utf8)
  }
}

private func regressionFigures(_ data: CourseData) -> [(String, Figure)] {
  let x = data.numbers("line", "x")
  let y = data.numbers("line", "y")
  let truth = x.map { 10 * $0 }
  let grid = data.numbers("line", "grid")
  let letters: [[[Int]]] = [
    [[0, 0, 0, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]],
    [[0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]],
    [[0, 0, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]],
  ]
  let space = data.rows("space", "points")
  let classX = data.numbers("classes", "x")
  let classY = data.numbers("classes", "y")
  func members(_ k: Double) -> [Double] { zip(classX, classY).filter { $0.1 == k }.map(\.0) }
  func classMarks() -> [any Mark] {
    [
      Scatter(members(0), members(0).map { _ in 0 }, color: .blue, marker: .plus, label: "Class 1, encoded by Y=0"),
      Scatter(members(1), members(1).map { _ in 1 }, color: .green, marker: .cross, label: "Class 2, encoded by Y=1"),
    ]
  }
  func observations() -> [any Mark] {
    [
      Scatter(x, y, color: .red, label: "Observations (with noise)"),
      Line(x, truth, color: .red, style: .dashed, label: "Ground truth"),
    ]
  }
  let lettersFigure = Figure(columns: 3) {
    for (k, letter) in letters.enumerated() { Axes(title: "Example \(k + 1)") { Image(letter) } }
  }
  return [
    ("1-Python_Concepts-c006-0", lettersFigure),
    (
      "1-Python_Concepts-c007-0",
      Figure(columns: 3) { for (k, letter) in letters.enumerated() { Axes(title: "Example \(k)") { Image(letter) } } }
    ),
    (
      "1-Python_Concepts-c008-0",
      Figure(columns: 4, size: (10, 2.6)) {
        Axes(title: "3-D example") { Scatter3D(space[0], space[1], space[2]) }
        for (k, letter) in letters.enumerated() { Axes(title: "Example \(k + 1)") { Image(letter) } }
      }
    ),
    (
      "2-Regression_and_Classification-c007-0",
      Figure {
        Axes(x: "X", y: "Y") {
          observations()
          Line(x, data.numbers("line", "fit"), color: .blue, marker: .cross, label: "Fit with $R^2=0.97$")
        }.legend()
      }
    ),
    (
      "2-Regression_and_Classification-c009-0",
      Figure(columns: 2, size: (12, 4)) {
        Axes(x: "X", y: "Y") {
          observations()
          Scatter(x, data.numbers("line", "poly"), color: .blue, marker: .cross, label: "Train; fit with $R^2=1.00$")
        }.legend()
        Axes(x: "X", y: "Y") {
          observations()
          Line(grid, data.numbers("line", "polyGrid"), color: .blue, label: "Test")
        }.legend()
      }
    ),
    (
      "2-Regression_and_Classification-c011-0",
      Figure(columns: 2, size: (12, 4)) {
        Axes(x: "X", y: "Y") {
          observations()
          Scatter(x, data.numbers("line", "poly"), color: .blue, marker: .cross, label: "Train; OLS with $R^2=1.00$")
          Scatter(x, data.numbers("line", "ridge"), color: .green, marker: .plus, label: "Train; ridge with $R^2=0.96$")
        }.legend()
        Axes(x: "X", y: "Y") {
          observations()
          Line(grid, data.numbers("line", "polyGrid"), color: .blue, label: "Test; OLS")
          Line(grid, data.numbers("line", "ridgeGrid"), color: .green, label: "Test; ridge")
        }.legend()
      }
    ),
    ("2-Regression_and_Classification-c015-0", Figure { Axes { classMarks() }.legend() }),
    (
      "2-Regression_and_Classification-c018-0",
      Figure {
        Axes(x: "Predictor X", y: "Class probability $P(Y=1)$") {
          classMarks()
          Line(data.numbers("classes", "grid"), data.numbers("classes", "probability"), color: .red, label: "Logistic regression")
          HorizontalLine(0.5, label: "Threshold")
        }.legend()
      }
    ),
    (
      "2-Regression_and_Classification-c020-0",
      Figure {
        Axes(x: "Quality assessment", y: "Number of wines") {
          Bar(data.numbers("wines", "quality"), data.numbers("wines", "counts"),
              colors: data.numbers("wines", "quality").map { $0 < 6 ? .red : .blue })
        }
      }
    ),
    (
      "2-Regression_and_Classification-c024-0",
      Figure(columns: 2, size: (12, 5)) {
        Axes(x: "alcohol", y: "sulphates") {
          DecisionRegions(
            x: data.numbers("smallTree", "x"), y: data.numbers("smallTree", "y"), data.numbers("smallTree", "classes"),
            colors: [.red, .blue])
          Scatter(
            data.numbers("smallTree", "alcohol"), data.numbers("smallTree", "sulphates"),
            categories: data.numbers("smallTree", "labels").map { $0 == 0 ? "not premium" : "premium" },
            order: ["not premium", "premium"], colorMap: ColorMap([.red, .blue], isQualitative: true), size: 3.6)
        }.legend()
        Axes { data.tree("smallTree") }
      }
    ),
    ("2-Regression_and_Classification-c025-0", Figure { data.tree("deepTree") }),
    ("2-Regression_and_Classification-c029-0", Figure { data.tree("forestTree") }),
    (
      "2-Regression_and_Classification-c030-0",
      Figure {
        Axes(x: "Feature importance") {
          HorizontalBar(data.names("importances", "names"), data.numbers("importances", "values"), color: .orange)
        }
      }
    ),
  ]
}

private func clusteringFigures(_ data: CourseData) -> [(String, Figure)] {
  let x = data.numbers("cloud", "x")
  let y = data.numbers("cloud", "y")
  let pca = data.rows("cloud", "pca")
  let places = data.rows("digits", "pca")
  let four = data.rows("fourDigits", "pca")
  let centers = data.rows("fourDigits", "centers")
  let images = data.images("digits", "images")
  let labels = data.numbers("digits", "labels")
  func whole(_ values: [Double]) -> [Int] { values.map { Int($0) } }
  func mixture(_ name: String) -> Figure {
    let points = data.rows(name, "points")
    let means = data.rows(name, "means")
    return Figure {
      Axes {
        FilledContour(
          x: data.numbers(name, "x"), y: data.numbers(name, "y"), data.rows(name, "density"), colorMap: .buPu, opacity: 0.6)
        Scatter(points[0], points[1], color: .ink, size: name == "mixture" ? 4.5 : 2.4, opacity: 0.45)
        if name != "mixture" { Scatter(means[0], means[1], color: .orange, marker: .thickCross, size: 8) }
      }
      .limits(
        x: (data.numbers(name, "x").first ?? 0)...(data.numbers(name, "x").last ?? 1),
        y: (data.numbers(name, "y").first ?? 0)...(data.numbers(name, "y").last ?? 1))
    }
  }
  let mixed = data.rows("mixture", "points")
  return [
    (
      "3-Dim_Reduction_Clustering-c001-0",
      Figure { Axes { Scatter(x, y, values: x, colorMap: .turbo) }.limits(x: -1.5...6.5, y: 0.5...8.5) }
    ),
    (
      "3-Dim_Reduction_Clustering-c005-0",
      Figure(columns: 2, size: (10, 3.4)) {
        Axes(x: "First principal component", y: "Second principal component") {
          Scatter(pca[0], pca[1], values: x, colorMap: .turbo)
        }.limits(x: -4...5.5, y: -4...4)
        Axes(x: "Original x-axis", y: "Original y-axis") { Scatter(x, y, values: x, colorMap: .turbo) }
          .limits(x: -1.5...6.5, y: 0.5...8.5)
      }
    ),
    (
      "3-Dim_Reduction_Clustering-c008-0",
      Figure(images: Array(images.prefix(5)), titles: labels.prefix(5).map { "Label: \(Int($0))" }, size: (6.4, 2))
    ),
    (
      "3-Dim_Reduction_Clustering-c009-0",
      Figure {
        Axes(x: "First principal component", y: "Second principal component") {
          Scatter(places[0], places[1], categories: whole(data.numbers("digits", "all")), colorMap: .tab10)
        }.colorBar()
      }
    ),
    ("3-Dim_Reduction_Clustering-c012-0", Figure { Axes { Scatter(mixed[0], mixed[1], categories: whole(data.numbers("mixture", "clusters"))) } }),
    ("3-Dim_Reduction_Clustering-c015-0", mixture("mixture")),
    (
      "3-Dim_Reduction_Clustering-c017-0",
      Figure {
        Axes(x: "First principal component", y: "Second principal component") {
          Scatter(four[0], four[1], categories: whole(data.numbers("fourDigits", "labels")))
        }.colorBar(label: "Digit")
      }
    ),
    (
      "3-Dim_Reduction_Clustering-c019-0",
      Figure {
        Axes {
          Scatter(four[0], four[1], categories: whole(data.numbers("fourDigits", "clusters")))
          Scatter(centers[0], centers[1], color: .ink, marker: .thickCross, size: 9)
        }
      }
    ),
    ("3-Dim_Reduction_Clustering-c021-0", mixture("digitMixture")),
  ]
}

private func kernelFigures(_ data: CourseData) -> [(String, Figure)] {
  let x = data.numbers("waves", "x")
  let y = data.numbers("waves", "y")
  let grid = data.numbers("process", "grid")
  let mean = data.numbers("process", "mean")
  let deviation = data.numbers("process", "deviation")
  func fitted(_ name: String, _ color: Color) -> Axes {
    Axes {
      Scatter(x, y, color: .red)
      Line(x, data.numbers("waves", name), color: color, width: 2.2)
    }
  }
  return [
    ("4-Kernel_Methods-c001-0", Figure { Scatter(x, y) }),
    ("4-Kernel_Methods-c002-0", Figure(columns: 2, size: (8, 3), axes: [fitted("ols", .blue), fitted("ridge", .green)])),
    ("4-Kernel_Methods-c004-0", Figure(axes: [fitted("kernel", .blue)])),
    (
      "4-Kernel_Methods-c005-0",
      Figure {
        Axes {
          FillBetween(grid, zip(mean, deviation).map { $0 - $1 }, zip(mean, deviation).map { $0 + $1 }, color: .gray, opacity: 0.3)
          Line(grid, mean, color: .blue, label: "GP mean prediction")
          Scatter(data.numbers("process", "x"), data.numbers("process", "y"), color: .red, label: "Observations")
        }.legend(.upperLeft)
      }
    ),
  ]
}
