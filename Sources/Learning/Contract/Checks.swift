import Arrays
internal import CVectorMath

/// Features that an estimator can work with: a matrix with rows and columns, and finite numbers in it.
package func checked(_ source: some FeatureSource, for operation: String) throws -> FeatureMatrix {
  let features: FeatureMatrix
  do {
    features = try source.featureMatrix()
  } catch let error as LearningError {
    throw LearningError("\(operation): \(error)")
  }
  let shape = features.values.shape
  guard shape[0] > 0, shape[1] > 0 else {
    throw LearningError(
      "\(operation): needs at least one example and one feature, and the features have shape \(describe(shape: shape))")
  }
  if let place = firstUnusable(features.values) {
    let (row, column) = (place / shape[1], place % shape[1])
    let name = features.names.map { "the column \"\($0[column])\"" } ?? "column \(column)"
    throw LearningError(
      "\(operation): the features hold \(spelled(features.values.elements[place])) in row \(row) of \(name)")
  }
  return features
}

/// A target that an estimator can work with: as many rows as there are examples, and finite numbers in them.
package func checked(_ source: some TargetSource, count: Int, for operation: String) throws -> Target {
  let target: Target
  do {
    target = try source.targetValues()
  } catch let error as LearningError {
    throw LearningError("\(operation): \(error)")
  }
  guard (1...2).contains(target.values.rank) else {
    throw LearningError("\(operation): a target has one or two axes, and this one has shape \(describe(shape: target.values.shape))")
  }
  guard target.values.shape[0] == count else {
    throw LearningError(
      "\(operation): \(counted(count, "example")) and \(counted(target.values.shape[0], "target")) do not fit")
  }
  if let place = firstUnusable(target.values) {
    let width = target.values.rank == 2 ? target.values.shape[1] : 1
    throw LearningError("\(operation): the target holds \(spelled(target.values.elements[place])) in row \(place / width)")
  }
  return target
}

/// Where the first number that is not finite stands.
private func firstUnusable(_ array: NDArray) -> Int? {
  array.withUnsafeElements { numbers in
    guard let start = numbers.baseAddress, !vector_all_finite_f64(start, numbers.count) else { return nil }
    return numbers.firstIndex { !$0.isFinite }
  }
}

private func spelled(_ number: Double) -> String {
  number.isNaN ? "NaN" : number < 0 ? "-infinity" : "infinity"
}

/// "1 row", "2 rows".
package func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// Stops with one sentence if a hyperparameter is out of its range.
package func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws {
  if !condition { throw LearningError(sentence()) }
}
