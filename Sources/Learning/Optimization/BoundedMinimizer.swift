internal import CLBFGSB

/// Finds a minimum of a smooth function of several numbers, each of which may have bounds: L-BFGS-B 3.0 (Byrd, Lu,
/// Nocedal and Zhu, 1995; Morales and Nocedal, 2011), stopping where SciPy's `minimize(method="L-BFGS-B")` stops.
package struct BoundedMinimizer {
  /// The least value of each number; none if empty.
  package var lower: [Double] = []
  /// The greatest value of each number; none if empty.
  package var upper: [Double] = []
  /// How many past steps the curvature is learnt from.
  package var memory = 10
  /// Stops when a step lowers the value by less than this share of it.
  package var valueTolerance = 2.2204460492503131e-09
  /// Stops when no part of the gradient (projected on the bounds) is greater.
  package var gradientTolerance = 1e-5
  /// The greatest number of steps.
  package var maxIterations = 15_000
  /// The greatest number of evaluations.
  package var maxEvaluations = 15_000

  package init() {}

  /// Where the search ended.
  package struct Outcome: Sendable {
    package var point: [Double]
    package var value: Double
    package var iterations: Int
    package var evaluations: Int
    /// Whether it ended at a minimum, and not because the steps were used up.
    package var converged: Bool
  }

  /// Searches from a point.
  ///
  /// - Parameter evaluate: Gives the value at a point and writes the gradient there.
  package func minimize(
    from start: [Double],
    _ evaluate: (_ point: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>) throws -> Double
  ) rethrows -> Outcome {
    let count = start.count
    var n = Int32(count)
    var m = Int32(memory)
    var point = start
    if !lower.isEmpty {
      for i in 0..<count { point[i] = min(max(point[i], lower[i]), upper[i]) }
    }
    var gradient = [Double](repeating: 0, count: count)
    // Which bounds there are: 0 none, 1 lower, 2 both, 3 upper.
    let low = lower.isEmpty ? [Double](repeating: 0, count: count) : lower.map { $0.isFinite ? $0 : 0 }
    let high = upper.isEmpty ? [Double](repeating: 0, count: count) : upper.map { $0.isFinite ? $0 : 0 }
    let kinds: [Int32] = (0..<count).map { i in
      switch (!lower.isEmpty && lower[i].isFinite, !upper.isEmpty && upper[i].isFinite) {
      case (true, true): 2
      case (true, false): 1
      case (false, true): 3
      case (false, false): 0
      }
    }
    var value = 0.0
    var factor = valueTolerance / Double.ulpOfOne
    var limit = gradientTolerance
    var work = [Double](repeating: 0, count: (2 * memory + 5) * count + 11 * memory * memory + 8 * memory)
    var integers = [Int32](repeating: 0, count: 3 * count)
    var task = [CChar](repeating: 32, count: 60)
    var saved = [CChar](repeating: 32, count: 60)
    var flags = [Int32](repeating: 0, count: 4)
    var counters = [Int32](repeating: 0, count: 44)
    var numbers = [Double](repeating: 0, count: 29)
    var silent = Int32(-1)
    for (place, letter) in "START".utf8.enumerated() { task[place] = CChar(letter) }
    var (iterations, evaluations) = (0, 0)
    var converged = false
    while true {
      setulb_(
        &n, &m, &point, low, high, kinds, &value, &gradient, &factor, &limit, &work, &integers, &task, &silent, &saved,
        &flags, &counters, &numbers, 60, 60)
      if begins(task, "FG") {
        value = try point.withUnsafeBufferPointer { point in
          try gradient.withUnsafeMutableBufferPointer { gradient in
            try evaluate(point.baseAddress.unsafelyUnwrapped, gradient.baseAddress.unsafelyUnwrapped)
          }
        }
        evaluations += 1
      } else if begins(task, "NEW_X") {
        iterations += 1
        if iterations >= maxIterations || evaluations > maxEvaluations { break }
      } else {
        converged = begins(task, "CONV")
        break
      }
    }
    return Outcome(
      point: point, value: value, iterations: iterations, evaluations: evaluations, converged: converged)
  }

  private func begins(_ task: [CChar], _ word: StaticString) -> Bool {
    for place in 0..<word.utf8CodeUnitCount where UInt8(bitPattern: task[place]) != word.utf8Start[place] { return false }
    return true
  }
}
