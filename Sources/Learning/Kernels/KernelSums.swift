import Arrays

/// The sum of two kernels.
public struct SumKernel: Kernel {
  /// The kernels that are added.
  public var first: any Kernel, second: any Kernel

  public var logParameters: [Double] {
    get { first.logParameters + second.logParameters }
    set { distribute(newValue, &first, &second) }
  }
  public var logBounds: [ClosedRange<Double>] { first.logBounds + second.logBounds }
  public var description: String { "\(first) + \(second)" }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray { first.matrix(x, y) + second.matrix(x, y) }
  public func diagonal(_ x: NDArray) -> NDArray { first.diagonal(x) + second.diagonal(x) }
  public func covariance(_ pairs: KernelPairs) -> NDArray { first.covariance(pairs) + second.covariance(pairs) }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] {
    first.gradient(pairs, weights: weights) + second.gradient(pairs, weights: weights)
  }
}

/// The product of two kernels.
public struct ProductKernel: Kernel {
  /// The kernels that are multiplied.
  public var first: any Kernel, second: any Kernel

  public var logParameters: [Double] {
    get { first.logParameters + second.logParameters }
    set { distribute(newValue, &first, &second) }
  }
  public var logBounds: [ClosedRange<Double>] { first.logBounds + second.logBounds }
  public var description: String { "\(first) * \(second)" }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray { first.matrix(x, y) * second.matrix(x, y) }
  public func diagonal(_ x: NDArray) -> NDArray { first.diagonal(x) * second.diagonal(x) }
  public func covariance(_ pairs: KernelPairs) -> NDArray {
    if let constant = first as? ConstantKernel { return constant.value * second.covariance(pairs) }
    return first.covariance(pairs) * second.covariance(pairs)
  }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] {
    if let constant = first as? ConstantKernel {
      let own = constant.bounds.isFixed ? [] : [constant.value * (weights * second.covariance(pairs)).sum()]
      return own + second.gradient(pairs, weights: weights).map { constant.value * $0 }
    }
    return first.gradient(pairs, weights: weights * second.covariance(pairs))
      + second.gradient(pairs, weights: weights * first.covariance(pairs))
  }
}

/// Gives the first kernel as many parameters as it has, and the second the rest.
private func distribute(_ parameters: [Double], _ first: inout any Kernel, _ second: inout any Kernel) {
  let count = first.logParameters.count
  first.logParameters = Array(parameters[..<count])
  second.logParameters = Array(parameters[count...])
}

/// The sum of two kernels.
public func + (first: some Kernel, second: some Kernel) -> SumKernel { SumKernel(first: first, second: second) }
/// The sum of a kernel and a constant.
public func + (first: some Kernel, second: Double) -> SumKernel { first + ConstantKernel(second) }
/// The sum of a constant and a kernel.
public func + (first: Double, second: some Kernel) -> SumKernel { ConstantKernel(first) + second }
/// The product of two kernels.
public func * (first: some Kernel, second: some Kernel) -> ProductKernel { ProductKernel(first: first, second: second) }
/// The product of a kernel and a constant.
public func * (first: some Kernel, second: Double) -> ProductKernel { first * ConstantKernel(second) }
/// The product of a constant and a kernel.
public func * (first: Double, second: some Kernel) -> ProductKernel { ConstantKernel(first) * second }
