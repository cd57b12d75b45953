extension Figure {
  /// What the figure draws, as JSON: for each axes its labels, ticks, texts with their places, and for each
  /// mark its kind, colours and data.
  ///
  /// Numbers have six significant digits. Of more than 200 values, every n-th stands in the list, with the
  /// count, the extremes and the mean of all, and all of them packed: each counted in steps (`steps`, or `changes` from
  /// one to the next) of a 4,096th of its axis; of more than 10,000, weighted sums of so many (`block`) neighbours.
  /// Two figures with the same draw list look the same.
  public var drawList: String { drawList(FigureLayout(self)) }

  func drawList(_ layout: FigureLayout) -> String {
    var json = JSONWriter()
    json.object {
      $0.field("version", 1)
      $0.field("width", rounded: layout.scene.width)
      $0.field("height", rounded: layout.scene.height)
      if !title.isEmpty { $0.field("title", title) }
      $0.array("axes", layout.drawings.indices) { json, k in
        Figure.write(layout.drawings[k], frame: layout.frames[k], to: &json)
      }
      $0.array("texts", Figure.texts(layout.scene.items)) { json, text in
        json.object {
          $0.field("text", text.text.source)
          $0.field("x", rounded: text.origin.x)
          $0.field("y", rounded: text.origin.y)
          if text.degrees != 0 { $0.field("degrees", rounded: text.degrees) }
          $0.field("color", text.color.hex)
        }
      }
    }
    json.endLine()
    return json.text
  }

  private static func write(_ drawing: AxesDrawing, frame: Rect, to json: inout JSONWriter) {
    let prepared = drawing.prepared
    json.object {
      $0.numbers("frame", [frame.x, frame.y, frame.width, frame.height].map { ($0 * 10).rounded() / 10 })
      if !prepared.axes.title.isEmpty { $0.field("title", prepared.axes.title) }
      if prepared.showsAxes {
        let (x, y) = prepared.transforms(frame)
        let xTicks = AxisTicks.horizontal(prepared, x).plain
        let yTicks = AxisTicks.vertical(prepared, y).plain
        $0.axis("x", prepared.xLabel, prepared.axes.horizontal, prepared.xRange, xTicks)
        $0.axis("y", prepared.yLabel, prepared.axes.vertical, prepared.yRange, yTicks)
      }
      $0.array("marks", Array(zip(prepared.marks, prepared.styles))) { json, entry in
        let mark = entry.0.described(entry.1, prepared.names)
        json.object {
          $0.field("mark", mark.kind)
          if let label = mark.label { $0.field("label", label) }
          if !mark.colors.isEmpty { $0.strings("colors", mark.colors) }
          if !mark.texts.isEmpty { $0.strings("texts", mark.texts) }
          for (name, values) in mark.columns {
            $0.column(name, values, along: entry.0 is any SpaceMark ? nil : prepared.axis(ofColumn: name))
          }
        }
      }
      if prepared.axes.legendPlacement != nil { $0.strings("legend", prepared.keys.map(\.label)) }
      if !prepared.problems.isEmpty { $0.strings("problems", prepared.problems) }
    }
  }

  private static func texts(_ items: [SceneItem]) -> [SceneText] {
    items.flatMap { item -> [SceneText] in
      switch item {
      case .text(let text): [text]
      case .group(let group): texts(group.items)
      default: []
      }
    }
  }
}

extension PreparedAxes {
  /// The axis along which a column of a mark lies; nil for one that lies along none.
  func axis(ofColumn name: String) -> (range: (lower: Double, upper: Double), scale: Scale)? {
    switch name {
    case "x", "edges": (xRange, axes.horizontal.scale)
    case "y", "lower", "upper", "heights": (yRange, axes.vertical.scale)
    default: nil
    }
  }
}

/// Writes JSON with two spaces an indent and lists of numbers on one line.
struct JSONWriter {
  private(set) var text = ""
  private var depth = 0
  private var isFirst = true

