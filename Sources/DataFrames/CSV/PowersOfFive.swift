/// The leading 128 bits of the powers of five from 5^-342 to 5^308, in pairs of words, high word first.
///
/// Powers below one are rounded up in their last place as Lemire's proof asks for ("Number parsing at a
/// gigabyte per second", 2021). The table is computed exactly with long integers on first use, which takes
/// well under a millisecond.
enum PowersOfFive {
  static let least = -342
  static let greatest = 308

  static let words: [UInt64] = {
    var table = [UInt64](repeating: 0, count: 2 * (greatest - least + 1))
    func store(_ exponent: Int, _ value: (high: UInt64, low: UInt64)) {
      table[2 * (exponent - least)] = value.high
      table[2 * (exponent - least) + 1] = value.low
    }
    // 5^q, exactly, by repeated multiplication.
    var power = [UInt64](repeating: 0, count: 14)
    power[0] = 1
    for exponent in 0...greatest {
      store(exponent, leadingBits(power))
      var carry: UInt64 = 0
      for position in power.indices {
        let product = power[position].multipliedFullWidth(by: 5)
        let (sum, overflow) = product.low.addingReportingOverflow(carry)
        power[position] = sum
        carry = product.high &+ (overflow ? 1 : 0)
      }
    }
    // floor(2^1407 / 5^q): the floor of a floor divided by five is the floor of the whole quotient.
    var reciprocal = [UInt64](repeating: 0, count: 22)
    reciprocal[21] = 1 << 63
    for exponent in stride(from: -1, through: least, by: -1) {
      var remainder: UInt64 = 0
      for position in reciprocal.indices.reversed() {
        let (quotient, rest) = (5 as UInt64).dividingFullWidth((remainder, reciprocal[position]))
        reciprocal[position] = quotient
        remainder = rest
      }
      var bits = leadingBits(reciprocal)
      if exponent >= -27 {
        bits.low &+= 1
        if bits.low == 0 { bits.high &+= 1 }
      }
      store(exponent, bits)
    }
    return table
  }()

  /// The topmost 128 bits of a long integer, the first of them set.
  private static func leadingBits(_ words: [UInt64]) -> (high: UInt64, low: UInt64) {
    let top = words.lastIndex { $0 != 0 } ?? 0
    func word(_ position: Int) -> UInt64 { position >= 0 ? words[position] : 0 }
    let shift = UInt64(words[top].leadingZeroBitCount)
    if shift == 0 { return (word(top), word(top - 1)) }
    return (
      word(top) << shift | word(top - 1) >> (64 - shift), word(top - 1) << shift | word(top - 2) >> (64 - shift)
    )
  }
}
