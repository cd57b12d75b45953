internal import Foundation
import NotebookModel

/// The marks of a draw list in pixels.
struct ChartSketch {
  struct Frame: Equatable {
    var x, y, width, height: Double
    var xLimits: (Double, Double)
    var yLimits: (Double, Double)
    var isXLogarithmic: Bool
    var isYLogarithmic: Bool

    func px(_ value: Double) -> Double { x + width * Self.fraction(value, xLimits, isXLogarithmic) }
    func py(_ value: Double) -> Double { y + height * (1 - Self.fraction(value, yLimits, isYLogarithmic)) }

    static func == (a: Self, b: Self) -> Bool {
      (a.x, a.y, a.width, a.height) == (b.x, b.y, b.width, b.height) && a.xLimits == b.xLimits && a.yLimits == b.yLimits
        && a.isXLogarithmic == b.isXLogarithmic && a.isYLogarithmic == b.isYLogarithmic
    }

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

  /// One chart of the draw list, and its place.
  struct Panel {
    var frame: Frame
    var marks: [[String: Any]]
  }

  /// The charts, with the indices at which they stand.
  var panels: [Panel] {
    (list["axes"] as? [Any] ?? []).compactMap { axes -> Panel? in
      guard let axes = axes as? [String: Any] else { return nil }
      let values = Self.numbers(axes["frame"])
      guard values.count == 4 else { return nil }
      let (horizontal, vertical) = (axes["x"] as? [String: Any], axes["y"] as? [String: Any])
      let xLimits = Self.numbers(horizontal?["limits"])
      let yLimits = Self.numbers(vertical?["limits"])
      let frame = Frame(
        x: values[0], y: values[1], width: values[2], height: values[3],
        xLimits: xLimits.count == 2 ? (xLimits[0], xLimits[1]) : (0, 1),
        yLimits: yLimits.count == 2 ? (yLimits[0], yLimits[1]) : (0, 1),
        isXLogarithmic: (horizontal?["scale"] as? String) == "logarithmic",
        isYLogarithmic: (vertical?["scale"] as? String) == "logarithmic")
      return Panel(frame: frame, marks: (axes["marks"] as? [Any] ?? []).compactMap { $0 as? [String: Any] })
    }
  }

  /// A text of the draw list, and its place.
  struct Words: Equatable {
    var text: String
    var x, y, degrees: Double
  }

  var texts: [Words] {
    (list["texts"] as? [Any] ?? []).compactMap { entry in
      guard let entry = entry as? [String: Any], let x = Self.number(entry["x"]), let y = Self.number(entry["y"]),
        let text = entry["text"] as? String
      else { return nil }
      return Words(text: text, x: x, y: y, degrees: Self.number(entry["degrees"]) ?? 0)
    }
  }

  /// The chart, each mark in its own colour.
  var picture: String { document(layer(nil)) }

  func document(_ body: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" role=\"img\">\(body)</svg>"
  }

  /// Everything, in its own colours or in one for all.
  func layer(_ colour: String?) -> String {
    panels.map { panel in
      let frame = panel.frame
      return "<rect x=\"\(frame.x)\" y=\"\(frame.y)\" width=\"\(frame.width)\" height=\"\(frame.height)\" fill=\"none\" stroke=\"#bbb\"/>"
        + panel.marks.map { draw($0, in: frame, colour) }.joined()
    }.joined() + texts.map { draw($0, colour) }.joined()
  }

  func draw(_ words: Words, _ colour: String?) -> String {
    let turn = words.degrees == 0 ? "" : " transform=\"rotate(\(words.degrees) \(words.x) \(words.y))\""
    return "<text x=\"\(words.x)\" y=\"\(words.y)\" font-size=\"11\" font-family=\"sans-serif\" fill=\"\(colour ?? "#333")\"\(turn)>"
      + "\(escapeHTML(words.text))</text>"
  }

  func draw(_ mark: [String: Any], in frame: Frame, _ colour: String?) -> String {
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
    case "image", "heat map", "confusion matrix": return grid(mark, values, in: frame, paint)
    default:
      return points(zip(x, y).map { (frame.px($0), frame.py($1)) }, paint)
    }
  }

  /// One path of points of no length, drawn round: thousands of shapes would be slow to look at.
  func points(_ places: [(Double, Double)], _ paint: String) -> String {
    let steps = places.filter { $0.0.isFinite && $0.1.isFinite }.map { "M\(Self.short($0.0)) \(Self.short($0.1))h0" }.joined()
    return steps.isEmpty
      ? "" : "<path d=\"\(steps)\" stroke=\"\(paint)\" stroke-width=\"6\" stroke-linecap=\"round\" stroke-opacity=\"0.7\"/>"
  }

  private func grid(_ mark: [String: Any], _ values: [Double], in frame: Frame, _ paint: String) -> String {
    let shape = Self.numbers(mark["shape"]).map { Int($0) }
    let channels = shape.count > 2 ? max(shape[2], 1) : 1
    func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ strength: Double) -> String {
      "<rect x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" width=\"\(Self.short(width))\" height=\"\(Self.short(height))\" "
        + "fill=\"\(paint)\" fill-opacity=\"\(String(format: "%.2f", strength))\"/>"
    }
    guard shape.count >= 2, shape[0] > 0, shape[1] > 0, values.count == shape[0] * shape[1] * channels,
      let low = values.filter(\.isFinite).min(), let high = values.filter(\.isFinite).max()
    else { return rectangle(frame.x, frame.y, frame.width, frame.height, 0.2) }  // Only sums are known of so many.
    let (width, height) = (frame.width / Double(shape[1]), frame.height / Double(shape[0]))
    return (0..<shape[0] * shape[1]).map { index in
      let parts = values[index * channels..<index * channels + min(channels, 3)]
      let value = parts.reduce(0, +) / Double(parts.count)
      let (row, column) = (index / shape[1], index % shape[1])
      let strength = value.isFinite ? (high > low ? (value - low) / (high - low) : 0.5) : 0
      return rectangle(frame.x + Double(column) * width, frame.y + Double(row) * height, width, height, strength)
    }.joined()
  }

  static func short(_ value: Double) -> String { String(format: "%.1f", value) }

  static func number(_ value: Any?) -> Double? { (value as? NSNumber)?.doubleValue }

  /// The numbers of a list, or of a longer one what a draw list holds: all, or a sample.
  static func numbers(_ value: Any?) -> [Double] {
    if let list = value as? [Any] { return list.map { number($0) ?? .nan } }
    guard let object = value as? [String: Any] else { return [] }
    if let all = CountedList(object)?.values { return all }
    return object.first { $0.key.hasPrefix("every") }.map { numbers($0.value) } ?? []
  }
}
