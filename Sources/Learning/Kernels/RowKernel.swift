import Arrays
internal import COpenBLAS

/// The kernels of this room as one value, which gives the pairs of one example with those before it at a time.
///
/// A row stays in the fast memory while it is worked on, and half of the pairs are never computed. Kernels of others
/// (and closures) have no such form.
indirect enum RowKernel {
  case constant(Double, isFixed: Bool)
  case noise(Double, isFixed: Bool)
  case product(sigma: Double, isFixed: Bool)
  case radial(RadialForm, scales: [Double], isFixed: Bool)
  case sumOf(RowKernel, RowKernel)
  case productOf(RowKernel, RowKernel)

  init?(_ kernel: any Kernel) {
    switch kernel {
    case let kernel as ConstantKernel: self = .constant(kernel.value, isFixed: kernel.bounds.isFixed)
    case let kernel as WhiteKernel: self = .noise(kernel.noise, isFixed: kernel.bounds.isFixed)
    case let kernel as DotProduct: self = .product(sigma: kernel.sigma, isFixed: kernel.bounds.isFixed)
    case let kernel as RBF:
      self = .radial(.gaussian, scales: kernel.lengthScales, isFixed: kernel.scales.bounds.isFixed)
    case let kernel as Matern:
      self = .radial(RadialForm(nu: kernel.nu), scales: kernel.lengthScales, isFixed: kernel.scales.bounds.isFixed)
    case let kernel as SumKernel:
      guard let first = RowKernel(kernel.first), let second = RowKernel(kernel.second) else { return nil }
      self = .sumOf(first, second)
    case let kernel as ProductKernel:
      guard let first = RowKernel(kernel.first), let second = RowKernel(kernel.second) else { return nil }
      self = .productOf(first, second)
    default: return nil
    }
  }

  /// Whether examples that are the same are the same to the kernel: noise tells an example from its double.
  var tellsDoublesApart: Bool {
    switch self {
    case .noise: true
    case .sumOf(let first, let second), .productOf(let first, let second):
      first.tellsDoublesApart || second.tellsDoublesApart
    default: false
    }
  }

  /// Writes the kernel of an example with those up to it: `row` + 1 numbers.
  func values(_ pairs: PairTable, row: Int, into: UnsafeMutablePointer<Double>) {
    let count = row + 1
    switch self {
    case .constant(let value, _): into.update(repeating: value, count: count)
    case .noise(let variance, _):
      into.update(repeating: 0, count: count)
      into[row] = variance
    case .product(let sigma, _):
      into.update(repeating: sigma * sigma, count: count)
      pairs.addProducts(row: row, to: into)
    case .radial(let form, let scales, _):
      pairs.squares(row: row, scales: scales, into: into)
      form.values(into, count)
    case .sumOf(let first, let second):
      first.values(pairs, row: row, into: into)
      withRow(count) { other in
        second.values(pairs, row: row, into: other)
        combine(.add, into, other, count)
      }
    case .productOf(let first, let second):
      second.values(pairs, row: row, into: into)
      if case .constant(let value, _) = first {
        cblas_dscal(Int32(count), value, into, 1)
      } else {
        withRow(count) { other in
          first.values(pairs, row: row, into: other)
          combine(.multiply, into, other, count)
        }
      }
    }
  }

  /// Adds, for the logarithm of each parameter that is not fixed, the sum of weights times derivatives over a row's
  /// pairs; returns where the next kernel's parameters go.
  @discardableResult
  func addSlopes(
    _ pairs: PairTable, row: Int, weights: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>
  ) -> UnsafeMutablePointer<Double> {
    let count = row + 1
    switch self {
    case .constant(let value, let isFixed):
      if isFixed { return sums }
      sums[0] += value * total(weights, count)
      return sums + 1
    case .noise(let variance, let isFixed):
      if isFixed { return sums }
      sums[0] += variance * weights[row]
      return sums + 1
    case .product(let sigma, let isFixed):
      if isFixed { return sums }
      sums[0] += 2 * sigma * sigma * total(weights, count)
      return sums + 1
    case .radial(let form, let scales, let isFixed):
      if isFixed { return sums }
      withRow(count) { squares in
        pairs.squares(row: row, scales: scales, into: squares)
        withRow(count) { factors in
          factors.update(from: squares, count: count)
          form.slopes(factors, count)
          combine(.multiply, factors, weights, count)
          if scales.count == 1 {
            sums[0] += cblas_ddot(Int32(count), factors, 1, squares, 1)
          } else {
            for (feature, scale) in scales.enumerated() {
              pairs.squares(row: row, feature: feature, scale: scale, into: squares)
              sums[feature] += cblas_ddot(Int32(count), factors, 1, squares, 1)
            }
          }
        }
      }
      return sums + scales.count
    case .sumOf(let first, let second):
      let next = first.addSlopes(pairs, row: row, weights: weights, to: sums)
      return second.addSlopes(pairs, row: row, weights: weights, to: next)
    case .productOf(let first, let second):
      return withRow(count) { inner in
        second.values(pairs, row: row, into: inner)
        combine(.multiply, inner, weights, count)
        let next = first.addSlopes(pairs, row: row, weights: inner, to: sums)
        first.values(pairs, row: row, into: inner)
        combine(.multiply, inner, weights, count)
        return second.addSlopes(pairs, row: row, weights: inner, to: next)
      }
    }
  }
}

