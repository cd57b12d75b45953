/// The head of a `.npy` file: what kind of numbers, in which shape and order, and where they start.
///
/// The format is NumPy's, described in its NEP 1.
struct NpyHeader {
  /// How the file stores one number: kind and size, such as `f8`.
  var kind: Character
  var size: Int
  var isBigEndian: Bool
  var isColumnMajor: Bool
  var shape: [Int]
  /// Where the numbers start, in bytes.
  var start: Int

  /// The type as NumPy writes it.
  var typeName: String { (isBigEndian ? ">" : size == 1 ? "|" : "<") + "\(kind)\(size)" }

  var count: Int { shape.reduce(1, *) }

  /// The kind of element that the numbers are as they stand, if there is one.
  var elementKind: ElementKind? {
    if isBigEndian && size > 1 { return nil }
    switch (kind, size) {
    case ("f", 8): return .float64
    case ("f", 4): return .float32
    case ("i", 8): return .int64
    case ("u", 1): return .uint8
    case ("b", 1): return .bool
    default: return nil
    }
  }

  /// Reads the head and checks that the numbers it promises are there.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(ArrayFileError) {
    func damaged(_ what: String) -> ArrayFileError { .damaged(path: path, what: what) }
    guard bytes.count >= 10, bytes.prefix(6).elementsEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]) else {
      throw damaged("not a .npy file")
    }
    let version = bytes[6]
    let (length, place): (Int, Int)
    switch version {
    case 1: (length, place) = (Int(bytes.little(8, as: UInt16.self) ?? 0), 10)
    case 2, 3:
      guard let long = bytes.little(8, as: UInt32.self) else { throw damaged("the .npy file ends in its head") }
      (length, place) = (Int(long), 12)
    default: throw damaged("version \(version) of .npy is not known")
    }
    guard let text = bytes.part(place, length) else { throw damaged("the .npy file ends in its head") }
    var parser = HeaderParser(Array(text))
    guard let parsed = parser.header() else { throw damaged("the head of the .npy file cannot be read") }
    start = place + length
    isColumnMajor = parsed.isColumnMajor
    shape = parsed.shape
    guard let type = Self.type(parsed.type) else {
      throw .wrongType(path: path, found: "numbers of type \(parsed.type)", wanted: "numbers")
    }
    (kind, size, isBigEndian) = type
    var needed = size
    for length in shape where length > 0 {
      let (product, overflow) = needed.multipliedReportingOverflow(by: length)
      if overflow { throw damaged("the shape \(describe(shape: shape)) of the .npy file is absurd") }
      needed = product
    }
    if shape.contains(0) { needed = 0 }
    guard needed <= bytes.count - start else {
      throw damaged(
        "the .npy file ends early: \(needed) bytes are promised for shape \(describe(shape: shape)), "
          + "\(bytes.count - start) are there"
      )
    }
  }

  private static func type(_ text: String) -> (Character, Int, Bool)? {
    var text = Substring(text)
    var isBig = false
    if let order = text.first, "<>|=".contains(order) {
      isBig = order == ">"
      text.removeFirst()
    }
    guard let kind = text.popFirst(), let size = Int(text) else { return nil }
    let known: [Int] =
      switch kind {
      case "f": [4, 8]
      case "i", "u": [1, 2, 4, 8]
      case "b": [1]
      default: []
      }
    return known.contains(size) ? (kind, size, isBig) : nil
  }

  /// A head as NumPy writes it, padded so that the numbers start at a multiple of 64 bytes.
  static func bytes<Element: ArrayElement>(for array: NDArrayOf<Element>) -> [UInt8] {
    let type =
      switch Element.elementKind {
      case .float64: "<f8"
      case .float32: "<f4"
      case .int64: "<i8"
      case .uint8: "|u1"
      case .bool: "|b1"
      }
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(describe(shape: array.shape)), }"
    let isLong = text.utf8.count + 75 > 65_535
    let head = isLong ? 12 : 10
    let length = (head + text.utf8.count + 1 + 63) / 64 * 64 - head
    var bytes: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, isLong ? 2 : 1, 0]
    for byte in 0..<(isLong ? 4 : 2) { bytes.append(UInt8(truncatingIfNeeded: length >> (8 * byte))) }
    bytes += Array(text.utf8)
    bytes += [UInt8](repeating: 0x20, count: head + length - 1 - bytes.count)
    bytes.append(0x0a)
    return bytes
  }
}

/// Reads the one Python dictionary that a head is.
private struct HeaderParser {
  let text: [UInt8]
  var place = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func header() -> (type: String, isColumnMajor: Bool, shape: [Int])? {
    var (type, isColumnMajor, shape): (String?, Bool?, [Int]?)
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = string(), take(":") else { return nil }
      switch key {
      case "descr": type = string()
      case "fortran_order": isColumnMajor = take("True") ? true : take("False") ? false : nil
      case "shape": shape = tuple()
      default: return nil
      }
      guard take(",") || peek() == UInt8(ascii: "}") else { return nil }
    }
    guard let type, let isColumnMajor, let shape, shape.count <= 64 else { return nil }
    return (type, isColumnMajor, shape)
  }

  private mutating func skipSpace() {
    while place < text.count, text[place] == 0x20 || text[place] == 0x0a || text[place] == 0x09 { place += 1 }
  }

  private mutating func peek() -> UInt8? {
    skipSpace()
    return place < text.count ? text[place] : nil
  }

  private mutating func take(_ word: String) -> Bool {
    skipSpace()
    let word = Array(word.utf8)
    guard text.count - place >= word.count, text[place..<(place + word.count)].elementsEqual(word) else { return false }
    place += word.count
    return true
  }

  private mutating func string() -> String? {
    guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    place += 1
    guard let end = text[place...].firstIndex(of: quote) else { return nil }
    defer { place = end + 1 }
    return String(decoding: text[place..<end], as: UTF8.self)
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      var number = 0
      guard let first = peek(), (48...57).contains(first) else { return nil }
      while place < text.count, (48...57).contains(text[place]) {
        let (product, tooLong) = number.multipliedReportingOverflow(by: 10)
        let (sum, tooLarge) = product.addingReportingOverflow(Int(text[place] - 48))
        if tooLong || tooLarge { return nil }
        number = sum
        place += 1
      }
      _ = take("L")
      numbers.append(number)
      guard take(",") || peek() == UInt8(ascii: ")") else { return nil }
    }
    return numbers
  }
}
