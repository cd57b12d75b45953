import Charting
import Testing

/// Texts that nobody has placed by hand neither touch nor leave the page, whatever a figure holds.
@Suite("Distances of texts")
struct TextDistanceTests {
  /// A letter of the smallest text.
  private let letter = 6.5

  @Test(arguments: 0..<150)
  func textsKeepALettersWidth(seed: Int) {
    let figure = RandomFigure(seed: UInt64(seed)).figure
    check(figure.textBoxes, width: figure.width, "figure \(seed)")
    if let narrow = figure.narrowTexts { check(narrow.boxes, width: narrow.width, "figure \(seed) on a phone") }
  }

  @Test(arguments: [3, 5, 10])
  func titlesOfPicturesInARowStayApart(columns: Int) throws {
    for title in ["Target: 5\nPred: 5", "Predicted: 5, truth: 8", "$\\hat{y} = 0.123$", "unpronounceable"] {
      let images = Array(repeating: [[0, 1], [1, 0]], count: 2 * columns)
      let figure = Figure(images: images, titles: images.map { _ in title }, columns: columns)
      check(figure.textBoxes, width: figure.width, "\(columns) times \(title)")
      let narrow = try #require(figure.narrowTexts)
      check(narrow.boxes, width: narrow.width, "\(columns) times \(title) on a phone")
    }
  }

  private func check(_ texts: [TextBox], width: Double, _ name: String) {
    for (k, a) in texts.enumerated() {
      if a.box.left < -0.5 || a.box.right > width + 0.5 || a.box.top < -0.5 {
        Issue.record("\(name): “\(a.text)” is cut")
      }
      for b in texts.dropFirst(k + 1) {
        let distance = a.distance(to: b)
        if distance < -1 { Issue.record("\(name): “\(a.text)” and “\(b.text)” overlap by \(-distance)") }
        let isOneLine = a.degrees == 0 && b.degrees == 0 && min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top) > 2
        if isOneLine, distance < letter { Issue.record("\(name): “\(a.text)” and “\(b.text)” are \(distance) apart") }
      }
    }
  }
}

/// A figure of axes with titles, labels, ticks, legends and colour bars as chance wants them.
struct RandomFigure {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  private mutating func number(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state >> 20) % UInt64(count))
  }

  private mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[number(choices.count)] }

  private mutating func text() -> String {
    one(of: [
      "", "", "X", "Loss", "Second principal component", "Accuracy of the classifier on held-out wines",
      "Target: 7\nPred: 1", "Fit with $R^2=0.97$ and $\\sigma^2=\\frac{1}{n}\\sum_i (x_i-\\mu)^2$", "$\\alpha$",
      "unbreakablewordoffortylettersoneaftertheother", String(repeating: "two hundred letters ", count: 10),
    ])
  }

  private mutating func axes(_ kind: Int?) -> Axes {
    let scale = kind == nil ? one(of: [1, 1e-9, 1e7, 123, 1e-300]) : 1
    let offset = one(of: [0, 0, 1e6, -40])
    let x = (0..<12).map { Double($0) * scale + offset * scale }
    let y = (0..<12).map { Double(($0 * 7) % 12 - 3) * scale }
    let (label, other) = (text(), text())
    var marks: [any Mark] = []
    switch kind ?? number(5) {
    case 0: marks = [Line(x, y, label: label), Line(x, y.map { -$0 }, label: other)]
    case 1: marks = [Scatter(x, y, values: y)]
    case 2: 
      let count = number(30) + 1
      marks = [Bar((0..<count).map { "category \($0)" }, (0..<count).map { y[$0 % 12] })]
    case 3: marks = [HorizontalBar(y.indices.map { "\(label) \($0)" }, y.map(abs))]
    default: marks = [Image([[0, scale], [scale, 0]])]
    }
    var axes = Axes(x: text(), y: text(), title: text(), marks: marks)
    if marks[0] is Line || marks[0] is Scatter, number(2) == 0 { axes = axes.legend(one(of: [.best, .outside, .upperLeft])) }
    if number(2) == 0 { axes = axes.colorBar(label: text()) }
    return axes
  }

  var figure: Figure {
    var chance = self
    let columns = chance.one(of: [1, 2, 3, 4])
    let count = columns * chance.one(of: [1, 1, 2, 3])
    let title = chance.text()
    let kind = chance.one(of: [nil, nil, 0, 1])
    let axes = (0..<count).map { _ in chance.axes(kind) }
    // Axes of one kind may share their limits.
    let (sharedX, sharedY) = (kind != nil && chance.number(2) == 0, kind != nil && chance.number(2) == 0)
    let size: (Double, Double)? = chance.one(of: [nil, (3.2 * Double(columns), 3 * Double(count / columns)), (12, 4 * Double(count / columns))])
    return Figure(columns: columns, size: size, title: title, sharedX: sharedX, sharedY: sharedY, axes: axes)
  }
}
