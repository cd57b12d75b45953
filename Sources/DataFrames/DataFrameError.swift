/// What can go wrong with a frame, in a sentence for the reader.
public enum DataFrameError: Error, Equatable, CustomStringConvertible {
  /// No column has the name; the columns that there are.
  case missingColumn(String, columns: [String])
  /// A name is given to two columns.
  case duplicateColumn(String)
  /// No row has the label.
  case missingLabel(String)
  /// A column is not of the type that an operation needs.
  case wrongType(column: String, type: String, operation: String)
  /// Something else does not fit; the sentence says what.
  case unfit(String)

  public var description: String {
    switch self {
    case .missingColumn(let name, let columns):
      let listed = columns.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
      let rest = columns.count > 12 ? " and \(columns.count - 12) more" : ""
      let all = columns.isEmpty ? "the frame has no columns" : "the columns are \(listed)\(rest)"
      if let near = nearest(to: name, among: columns) {
        return "there is no column \"\(name)\": did you mean \"\(near)\"? (\(all))"
      }
      return "there is no column \"\(name)\": \(all)"
    case .duplicateColumn(let name):
      return "there is a column \"\(name)\" already"
    case .missingLabel(let label):
      return "no row has the label \(label)"
    case .wrongType(let column, let type, let operation):
      return "\(operation) needs numbers, but the column \"\(column)\" holds \(type) values"
    case .unfit(let sentence):
      return sentence
    }
  }
}

/// The name among `names` that a reader most likely meant, if one is near enough.
func nearest(to name: String, among names: [String]) -> String? {
  var best: (distance: Int, name: String)?
  for candidate in names {
    let distance = editDistance(Array(name.lowercased().unicodeScalars), Array(candidate.lowercased().unicodeScalars))
    if distance < best?.distance ?? Int.max { best = (distance, candidate) }
  }
  guard let best, best.distance <= max(2, max(name.count, best.name.count) / 3) else {
    let lowered = name.lowercased()
    return lowered.isEmpty ? nil : names.first { $0.lowercased().split(separator: " ").contains { $0 == lowered } }
  }
  return best.name
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour to make one text
/// of the other (Damerau and Levenshtein).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var before = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [Int](repeating: i, count: b.count + 1)
    for j in 1...b.count {
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
    }
    before = last
    last = row
  }
  return last[b.count]
}
