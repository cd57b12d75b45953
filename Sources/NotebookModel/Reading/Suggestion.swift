/// How many letters have to be inserted, removed, replaced or swapped with their neighbour to make one word of the
/// other.
///
/// Complexity: O(m n). Source: Damerau's distance in its restricted form (optimal string alignment).
package func editDistance(_ first: String, _ second: String) -> Int {
  let a = Array(first.unicodeScalars)
  let b = Array(second.unicodeScalars)
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [Int](repeating: i, count: b.count + 1)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}

/// The word among `candidates` that was most likely meant by `word`; nil if none is near.
package func nearestWord(to word: String, among candidates: [String]) -> String? {
  guard word.utf8.count <= 64 else { return nil }
  let plain = simplified(word)
  var best: (word: String, distance: Int)?
  for candidate in candidates {
    let other = simplified(candidate)
    var distance = editDistance(plain, other)
    // `no_run`, `NoRun`: the same letters are nearer than any other word.
    if plain == other { distance = 0 }
    // A beginning of at least three letters counts as near: `sol` for `solution`.
    if distance > 2, plain.count >= 3, other.hasPrefix(plain) || plain.hasPrefix(other) { distance = 2 }
    if distance < (best?.distance ?? .max) { best = (candidate, distance) }
  }
  guard let best, best.distance <= max(1, min(3, plain.count / 3)) || (best.distance <= 2 && plain.count > 3) else {
    return nil
  }
  return best.word
}

private func simplified(_ word: String) -> String {
  String(word.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " })
}
