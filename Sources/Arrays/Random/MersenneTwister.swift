internal import CVectorMath

/// The generator under NumPy's legacy streams: MT19937 (Matsumoto and Nishimura, 1998).
struct MersenneTwister: Sendable, Equatable {
  var words: [UInt32]
  var position: Int

  init(words: [UInt32], position: Int) {
    self.words = words
    self.position = position
  }

  /// Knuth's linear recurrence fills the state (`init_genrand`).
  init(seed: UInt32) {
    words = [UInt32](repeating: 0, count: 624)
    words[0] = seed
    for i in 1..<624 {
      words[i] = 1_812_433_253 &* (words[i - 1] ^ (words[i - 1] >> 30)) &+ UInt32(i)
    }
    position = 624
  }

  /// A seed longer than 32 bits, as a list of words (`init_by_array`).
  init(seed key: [UInt32]) {
    self.init(seed: 19_650_218)
    var (i, j) = (1, 0)
    for _ in 0..<max(624, key.count) {
      words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
      i += 1
      j += 1
      if i >= 624 {
        words[0] = words[623]
        i = 1
      }
      if j >= key.count { j = 0 }
    }
    for _ in 0..<623 {
      words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i >= 624 {
        words[0] = words[623]
        i = 1
      }
    }
    words[0] = 0x8000_0000
    position = 624
  }

  /// The next 32 bits.
  mutating func next() -> UInt32 {
    var word: UInt32 = 0
    words.withUnsafeMutableBufferPointer { vector_twister_words($0.baseAddress!, &position, &word, 1) }
    return word
  }

  /// The next double in [0, 1), from 53 bits of two draws.
  mutating func nextDouble() -> Double {
    var number = 0.0
    words.withUnsafeMutableBufferPointer { vector_twister_fractions($0.baseAddress!, &position, &number, 1) }
    return number
  }

  /// Fills a buffer with doubles in [0, 1).
  mutating func fill(_ buffer: UnsafeMutableBufferPointer<Double>) {
    guard let out = buffer.baseAddress else { return }
    words.withUnsafeMutableBufferPointer { vector_twister_fractions($0.baseAddress!, &position, out, buffer.count) }
  }

  /// Fills a buffer with words of 32 bits.
  mutating func fill(_ buffer: UnsafeMutableBufferPointer<UInt32>) {
    guard let out = buffer.baseAddress else { return }
    words.withUnsafeMutableBufferPointer { vector_twister_words($0.baseAddress!, &position, out, buffer.count) }
  }

  /// Calls `accept` with words of 32 bits until it has said yes `count` times.
  ///
  /// Words are drawn in blocks, but never one more than single draws would take: what is still wanted needs at
  /// least one word each.
  mutating func draw(count: Int, accept: (UInt32) -> Bool) {
    var wanted = count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1024) { block in
      while wanted > 0 {
        let part = UnsafeMutableBufferPointer(rebasing: block[..<min(wanted, 1024)])
        fill(part)
        for word in part where accept(word) { wanted -= 1 }
      }
    }
  }
}
