/// How a CSV text is written, in bytes.
struct CSVOptions {
  var separator: UInt8
  var quote: UInt8
  var decimal: UInt8
  var hasHeader: Bool
  var names: [String]?
  var columns: [String]?
  var types: [String: ColumnType]
  var missing: MissingTexts
  var skippedLines: Int

  init(
    separator: Character, quote: Character, decimal: Character, hasHeader: Bool, names: [String]?,
    columns: [String]?, types: [String: ColumnType], missing: [String], skippedLines: Int, path: String
  ) throws {
    func byte(_ character: Character, _ what: String) throws -> UInt8 {
      guard let value = character.asciiValue, value != 0, value != 10, value != 13 else {
        throw CSVError(path: path, problem: "the \(what) must be one ASCII character, not \"\(character)\"")
      }
      return value
    }
    self.separator = try byte(separator, "separator")
    self.quote = try byte(quote, "quote")
    self.decimal = try byte(decimal, "decimal point")
    if self.separator == self.quote || self.separator == self.decimal {
      let other = self.separator == self.quote ? "quote" : "decimal point"
      throw CSVError(path: path, problem: "the separator \"\(separator)\" is the \(other) as well")
    }
    self.hasHeader = hasHeader
    self.names = names
    self.columns = columns
    self.types = types
    self.missing = MissingTexts(missing)
    self.skippedLines = skippedLines
  }

  /// The texts that stand for a missing value unless others are given: those of pandas.
  static let standardMissing = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A",
    "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
  ]
}

/// A few short texts, to be recognised fast.
struct MissingTexts {
  private var texts: [[UInt8]]
  private var firstBytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var longest = 0
  private(set) var containsEmpty = false

  init(_ texts: [String]) {
    self.texts = []
    for text in texts {
      let bytes = Array(text.utf8)
      guard let first = bytes.first else {
        containsEmpty = true
        continue
      }
      self.texts.append(bytes)
      longest = max(longest, bytes.count)
      let bit: UInt64 = 1 << UInt64(first & 63)
      switch first >> 6 {
      case 0: firstBytes.0 |= bit
      case 1: firstBytes.1 |= bit
      case 2: firstBytes.2 |= bit
      default: firstBytes.3 |= bit
      }
    }
  }

  @inline(__always)
  func contains(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if count == 0 { return containsEmpty }
    if count > longest { return false }
    let first = bytes.pointee
    let bit: UInt64 = 1 << UInt64(first & 63)
    let word: UInt64
    switch first >> 6 {
    case 0: word = firstBytes.0
    case 1: word = firstBytes.1
    case 2: word = firstBytes.2
    default: word = firstBytes.3
    }
    if word & bit == 0 { return false }
    return holds(bytes, count)
  }

  @inline(never)
  private func holds(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    texts.contains { $0.count == count && $0.elementsEqual(UnsafeBufferPointer(start: bytes, count: count)) }
  }
}
