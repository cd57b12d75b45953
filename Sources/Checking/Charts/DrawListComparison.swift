internal import Foundation

/// Holds the draw list of a chart against the recorded one.
///
/// Data may differ in the sixth digit, where a draw list is rounded, and by rounding errors beside the largest value of
/// its list; in lists of more than 200 values, by a 4,096th of the axis. Texts and frames may move by a pixel, and colours
/// by two steps of 255: so much comes of another font rasteriser or processor. A point that moves visibly does not pass,
/// be it one of a million.
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
    // Read number by number, the charts of a lesson take longer than all the rest of its comparison.
    if Self.isSame(recorded, shown) { return }
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

  /// Whether two draw lists are the same text, but for the end of their last line.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    func end(_ text: String) -> Int { text.utf8.last == UInt8(ascii: "\n") ? text.utf8.count - 1 : text.utf8.count }
    return a.utf8.first == UInt8(ascii: "{") && a.utf8.prefix(end(a)).elementsEqual(b.utf8.prefix(end(b)))
  }

  private mutating func note(_ path: [String], _ text: String) { note("\(Self.name(path)) \(text)") }

  private mutating func note(_ place: String) {
    count += 1
    if count <= Self.mostPlaces { places.append(place) }
  }

  /// `axes[0].marks[1].x[3]` in words: `axes 1, mark 2, x 4`.
  private static func name(_ path: some Sequence<String>) -> String {
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
      if let left = CountedList(a), let right = CountedList(b) {
        compare(left, right, a, b, at: path)
        return
      }
      if CountedList(b) != nil {
        note(path, "is not recorded point by point, as this mlnb does")
        return
      }
      for key in Set(a.keys).union(b.keys).sorted() {
        guard let left = a[key] else {
          note(path + [key], "is new: \(Self.text(b[key]))")
          continue
        }
        guard let right = b[key] else {
          note(path + [key], "is gone: it was \(Self.text(left))")
          continue
        }
        // A mean that is 0 but for rounding errors is small beside the data.
        compare(left, right, at: path + [key], scale: Self.largest(a["range"]))
      }
    case (let a as [Any], let b as [Any]):
      if a.count != b.count { note(path, "has \(b.count) entries instead of \(a.count)") }
      let largest = max(scale, Self.largest(a))
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

  /// Two long lists: their points, and where none has moved, what sums them up.
  private mutating func compare(_ a: CountedList, _ b: CountedList, _ left: [String: Any], _ right: [String: Any], at path: [String]) {
    let before = count
    let scale = Self.largest(left["range"])
    var told: Set<Int> = []
    // The sample is exact to the sixth digit, so it goes first.
    for (key, sample) in left where key.hasPrefix("every ") {
      guard let every = Int(key.dropFirst(6)), let sample = sample as? [Any], let other = right[key] as? [Any] else { continue }
      for k in 0..<min(sample.count, other.count) {
        let known = count
        compare(sample[k], other[k], at: path + ["\(k * every)"], scale: scale)
        if count > known { told.insert(k * every) }
      }
    }
    for move in a.moves(in: b, tolerance: tolerance) {
      if move.values.count > 1 {
        let (rest, name) = (Self.name(path.dropLast()), path.last ?? "the values")
        let place = "one of \(name) \(move.values.lowerBound + 1) to \(move.values.upperBound)"
        note("\(rest), \(place) moved by about \(Self.short(abs(move.shown)))")
      } else if !told.contains(move.values.lowerBound) {
        note(path + ["\(move.values.lowerBound)"], "is \(Self.short(move.shown)) instead of \(Self.short(move.recorded))")
      }
    }
    // That a point moved says also why the mean did.
    if count > before { return }
    let packed = CountedList.keys.union(a.isComparable(to: b) ? [] : ["from", "step"])
    for key in Set(left.keys).union(right.keys).sorted() where !packed.contains(key) && !key.hasPrefix("every ") {
      guard let l = left[key], let r = right[key] else { continue }
      compare(l, r, at: path + [key], scale: scale)
    }
    if count > before { return }
    if !a.isComparable(to: b) { note(path, "is recorded in another way") }
  }

  private static func short(_ value: Double) -> String { String(format: "%.5g", value) }

  private static func largest(_ list: Any?) -> Double {
    let numbers = (list as? [Any])?.compactMap { ($0 as? NSNumber)?.doubleValue } ?? []
    return numbers.filter(\.isFinite).map(abs).max() ?? 0
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
