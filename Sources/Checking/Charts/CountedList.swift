internal import CZlib
internal import Foundation

/// A long list of a draw list: every value counted in steps of a 4,096th of its axis, or the weighted sums of blocks of
/// neighbours (see `Figure.drawList`, which writes it).
struct CountedList {
  /// The keys that hold it, beside what sums it up.
  static let keys: Set = ["steps", "changes", "block", "scale"]

  /// How many values, and how many of them to a number.
  let count: Int
  let block: Int
  let isLogarithmic: Bool
  private let from: Double
  private let step: Double
  private let numbers: [Int32]

  /// - Parameter object: What stands in the draw list; nil if it holds no packed values, or damaged ones.
  init?(_ object: [String: Any]) {
    func whole(_ key: String) -> Int? { (object[key] as? NSNumber).flatMap { Int(exactly: $0.doubleValue) } }
    guard let count = whole("count"), count > 0, let block = object["block"] == nil ? 1 : whole("block"), block > 0,
      let from = (object["from"] as? NSNumber)?.doubleValue, let step = (object["step"] as? NSNumber)?.doubleValue,
      let packed = (object["steps"] ?? object["changes"]) as? String, let deflated = Data(base64Encoded: packed)
    else { return nil }
    let length = (count - 1) / block + 1
    guard length <= 1 << 24, let bytes = Self.inflated(deflated, count: 4 * length) else { return nil }
    var numbers = [Int32](repeating: 0, count: length)
    var last: Int32 = 0
    for k in 0..<length {
      let unsigned = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[$1 * length + k]) << (8 * UInt32($1)) }
      let number = Int32(bitPattern: unsigned >> 1) ^ -Int32(bitPattern: unsigned & 1)
      last = object["changes"] == nil ? number : last &+ number
      numbers[k] = last
    }
    self.count = count
    self.block = block
    self.from = from
    self.step = step
    self.numbers = numbers
    isLogarithmic = object["scale"] != nil
  }

  private static func inflated(_ data: Data, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var size = uLongf(count)
    let status = data.withUnsafeBytes { uncompress(&bytes, &size, $0.bindMemory(to: UInt8.self).baseAddress, uLong($0.count)) }
    return status == Z_OK && Int(size) == count ? bytes : nil
  }

  /// The values, where each has a number of its own; nil where only sums are known.
  var values: [Double]? { block == 1 ? numbers.indices.map(value) : nil }

  private func value(_ index: Int) -> Double {
    switch numbers[index] {
    case ..<(-45_000): return .nan
    case ..<(-36_000): return isLogarithmic ? 0 : -.infinity
    case 36_001...: return .infinity
    default:
      let place = from + Double(numbers[index]) * step
      return isLogarithmic ? pow(10, place) : place
    }
  }

  /// A value that moved, or a block in which one did.
  struct Move: Equatable {
    /// Which values, from 0.
    var values: Range<Int>
    /// What stood and stands there; for a block, 0 and about how far one of its values moved.
    var recorded: Double
    var shown: Double
  }

  /// Where `shown` differs from this list by more than a step and a half: rounding makes a difference of one.
  ///
  /// - Parameter tolerance: What the lesson lets data differ by.
  func moves(in shown: CountedList, tolerance: Tolerance?) -> [Move] {
    guard isComparable(to: shown) else { return [] }
    let bound = 1.5 * max(step, shown.step)
    let largest = abs(from) + 4096 * abs(step)
    let weights = (whole: Self.totalWeight(block), last: Self.totalWeight((count - 1) % block + 1))
    var moves: [Move] = []
    for k in numbers.indices {
      let places = k * block..<min((k + 1) * block, count)
      let weight = places.count == block ? weights.whole : weights.last
      let (a, b) = (sum(k, weight), shown.sum(k, weight))
      if abs(a - b) <= bound { continue }
      if block == 1 {
        let (recorded, now) = (value(k), shown.value(k))
        if tolerance?.admits(now, for: recorded) == true { continue }
        moves.append(Move(values: places, recorded: recorded, shown: now))
      } else {
        // As much as all of its values may move together.
        if let tolerance, !isLogarithmic, abs(a - b) <= bound + weight * (tolerance.absolute + tolerance.relative * largest) { continue }
        moves.append(Move(values: places, recorded: 0, shown: (b - a) / 1.5))
      }
    }
    return moves
  }

  /// Whether the numbers of both lists stand for the same values.
  func isComparable(to other: CountedList) -> Bool {
    count == other.count && block == other.block && isLogarithmic == other.isLogarithmic
  }

  /// A number as a place along the axis, or the weighted sum of places that it stands for.
  private func sum(_ index: Int, _ weight: Double) -> Double { from * weight + Double(numbers[index]) * step }

  /// What the weights of so many values of a block come to: 1, 1.5, 1.25, 1.75, ...
  private static func totalWeight(_ count: Int) -> Double {
    (0..<count).reduce(0) { total, place in
      var (weight, bit, rest) = (1.0, 0.5, place)
      while rest > 0 {
        if rest & 1 == 1 { weight += bit }
        bit /= 2
        rest >>= 1
      }
      return total + weight
    }
  }
}
