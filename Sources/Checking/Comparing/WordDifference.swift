/// Which words of two lines differ.
public struct WordDifference: Equatable, Sendable {
  /// A run of a line, and whether the other line has it too.
  public struct Piece: Equatable, Sendable {
    public var text: String
    public var isChanged: Bool
  }

  public private(set) var recorded: [Piece] = []
  public private(set) var printed: [Piece] = []

  public init(_ recordedLine: String, _ printedLine: String) {
    let a = Self.words(of: recordedLine)
    let b = Self.words(of: printedLine)
    var (sameA, sameB) = ([Bool](repeating: false, count: a.count), [Bool](repeating: false, count: b.count))
    if a.count * b.count <= 1_000_000 {
      // The longest common subsequence of words.
      var length = [Int32](repeating: 0, count: (a.count + 1) * (b.count + 1))
      let width = b.count + 1
      for i in a.indices.reversed() {
        for j in b.indices.reversed() {
          length[i * width + j] =
            a[i] == b[j] ? length[(i + 1) * width + j + 1] + 1 : max(length[(i + 1) * width + j], length[i * width + j + 1])
        }
      }
      var (i, j) = (0, 0)
      while i < a.count, j < b.count {
        if a[i] == b[j] {
          sameA[i] = true
          sameB[j] = true
          (i, j) = (i + 1, j + 1)
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
          i += 1
        } else {
          j += 1
        }
      }
    }
    recorded = Self.pieces(a, sameA)
    printed = Self.pieces(b, sameB)
  }

  /// The byte (from 0) of the recorded line at which the first difference stands.
  public var firstChangedByte: Int {
    var offset = 0
    for piece in recorded {
      if piece.isChanged { return offset }
      offset += piece.text.utf8.count
    }
    // Only the printed line has more: it begins where the lines part.
    var common = 0
    for piece in printed {
      if piece.isChanged { break }
      common += piece.text.utf8.count
    }
    return min(common, offset)
  }

  /// Words with their signs, and runs of blanks: numbers with their signs and fractions are one word.
  private static func words(of line: String) -> [Substring] {
    var words: [Substring] = []
    var start = line.startIndex
    func kind(_ character: Character) -> Int {
      if character == " " || character == "\t" { return 0 }
      if character.isLetter || character.isNumber || "_.+-".contains(character) { return 1 }
      return 2
    }
    var index = line.startIndex
    while index < line.endIndex {
      let next = line.index(after: index)
      if next == line.endIndex || kind(line[next]) != kind(line[index]) || kind(line[index]) == 2 {
        words.append(line[start..<next])
        start = next
      }
      index = next
    }
    return words
  }

  private static func pieces(_ words: [Substring], _ same: [Bool]) -> [Piece] {
    var pieces: [Piece] = []
    for (word, isSame) in zip(words, same) {
      if let last = pieces.last, last.isChanged == !isSame {
        pieces[pieces.count - 1].text += word
      } else {
        pieces.append(Piece(text: String(word), isChanged: !isSame))
      }
    }
    return pieces
  }
}
