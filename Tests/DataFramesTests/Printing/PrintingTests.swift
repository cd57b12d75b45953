import DataFrames
import Testing

@Suite("Frames print as pandas prints them")
struct PrintingTests {
  @Test("every frame and series of the reference")
  func reference() throws {
    let cases = try Reference.load("printing.json", as: [Reference.PrintingCase].self)
    #expect(cases.count >= 400)
    for (number, expected) in cases.enumerated() {
      let text: String
      if expected.kind == "frame" {
        var frame = DataFrame(expected.columns.map(\.series))
        if let index = expected.index.index {
          frame = frame.labeled(by: index)
        } else if let rows = expected.index.range?[1], frame.columnCount == 0 {
          frame = frame.labeled(by: Index(count: rows))
        } else if let range = expected.index.range, range[0] > 0 {
          frame = frame.labeled(by: Index(Array(range[0]..<range[0] + range[1])))
        }
        text = frame.description
      } else {
        var series = expected.columns[0].series
        if let index = expected.index.index { series = series.labeled(by: index) }
        text = series.description
      }
      #expect(text == expected.text, "case \(number)")
    }
  }

  @Test("the wine table of the second lesson")
  func wine() throws {
    var wine = try Reference.wine()
    wine["premium"] = try wine["quality"] .> 5
    let lines = wine.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 40)
    #expect(lines[0] == "      fixed acidity  volatile acidity  citric acid  residual sugar  chlorides  \\")
    #expect(lines[6] == "...             ...               ...          ...             ...        ...   ")
    #expect(lines[36] == "1597     10.2        5    False  ")
    #expect(lines[39] == "[1599 rows x 13 columns]")
  }
}
