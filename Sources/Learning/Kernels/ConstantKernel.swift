import Arrays

/// The same number for all pairs: it scales another kernel, or moves it.
public struct ConstantKernel: Kernel {
  /// The number.
  public var value: Double
  /// Where it is looked for.
  public var bounds: ParameterBounds

  /// A constant.
  ///
  /// - Parameters:
  ///   - value: The number, above 0; 1 by default.
  ///   - bounds: Where it is looked for; from 0.00001 to 100000 by default.
  public init(_ value: Double = 1, bounds: ParameterBounds = .standard) {
    self.value = value
    self.bounds = bounds
  }

  public var logParameters: [Double] {
    get { bounds.isFixed ? [] : [value.logarithm] }
    set { if let log = newValue.first { value = log.exponential } }
  }
  public var logBounds: [ClosedRange<Double>] { bounds.logBounds() }
  public var description: String { "\(shortText(value.squareRoot()))**2" }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray { NDArray(repeating: value, shape: [x.shape[0], y.shape[0]]) }
  public func diagonal(_ x: NDArray) -> NDArray { NDArray(repeating: value, shape: [x.shape[0]]) }
  public func covariance(_ pairs: KernelPairs) -> NDArray { matrix(pairs.examples, pairs.examples) }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] {
    bounds.isFixed ? [] : [value * weights.sum()]
  }
}

/// Noise: a number where an example is paired with itself, and else 0.
public struct WhiteKernel: Kernel {
  /// The variance of the noise.
  public var noise: Double
  /// Where it is looked for.
  public var bounds: ParameterBounds

  /// Noise.
  ///
  /// - Parameters:
  ///   - noise: The variance of the noise, above 0; 1 by default.
  ///   - bounds: Where it is looked for; from 0.00001 to 100000 by default.
  public init(noise: Double = 1, bounds: ParameterBounds = .standard) {
    self.noise = noise
    self.bounds = bounds
  }

  public var logParameters: [Double] {
    get { bounds.isFixed ? [] : [noise.logarithm] }
    set { if let log = newValue.first { noise = log.exponential } }
  }
  public var logBounds: [ClosedRange<Double>] { bounds.logBounds() }
  public var description: String { "WhiteKernel(noise_level=\(shortText(noise)))" }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray { .zeros(x.shape[0], y.shape[0]) }
  public func diagonal(_ x: NDArray) -> NDArray { NDArray(repeating: noise, shape: [x.shape[0]]) }
  public func covariance(_ pairs: KernelPairs) -> NDArray { noise * NDArray.identity(pairs.examples.shape[0]) }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] {
    bounds.isFixed ? [] : [noise * weights.trace()]
  }
}

/// The dot product of two examples, plus σ²: what linear regression amounts to.
public struct DotProduct: Kernel {
  /// The square root σ of what is added.
  public var sigma: Double
  /// Where σ is looked for.
  public var bounds: ParameterBounds

  /// A dot product.
  ///
  /// - Parameters:
  ///   - sigma: The square root σ of what is added; 1 by default.
  ///   - bounds: Where σ is looked for; from 0.00001 to 100000 by default.
  public init(sigma: Double = 1, bounds: ParameterBounds = .standard) {
    self.sigma = sigma
    self.bounds = bounds
  }

  public var logParameters: [Double] {
    get { bounds.isFixed ? [] : [sigma.logarithm] }
    set { if let log = newValue.first { sigma = log.exponential } }
  }
  public var logBounds: [ClosedRange<Double>] { bounds.logBounds() }
  public var description: String { "DotProduct(sigma_0=\(shortText(sigma)))" }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray { x.matmul(y.T) + sigma * sigma }
  public func diagonal(_ x: NDArray) -> NDArray { (x * x).sum(axis: 1) + sigma * sigma }
  public func covariance(_ pairs: KernelPairs) -> NDArray { matrix(pairs.examples, pairs.examples) }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] {
    bounds.isFixed ? [] : [2 * sigma * sigma * weights.sum()]
  }
}

/// A kernel without parameters from a function of two examples.
public struct ClosureKernel: Kernel {
  private let function: @Sendable (NDArray, NDArray) -> Double

  /// A kernel that a closure computes.
  ///
  /// ```swift
  /// let kernel = ClosureKernel { a, b in exp(-((a - b) * (a - b)).sum()) }
  /// ```
  ///
  /// - Parameter function: The kernel of two examples, each an array of rank 1; symmetric and positive. All cores
  ///   call it.
  public init(_ function: @escaping @Sendable (_ a: NDArray, _ b: NDArray) -> Double) {
    self.function = function
  }

  public var logParameters: [Double] {
    get { [] }
    set {}
  }
  public var logBounds: [ClosedRange<Double>] { [] }
  public var description: String { "ClosureKernel()" }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray {
    let (rows, columns) = (x.rows, y.rows)
    return values(rows.count, columns.count) { row, into in
      for (place, column) in columns.enumerated() { into[place] = function(rows[row], column) }
    }
  }
  public func diagonal(_ x: NDArray) -> NDArray { NDArray(x.rows.map { function($0, $0) }, shape: [x.shape[0]]) }
  public func covariance(_ pairs: KernelPairs) -> NDArray {
    let rows = pairs.examples.rows
    // Each pair is asked for once, and then stands in both places.
    var matrix = values(rows.count, rows.count) { row, into in
      for place in 0...row { into[place] = function(rows[row], rows[place]) }
    }
    matrix.withUnsafeMutableElements { numbers in
      for i in rows.indices {
        for j in 0..<i { numbers[j * rows.count + i] = numbers[i * rows.count + j] }
      }
    }
    return matrix
  }

  /// A matrix whose rows are filled on all cores.
  private func values(
    _ rows: Int, _ columns: Int, _ fill: (_ row: Int, _ into: UnsafeMutablePointer<Double>) -> Void
  ) -> NDArray {
    NDArray(shape: [rows, columns]) { (buffer: UnsafeMutableBufferPointer<Double>) in
      guard let start = buffer.baseAddress else { return }
      inParts(rows, size: 4, isLarge: rows * columns > 2000) { part in
        for row in part { fill(row, start + row * columns) }
      }
    }
  }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] { [] }
}
