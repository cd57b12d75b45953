internal import Foundation
import NotebookModel

/// A chart's draw list as pictures: what is recorded, what was shown, and both on top of each other.
///
/// They are sketches of the data, not the chart itself, so that a recorded chart needs no picture in the repository.
struct ChartPictures {
  private let recorded: Sketch?
  private let shown: Sketch?

  init(_ chart: ChartDifference) {
    recorded = chart.recorded.flatMap(Sketch.init)
    shown = chart.shown.flatMap(Sketch.init)
  }

  /// Titles and SVG pictures.
  var all: [(title: String, picture: String)] {
    var pictures: [(title: String, picture: String)] = []
    if let recorded { pictures.append(("Recorded", recorded.picture(layers: [(recorded, nil)]))) }
    if let shown { pictures.append(("Shown now", shown.picture(layers: [(shown, nil)]))) }
    if let recorded, let shown {
      pictures.append(
        ("Difference: recorded red, shown now green", shown.picture(layers: [(recorded, "#cf222e"), (shown, "#1a7f37")])))
    }
    return pictures
  }
}

/// The marks of a draw list in pixels.
private struct Sketch {
  private struct Frame {
    var x, y, width, height: Double
    var xLimits: (Double, Double)
    var yLimits: (Double, Double)
    var isXLogarithmic: Bool
    var isYLogarithmic: Bool

    func px(_ value: Double) -> Double { x + width * Self.fraction(value, xLimits, isXLogarithmic) }
    func py(_ value: Double) -> Double { y + height * (1 - Self.fraction(value, yLimits, isYLogarithmic)) }

    private static func fraction(_ value: Double, _ limits: (Double, Double), _ isLogarithmic: Bool) -> Double {
      let (v, a, b) = isLogarithmic ? (log10(value), log10(limits.0), log10(limits.1)) : (value, limits.0, limits.1)
      return a == b ? 0.5 : (v - a) / (b - a)
    }
  }

  private let list: [String: Any]

