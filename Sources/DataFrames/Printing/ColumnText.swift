/// The texts of a column's values as pandas 3 aligns them, one for each row asked for.
///
/// All have the same width, with a space in front of what is not negative. Numbers get up to six digits
/// after the point, as many as the one that needs most; scientific notation where a value would vanish
/// at six digits, or where values above a million make the column wide.
func columnTexts(_ storage: Storage) -> [String] {
  rightAligned(rawColumnTexts(storage))
}

/// As `columnTexts`, before padding.
func rawColumnTexts(_ storage: Storage) -> [String] {
  switch storage {
  case .numbers(let values):
    return numberTexts(values)
  case .integers(let values, let missing):
    return values.indices.map { row in
      if let missing { return missing[row] ? " <NA>" : " \(values[row])" }
      return values[row] < 0 ? String(values[row]) : " \(values[row])"
    }
  case .booleans(let values, let missing):
    return values.indices.map { row in
      if let missing, missing[row] { return " NaN" }
      return values[row] ? " True" : " False"
    }
  case .strings(let values):
    return (0..<values.count).map { row in values[row].map { " " + escapingLines($0) } ?? " NaN" }
  }
}

/// pandas's texts for floating-point numbers, before padding.
private func numberTexts(_ values: [Double]) -> [String] {
  let precision = 6
  func texts(_ format: (Double) -> String) -> [String] {
    values.map { value in
      if value.isNaN { return "NaN" }
      let text = format(value)
      return text.first == "-" ? text : " " + text
    }
  }
  let plain = trimmingZeros(texts { fixed($0, digits: precision) })
  let isWide = (plain.map(\.utf8.count).max() ?? 0) > precision + 6
  let hasLarge = values.contains { abs($0) > 1e6 }
  let hasSmall = values.contains { abs($0) < 1e-6 && $0 != 0 }
  if hasSmall || (isWide && hasLarge) {
    return texts { scientific($0, digits: precision) }
  }
  return plain
}

/// Takes trailing zeros off all decimal numbers alike, down to one digit after the point.
private func trimmingZeros(_ texts: [String]) -> [String] {
  let isDecimal = texts.map { $0.utf8.contains(UInt8(ascii: ".")) }
  guard isDecimal.contains(true) else { return texts }
  var zeros = Int.max
  for (text, isNumber) in zip(texts, isDecimal) where isNumber {
    zeros = min(zeros, text.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count)
  }
  return zip(texts, isDecimal).map { text, isNumber in
    guard isNumber, zeros > 0 else { return text }
    let trimmed = text.dropLast(zeros)
    return trimmed.last == "." ? trimmed + "0" : String(trimmed)
  }
}

/// A text on one line: tabs and line ends written as escapes.
func escapingLines(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return text }
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\t": escaped += "\\t"
    case "\n": escaped += "\\n"
    case "\r": escaped += "\\r"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

/// How many characters Python counts in a text.
func width(_ text: String) -> Int {
  let bytes = text.utf8.count
  return text.utf8.allSatisfy { $0 < 128 } ? bytes : text.unicodeScalars.count
}

func padded(_ text: String, left width: Int) -> String {
  let missing = width - DataFrames.width(text)
  return missing > 0 ? String(repeating: " ", count: missing) + text : text
}

func padded(_ text: String, right width: Int) -> String {
  let missing = width - DataFrames.width(text)
  return missing > 0 ? text + String(repeating: " ", count: missing) : text
}

/// Python's `str.center`: an odd space goes to the left only if the width is odd.
func centered(_ text: String, _ width: Int) -> String {
  let missing = width - DataFrames.width(text)
  guard missing > 0 else { return text }
  let left = missing / 2 + (missing & width & 1)
  return String(repeating: " ", count: left) + text + String(repeating: " ", count: missing - left)
}

/// Texts of equal width, aligned to the right, none wider than pandas's fifty characters (`...` tells
/// that something was cut).
func rightAligned(_ texts: [String], minimum: Int = 0) -> [String] {
  fixedWidth(texts, minimum: minimum) { padded($0, left: $1) }
}

func leftAligned(_ texts: [String]) -> [String] {
  fixedWidth(texts, minimum: 0) { padded($0, right: $1) }
}

private func fixedWidth(
  _ texts: [String], minimum: Int, _ pad: (String, Int) -> String
) -> [String] {
  let widest = min(50, max(minimum, texts.map(width).max() ?? 0))
  return texts.map { text in
    guard width(text) > widest else { return pad(text, widest) }
    let keep = max(widest - 3, 0)
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(keep))) + "...".prefix(widest - keep)
  }
}

/// Columns of texts joined line by line, each padded to its widest text and `space` more.
func adjoined(_ columns: [[String]], space: Int) -> [String] {
  guard let height = columns.map(\.count).max() else { return [] }
  var lines = [String](repeating: "", count: height)
  for (position, column) in columns.enumerated() {
    let isLast = position == columns.count - 1
    let columnWidth = (column.map(width).max() ?? 0) + (isLast ? 0 : space)
    let offset = height - column.count
    for line in 0..<height {
      lines[line] += padded(line < offset ? "" : column[line - offset], right: columnWidth)
    }
  }
  return lines
}
