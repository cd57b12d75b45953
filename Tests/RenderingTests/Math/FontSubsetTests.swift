import Foundation
import Rendering
import Testing

@Suite struct FontSubsetTests {
  static func font(_ name: String) throws -> TrueTypeFont {
    let data = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/fonts/truetype/katex/KaTeX_\(name).ttf"))
    return try #require(TrueTypeFont(Array(data)))
  }

  @Test(arguments: ["Main-Regular", "Math-Italic", "AMS-Regular", "Size4-Regular"])
  func aSubsetHasTheCharactersAskedForAndNoOthers(name: String) throws {
    let whole = try Self.font(name)
    let wanted = Set("xyzR=+(){}√∑".utf16)
    let part = try #require(TrueTypeFont(whole.subset(wanted)))
    #expect(Set(part.characterMap().keys) == wanted.intersection(whole.characterMap().keys))
    #expect(part.bytes.count < whole.bytes.count / 3)
  }

  @Test func outlinesAndWidthsAreThoseOfTheWhole() throws {
    let whole = try Self.font("Main-Regular")
    let part = try #require(TrueTypeFont(whole.subset(Set("azAZ09".utf16))))
    for code in "azAZ09".utf16 {
      let before = try #require(whole.characterMap()[code])
      let after = try #require(part.characterMap()[code])
      #expect(whole.metrics(of: before) == part.metrics(of: after))
      // The same box and the same points; what is between them are hints.
      let (old, new) = (Array(whole.outline(of: before)), Array(part.outline(of: after)))
      let contours = Int(old.prefix(2).reduce(0) { $0 << 8 | UInt16($1) })
      let head = 10 + 2 * contours
      #expect(new.prefix(head) == old.prefix(head))
      let hints = Int(old[head]) << 8 | Int(old[head + 1])
      let points = old[(head + 2 + hints)...]
      #expect(Array(new[(head + 2)...].prefix(points.count)) == Array(points))
    }
  }

  @Test func everyCharacterOfEveryFontSurvives() throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: "/usr/share/fonts/truetype/katex") where file.hasSuffix(".ttf") {
      let whole = try Self.font(String(file.dropFirst("KaTeX_".count).dropLast(".ttf".count)))
      let characters = Set(whole.characterMap().keys)
      #expect(characters.count > 5)
      let part = try #require(TrueTypeFont(whole.subset(characters)))
      #expect(Set(part.characterMap().keys) == characters)
    }
  }

  @Test func theChecksumIsThatOfAFontFile() throws {
    let file = try Self.font("Size1-Regular").subset(Set("()".utf16))
    var sum: UInt32 = 0
    for index in stride(from: 0, to: file.count, by: 4) {
      sum = sum &+ file[index..<index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    #expect(sum == 0xB1B0_AFBA)
  }

  @Test func otherBytesAreNoFont() {
    #expect(TrueTypeFont([]) == nil)
    #expect(TrueTypeFont([0, 1, 0, 0, 0, 200] + [UInt8](repeating: 255, count: 40)) == nil)
  }
}
