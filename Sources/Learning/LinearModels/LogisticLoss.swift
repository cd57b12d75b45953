import Arrays
internal import COpenBLAS
internal import Glibc

/// The mean loss of a logistic model and its gradient, as the minimiser asks for them.
///
/// With two classes there is one row of weights; with more, one for each class, and weights stand in memory feature by
/// feature, the classes of a feature together.
final class LogisticLoss {
  let features: NDArray
  let places: [Int]
  let classCount: Int
  let hasIntercept: Bool
  /// The strength of the penalty on the squared weights.
  let penalty: Double
  private let rows: Int
  private let width: Int
  /// How many rows of weights there are.
  let outputs: Int
  private var raw: [Double]
  private var losses: [Double]
  private var weights: [Double]
  private var weightGradient: [Double]

  init(_ features: NDArray, places: [Int], classCount: Int, hasIntercept: Bool, penalty: Double) {
    self.features = features
    self.places = places
    self.classCount = classCount
    self.hasIntercept = hasIntercept
    self.penalty = penalty
    rows = features.shape[0]
    width = features.shape[1]
    outputs = classCount == 2 ? 1 : classCount
    raw = [Double](repeating: 0, count: rows * outputs)
    losses = [Double](repeating: 0, count: rows)
    weights = [Double](repeating: 0, count: outputs * width)
    weightGradient = weights
  }

  /// How many numbers the minimiser looks for.
  var parameterCount: Int { outputs * (width + (hasIntercept ? 1 : 0)) }

  /// The loss at a point, and its gradient.
  func evaluate(_ point: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>) -> Double {
    let scale = Double(rows)
    return features.withUnsafeElements { x in
      predict(x, point)
      var loss = (outputs == 1 ? binaryLosses() : severalLosses()) / scale
      var squares = 0.0
      for i in 0..<(outputs * width) { squares += point[i] * point[i] }
      loss += 0.5 * penalty * squares
      for i in 0..<raw.count { raw[i] /= scale }
      // Feature by feature, as the minimiser's numbers stand: XᵀG.
      cblas_dgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, Int32(width), Int32(outputs), Int32(rows), 1, x.baseAddress,
        Int32(width), raw, Int32(outputs), 0, gradient, Int32(outputs))
      for i in 0..<(outputs * width) { gradient[i] += penalty * point[i] }
      if hasIntercept {
        for output in 0..<outputs {
          let column = NDArray(raw, shape: [rows, outputs])[..., output]
          gradient[outputs * width + output] = column.sum()
        }
      }
      return loss
    }
  }

  /// Fills `raw` with x · weights + intercept.
  private func predict(_ x: UnsafeBufferPointer<Double>, _ point: UnsafePointer<Double>) {
    for row in 0..<rows {
      for output in 0..<outputs { raw[row * outputs + output] = hasIntercept ? point[outputs * width + output] : 0 }
    }
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(outputs), Int32(width), 1, x.baseAddress,
      Int32(width), point, Int32(outputs), 1, &raw, Int32(outputs))
  }

  /// The sum of log(1 + eᵃ) − ya; `raw` becomes its derivatives.
  private func binaryLosses() -> Double {
    for row in 0..<rows {
      let (a, y) = (raw[row], Double(places[row]))
      if a <= -37 {
        let e = exp(a)
        losses[row] = e - y * a
        raw[row] = e - y
      } else if a <= -2 {
        let e = exp(a)
        losses[row] = log1p(e) - y * a
        raw[row] = ((1 - y) * e - y) / (1 + e)
      } else {
        let e = exp(-a)
        losses[row] = (a <= 18 ? log1p(e) : e) + (1 - y) * a
        raw[row] = ((1 - y) - y * e) / (1 + e)
      }
    }
    return NDArray(losses, shape: [rows]).sum()
  }

  /// The sum of log Σeᵃ − a of the true class; `raw` becomes its derivatives.
  private func severalLosses() -> Double {
    for row in 0..<rows {
      let start = row * outputs
      let own = raw[start + places[row]]
      var greatest = raw[start]
      for output in 1..<outputs { greatest = Swift.max(greatest, raw[start + output]) }
      var sum = 0.0
      for output in 0..<outputs {
        let e = exp(raw[start + output] - greatest)
        raw[start + output] = e
        sum += e
      }
      losses[row] = log(sum) + greatest - own
      for output in 0..<outputs { raw[start + output] /= sum }
      raw[start + places[row]] -= 1
    }
    return NDArray(losses, shape: [rows]).sum()
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
