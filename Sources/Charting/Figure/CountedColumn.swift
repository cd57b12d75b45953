/// Every value of a long column in few bytes, so that a draw list shows any point that moves.
///
/// A value is counted in steps from the lower end of its axis, 4,096 of which make the axis: a fifth of a pixel or so.
/// Of more than 10,000 values, blocks of neighbours are told by their sums, each value with a weight of its own between
/// 1 and 2, so that a point that moves, or two that change places, change the sum by that much; it is summed before it is
/// rounded, so rounding errors of the values do not add up.
struct CountedColumn {
  /// Steps that make an axis.
  private static let stepsOfAxis = 4096.0
  /// So many numbers at most.
  private static let mostNumbers = 10_000
  /// Eight axes beyond either end, nothing is told apart: no reader sees it.
  private static let farthest = 32_768.0
  private static let infinity = 40_960.0
  private static let noNumber = -49_152.0

  /// Where steps are counted from, and how long one is; in powers of ten on a logarithmic axis.
  let from: Double
  let step: Double
  let isLogarithmic: Bool
  /// Values to a number.
  let block: Int
  private(set) var numbers: [Int32] = []

  /// - Parameters:
  ///   - values: The column.
  ///   - range: The ends of the axis that it lies along; nil for the extremes of the column.
  ///   - isLogarithmic: Whether the axis is.
  init(_ values: [Double], along range: (lower: Double, upper: Double)?, isLogarithmic: Bool = false) {
    var (lower, upper) = range ?? Self.extremes(values)
    if isLogarithmic { (lower, upper) = (decimalLogarithm(lower), decimalLogarithm(upper)) }
    if !(lower < upper) { upper = lower + max(abs(lower), 1) }
    from = lower
    // Divided first: the widest ranges of a Double must not overflow.
    step = upper / Self.stepsOfAxis - lower / Self.stepsOfAxis
    self.isLogarithmic = isLogarithmic
    block = max(1, (values.count + Self.mostNumbers - 1) / Self.mostNumbers)
    numbers.reserveCapacity((values.count + block - 1) / block)
    for start in stride(from: 0, to: values.count, by: block) {
      var sum = 0.0
      for k in start..<min(start + block, values.count) { sum += Self.weight(k - start) * place(values[k]) }
      numbers.append(Int32(max(-2e9, min(sum.rounded(), 2e9))))
    }
  }

  /// The weight of a value at that place of its block: 1, 1.5, 1.25, 1.75, ... (the sequence of van der Corput), so that
  /// neighbours lie far apart.
  private static func weight(_ place: Int) -> Double {
    var (weight, bit, rest) = (1.0, 0.5, place)
    while rest > 0 {
      if rest & 1 == 1 { weight += bit }
      bit /= 2
      rest >>= 1
    }
    return weight
  }

  private func place(_ value: Double) -> Double {
    if value.isNaN { return Self.noNumber }
    let value = isLogarithmic ? (value > 0 ? decimalLogarithm(value) : -.infinity) : value
    if value.isInfinite { return value < 0 ? -Self.infinity : Self.infinity }
    let steps = value / step - from / step
    return max(-Self.farthest, min(steps, Self.farthest))
  }

  private static func extremes(_ values: [Double]) -> (lower: Double, upper: Double) {
    var extent = DataLimits.Extent()
    extent.include(values)
    return extent.isEmpty ? (0, 1) : (extent.lower, extent.upper)
  }

  /// The numbers, deflated, in base 64; as they are, or from the second on what each has more than the one before,
  /// whichever are smaller numbers.
  ///
  /// A number has four bytes, its sign in the lowest bit; the lowest bytes of all numbers come first, then the next.
  var packed: (isDifferences: Bool, text: String) {
    let count = Double(max(numbers.count, 1))
    let mean = numbers.reduce(0) { $0 + Double($1) / count }
    let spread = numbers.reduce(0) { $0 + abs(Double($1) - mean) }
    let changes = zip(numbers, numbers.dropFirst()).reduce(0) { $0 + abs(Double($1.1) - Double($1.0)) }
    let isDifferences = changes < spread
    var bytes = [UInt8](repeating: 0, count: 4 * numbers.count)
    var last: Int32 = 0
    for (k, number) in numbers.enumerated() {
      let told = isDifferences ? number &- last : number
      last = number
      let unsigned = UInt32(bitPattern: (told &<< 1) ^ (told &>> 31))
      for plane in 0..<4 { bytes[plane * numbers.count + k] = UInt8(truncatingIfNeeded: unsigned >> (8 * UInt32(plane))) }
    }
    var text = TextBuffer()
    text.write(base64: bytes.withUnsafeBufferPointer(PNGEncoder.deflated))
    return (isDifferences, String(decoding: text.bytes, as: UTF8.self))
  }
}