  mutating func endLine() { text += "\n" }

  private mutating func begin(_ name: String) {
    text += isFirst ? "\n" : ",\n"
    isFirst = false
    text += String(repeating: "  ", count: depth)
    text += "\(JSONWriter.quoted(name)): "
  }

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    text += "{"
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    text += "\n" + String(repeating: "  ", count: depth) + "}"
    isFirst = false
  }

  mutating func field(_ name: String, _ value: String) {
    begin(name)
    text += JSONWriter.quoted(value)
  }

  mutating func field(_ name: String, _ value: Int) {
    begin(name)
    text += String(value)
  }

  /// A number with all its digits.
  mutating func field(_ name: String, exact value: Double) {
    begin(name)
    text += value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : "\(value)"
  }

  /// A length on the page, to a tenth of a pixel.
  mutating func field(_ name: String, rounded value: Double) {
    begin(name)
    text += JSONWriter.number((value * 10).rounded() / 10)
  }

  mutating func numbers(_ name: String, _ values: [Double]) {
    begin(name)
    text += "[" + values.map(JSONWriter.number).joined(separator: ", ") + "]"
  }

  mutating func strings(_ name: String, _ values: [String]) {
    begin(name)
    text += "[" + values.map(JSONWriter.quoted).joined(separator: ", ") + "]"
  }

  /// Data: all of it; where it is long, a sample with what sums it up, and all of it packed.
  mutating func column(
    _ name: String, _ values: [Double], along axis: (range: (lower: Double, upper: Double), scale: Scale)?
  ) {
    guard values.count > 200 else {
      numbers(name, values)
      return
    }
    begin(name)
    object {
      let finite = values.filter(\.isFinite)
      $0.field("count", values.count)
      $0.numbers("range", [finite.min() ?? .nan, finite.max() ?? .nan])
      $0.numbers("mean", [finite.reduce(0) { $0 + $1 / Double(finite.count) }])
      let counted = CountedColumn(values, along: axis?.range, isLogarithmic: axis?.scale == .logarithmic)
      // The sample is for people; where single values cannot be told from the packed ones, it is a larger one.
      let sample = counted.block == 1 ? 40 : 200
      let step = (values.count + sample - 1) / sample
      $0.numbers("every \(step)", stride(from: 0, to: values.count, by: step).map { values[$0] })
      $0.field("from", exact: counted.from)
      $0.field("step", exact: counted.step)
      if counted.isLogarithmic { $0.field("scale", Scale.logarithmic.rawValue) }
      if counted.block > 1 { $0.field("block", counted.block) }
      let packed = counted.packed
      $0.field(packed.isDifferences ? "changes" : "steps", packed.text)
    }
  }

  mutating func array<List: Collection>(
    _ name: String, _ list: List, _ body: (inout JSONWriter, List.Element) -> Void
  ) {
    begin(name)
    text += "["
    depth += 1
    for (k, element) in list.enumerated() {
      text += (k == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth)
      body(&self, element)
    }
    depth -= 1
    text += list.isEmpty ? "]" : "\n" + String(repeating: "  ", count: depth) + "]"
    isFirst = false
  }

  mutating func axis(
    _ name: String, _ label: String, _ axis: Axis, _ range: (lower: Double, upper: Double), _ ticks: Ticks
  ) {
    begin(name)
    object {
      if !label.isEmpty { $0.field("label", label) }
      $0.field("scale", axis.scale.rawValue)
      $0.numbers("limits", [range.lower, range.upper])
      $0.strings("ticks", ticks.major.map(\.label))
      if let multiplier = ticks.multiplier { $0.field("multiplier", multiplier) }
    }
  }

  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "null" : (value < 0 ? "\"-inf\"" : "\"inf\"") }
    if value == value.rounded(), abs(value) < 1e6 { return String(Int(value)) }
    return general(value, digits: 6)
  }

  static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 32: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
