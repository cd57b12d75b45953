internal import Foundation

/// Holds the draw list of a chart against the recorded one.
///
/// Data may differ in the sixth digit, where a draw list is rounded, and by rounding errors beside the largest value of
/// its list; texts and frames may move by a pixel, and colours by two steps of 255: so much comes of another font
/// rasteriser or processor. A point that moves visibly does not pass.
public struct DrawListComparison {
  /// Places that differ, in sentences; empty where the charts agree.
  public private(set) var places: [String] = []
  /// So many places are told.
  private static let mostPlaces = 12
  private var count = 0
  private let tolerance: Tolerance?

  /// - Parameters:
  ///   - recorded: The draw list that is recorded, as JSON.
  ///   - shown: The draw list of the chart.
  ///   - tolerance: What the lesson lets data differ by, for charts of what rounding moves far.
  public init(recorded: String, shown: String, tolerance: Tolerance? = nil) {
    self.tolerance = tolerance
    guard let a = try? JSONSerialization.jsonObject(with: Data(recorded.utf8)) else {
      places = ["the recorded chart is no JSON"]
      return
    }
    guard let b = try? JSONSerialization.jsonObject(with: Data(shown.utf8)) else {
      places = ["the chart has no readable draw list"]
      return
    }
    compare(a, b, at: [], scale: 0)
    if count > Self.mostPlaces { places.append("and \(count - Self.mostPlaces) more places") }
  }

  private mutating func note(_ path: [String], _ text: String) {
    count += 1
    if count <= Self.mostPlaces { places.append("\(Self.name(path)) \(text)") }
  }

  /// `axes[0].marks[1].x[3]` in words: `axes 1, mark 2, x 4`.
  private static func name(_ path: [String]) -> String {
    let words = ["axes": "axes", "marks": "mark", "texts": "text", "colors": "colour", "ticks": "tick"]
    var result: [String] = []
    for part in path {
      if let index = Int(part), let last = result.popLast() {
        result.append("\(words[last] ?? last) \(index + 1)")
      } else {
        result.append(part)
      }
    }
    return result.isEmpty ? "the chart" : result.joined(separator: ", ")
  }

  private mutating func compare(_ a: Any, _ b: Any, at path: [String], scale: Double) {
    switch (a, b) {
    case (let a as [String: Any], let b as [String: Any]):
      for key in Set(a.keys).union(b.keys).sorted() {
        guard let left = a[key] else {
          note(path + [key], "is new: \(Self.text(b[key]))")
          continue
        }
        guard let right = b[key] else {
          note(path + [key], "is gone: it was \(Self.text(left))")
          continue
        }
        compare(left, right, at: path + [key], scale: 0)
      }
    case (let a as [Any], let b as [Any]):
      if a.count != b.count { note(path, "has \(b.count) entries instead of \(a.count)") }
      let largest = a.lazy.compactMap { ($0 as? NSNumber)?.doubleValue }.filter(\.isFinite).map(abs).max() ?? 0
      for index in 0..<min(a.count, b.count) { compare(a[index], b[index], at: path + ["\(index)"], scale: largest) }
    case (let a as NSNumber, let b as NSNumber):
      let isAdmitted = tolerance?.admits(b.doubleValue, for: a.doubleValue) ?? false
      if !isAdmitted, !Self.agree(a.doubleValue, b.doubleValue, isPlace: Self.isPlace(path), scale: scale) {
        note(path, "is \(b) instead of \(a)")
      }
    case (let a as String, let b as String):
      if a != b, !Self.isSameColour(a, b) { note(path, "is \"\(b)\" instead of \"\(a)\"") }
    case (is NSNull, is NSNull): break
    default: note(path, "is \(Self.text(b)) instead of \(Self.text(a))")
    }
  }

  /// Whether a number is a place on the page, in pixels.
  private static func isPlace(_ path: [String]) -> Bool {
    guard let last = path.last(where: { Int($0) == nil }) else { return false }
    if last == "frame" { return true }
    return ["x", "y"].contains(last) && path.first == "texts"
  }

  private static func agree(_ a: Double, _ b: Double, isPlace: Bool, scale: Double) -> Bool {
    if a == b { return true }
    if isPlace { return abs(a - b) <= 1.05 }
    guard a.isFinite, b.isFinite else { return false }
    // One unit of the sixth significant digit.
    let size = max(abs(a), abs(b))
    let unit = pow(10, (log10(size)).rounded(.down) - 5)
    return abs(a - b) <= max(unit * 1.01, 1e-9 * scale)
  }

  private static func isSameColour(_ a: String, _ b: String) -> Bool {
    guard let first = channels(a), let second = channels(b), first.count == second.count else { return false }
    return zip(first, second).allSatisfy { abs($0 - $1) <= 2 }
  }

  /// Red, green, blue (and opacity) of `#2b78c5`.
  private static func channels(_ colour: String) -> [Int]? {
    guard colour.hasPrefix("#"), colour.utf8.count >= 7, colour.utf8.count % 2 == 1 else { return nil }
    let digits = colour.dropFirst().compactMap(\.hexDigitValue)
    guard digits.count == colour.utf8.count - 1 else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { 16 * digits[$0] + digits[$0 + 1] }
  }

  private static func text(_ value: Any?) -> String {
    switch value {
    case let list as [Any]: "a list of \(list.count)"
    case let object as [String: Any]: (object["text"] as? String).map { "\"\($0)\"" } ?? (object["mark"] as? String) ?? "an entry"
    case let text as String: "\"\(text)\""
    case let number as NSNumber: "\(number)"
    default: "nothing"
    }
  }
}
