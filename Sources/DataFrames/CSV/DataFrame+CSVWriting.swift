internal import CSystem

extension DataFrame {
  /// The frame as CSV text: numbers as the shortest text that reads back the same, `True` and `False`, an
  /// empty field for a missing value; quotes only where they are needed. Lines end in a line feed.
  ///
  /// - Parameters:
  ///   - separator: the character between fields.
  ///   - header: whether the first line names the columns.
  ///   - labels: whether the labels of the rows are written as the first columns.
  ///   - missing: what is written for a missing value.
  public func csv(
    separator: Character = ",", header: Bool = true, labels: Bool = false, missing: String = ""
  ) -> String {
    String(
      decoding: csvBytes(separator: separator, header: header, labels: labels, missing: missing), as: UTF8.self)
  }

  /// Writes the frame to a CSV file, which is replaced if it is there; see `csv(separator:...)`.
  ///
  /// - Throws: `CSVError` if the file cannot be written.
  public func write(
    csv path: String, separator: Character = ",", header: Bool = true, labels: Bool = false, missing: String = ""
  ) throws {
    let bytes = csvBytes(separator: separator, header: header, labels: labels, missing: missing)
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw CSVError(path: path, problem: String(cString: strerror(errno))) }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { CSystem.write(file, $0.baseAddress! + written, bytes.count - written) }
      if count < 0 { throw CSVError(path: path, problem: String(cString: strerror(errno))) }
      written += count
    }
  }

  private func csvBytes(separator: Character, header: Bool, labels: Bool, missing: String) -> [UInt8] {
    let levels = labels ? (0..<index.levelCount).map { index.storage(level: $0) } : []
    let parts = levels + columns
    let separator = Array(String(separator).utf8)
    let missing = Array(missing.utf8)
    var bytes = [UInt8]()
    bytes.reserveCapacity(rowCount * parts.count * 8)
    if header {
      let names = (labels ? index.names.map { $0 ?? "" } : []) + columnNames
      for (position, name) in names.enumerated() {
        if position > 0 { bytes.append(contentsOf: separator) }
        appendQuoted(name, separator, isAlone: names.count == 1, to: &bytes)
      }
      bytes.append(10)
    }
    for row in 0..<rowCount {
      for (position, storage) in parts.enumerated() {
        if position > 0 { bytes.append(contentsOf: separator) }
        if storage.isMissing(row) {
          if missing.isEmpty, parts.count == 1 { bytes.append(contentsOf: [34, 34]) }
          bytes.append(contentsOf: missing)
          continue
        }
        switch storage {
        case .integers(let values, _): append(values[row], to: &bytes)
        case .strings(let values): appendQuoted(values[row] ?? "", separator, isAlone: parts.count == 1, to: &bytes)
        default: bytes.append(contentsOf: storage.text(row).utf8)
        }
      }
      bytes.append(10)
    }
    return bytes
  }
}

private func append(_ value: Int, to bytes: inout [UInt8]) {
  if value < 0 { bytes.append(45) }
  var rest = value.magnitude
  let start = bytes.count
  repeat {
    bytes.append(48 + UInt8(rest % 10))
    rest /= 10
  } while rest > 0
  bytes[start...].reverse()
}

/// A text in quotes if it holds a separator, a quote or a line end, or would otherwise be a blank line.
private func appendQuoted(_ text: String, _ separator: [UInt8], isAlone: Bool, to bytes: inout [UInt8]) {
  let needsQuotes =
    text.utf8.contains { $0 == 34 || $0 == 10 || $0 == 13 || separator.contains($0) } || (isAlone && text.isEmpty)
  guard needsQuotes else {
    bytes.append(contentsOf: text.utf8)
    return
  }
  bytes.append(34)
  for byte in text.utf8 {
    if byte == 34 { bytes.append(34) }
    bytes.append(byte)
  }
  bytes.append(34)
}