  init?(_ json: String) {
    guard let list = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any] else { return nil }
    self.list = list
  }

  private var width: Double { Self.number(list["width"]) ?? 640 }
  private var height: Double { Self.number(list["height"]) ?? 400 }

  /// The picture of several draw lists, each in its own colours or in one for all.
  func picture(layers: [(Sketch, colour: String?)]) -> String {
    var body = ""
    for (sketch, colour) in layers { body += sketch.marks(colour) }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\">\(body)</svg>"
  }

  private func marks(_ colour: String?) -> String {
    var body = ""
    for case let axes as [String: Any] in list["axes"] as? [Any] ?? [] {
      let values = Self.numbers(axes["frame"])
      guard values.count == 4 else { continue }
      let (horizontal, vertical) = (axes["x"] as? [String: Any], axes["y"] as? [String: Any])
      let xLimits = Self.numbers(horizontal?["limits"])
      let yLimits = Self.numbers(vertical?["limits"])
      let frame = Frame(
        x: values[0], y: values[1], width: values[2], height: values[3],
        xLimits: xLimits.count == 2 ? (xLimits[0], xLimits[1]) : (0, 1),
        yLimits: yLimits.count == 2 ? (yLimits[0], yLimits[1]) : (0, 1),
        isXLogarithmic: (horizontal?["scale"] as? String) == "logarithmic" || (horizontal?["scale"] as? String) == "log",
        isYLogarithmic: (vertical?["scale"] as? String) == "logarithmic" || (vertical?["scale"] as? String) == "log")
      body +=
        "<rect x=\"\(frame.x)\" y=\"\(frame.y)\" width=\"\(frame.width)\" height=\"\(frame.height)\" fill=\"none\" stroke=\"#bbb\"/>"
      for case let mark as [String: Any] in axes["marks"] as? [Any] ?? [] { body += draw(mark, in: frame, colour) }
    }
    for case let text as [String: Any] in list["texts"] as? [Any] ?? [] {
      guard let x = Self.number(text["x"]), let y = Self.number(text["y"]), let words = text["text"] as? String else { continue }
      let turn = Self.number(text["degrees"]).map { " transform=\"rotate(\($0) \(x) \(y))\"" } ?? ""
      body +=
        "<text x=\"\(x)\" y=\"\(y)\" font-size=\"11\" font-family=\"sans-serif\" fill=\"\(colour ?? "#333")\"\(turn)>"
        + "\(escapeHTML(words))</text>"
    }
    return body
  }

  private func draw(_ mark: [String: Any], in frame: Frame, _ colour: String?) -> String {
    let own = (mark["colors"] as? [Any])?.first as? String
    let paint = colour ?? (own?.hasPrefix("#") == true ? own : nil) ?? "#333"
    let x = Self.numbers(mark["x"])
    let y = Self.numbers(mark["y"])
    let values = Self.numbers(mark["values"])
    func path(_ points: [(Double, Double)], closed: Bool = false) -> String {
      let places = points.filter { $0.0.isFinite && $0.1.isFinite }.map { "\(Self.short($0.0)),\(Self.short($0.1))" }
      let fill = closed ? "fill=\"\(paint)\" fill-opacity=\"0.3\"" : "fill=\"none\""
      return places.isEmpty ? "" : "<polyline points=\"\(places.joined(separator: " "))\" \(fill) stroke=\"\(paint)\"/>"
    }
    func bars(_ spans: [(Double, Double, Double, Double)]) -> String {
      spans.map { left, right, low, high in
        path([(left, low), (right, low), (right, high), (left, high), (left, low)], closed: true)
      }.joined()
    }
    switch mark["mark"] as? String ?? "" {
    case "line", "contour": return path(zip(x, y).map { (frame.px($0), frame.py($1)) })
    case "horizontal line":
      return y.map { path([(frame.x, frame.py($0)), (frame.x + frame.width, frame.py($0))]) }.joined()
    case "vertical line":
      return x.map { path([(frame.px($0), frame.y), (frame.px($0), frame.y + frame.height)]) }.joined()
    case "filled area":
      let lower = Self.numbers(mark["lower"])
      let upper = Self.numbers(mark["upper"])
      let outline = zip(x, upper).map { (frame.px($0), frame.py($1)) } + zip(x, lower).reversed().map { (frame.px($0), frame.py($1)) }
      return path(outline, closed: true)
    case "bar":
      return bars(zip(x, values).map { (frame.px($0 - 0.4), frame.px($0 + 0.4), frame.py(0), frame.py($1)) })
    case "horizontal bar":
      return bars(zip(y, values).map { (frame.px(0), frame.px($1), frame.py($0 - 0.4), frame.py($0 + 0.4)) })
    case "histogram":
      let edges = Self.numbers(mark["edges"])
      let heights = Self.numbers(mark["heights"])
      return bars(
        zip(edges, edges.dropFirst()).enumerated().prefix(heights.count).map { index, span in
          (frame.px(span.0), frame.px(span.1), frame.py(0), frame.py(heights[index]))
        })
    case "image", "confusion matrix": return grid(mark, values, in: frame, paint)
    default:
      // One path of points of no length, drawn round: thousands of shapes would be slow to look at.
      let points = zip(x, y).map { (frame.px($0), frame.py($1)) }.filter { $0.0.isFinite && $0.1.isFinite }
      let steps = points.map { "M\(Self.short($0.0)) \(Self.short($0.1))h0" }.joined()
      return points.isEmpty
        ? "" : "<path d=\"\(steps)\" stroke=\"\(paint)\" stroke-width=\"6\" stroke-linecap=\"round\" stroke-opacity=\"0.7\"/>"
    }
  }

  private func grid(_ mark: [String: Any], _ values: [Double], in frame: Frame, _ paint: String) -> String {
    let shape = Self.numbers(mark["shape"])
    guard shape.count >= 2, shape[0] > 0, shape[1] > 0, let low = values.min(), let high = values.max() else { return "" }
    let (width, height) = (frame.width / shape[1], frame.height / shape[0])
    return values.enumerated().map { index, value in
      let (row, column) = (index / Int(shape[1]), index % Int(shape[1]))
      let strength = high > low ? (value - low) / (high - low) : 0.5
      return "<rect x=\"\(Self.short(frame.x + Double(column) * width))\" y=\"\(Self.short(frame.y + Double(row) * height))\" "
        + "width=\"\(Self.short(width))\" height=\"\(Self.short(height))\" fill=\"\(paint)\" fill-opacity=\"\(Self.short(strength))\"/>"
    }.joined()
  }

  private static func short(_ value: Double) -> String { String(format: "%.1f", value) }

  private static func number(_ value: Any?) -> Double? { (value as? NSNumber)?.doubleValue }

  /// The numbers of a list, or of a longer one what a draw list holds: all, or a sample.
  private static func numbers(_ value: Any?) -> [Double] {
    if let list = value as? [Any] { return list.map { number($0) ?? .nan } }
    guard let object = value as? [String: Any] else { return [] }
    if let all = CountedList(object)?.values { return all }
    return object.first { $0.key.hasPrefix("every") }.map { numbers($0.value) } ?? []
  }
}
