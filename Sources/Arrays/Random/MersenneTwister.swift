/// The generator under NumPy's legacy streams: MT19937 (Matsumoto and Nishimura, 1998).
struct MersenneTwister: Sendable, Equatable {
  var words: [UInt32]
  var position: Int

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

  private mutating func twist() {
    words.withUnsafeMutableBufferPointer { w in
      @inline(__always) func mix(_ high: UInt32, _ low: UInt32) -> UInt32 {
        let y = (high & 0x8000_0000) | (low & 0x7fff_ffff)
        return (y >> 1) ^ ((0 &- (y & 1)) & 0x9908_b0df)
      }
      for i in 0..<227 { w[i] = w[i + 397] ^ mix(w[i], w[i + 1]) }
      for i in 227..<623 { w[i] = w[i - 227] ^ mix(w[i], w[i + 1]) }
      w[623] = w[396] ^ mix(w[623], w[0])
    }
    position = 0
  }

  /// The next 32 bits.
  mutating func next() -> UInt32 {
    if position == 624 { twist() }
    var y = words[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    y ^= y >> 18
    return y
  }

  /// The next double in [0, 1), from 53 bits of two draws.
  mutating func nextDouble() -> Double {
    let high = next() >> 5
    let low = next() >> 6
    return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
  }

  /// Fills a buffer with doubles in [0, 1).
  mutating func fill(_ buffer: UnsafeMutableBufferPointer<Double>) {
    for i in 0..<buffer.count { buffer[i] = nextDouble() }
  }
}
