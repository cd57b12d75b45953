import ML
import Testing

@Suite("What a page gets of a figure")
struct DisplaysTests {
  @Test func aChartIsADrawingWithWords() throws {
    let display = Figure(caption: "A line.") { Line([1, 2, 4], label: "Growth") }.display
    let svg = try #require(display.text(of: Display.MIMEType.svg))
    #expect(svg.hasPrefix("<svg"))
    #expect(display.bytes(of: Display.MIMEType.png) == nil)
    #expect(display.caption == "A line.")
    #expect(try #require(display.alternativeText).contains("rises from 1 at 0 to 4 at 2"))
    #expect(display.text(of: Display.MIMEType.text) == display.alternativeText)
    #expect(try #require(display.text(of: Display.MIMEType.drawList)).contains("\"mark\": \"line\""))
    #expect(display.problems.isEmpty)
  }

  @Test func pixelsComeAtTwiceTheSizeWhereTheyAreAskedFor() throws {
    let display = Figure(size: (4, 3), format: .png) { Line([1, 2, 4]) }.display
    let png = try #require(display.bytes(of: Display.MIMEType.png))
    #expect(display.bytes(of: Display.MIMEType.svg) == nil)
    #expect(display.width == 384)
    #expect(png[16..<20].reduce(0) { $0 << 8 | Int($1) } == 768)
  }

  @Test func whatIsNotDrawnIsSaidOnceAMark() {
    let display = Figure {
      Axes { Line([1, 2], [1, 2, 3]) }
      Axes { Scatter([1], [1]); Scatter([1, 2], [1]) }
    }.display
    #expect(
      display.problems == [
        "Line: x has 2 values but y has 3 values.", "Scatter: x has 2 values but y has 1 value.",
      ])
  }

  @Test func theAuthorsWordsComeFirst() {
    #expect(Figure(alternativeText: "Growth over time.") { Line([1, 2]) }.display.alternativeText == "Growth over time.")
  }

  @Test func aDisplayTravelsWhole() throws {
    var display = Figure(caption: "Ü") { Line([1, 2]) }.display
    display.problems = []
    #expect(Display(encoded: display.encoded) == display)
    display.caption = nil
    #expect(Display(encoded: display.encoded) == display)
  }
}
