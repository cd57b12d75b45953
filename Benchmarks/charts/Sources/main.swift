import Charting

let x = [11.34, 14.31, 19.61, 21.15, 24.05, 27.56, 34.23, 34.74, 35.98, 49.04]
let y = [138.0, 126, 182, 209, 270, 262, 334, 339, 404, 534]
let line = x.map { $0 * 10.363 }
let truth = x.map { $0 * 10 }
let folder = CommandLine.arguments[1]
try Figure {
  Axes(x: "X", y: "Y") {
    Scatter(x, y, color: .red, label: "Observations (with noise)")
    Line(x, truth, color: .red, style: .dashed, label: "Ground truth")
    Line(x, line, color: .blue, marker: .cross, label: "Fit with $R^2=\(0.9655, decimals: 2)$")
  }
  .legend()
}.save(to: folder + "/a.svg")
let f2 = Figure(columns: 2, size: (12, 4)) {
  Axes(x: "X", y: "Y") {
    Scatter(x, y, color: .red, label: "Observations (with noise)")
    Line(x, truth, color: .red, style: .dashed, label: "Ground truth")
    Scatter(x, line, color: .blue, marker: .cross, label: "Train; fit with $R^2=1.00$")
  }
  .legend()
  Axes(x: "X", y: "Y") {
    Line(x, x.map { $0 * $0 * 0.5 }, label: "Test; OLS")
    Line(x, truth, label: "Test; ridge")
    Line(x, x.map { 400 - $0 * 7 }, label: "Other")
  }
  .legend()
}
try f2.save(to: folder + "/b.svg")
try f2.save(to: folder + "/b.png")
try f2.save(to: folder + "/b.pdf")
print(f2.alternativeText)
try Figure {
  Axes(x: "Quality assessment", y: "Number of wines") {
    Bar(["3", "4", "5", "6", "7", "8"], [10, 53, 681, 638, 199, 18], colors: [.red, .red, .red, .blue, .blue, .blue])
  }
}.save(to: folder + "/c.svg")
