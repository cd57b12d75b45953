/// The changes from one text to another as a patch that `git apply` and `patch -p1` take.
///
/// - Parameters:
///   - old: The file as it is.
///   - new: The file as it should be.
///   - path: Its path from the folder in which the patch will be applied.
/// - Returns: The patch; empty where there is nothing to change.
public func unifiedDiff(from old: [UInt8], to new: [UInt8], path: String) -> [UInt8] {
  if old == new { return [] }
  let a = lines(of: old)
  let b = lines(of: new)
  var (head, tail) = (0, 0)
  while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
  while tail < min(a.count, b.count) - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] { tail += 1 }
  var removed = Set<Int>()
  var inserted = Set<Int>()
  for change in b[head..<(b.count - tail)].difference(from: a[head..<(a.count - tail)]) {
    switch change {
    case .remove(let offset, _, _): removed.insert(head + offset)
    case .insert(let offset, _, _): inserted.insert(head + offset)
    }
  }
  var patch = Array("--- \(old.isEmpty ? "/dev/null" : "a/\(path)")\n+++ \(new.isEmpty ? "/dev/null" : "b/\(path)")\n".utf8)
  for hunk in hunks(removed, inserted, a.count, b.count) {
    patch += Array("@@ -\(place(hunk.old)) +\(place(hunk.new)) @@\n".utf8)
    var (i, j) = (hunk.old.lowerBound, hunk.new.lowerBound)
    while i < hunk.old.upperBound || j < hunk.new.upperBound {
      if removed.contains(i) {
        append(a[i], mark: "-", to: &patch)
        i += 1
      } else if inserted.contains(j) {
        append(b[j], mark: "+", to: &patch)
        j += 1
      } else {
        append(a[i], mark: " ", to: &patch)
        (i, j) = (i + 1, j + 1)
      }
    }
  }
  return patch
}

/// Lines with their endings.
private func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  for (index, byte) in bytes.enumerated() where byte == 0x0A {
    lines.append(bytes[start...index])
    start = index + 1
  }
  if start < bytes.count { lines.append(bytes[start...]) }
  return lines
}

private func append(_ line: ArraySlice<UInt8>, mark: Character, to patch: inout [UInt8]) {
  patch += String(mark).utf8
  patch += line
  if line.last != 0x0A { patch += Array("\n\\ No newline at end of file\n".utf8) }
}

/// A hunk's lines as its header says them: first line from 1 and count; the line before where there are none.
private func place(_ range: Range<Int>) -> String {
  "\(range.isEmpty ? range.lowerBound : range.lowerBound + 1),\(range.count)"
}

/// Changed lines with three lines around them, close ones joined.
private func hunks(
  _ removed: Set<Int>, _ inserted: Set<Int>, _ oldCount: Int, _ newCount: Int
) -> [(old: Range<Int>, new: Range<Int>)] {
  let context = 3
  var result: [(old: Range<Int>, new: Range<Int>)] = []
  var (i, j) = (0, 0)
  while i < oldCount || j < newCount {
    guard removed.contains(i) || inserted.contains(j) else {
      (i, j) = (i + 1, j + 1)
      continue
    }
    let start = min(i, j, context)
    let first = (i - start, j - start)
    while removed.contains(i) || inserted.contains(j) {
      if removed.contains(i) { i += 1 } else { j += 1 }
    }
    let end = min(context, oldCount - i)
    if let last = result.last, last.old.upperBound >= first.0 {
      result[result.count - 1] = (last.old.lowerBound..<(i + end), last.new.lowerBound..<(j + end))
    } else {
      result.append((first.0..<(i + end), first.1..<(j + end)))
    }
  }
  return result
}
