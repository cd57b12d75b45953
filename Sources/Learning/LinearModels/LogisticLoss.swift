import Arrays
internal import COpenBLAS
internal import CVectorMath
import DataFrames
internal import CSystem

/// The mean loss of a logistic model and its gradient, as the minimiser asks for them.
///
/// With two classes there is one row of weights; with more, one for each class, and weights stand in memory feature by
/// feature, the classes of a feature together. Examples are taken in blocks, on all cores where they are many; what the
/// blocks give is added in their order, so that threads do not change it.
final class LogisticLoss {
  private let features: NDArray
  private let places: [Int]
  private let hasIntercept: Bool
  /// The strength of the penalty on the squared weights.
  private let penalty: Double
  private let rows: Int
  private let width: Int
  /// How many rows of weights there are.
  let outputs: Int
  private let blockSize: Int
  private let blocks: Int
  /// Of each block its loss, and its gradient.
  private var parts: [Double]

  init(_ features: NDArray, places: [Int], classCount: Int, hasIntercept: Bool, penalty: Double) {
    self.features = features
    self.places = places
    self.hasIntercept = hasIntercept
    self.penalty = penalty
    rows = features.shape[0]
    width = features.shape[1]
    outputs = classCount == 2 ? 1 : classCount
    blockSize = Swift.min(512, Swift.max(32, 100_000 / (width * outputs)))
    blocks = (rows + blockSize - 1) / blockSize
    parts = [Double](repeating: 0, count: blocks * (1 + outputs * (width + 1)))
  }

  /// How many numbers the minimiser looks for.
  var parameterCount: Int { outputs * (width + (hasIntercept ? 1 : 0)) }

  /// The loss at a point, and its gradient.
  func evaluate(_ point: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>) -> Double {
    let length = 1 + outputs * (width + 1)
    features.withUnsafeElements { x in
      parts.withUnsafeMutableBufferPointer { parts in
        places.withUnsafeBufferPointer { places in
          guard let x = x.baseAddress, let parts = parts.baseAddress, let places = places.baseAddress else { return }
          nonisolated(unsafe) let (into, classes, weights, from) = (parts, places, point, x)
          let threads = rows * (width + 8) * outputs < 200_000 ? 1 : Swift.min(threadCount, blocks)
          steadily {
            inParallel(threads) { thread in
              withUnsafeTemporaryAllocation(of: Double.self, capacity: blockSize * (outputs + 2)) { scratch in
                guard let scratch = scratch.baseAddress else { return }
                for block in stride(from: thread, to: blocks, by: threads) {
                  let start = block * blockSize
                  evaluateBlock(
                    from + start * width, classes + start, Swift.min(blockSize, rows - start), weights,
                    into + block * length, scratch)
                }
              }
            }
          }
        }
      }
    }
    let scale = Double(rows)
    var loss = 0.0
    gradient.update(repeating: 0, count: parameterCount)
    for block in 0..<blocks {
      loss += parts[block * length]
      for i in 0..<parameterCount { gradient[i] += parts[block * length + 1 + i] }
    }
    for i in 0..<parameterCount { gradient[i] /= scale }
    var squares = 0.0
    for i in 0..<(outputs * width) {
      squares += point[i] * point[i]
      gradient[i] += penalty * point[i]
    }
    return loss / scale + 0.5 * penalty * squares
  }

  /// The loss of some examples, followed by its gradient: feature by feature, then by the intercepts.
  private func evaluateBlock(
    _ x: UnsafePointer<Double>, _ places: UnsafePointer<Int>, _ count: Int, _ point: UnsafePointer<Double>,
    _ part: UnsafeMutablePointer<Double>, _ raw: UnsafeMutablePointer<Double>
  ) {
    let (n, m, k) = (Int32(count), Int32(width), Int32(outputs))
    for row in 0..<count {
      for output in 0..<outputs { raw[row * outputs + output] = hasIntercept ? point[outputs * width + output] : 0 }
    }
    let slopes = part + 1
    let intercepts = slopes + outputs * width
    if outputs == 1 {
      cblas_dgemv(CblasRowMajor, CblasNoTrans, n, m, 1, x, m, point, 1, 1, raw, 1)
      part[0] = binaryLosses(raw, places, count, raw + count, raw + 2 * count)
      cblas_dgemv(CblasRowMajor, CblasTrans, n, m, 1, x, m, raw, 1, 0, slopes, 1)
    } else {
      cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, k, m, 1, x, m, point, k, 1, raw, k)
      part[0] = severalLosses(raw, places, count, raw + outputs * count)
      cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, k, n, 1, x, m, raw, k, 0, slopes, k)
    }
    for output in 0..<outputs {
      intercepts[output] = vector_sum_f64(raw + output, outputs, count)
    }
  }

  /// The sum of log(1 + eᵃ) − ya; `raw` becomes its derivatives.
  private func binaryLosses(
    _ raw: UnsafeMutablePointer<Double>, _ places: UnsafePointer<Int>, _ count: Int,
    _ powers: UnsafeMutablePointer<Double>, _ logs: UnsafeMutablePointer<Double>
  ) -> Double {
    // With e = e^−|a| nothing overflows: log(1 + eᵃ) is log(1 + e), plus a if that is positive.
    for i in 0..<count { powers[i] = -raw[i].magnitude }
    apply(VECTOR_EXP, powers, to: powers, count)
    apply(VECTOR_LOG1P, powers, to: logs, count)
    for i in 0..<count {
      let (a, e, y) = (raw[i], powers[i], Double(places[i]))
      let isPositive = a >= 0
      logs[i] += isPositive ? (1 - y) * a : -y * a
      raw[i] = (isPositive ? (1 - y) - y * e : (1 - y) * e - y) / (1 + e)
    }
    return vector_sum_f64(logs, 1, count)
  }

  /// The sum of log Σeᵃ − a of the true class; `raw` becomes its derivatives.
  private func severalLosses(
    _ raw: UnsafeMutablePointer<Double>, _ places: UnsafePointer<Int>, _ count: Int,
    _ losses: UnsafeMutablePointer<Double>
  ) -> Double {
    for row in 0..<count {
      let scores = raw + row * outputs
      var greatest = scores[0]
      for output in 1..<outputs { greatest = Swift.max(greatest, scores[output]) }
      losses[row] = greatest - scores[places[row]]
      for output in 0..<outputs { scores[output] -= greatest }
    }
    apply(VECTOR_EXP, raw, to: raw, count * outputs)
    for row in 0..<count {
      let powers = raw + row * outputs
      var sum = 0.0
      for output in 0..<outputs { sum += powers[output] }
      losses[row] += log(sum)
      for output in 0..<outputs { powers[output] /= sum }
      powers[places[row]] -= 1
    }
    return vector_sum_f64(losses, 1, count)
  }

  private func apply(
    _ operation: vector_unary_operation, _ numbers: UnsafeMutablePointer<Double>,
    to results: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let stride = MemoryLayout<Double>.stride
    vector_unary_kernel(Int32(operation.rawValue), Int32(VECTOR_F64.rawValue))(numbers, stride, results, stride, count)
  }
}

/// 1 / (1 + e⁻ᵃ).
func logistic(_ a: Double) -> Double {
  a >= 0 ? 1 / (1 + exp(-a)) : exp(a) / (1 + exp(a))
}

/// e to each number of a row, divided by the row's sum.
func softmax(_ scores: NDArray) -> NDArray {
  let powers = Arrays.exp(scores - scores.max(axis: 1, keepingAxes: true))
  return powers / powers.sum(axis: 1, keepingAxes: true)
}
