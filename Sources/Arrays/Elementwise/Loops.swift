internal import CVectorMath

/// The shape that two shapes broadcast to: equal lengths, or one of them 1, matched from the last axis.
///
/// Traps with both shapes if they do not fit.
package func broadcastShape(_ a: [Int], _ b: [Int], operation: @autoclosure () -> String) -> [Int] {
  if a == b { return a }
  let rank = max(a.count, b.count)
  var shape = [Int](repeating: 1, count: rank)
  for axis in 0..<rank {
    let x = axis < rank - a.count ? 1 : a[axis - (rank - a.count)]
    let y = axis < rank - b.count ? 1 : b[axis - (rank - b.count)]
    guard x == y || x == 1 || y == 1 else {
      fail("\(operation()): shapes \(describe(shape: a)) and \(describe(shape: b)) do not broadcast together")
    }
    shape[axis] = x == 1 ? y : x
  }
  return shape
}

/// Byte strides of an operand along the axes of the shape it is broadcast to.
func broadcastByteStrides(_ strides: [Int], shape: [Int], to target: [Int], size: Int) -> [Int] {
  var result = [Int](repeating: 0, count: target.count)
  let lead = target.count - shape.count
  for axis in 0..<shape.count where shape[axis] != 1 { result[lead + axis] = strides[axis] * size }
  return result
}

/// Walks operands of one shape and calls `body` for each innermost run.
///
/// Axes that lie one after the other in every operand are joined first, so that contiguous arrays are one run.
///
/// - Parameters:
///   - shape: The common shape.
///   - strides: Byte strides of each operand, all as long as `shape`.
///   - body: Receives the byte offset of each operand, the stride of each operand, and the length of the run.
func forEachRun(
  shape: [Int], strides: [[Int]],
  body: (_ offsets: UnsafePointer<Int>, _ steps: UnsafePointer<Int>, _ count: Int) -> Void
) {
  let operands = strides.count
  // Drop axes of length 1 and join neighbours.
  var lengths: [Int] = []
  var steps: [[Int]] = []
  for axis in 0..<shape.count {
    let length = shape[axis]
    if length == 0 { return }
    if length == 1 { continue }
    if let last = steps.last, (0..<operands).allSatisfy({ last[$0] == strides[$0][axis] * length }) {
      lengths[lengths.count - 1] *= length
      steps[steps.count - 1] = (0..<operands).map { strides[$0][axis] }
    } else {
      lengths.append(length)
      steps.append((0..<operands).map { strides[$0][axis] })
    }
  }
  var offsets = [Int](repeating: 0, count: operands)
  guard let inner = steps.last, let count = lengths.last else {
    offsets.withUnsafeBufferPointer { body($0.baseAddress!, $0.baseAddress!, 1) }
    return
  }
  let outer = lengths.count - 1
  var index = [Int](repeating: 0, count: outer)
  while true {
    offsets.withUnsafeBufferPointer { offsets in
      inner.withUnsafeBufferPointer { body(offsets.baseAddress!, $0.baseAddress!, count) }
    }
    var axis = outer - 1
    while axis >= 0 {
      index[axis] += 1
      for operand in 0..<operands { offsets[operand] += steps[axis][operand] }
      if index[axis] < lengths[axis] { break }
      for operand in 0..<operands { offsets[operand] -= steps[axis][operand] * lengths[axis] }
      index[axis] = 0
      axis -= 1
    }
    if axis < 0 { return }
  }
}

/// An operation of two arrays that the C loops know.
enum BinaryOperation: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case power = "**"
  case minimum, maximum, atan2, hypot
  case and = ".&"
  case or = ".|"
  case exclusiveOr = ".^"
  case floorDivide
  case equal = ".=="
  case notEqual = ".!="
  case less = ".<"
  case lessOrEqual = ".<="
  case greater = ".>"
  case greaterOrEqual = ".>="

  var code: Int32 {
    let code: vector_binary_operation =
      switch self {
      case .add: VECTOR_ADD
      case .subtract: VECTOR_SUBTRACT
      case .multiply: VECTOR_MULTIPLY
      case .divide: VECTOR_DIVIDE
      case .remainder: VECTOR_REMAINDER
      case .power: VECTOR_POWER
      case .minimum: VECTOR_MINIMUM
      case .maximum: VECTOR_MAXIMUM
      case .atan2: VECTOR_ATAN2
      case .hypot: VECTOR_HYPOT
      case .and: VECTOR_AND
      case .or: VECTOR_OR
      case .exclusiveOr: VECTOR_XOR
      case .floorDivide: VECTOR_FLOOR_DIVIDE
      case .equal: VECTOR_EQUAL
      case .notEqual: VECTOR_NOT_EQUAL
      case .less: VECTOR_LESS
      case .lessOrEqual: VECTOR_LESS_EQUAL
      case .greater: VECTOR_GREATER
      case .greaterOrEqual: VECTOR_GREATER_EQUAL
      }
    return Int32(code.rawValue)
  }
}

/// An operation of one array that the C loops know.
enum UnaryOperation {
  case negate, abs, sign, square, reciprocal, not
  case sqrt, cbrt, exp, exp2, expm1, log, log2, log10, log1p
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, erf, erfc
  case floor, ceil, trunc, rint
  case isNaN, isInfinite, isFinite

  var code: Int32 {
    let code: vector_unary_operation =
      switch self {
      case .negate: VECTOR_NEGATE
      case .abs: VECTOR_ABS
      case .sign: VECTOR_SIGN
      case .square: VECTOR_SQUARE
      case .reciprocal: VECTOR_RECIPROCAL
      case .not: VECTOR_NOT
      case .sqrt: VECTOR_SQRT
      case .cbrt: VECTOR_CBRT
      case .exp: VECTOR_EXP
      case .exp2: VECTOR_EXP2
      case .expm1: VECTOR_EXPM1
      case .log: VECTOR_LOG
      case .log2: VECTOR_LOG2
      case .log10: VECTOR_LOG10
      case .log1p: VECTOR_LOG1P
      case .sin: VECTOR_SIN
      case .cos: VECTOR_COS
      case .tan: VECTOR_TAN
      case .asin: VECTOR_ASIN
      case .acos: VECTOR_ACOS
      case .atan: VECTOR_ATAN
      case .sinh: VECTOR_SINH
      case .cosh: VECTOR_COSH
      case .tanh: VECTOR_TANH
      case .asinh: VECTOR_ASINH
      case .acosh: VECTOR_ACOSH
      case .atanh: VECTOR_ATANH
      case .erf: VECTOR_ERF
      case .erfc: VECTOR_ERFC
      case .floor: VECTOR_FLOOR
      case .ceil: VECTOR_CEIL
      case .trunc: VECTOR_TRUNC
      case .rint: VECTOR_RINT
      case .isNaN: VECTOR_IS_NAN
      case .isInfinite: VECTOR_IS_INFINITE
      case .isFinite: VECTOR_IS_FINITE
      }
    return Int32(code.rawValue)
  }
}
