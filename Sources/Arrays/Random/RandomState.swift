/// A source of random numbers that gives NumPy's legacy streams (`numpy.random.RandomState`) bit for bit.
///
/// It is a value: draw from a `var`, and copy it to draw the same numbers again.
///
/// ```swift
/// var random = RandomState(seed: 123)
/// let x = random.uniform(count: 10)
/// ```
public struct RandomState: Sendable, Equatable, RandomNumberGenerator {
  var generator: MersenneTwister
  /// The polar method makes normal numbers two at a time; the second one waits here.
  var waitingNormal: Double?

  /// A stream that a seed determines, as `numpy.random.RandomState(seed)` and `numpy.random.seed(seed)` do.
  ///
  /// Traps if the seed is not in 0 ..< 2³².
  public init(seed: Int) {
    guard let word = UInt32(exactly: seed) else {
      fail("RandomState(seed:) takes a seed from 0 to 4294967295, and got \(seed)")
    }
    generator = MersenneTwister(seed: word)
  }

  /// A stream that a list of 32-bit numbers determines.
  ///
  /// Traps if the list is empty.
  public init(seed: [UInt32]) {
    guard !seed.isEmpty else { fail("RandomState(seed:) takes at least one number") }
    generator = MersenneTwister(seed: seed)
  }

  /// Everything that decides what is drawn next: NumPy's `get_state()`.
  public struct State: Sendable, Equatable, Codable {
    /// The 624 words of the Mersenne Twister.
    public var words: [UInt32]
    /// Which word is used next, up to 624.
    public var position: Int
    /// A normal number that was made and not yet drawn.
    public var waitingNormal: Double?

    /// A state from its parts.
    public init(words: [UInt32], position: Int, waitingNormal: Double? = nil) {
      self.words = words
      self.position = position
      self.waitingNormal = waitingNormal
    }
  }

  /// What to save in order to go on later from here.
  public var state: State {
    State(words: generator.words, position: generator.position, waitingNormal: waitingNormal)
  }

  /// Goes on from a saved state.
  ///
  /// Traps if the state does not have 624 words and a position among them.
  public init(state: State) {
    guard state.words.count == 624, (0...624).contains(state.position) else {
      fail(
        "RandomState(state:) needs 624 words and a position from 0 to 624, "
          + "and got \(state.words.count) and \(state.position)"
      )
    }
    generator = MersenneTwister(words: state.words, position: state.position)
    waitingNormal = state.waitingNormal
  }

  /// The next 64 bits, so that Swift's own `random(in:using:)` and `shuffled(using:)` draw from here.
  public mutating func next() -> UInt64 {
    let high = generator.next()
    let low = generator.next()
    return UInt64(high) << 32 | UInt64(low)
  }
}
