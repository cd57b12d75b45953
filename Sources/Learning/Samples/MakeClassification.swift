import Arrays

/// A made-up problem of classification: groups of examples about the corners of a hypercube.
///
/// Each class has some groups of normally distributed examples, each sheared in its own way. Besides the features that
/// tell the classes there are combinations of these, repetitions, and noise; a few examples get a class at random.
///
/// ```swift
/// let data = makeClassification(count: 100, features: 2, informative: 2, redundant: 0, seed: 123)
/// ```
///
/// The same seed draws what scikit-learn's `make_classification` draws.
///
/// - Parameters:
///   - count: How many examples; 100 by default.
///   - features: How many features; 20 by default.
///   - informative: How many features tell the classes; 2 by default.
///   - redundant: How many are combinations of these; 2 by default.
///   - repeated: How many repeat one of both kinds; 0 by default.
///   - classes: How many classes; 2 by default.
///   - clustersPerClass: How many groups each class has; 2 by default.
///   - weights: The share of each class; the same for all by default.
///   - flipped: The share of the examples that get a class at random; 0.01 by default.
///   - separation: Half the edge of the hypercube: the greater, the easier; 1 by default.
///   - usesHypercube: Whether groups lie at the corners of a hypercube or of a random polytope; true by default.
///   - shift: What is added to all features; 0 by default.
///   - scale: What all features are multiplied by; 1 by default.
///   - shuffles: Whether examples and features come in random order; true by default.
///   - seed: What decides the draws; 0 if none is given.
///
/// Traps if the features are fewer than their kinds add up to, or too few informative ones for the groups.
public func makeClassification(
  count: Int = 100, features: Int = 20, informative: Int = 2, redundant: Int = 2, repeated: Int = 0, classes: Int = 2,
  clustersPerClass: Int = 2, weights: [Double]? = nil, flipped: Double = 0.01, separation: Double = 1,
  usesHypercube: Bool = true, shift: Double = 0, scale: Double = 1, shuffles: Bool = true, seed: Int? = nil
) -> Examples<NDArray, IntArray> {
  guard informative + redundant + repeated <= features else {
    fail(
      "makeClassification: \(informative) informative, \(redundant) redundant and \(repeated) repeated features are more than \(features)")
  }
  let groups = classes * clustersPerClass
  guard informative >= 1, informative >= 62 || groups <= 1 << informative else {
    fail("makeClassification: \(groups) groups need more corners than \(counted(informative, "informative feature")) have")
  }
  var shares = weights ?? [Double](repeating: 1 / Double(classes), count: classes)
  if shares.count == classes - 1 { shares.append(1 - shares.reduce(0, +)) }
  guard shares.count == classes else {
    fail("makeClassification: \(counted(shares.count, "weight")) do not fit \(counted(classes, "class"))")
  }
  var random = RandomState(seed: seed ?? 0)
  var sizes = (0..<groups).map { Int(Double(count) * shares[$0 % classes] / Double(clustersPerClass)) }
  for i in 0..<Swift.max(0, count - sizes.reduce(0, +)) { sizes[i % groups] += 1 }
  var centers = random.corners(groups, dimensions: informative) * (2 * separation) - separation
  if !usesHypercube {
    centers *= random.random(shape: [groups, 1])
    centers *= random.random(shape: [1, informative])
  }
  let normal = random.standardNormal(shape: [count, informative])
  var parts: [NDArray] = []
  var labels: [Int] = []
  for group in 0..<groups {
    let rows = normal[labels.count..<(labels.count + sizes[group])]
    let shear = 2 * random.random(shape: [informative, informative]) - 1
    parts.append(rows.matmul(shear) + centers[group, ...])
    labels += [Int](repeating: group % classes, count: sizes[group])
  }
  var columns = [concatenate(parts, axis: 0)]
  if redundant > 0 {
    columns.append(columns[0].matmul(2 * random.random(shape: [informative, redundant]) - 1))
  }
  if repeated > 0 {
    let last = Double(informative + redundant - 1)
    let places = random.random(count: repeated).elements.map { Int(last * $0 + 0.5) }
    columns.append(concatenate(columns, axis: 1).taking(IntArray(places, shape: [repeated]), axis: 1))
  }
  let rest = features - informative - redundant - repeated
  if rest > 0 { columns.append(random.standardNormal(shape: [count, rest])) }
  var x = concatenate(columns, axis: 1)
  let isFlipped = random.random(count: count).elements.map { $0 < flipped }
  let drawn = random.integers(from: 0, to: classes, count: isFlipped.count { $0 }).elements
  var next = 0
  for row in 0..<count where isFlipped[row] {
    labels[row] = drawn[next]
    next += 1
  }
  x = (x + shift) * scale
  var examples = Examples(x, IntArray(labels, shape: [count]))
  if shuffles {
    examples = examples.examples(at: random.shuffledRows(count))
    let order = random.shuffledRows(features)
    examples = Examples(examples.features.taking(IntArray(order, shape: [features]), axis: 1), examples.target)
  }
  return examples
}

extension RandomState {
  /// Different corners of a hypercube, each a row of zeros and ones.
  mutating func corners(_ count: Int, dimensions: Int) -> NDArray {
    if dimensions > 30 {
      let front = NDArray(integers(from: 0, to: 2, shape: [count, dimensions - 30]))
      return concatenate([front, corners(count, dimensions: 30)], axis: 1)
    }
    let numbers = drawWithoutReplacing(count, of: 1 << dimensions)
    return NDArray(shape: [count, dimensions]) { (buffer: UnsafeMutableBufferPointer<Double>) in
      for (row, number) in numbers.enumerated() {
        for bit in 0..<dimensions {
          buffer[row * dimensions + bit] = number >> (dimensions - 1 - bit) & 1 == 1 ? 1 : 0
        }
      }
    }
  }

  /// Different numbers below a population's size, as scikit-learn's `sample_without_replacement` draws them.
  mutating func drawWithoutReplacing(_ count: Int, of population: Int) -> [Int] {
    let share = population == 0 ? 1 : Double(count) / Double(population)
    if share > 0.01 && share < 0.99 { return Array(permutation(population).elements[..<count]) }
    if share < 0.2 {
      var seen = Set<Int>()
      return (0..<count).map { _ in
        var number = integer(from: 0, to: population)
        while !seen.insert(number).inserted { number = integer(from: 0, to: population) }
        return number
      }
    }
    var chosen = Array(0..<count)
    for place in count..<Swift.max(population, count) {
      let other = integer(from: 0, to: place + 1)
      if other < count { chosen[other] = place }
    }
    return chosen
  }
}
