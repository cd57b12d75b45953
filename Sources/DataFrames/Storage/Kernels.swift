internal import CVectorMath

/// Element-wise operations on whole columns, by the loops that arrays use.
enum Kernel {
  case add, subtract, multiply, divide, equal, unequal, less, lessOrEqual, greater, greaterOrEqual

  private var code: Int32 {
    let code: vector_binary_operation =
      switch self {
      case .add: VECTOR_ADD
      case .subtract: VECTOR_SUBTRACT
      case .multiply: VECTOR_MULTIPLY
      case .divide: VECTOR_DIVIDE
      case .equal: VECTOR_EQUAL
      case .unequal: VECTOR_NOT_EQUAL
      case .less: VECTOR_LESS
      case .lessOrEqual: VECTOR_LESS_EQUAL
      case .greater: VECTOR_GREATER
      case .greaterOrEqual: VECTOR_GREATER_EQUAL
      }
    return Int32(code.rawValue)
  }

  /// Of two columns of numbers, of equal length unless one is a single value that stands for all rows.
  func applied<Result>(_ a: [Double], _ b: [Double], as result: Result.Type) -> [Result] {
    run(a, b, type: Int32(VECTOR_F64.rawValue))
  }

  /// Of two columns of integers, of equal length unless one is a single value that stands for all rows.
  func applied<Result>(_ a: [Int], _ b: [Int], as result: Result.Type) -> [Result] {
    run(a, b, type: Int32(VECTOR_I64.rawValue))
  }

  @inline(__always)
  private func run<Element, Result>(_ a: [Element], _ b: [Element], type: Int32) -> [Result] {
    let count = a.count == 1 ? b.count : (b.count == 1 ? a.count : Swift.min(a.count, b.count))
    return [Result](largeCapacity: count) { result, filled in
      a.withUnsafeBytes { a in
        b.withUnsafeBytes { b in
          guard count > 0, let kernel = vector_binary_kernel(code, type) else { return }
          let step = MemoryLayout<Element>.stride
          kernel(
            a.baseAddress, a.count == step ? 0 : step, b.baseAddress, b.count == step ? 0 : step, result.baseAddress,
            MemoryLayout<Result>.stride, count)
        }
      }
      filled = count
    }
  }
}

/// The sum of numbers none of which is missing, added in pairs of halves as NumPy adds.
func wholeSum(_ values: [Double]) -> Double {
  values.withUnsafeBufferPointer { vector_sum_f64($0.baseAddress, 1, $0.count) }
}

/// The sum of squared distances from a mean, of numbers none of which is missing.
func wholeSquares(_ values: [Double], mean: Double) -> Double {
  values.withUnsafeBufferPointer { vector_squared_distances_f64($0.baseAddress, 1, $0.count, mean) }
}

/// Writes integers as numbers, by the loop that arrays use.
func convert(_ integers: [Int], into numbers: UnsafeMutablePointer<Double>) {
  let kernel = vector_cast_kernel(Int32(VECTOR_I64.rawValue), Int32(VECTOR_F64.rawValue))
  integers.withUnsafeBufferPointer { kernel?($0.baseAddress, 8, numbers, 8, $0.count) }
}
