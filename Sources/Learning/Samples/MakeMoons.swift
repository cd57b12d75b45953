import Arrays

/// Two half circles that reach into one another: two classes that no straight line parts.
///
/// The same seed draws what scikit-learn's `make_moons` draws.
///
/// - Parameters:
///   - count: How many examples; 100 by default.
///   - noise: The standard deviation of what is added to both features; nothing by default.
///   - shuffles: Whether examples come in random order; true by default.
///   - seed: What decides the draws; 0 if none is given.
public func makeMoons(
  count: Int = 100, noise: Double? = nil, shuffles: Bool = true, seed: Int? = nil
) -> Examples<NDArray, IntArray> {
  let outer = count / 2
  let (first, second) = (
    NDArray.linspace(from: 0, to: Double.pi, count: outer), NDArray.linspace(from: 0, to: Double.pi, count: count - outer)
  )
  let x = concatenate([first.map(\.cosine), second.map { 1 - $0.cosine }])
  let y = concatenate([first.map(\.sine), second.map { 1 - $0.sine - 0.5 }])
  let labels = IntArray([Int](repeating: 0, count: outer) + [Int](repeating: 1, count: count - outer), shape: [count])
  return finished(x, y, labels, noise, shuffles, seed)
}

/// A circle within a circle: two classes that no straight line parts.
///
/// The same seed draws what scikit-learn's `make_circles` draws.
///
/// - Parameters:
///   - count: How many examples; 100 by default.
///   - noise: The standard deviation of what is added to both features; nothing by default.
///   - factor: The radius of the inner circle; the outer one's is 1. 0.8 by default.
///   - shuffles: Whether examples come in random order; true by default.
///   - seed: What decides the draws; 0 if none is given.
public func makeCircles(
  count: Int = 100, noise: Double? = nil, factor: Double = 0.8, shuffles: Bool = true, seed: Int? = nil
) -> Examples<NDArray, IntArray> {
  let outer = count / 2
  let (first, second) = (
    NDArray.linspace(from: 0, to: 2 * Double.pi, count: outer, includingEnd: false),
    NDArray.linspace(from: 0, to: 2 * Double.pi, count: count - outer, includingEnd: false)
  )
  let x = concatenate([first.map(\.cosine), second.map { $0.cosine * factor }])
  let y = concatenate([first.map(\.sine), second.map { $0.sine * factor }])
  let labels = IntArray([Int](repeating: 0, count: outer) + [Int](repeating: 1, count: count - outer), shape: [count])
  return finished(x, y, labels, noise, shuffles, seed)
}

private func finished(
  _ x: NDArray, _ y: NDArray, _ labels: IntArray, _ noise: Double?, _ shuffles: Bool, _ seed: Int?
) -> Examples<NDArray, IntArray> {
  var random = RandomState(seed: seed ?? 0)
  var examples = Examples(stack([x, y], axis: 1), labels)
  if shuffles { examples = examples.examples(at: random.shuffledRows(labels.count)) }
  guard let noise else { return examples }
  let offsets = random.normal(mean: 0, standardDeviation: noise, shape: examples.features.shape)
  return Examples(examples.features + offsets, examples.target)
}
