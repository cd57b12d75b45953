/// The tables in `html` with `class="number"` on every cell of a column that holds numbers alone, so that a style
/// sheet can set them right-aligned; a cell that has a class or an alignment keeps it.
///
/// Complexity: linear in the length of `html`.
package func alignedTables(_ html: [UInt8]) -> [UInt8] {
  var insertions: [Int] = []
  var table = TableScan()
  var index = 0
  while let open = html[index...].firstIndex(of: UInt8(ascii: "<")) {
    if table.isInCell { table.text.append(contentsOf: html[index..<open]) }
    guard let close = html[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
    let tag = html[open...close]
    let name = tag.dropFirst().prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "/") }
    switch String(decoding: name, as: UTF8.self) {
    case "table":
      table = TableScan()
    case "tr": table.startRow()
    case "td", "th":
      let head = String(decoding: tag, as: UTF8.self)
      table.startCell(
        at: close, isHeader: name.last == UInt8(ascii: "h"), span: columnSpan(head),
        isFree: !head.contains(" class=") && !head.contains("align"))
    case "/td", "/th": table.endCell()
    case "/table":
      insertions += table.numberCells
      table = TableScan()
    default: break
    }
    index = close + 1
  }
  guard !insertions.isEmpty else { return html }
  var result: [UInt8] = []
  result.reserveCapacity(html.count + insertions.count * 16)
  var start = 0
  for position in insertions.sorted() {
    result.append(contentsOf: html[start..<position])
    result.append(contentsOf: " class=\"number\"".utf8)
    start = position
  }
  result.append(contentsOf: html[start...])
  return result
}

private func columnSpan(_ tag: String) -> Int {
  guard let start = tag.firstRange(of: "colspan=\"")?.upperBound else { return 1 }
  return min(max(Int(tag[start...].prefix(while: \.isNumber)) ?? 1, 1), 1000)
}

/// What has been seen of one table.
private struct TableScan {
  struct Cell {
    var insertion: Int
    var column: Int
    var span: Int
    var isHeader: Bool
    var isFree: Bool
    var isNumber = false
    var isEmpty = true
  }

  var cells: [Cell] = []
  var text: [UInt8] = []
  var isInCell = false
  private var column = 0

  mutating func startRow() {
    isInCell = false
    column = 0
  }

  mutating func startCell(at insertion: Int, isHeader: Bool, span: Int, isFree: Bool) {
    endCell()
    cells.append(Cell(insertion: insertion, column: column, span: span, isHeader: isHeader, isFree: isFree))
    column += span
    text = []
    isInCell = true
  }

  mutating func endCell() {
    guard isInCell else { return }
    isInCell = false
    let content = String(decoding: text, as: UTF8.self).trimmingSpace()
    cells[cells.count - 1].isEmpty = content.isEmpty
    cells[cells.count - 1].isNumber = isNumeral(content)
  }

  /// Where the classes go: free cells of columns whose body holds numbers and nothing else.
  var numberCells: [Int] {
    var holdsNumber: Set<Int> = []
    var holdsOther: Set<Int> = []
    for cell in cells where !cell.isHeader && !cell.isEmpty {
      if cell.isNumber, cell.span == 1 { holdsNumber.insert(cell.column) } else { holdsOther.insert(cell.column) }
    }
    let numeric = holdsNumber.subtracting(holdsOther)
    return cells.filter { $0.isFree && $0.span == 1 && numeric.contains($0.column) }.map(\.insertion)
  }

  /// A number as people and programs write it: sign, digits with separators, exponent, percent; or no number.
  private func isNumeral(_ text: String) -> Bool {
    if ["nan", "inf", "-inf", "+inf", "-", "–", "—"].contains(text.lowercased()) { return true }
    var rest = text[...]
    if let first = rest.first, "+-−±".contains(first) { rest.removeFirst() }
    if rest.last == "%" { rest.removeLast() }
    guard let first = rest.first, first.isASCII, first.isNumber || first == "." else { return false }
    var previous: Character = " "
    for character in rest {
      let isDigit = character.isASCII && character.isNumber
      let isSign = "+-−".contains(character) && (previous == "e" || previous == "E")
      guard isDigit || isSign || ".,_eE".contains(character) else { return false }
      previous = character
    }
    return previous.isNumber
  }
}
