import Arrays
import Foundation
import Testing

/// Streams that numpy.random.RandomState drew, drawn by us, compared bit for bit.
@Suite struct RandomStateTests {
  struct Drawn: Decodable {
    let count: Int
    let checksum: String
    let samples: [String]
  }
  struct Stream: Decodable {
    let seed: [UInt32]
    let list: Bool?
    let name: String
    let count: Int
    let checksum: String
    let samples: [String]
    var drawn: Drawn { Drawn(count: count, checksum: checksum, samples: samples) }
  }
  struct Saved: Decodable {
    let position: Int
    let waitingNormal: String
    let words: String
    let next: Drawn
  }
  struct File: Decodable {
    let draws: [Stream]
    let saved: Saved
  }

  private let count = 120_000
  private let weights: NDArray = [0.05, 0.2, 0, 0.3, 0.15, 0.3]

  @Test func everyStreamIsNumPysToTheLastBit() throws {
    let file = try Reference.json("random.json", as: File.self)
    #expect(file.draws.count >= 30)
    for stream in file.draws {
      var random = stream.list == true ? RandomState(seed: stream.seed) : RandomState(seed: Int(stream.seed[0]))
      let numbers = try draw(stream.name, &random)
      expect(numbers, stream.drawn, "\(stream.name) from \(stream.seed.prefix(4))")
    }
  }

  private enum Numbers {
    case doubles(NDArray)
    case integers(IntArray)
  }

  private func expect(_ numbers: Numbers, _ drawn: Drawn, _ name: String) {
    let (words, texts): ([UInt64], [String])
    switch numbers {
    case .doubles(let array): (words, texts) = (array.elements.map(\.bitPattern), array.elements.map(\.description))
    case .integers(let array):
      (words, texts) = (array.elements.map { UInt64(bitPattern: Int64($0)) }, array.elements.map(\.description))
    }
    #expect(words.count == drawn.count, "\(name)")
    let last = words.count - 1
    let samples = [0, 1, 2, words.count / 2, last - 1, last].map { texts[$0] }
    #expect(samples == drawn.samples, "\(name)")
    #expect(Reference.checksum(words) == drawn.checksum, "\(name)")
  }

  private func draw(_ name: String, _ random: inout RandomState) throws -> Numbers {
    switch name {
    case "random": return .doubles(random.random(count: count))
    case "uniform": return .doubles(random.uniform(from: -3.5, to: 12.25, count: count))
    case "normal": return .doubles(random.normal(mean: 5, standardDeviation: 0.3, count: count))
    case "normal, odd count": return .doubles(random.normal(count: count + 1))
    case "standard normal": return .doubles(random.standardNormal(count: count))
    case "exponential": return .doubles(random.exponential(scale: 2.5, count: count))
    case "integers below 10": return .integers(random.integers(from: 0, to: 10, count: count))
    case "integers around zero": return .integers(random.integers(from: -1000, to: 1001, count: count))
    case "integers of one kind": return .integers(random.integers(from: 4, to: 5, count: count))
    case "integers of 32 bits": return .integers(random.integers(from: 0, to: 1 << 32, count: count))
    case "integers of 40 bits": return .integers(random.integers(from: -(1 << 39), to: 1 << 39 + 5, count: count))
    case "integers of 63 bits": return .integers(random.integers(from: 0, to: Int.max, count: count))
    case "choice": return .integers(random.choice(1000, count: count))
    case "choice with probabilities": return .integers(random.choice(6, count: count, probabilities: weights))
    case "choice without replacement": return .integers(random.choice(150_000, count: count, replacing: false))
    case "choice without replacement with probabilities":
      let many = NDArray.arange(from: 1, to: 150_001)
      return .integers(
        random.choice(150_000, count: 100_000, replacing: false, probabilities: many / many.sum()))
    case "permutation": return .integers(random.permutation(count))
    case "permutation of rows": return .doubles(random.permutation(NDArray.arange(2 * count).reshaped(count, 2)))
    case "shuffle":
      var values = NDArray.arange(count)
      random.shuffle(&values)
      return .doubles(values)
    case "multivariate normal":
      return .doubles(
        try random.multivariateNormal(
          mean: [1, -2, 0.5], covariance: [[2, 0.3, 0.1], [0.3, 1, -0.2], [0.1, -0.2, 0.5]], count: 100_000))
    case "interleaved": return .doubles(interleaved(&random))
    default:
      Issue.record("no stream is called \(name)")
      return .integers([])
    }
  }

  private func interleaved(_ random: inout RandomState) -> NDArray {
    var out: [NDArray] = []
    for i in 0..<4000 {
      out.append(random.random(count: 3))
      out.append(random.normal(count: 1 + i % 4))
      out.append(NDArray(random.integers(from: 0, to: 7 + i, count: 5)))
      out.append(random.standardNormal(count: 3))
      out.append(random.exponential(count: 2))
      out.append(random.uniform(from: 1, to: 2, count: 5))
      out.append(NDArray(random.permutation(1 + i % 11)))
      let single = [random.random(), random.standardNormal(), Double(random.integer(from: 0, to: 100))]
      out.append(NDArray(single))
      out.append(NDArray(random.choice(50, count: 4, replacing: false)))
    }
    return concatenate(out)
  }

  @Test func aSavedStateGoesOnWhereItWas() throws {
    let saved = try Reference.json("random.json", as: File.self).saved
    var random = RandomState(seed: 7)
    _ = random.standardNormal(count: 33)
    let state = random.state
    #expect(state.position == saved.position)
    #expect(state.waitingNormal?.description == saved.waitingNormal)
    #expect(Reference.checksum(state.words.map(UInt64.init)) == saved.words)
    expect(.doubles(random.standardNormal(count: 1001)), saved.next, "after saving")
    let bytes = try JSONEncoder().encode(state)
    var restored = RandomState(state: try JSONDecoder().decode(RandomState.State.self, from: bytes))
    expect(.doubles(restored.standardNormal(count: 1001)), saved.next, "after restoring")
  }

  @Test func aCopyDrawsTheSameAgain() {
    var random = RandomState(seed: 42)
    _ = random.normal(count: 3)
    var copy = random
    #expect(random.normal(count: 10) == copy.normal(count: 10))
    #expect(random == copy)
    _ = copy.random()
    #expect(random != copy)
  }

  @Test func swiftsOwnDrawsComeFromIt() {
    var random = RandomState(seed: 1)
    let dice = (0..<100).map { _ in Int.random(in: 1...6, using: &random) }
    #expect(Set(dice) == Set(1...6))
  }
}