/// How a radial kernel falls with the squared distance in units of its length scales.
enum RadialForm {
  /// e^(−s/2).
  case gaussian
  /// Matérn's with ν = 1/2, 3/2 and 5/2.
  case half, threeHalves, fiveHalves

  init(nu: Double) {
    switch nu {
    case 0.5: self = .half
    case 1.5: self = .threeHalves
    case 2.5: self = .fiveHalves
    default: self = .gaussian
    }
  }

  /// Puts the kernel in the place of squared distances.
  func values(_ row: UnsafeMutablePointer<Double>, _ count: Int) {
    switch self {
    case .gaussian: exponentials(row, count, times: -0.5)
    case .half:
      roots(row, count)
      exponentials(row, count, times: -1)
    case .threeHalves, .fiveHalves:
      cblas_dscal(Int32(count), self == .threeHalves ? 3 : 5, row, 1)
      roots(row, count)
      withRow(count) { powers in
        powers.update(from: row, count: count)
        exponentials(powers, count, times: -1)
        if self == .threeHalves {
          for i in 0..<count { row[i] = (1 + row[i]) * powers[i] }
        } else {
          for i in 0..<count { row[i] = (1 + row[i] + row[i] * row[i] / 3) * powers[i] }
        }
      }
    }
  }

  /// Puts in their place what a squared distance is multiplied with in the derivative by the length's logarithm.
  func slopes(_ row: UnsafeMutablePointer<Double>, _ count: Int) {
    switch self {
    case .gaussian: exponentials(row, count, times: -0.5)
    case .half:
      roots(row, count)
      withRow(count) { powers in
        powers.update(from: row, count: count)
        exponentials(powers, count, times: -1)
        for i in 0..<count { row[i] = row[i] == 0 ? 0 : powers[i] / row[i] }
      }
    case .threeHalves:
      cblas_dscal(Int32(count), 3, row, 1)
      roots(row, count)
      exponentials(row, count, times: -1)
      cblas_dscal(Int32(count), 3, row, 1)
    case .fiveHalves:
      cblas_dscal(Int32(count), 5, row, 1)
      roots(row, count)
      withRow(count) { powers in
        powers.update(from: row, count: count)
        exponentials(powers, count, times: -1)
        for i in 0..<count { row[i] = 5.0 / 3.0 * (row[i] + 1) * powers[i] }
      }
    }
  }
}
