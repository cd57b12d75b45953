internal import CVectorMath

extension RandomState {
  // MARK: One number

  /// The next number in [0, 1).
  public mutating func random() -> Double { generator.nextDouble() }

  /// The next number in [0, 1), or between two bounds.
  public mutating func uniform(from low: Double = 0, to high: Double = 1) -> Double {
    low + (high - low) * generator.nextDouble()
  }

  /// The next number of the standard normal distribution, by Marsaglia's polar method.
  public mutating func standardNormal() -> Double {
    var number = 0.0
    withUnsafeMutablePointer(to: &number) { fillNormal(UnsafeMutableBufferPointer(start: $0, count: 1)) }
    return number
  }

  /// The next normally distributed number.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    mean + standardDeviation * standardNormal()
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
  ///
  /// Traps if the bounds are not finite.
  public mutating func uniform(from low: Double = 0, to high: Double = 1, shape: [Int]) -> NDArray {
    let range = high - low
    guard range.isFinite else { fail("uniform(from:to:) needs finite bounds, and got \(low) and \(high)") }
    return NDArray(shape: shape) { (buffer: UnsafeMutableBufferPointer<Double>) in
      generator.fill(buffer)
      if low == 0 && high == 1 { return }
      for i in 0..<buffer.count { buffer[i] = low + range * buffer[i] }
    }
  }

  /// Numbers of the standard normal distribution.
  public mutating func standardNormal(count: Int) -> NDArray { standardNormal(shape: [count]) }
  /// Numbers of the standard normal distribution.
  public mutating func standardNormal(shape: [Int]) -> NDArray {
    NDArray(shape: shape) { (buffer: UnsafeMutableBufferPointer<Double>) in fillNormal(buffer) }
  }

  /// Normally distributed numbers.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1, count: Int) -> NDArray {
    normal(mean: mean, standardDeviation: standardDeviation, shape: [count])
  }
  /// Normally distributed numbers.
  ///
  /// Traps if the standard deviation is negative.
  public mutating func normal(mean: Double = 0, standardDeviation: Double = 1, shape: [Int]) -> NDArray {
    guard standardDeviation >= 0 else {
      fail("normal needs a standard deviation of at least 0, and got \(standardDeviation)")
    }
    return NDArray(shape: shape) { (buffer: UnsafeMutableBufferPointer<Double>) in
      fillNormal(buffer)
      for i in 0..<buffer.count { buffer[i] = mean + standardDeviation * buffer[i] }
    }
  }

  /// Exponentially distributed numbers with density exp(-x / scale) / scale.
  public mutating func exponential(scale: Double = 1, count: Int) -> NDArray {
    exponential(scale: scale, shape: [count])
  }
  /// Exponentially distributed numbers with density exp(-x / scale) / scale.
  ///
  /// Traps if the scale is negative.
  public mutating func exponential(scale: Double = 1, shape: [Int]) -> NDArray {
    guard scale >= 0 else { fail("exponential needs a scale of at least 0, and got \(scale)") }
    return NDArray(shape: shape) { (buffer: UnsafeMutableBufferPointer<Double>) in
      generator.fill(buffer)
      if let numbers = buffer.baseAddress { vector_exponentials(numbers, buffer.count, scale) }
    }
  }

  /// Vectors that are normally distributed with a covariance; a row each.
  ///
  /// As NumPy does: standard normal numbers times the square root of the covariance by its singular value
  /// decomposition, plus the mean.
  ///
  /// - Throws: `LinearAlgebraError` if the decomposition does not converge. Traps if shapes do not fit.
  public mutating func multivariateNormal(mean: NDArray, covariance: NDArray, count: Int) throws -> NDArray {
    guard mean.rank == 1, covariance.shape == [mean.count, mean.count] else {
      fail(
        "multivariateNormal: a mean of shape \(describe(shape: mean.shape)) "
          + "and a covariance of shape \(describe(shape: covariance.shape)) do not fit"
      )
    }
    let numbers = standardNormal(shape: [count, mean.count])
    let parts = try covariance.svd()
    return numbers.matmul(sqrt(parts.s).expanded(axis: 1) * parts.vt) + mean
  }

  /// Fills a buffer with standard normal numbers, taking the words of single draws and no more.
  private mutating func fillNormal(_ buffer: UnsafeMutableBufferPointer<Double>) {
    guard var out = buffer.baseAddress, buffer.count > 0 else { return }
    var wanted = buffer.count
    if let waiting = waitingNormal {
      waitingNormal = nil
      out.pointee = waiting
      out += 1
      wanted -= 1
    }
    // Every pair that is wanted needs at least one candidate, so a block of candidates is never too long.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4096) { block in
      var pairs = wanted / 2
      while pairs > 0 {
        let candidates = Swift.min(pairs, 1024)
        let fractions = UnsafeMutableBufferPointer(rebasing: block[..<(2 * candidates)])
        generator.fill(fractions)
        let accepted = vector_normal_pairs(fractions.baseAddress!, candidates, out)
        out += 2 * accepted
        pairs -= accepted
      }
      guard wanted % 2 == 1 else { return }
      let fractions = UnsafeMutableBufferPointer(rebasing: block[..<2])
      let pair = UnsafeMutableBufferPointer(rebasing: block[2..<4])
      repeat { generator.fill(fractions) } while vector_normal_pairs(fractions.baseAddress!, 1, pair.baseAddress!) == 0
      out.pointee = pair[0]
      waitingNormal = pair[1]
    }
  }
}
