internal import Glibc

/// A source of random numbers that gives NumPy's legacy streams (`numpy.random.RandomState`) bit for bit.
///
/// It is a value: draw from a `var`, copy it to draw the same numbers again.
///
/// ```swift
/// var random = RandomState(seed: 123)
/// let x = random.uniform(count: 10)
/// ```
public struct RandomState: Sendable, Equatable {
  var generator: MersenneTwister
  /// The polar method makes normal numbers two at a time; the second one waits here.
  var waitingNormal: Double?

  /// A stream that a seed determines, as `numpy.random.RandomState(seed)` and `numpy.random.seed(seed)` do.
  ///
  /// Traps if the seed is not in 0 ..< 2³².
  public init(seed: Int) {
    guard let word = UInt32(exactly: seed) else { fail("RandomState(seed:) takes a seed from 0 to 4294967295, and got \(seed)") }
    generator = MersenneTwister(seed: word)
  }

  /// A stream that a list of 32-bit numbers determines.
  ///
  /// Traps if the list is empty.
  public init(seed: [UInt32]) {
    guard !seed.isEmpty else { fail("RandomState(seed:) takes at least one number") }
    generator = MersenneTwister(seed: seed)
  }

  // MARK: One number

  /// The next number in [0, 1).
  public mutating func random() -> Double { generator.nextDouble() }

  /// The next number of the standard normal distribution, by Marsaglia's polar method.
  public mutating func standardNormal() -> Double {
    if let waiting = waitingNormal {
      waitingNormal = nil
      return waiting
    }
    while true {
      let x1 = 2 * generator.nextDouble() - 1
      let x2 = 2 * generator.nextDouble() - 1
      let r2 = x1 * x1 + x2 * x2
      if r2 >= 1 || r2 == 0 { continue }
      let factor = (-2 * Glibc.log(r2) / r2).squareRoot()
      waitingNormal = factor * x1
      return factor * x2
    }
  }

  // MARK: Arrays

  /// Numbers in [0, 1).
  public mutating func random(count: Int) -> NDArray { random(shape: [count]) }
  /// Numbers in [0, 1).
  public mutating func random(shape: [Int]) -> NDArray {
    NDArray(shape: shape) { (buffer: UnsafeMutableBufferPointer<Double>) in generator.fill(buffer) }
  }

  /// Numbers in [0, 1), or between two bounds.
  public mutating func uniform(from low: Double = 0, to high: Double = 1, count: Int) -> NDArray {
    uniform(from: low, to: high, shape: [count])
  }
  /// Numbers in [0, 1), or between two bounds.
  public mutating func uniform(from low: Double = 0, to high: Double = 1, shape: [Int]) -> NDArray {
    var numbers = random(shape: shape)
    if low == 0 && high == 1 { return numbers }
    let range = high - low
    guard range.isFinite else { fail("uniform(from:to:) needs finite bounds, and got \(low) and \(high)") }
    numbers.withUnsafeMutableElements { buffer in
      for i in 0..<buffer.count { buffer[i] = low + range * buffer[i] }
    }
    return numbers
  }

  /// Numbers of the standard normal distribution.
  public mutating func standardNormal(count: Int) -> NDArray { standardNormal(shape: [count]) }
  /// Numbers of the standard normal distribution.
  public mutating func standardNormal(shape: [Int]) -> NDArray {
    normal(mean: 0, standardDeviation: 1, shape: shape)
  }

  /// Normally distributed numbers.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1, count: Int) -> NDArray {
    normal(mean: mean, standardDeviation: standardDeviation, shape: [count])
  }
  /// Normally distributed numbers.
  ///
  /// Traps if the standard deviation is negative.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1, shape: [Int]) -> NDArray {
    guard standardDeviation >= 0 else { fail("normal needs a standard deviation of at least 0, and got \(standardDeviation)") }
    return NDArray(shape: shape) { (buffer: UnsafeMutableBufferPointer<Double>) in
      for i in 0..<buffer.count { buffer[i] = mean + standardDeviation * standardNormal() }
    }
  }
}
