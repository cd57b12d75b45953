import DataFrames
import Testing

@Suite("Frames too large for a screen are cut and wrapped as pandas cuts and wraps them")
struct LargeFramesTests {
  struct Case: Decodable {
    var rows: Int
    var columns: Int
    var name: String
    var text: String
  }

  /// The frame that Reference/large.py makes from its size.
  static func frame(rows: Int, columns: Int, name: String = "c{}") -> DataFrame {
    let parts = name.split(separator: "{}", omittingEmptySubsequences: false)
    return DataFrame(
      (0..<columns).map { j in
        let title = "\(parts[0])\(j)\(parts[1])"
        switch j % 4 {
        case 0: return Series((0..<rows).map { $0 * (j + 1) % 1009 }, name: title)
        case 1: return Series((0..<rows).map { Double($0 - j) / 8 }, name: title)
        case 2: return Series((0..<rows).map { "text \($0 * j % 101)" }, name: title)
        default: return Series((0..<rows).map { $0 % 3 == 0 }, name: title)
        }
      })
  }

  @Test("every frame of the reference")
  func reference() throws {
    let cases = try Reference.load("large.json", as: [Case].self)
    #expect(cases.count >= 40)
    for expected in cases {
      let frame = Self.frame(rows: expected.rows, columns: expected.columns, name: expected.name)
      #expect(
        frame.description == expected.text, "\(expected.rows) rows, \(expected.columns) columns, \(expected.name)")
    }
  }

  @Test("no line is longer than 80 characters, and the shape stands below what was cut")
  func lines() {
    for columns in [3, 20, 21, 100] {
      for rows in [60, 61, 5000] {
        let lines = Self.frame(rows: rows, columns: columns).description.split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 80 })
        let shape = "[\(rows) rows x \(columns) columns]"
        #expect((lines.last.map(String.init) == shape) == (rows > 60 || columns > 20))
      }
    }
  }

  @Test("a long series tells its length")
  func series() {
    let text = Series((0..<1000).map { $0 * 2 }, name: "even").description
    #expect(text.hasSuffix("998    1996\n999    1998\nName: even, Length: 1000, dtype: int64"))
    #expect(text.split(separator: "\n").count == 12)
  }
}
