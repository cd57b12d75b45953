import Charting
import Testing

@Suite("Texts")
struct TypesetterTests {
  /// DejaVu Sans at 2048 units an em: "0" is 1303 wide, "AV" is kerned by -131 (hmtx and kern tables).
  @Test func widthsAreTheFontsOwn() {
    #expect(abs(textExtent("0", size: 2048).width - 1303) < 0.5)
    let apart = textExtent("A", size: 2048).width + textExtent("V", size: 2048).width
    #expect(textExtent("AV", size: 2048).width < apart - 60)
  }

  @Test func superscriptsRiseAndSubscriptsSink() {
    let plain = textExtent("$R$", size: 20)
    let raised = textExtent("$R^2$", size: 20)
    let lowered = textExtent("$R_2$", size: 20)
    let both = textExtent("$R_2^2$", size: 20)
    #expect(raised.ascent > plain.ascent + 2)
    #expect(lowered.descent > plain.descent + 2)
    #expect(both.width < raised.width + lowered.width - plain.width)
    #expect(both.ascent >= raised.ascent && both.descent >= lowered.descent)
  }

  @Test func fractionsRootsAndAccentsHaveTheirShapes() {
    let fraction = textExtent("$\\frac{a}{b}$", size: 20)
    #expect(fraction.pieces == 3)
    #expect(fraction.ascent + fraction.descent > 1.3 * textExtent("$a$", size: 20).ascent)
    let root = textExtent("$\\sqrt{x}$", size: 20)
    let tall = textExtent("$\\sqrt{\\frac{x}{y}}$", size: 20)
    #expect(tall.ascent > root.ascent)
    #expect(textExtent("$\\hat{y}$", size: 20).ascent > textExtent("$y$", size: 20).ascent)
    #expect(textExtent("$\\left(\\frac{x}{y}\\right)$", size: 20).width > textExtent("$\\frac{x}{y}$", size: 20).width)
  }

  @Test func greekAndSymbolsAreSingleGlyphs() {
    for name in ["alpha", "beta", "Omega", "times", "leq", "infty", "sum", "partial", "rightarrow"] {
      #expect(textExtent("$\\\(name)$", size: 12).pieces == 1, "\(name)")
    }
  }

  @Test func whatIsNotKnownIsShownAsWritten() {
    #expect(textExtent("$\\nosuchthing$", size: 12).pieces == "\\nosuchthing".count)
    #expect(textExtent("costs 5$", size: 12).pieces == "costs 5$".count)
    #expect(textExtent("5\\$ and 6\\$", size: 12).pieces == "5$ and 6$".count)
    for broken in ["$", "$$", "$\\frac{a$", "$x^$", "$_$", "$\\left($", "$\\sqrt[$", "$}$", "$\\$", "${$"] {
      #expect(textExtent(broken, size: 12).width >= 0)
    }
  }

  @Test func charactersWithoutGlyphsKeepTheirPlace() {
    #expect(textExtent("数据", size: 20).width == 40)
    #expect(textExtent("naïve Ω ж → ½", size: 12).pieces == 13)
  }

  @Test func numbersInLabels() {
    #expect("R² = \(0.96549, decimals: 2)" == "R² = 0.97")
    #expect("\(0.125, decimals: 2)" == "0.12")
    #expect("\(Float(2.5), decimals: 1)" == "2.5")
    #expect("\(-1e-9, decimals: 3)" == "-0.000")
  }
}
