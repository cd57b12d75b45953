import Arrays

/// All products of features up to a degree: from a and b the features 1, a, b, a², ab, b².
///
/// ```swift
/// let powers = try PolynomialFeatures(degree: 8, includesBias: false).fittedTransform(x)
/// ```
///
/// Matches scikit-learn's `PolynomialFeatures`, order of the columns included.
public struct PolynomialFeatures: Transformer {
  /// The least and the greatest number of factors.
  public var degrees: ClosedRange<Int>
  /// Whether only products of different features are made.
  public var interactionsOnly: Bool
  /// Whether the feature that is always 1 is made.
  public var includesBias: Bool

  /// Products of features.
  ///
  /// - Parameters:
  ///   - degree: The greatest number of factors; 2 by default.
  ///   - interactionsOnly: Whether only products of different features are made; false by default.
  ///   - includesBias: Whether the feature that is always 1 is made; true by default.
  public init(degree: Int = 2, interactionsOnly: Bool = false, includesBias: Bool = true) {
    self.init(degrees: Swift.min(0, degree)...degree, interactionsOnly: interactionsOnly, includesBias: includesBias)
  }

  /// Products of features with a least and a greatest number of factors.
  public init(degrees: ClosedRange<Int>, interactionsOnly: Bool = false, includesBias: Bool = true) {
    self.degrees = degrees
    self.interactionsOnly = interactionsOnly
    self.includesBias = includesBias
  }

  public var hyperparameters: [Hyperparameter] {
    [
      degrees.lowerBound == 0
        ? Hyperparameter("degree", degrees.upperBound, default: 2)
        : Hyperparameter("degree", text: degrees.parameterText),
      Hyperparameter("include_bias", includesBias, default: true),
      Hyperparameter("interaction_only", interactionsOnly, default: false),
    ]
  }

  public func learn(_ features: FeatureMatrix) throws -> Model {
    try require(degrees.lowerBound >= 0, "PolynomialFeatures: a degree is at least 0, and this one is \(degrees.lowerBound)")
    let schema = FeatureSchema(features)
    var products: [[Int]] = includesBias ? [[]] : []
    for degree in Swift.max(degrees.lowerBound, 1)..<Swift.max(degrees.upperBound + 1, 1) {
      products += combinations(of: schema.count, taking: degree)
    }
    try require(!products.isEmpty, "PolynomialFeatures: degree 0 without the bias leaves no features")
    return Model(products: products, schema: schema, description: description)
  }

  /// The choices of `degree` features in lexicographic order.
  private func combinations(of count: Int, taking degree: Int) -> [[Int]] {
    var found: [[Int]] = []
    var choice: [Int] = []
    func extend(from first: Int) {
      if choice.count == degree {
        found.append(choice)
        return
      }
      for feature in first..<Swift.max(count, first) {
        choice.append(feature)
        extend(from: interactionsOnly ? feature + 1 : feature)
        choice.removeLast()
      }
    }
    extend(from: 0)
    return found
  }

  /// Which products are made.
  public struct Model: TransformModel, Codable {
    /// The factors of each new feature, by the places of the features; none for the feature that is always 1.
    public let products: [[Int]]
    public let schema: FeatureSchema
    public let description: String

    /// How often each feature is a factor of each product: scikit-learn's `powers_`.
    public var powers: IntArray {
      IntArray(shape: [products.count, schema.count]) { (buffer: UnsafeMutableBufferPointer<Int>) in
        buffer.update(repeating: 0)
        for (row, factors) in products.enumerated() {
          for factor in factors { buffer[row * schema.count + factor] += 1 }
        }
      }
    }

    public var outputNames: [String]? {
      let names = schema.names ?? (0..<schema.count).map { "x\($0)" }
      return products.map { factors in
        if factors.isEmpty { return "1" }
        var parts: [String] = []
        for (place, factor) in factors.enumerated() where place == 0 || factors[place - 1] != factor {
          let power = factors.count { $0 == factor }
          parts.append(power == 1 ? names[factor] : "\(names[factor])^\(power)")
        }
        return parts.joined(separator: " ")
      }
    }

    public func transformed(_ features: NDArray) -> NDArray {
      let (rows, width, count) = (features.shape[0], features.shape[1], products.count)
      let (steps, chains) = steps()
      return NDArray(shape: [rows, count]) { (buffer: UnsafeMutableBufferPointer<Double>) in
        features.withUnsafeElements { numbers in
          steps.withUnsafeBufferPointer { steps in
            chains.withUnsafeBufferPointer { chains in
              for row in 0..<rows {
                for column in 0..<count {
                  let step = steps[column]
                  // From the last factor to the first, as scikit-learn multiplies, so that rounding is the same.
                  var product = step.rest < 0 ? 1 : buffer[row * count + step.rest]
                  for place in step.factors { product = numbers[row * width + chains[place]] * product }
                  buffer[row * count + column] = product
                }
              }
            }
          }
        }
      }
    }

    /// How each product comes from one that is there already: which, and the factors that are missing, as places in
    /// the list of all of these.
    private func steps() -> (steps: [(rest: Int, factors: Range<Int>)], chains: [Int]) {
      var places: [ArraySlice<Int>: Int] = [:]
      var chains: [Int] = []
      let steps = products.enumerated().map { place, factors in
        places[factors[...]] = place
        let rest = factors.count > 1 ? places[factors.dropFirst()] : nil
        let start = chains.count
        chains += rest == nil ? factors.reversed() : [factors[0]]
        return (rest: rest ?? -1, factors: start..<chains.count)
      }
      return (steps, chains)
    }
  }
}
