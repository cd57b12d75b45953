/// Where each line of a file begins and ends. A line ends with LF, CR LF or CR, as CommonMark has it.
///
/// A byte-order mark is no part of the first line: columns count from after it, as editors do.
package struct LineTable: Equatable, Sendable {
  /// Offset of each line's first byte.
  package private(set) var starts: [Int] = []
  /// Offset after each line's last byte, its line ending not included.
  package private(set) var contentEnds: [Int] = []
  /// Length of the file in bytes.
  package let byteCount: Int

  package var count: Int { starts.count }

  package init(_ bytes: [UInt8]) {
    byteCount = bytes.count
    bytes.withUnsafeBufferPointer { bytes in
      var start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
      starts.reserveCapacity(bytes.count / 40 + 1)
      contentEnds.reserveCapacity(bytes.count / 40 + 1)
      var i = start
      while i < bytes.count {
        let byte = bytes[i]
        guard byte == 0x0A || byte == 0x0D else {
          i += 1
          continue
        }
        starts.append(start)
        contentEnds.append(i)
        i += byte == 0x0D && i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1
        start = i
      }
      if start < bytes.count {
        starts.append(start)
        contentEnds.append(bytes.count)
      }
    }
  }

  /// The bytes of line `number` (from 1), without its ending. Lines outside the file are empty.
  package func content(_ number: Int) -> Range<Int> {
    guard number >= 1 else { return 0..<0 }
    guard number <= count else { return byteCount..<byteCount }
    return starts[number - 1]..<contentEnds[number - 1]
  }

  /// The bytes of line `number` (from 1) with its ending.
  package func whole(_ number: Int) -> Range<Int> {
    guard number >= 1, number <= count else { return content(number) }
    return starts[number - 1]..<(number < count ? starts[number] : byteCount)
  }

  /// The line (from 1) that holds the byte at `offset`.
  ///
  /// Complexity: O(log lines).
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(low, 1)
  }

  /// Line and column (from 1) of the byte at `offset`.
  package func position(at offset: Int) -> SourcePosition {
    let line = line(at: offset)
    return SourcePosition(line: line, column: max(offset - content(line).lowerBound, 0) + 1)
  }

  /// The offset of a position; one past the line's end at most.
  package func offset(of position: SourcePosition) -> Int {
    let content = content(position.line)
    return min(content.lowerBound + max(position.column - 1, 0), content.upperBound)
  }

  /// The range of `bytes`, with the lines that it touches.
  package func range(_ bytes: Range<Int>) -> SourceRange {
    let first = line(at: bytes.lowerBound)
    let last = bytes.isEmpty ? first : line(at: bytes.upperBound - 1)
    return SourceRange(bytes: bytes, lines: first...max(first, last))
  }
}
