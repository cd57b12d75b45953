/// What a first look over all bytes tells: how many lines there can be, and where to split them.
struct CSVSurvey {
  struct Part {
    var start: UnsafePointer<UInt8>
    var end: UnsafePointer<UInt8>
    var firstRow: Int
    var rowLimit: Int
  }

  private(set) var parts: [Part]
  private(set) var hasHighBytes: Bool
  private var lineFeeds = 0
  private var returns = 0
  private let start: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  var rowLimit: Int { parts.reduce(0) { $0 + $1.rowLimit } }

  init(source: CSVSource, from start: UnsafePointer<UInt8>, quote: UInt8, partCount: Int?) {
    self.start = start
    end = source.end
    let count = end - start
    let wanted = max(1, partCount ?? min(threadCount, count >> 19))
    var counts = [ByteCounts](repeating: ByteCounts(), count: wanted)
    let base = self.start
    counts.withUnsafeMutableBufferPointer { counts in
      let counts = UnsafeMutableBufferPointer(rebasing: counts[...])
      inParallel(wanted) { number in
        let first = base + count * number / wanted
        let last = base + count * (number + 1) / wanted
        counts[number] = ByteCounts(first, last, quote: quote, source: source)
      }
    }
    hasHighBytes = counts.contains { $0.hasHighBytes }
    lineFeeds = counts.reduce(0) { $0 + $1.lineFeeds }
    returns = counts.reduce(0) { $0 + $1.returns }
    parts = []
    // Where returns do not stand beside line feeds, they end lines themselves.
    let countsReturns = returns > lineFeeds
    var partStart = start
    var quotes = 0
    var firstRow = 0
    var borrowed = ByteCounts()
    for number in 0..<wanted {
      let nominalEnd = start + count * (number + 1) / wanted
      quotes += counts[number].quotes
      let partEnd = max(partStart, Self.recordEnd(from: nominalEnd, isQuoted: quotes % 2 == 1, quote: quote, end))
      // A part ends with its last record, beyond its even share of the bytes.
      let beyond = ByteCounts(nominalEnd, partEnd, quote: quote, source: nil)
      var limit = counts[number].lineFeeds + beyond.lineFeeds - borrowed.lineFeeds
      if countsReturns { limit += counts[number].returns + beyond.returns - borrowed.returns }
      parts.append(Part(start: partStart, end: partEnd, firstRow: firstRow, rowLimit: limit + 1))
      borrowed = beyond
      firstRow += limit + 1
      partStart = partEnd
    }
  }

  /// Where the record ends that byte `p` belongs to: after the next line feed outside of quotes.
  private static func recordEnd(
    from nominal: UnsafePointer<UInt8>, isQuoted: Bool, quote: UInt8, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var p = nominal
    var isQuoted = isQuoted
    while p < end, isQuoted || p[-1] != 10 {
      if p.pointee == quote { isQuoted.toggle() }
      p += 1
    }
    return p
  }

  /// The same text in one part, with room for a row at every line end of any kind.
  var undivided: CSVSurvey {
    var whole = self
    whole.parts = [Part(start: start, end: end, firstRow: 0, rowLimit: lineFeeds + returns + 1)]
    return whole
  }
}

/// How often the bytes that matter occur.
struct ByteCounts {
  var lineFeeds = 0
  var returns = 0
  var quotes = 0
  var hasHighBytes = false

  init() {}

  init(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, quote: UInt8, source: CSVSource?) {
    let tops: UInt64 = 0x8080_8080_8080_8080
    let rest: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes64 = ones &* UInt64(quote)
    var p = start
    var released = start
    var high: UInt64 = 0
    /// 1 in every byte that is zero.
    @inline(__always)
    func zeros(_ word: UInt64) -> UInt64 { (~(((word & rest) &+ rest) | word) & tops) >> 7 }
    while end - p >= 8 {
      // Up to 255 rounds fit the counters of a byte.
      let rounds = min((end - p) / 8, 255)
      let words = UnsafeRawPointer(p)
      var feedCount: UInt64 = 0
      var returnCount: UInt64 = 0
      var quoteCount: UInt64 = 0
      for round in 0..<rounds {
        let word = words.loadUnaligned(fromByteOffset: round &* 8, as: UInt64.self)
        feedCount &+= zeros(word ^ (ones &* 10))
        returnCount &+= zeros(word ^ (ones &* 13))
        quoteCount &+= zeros(word ^ quotes64)
        high |= word
      }
      p += rounds * 8
      lineFeeds += Self.sum(feedCount)
      returns += Self.sum(returnCount)
      quotes += Self.sum(quoteCount)
      if let source, p - released > 1 << 22 {
        source.release(from: released, to: p)
        released = p
      }
    }
    while p < end {
      if p.pointee == 10 { lineFeeds += 1 }
      if p.pointee == 13 { returns += 1 }
      if p.pointee == quote { quotes += 1 }
      if p.pointee >= 0x80 { hasHighBytes = true }
      p += 1
    }
    if high & tops != 0 { hasHighBytes = true }
    if let source { source.release(from: released, to: end) }
  }

  /// The sum of the eight bytes of a word.
  private static func sum(_ bytes: UInt64) -> Int {
    let mask: UInt64 = 0x00FF_00FF_00FF_00FF
    let pairs = (bytes & mask) &+ ((bytes >> 8) & mask)
    return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}
