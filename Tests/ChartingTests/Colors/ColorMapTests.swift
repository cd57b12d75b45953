import Charting
import Foundation
import Testing

/// The file with this name beside the tests.
func testFile(_ path: String, from file: String = #filePath) -> URL {
  var folder = URL(fileURLWithPath: file).deletingLastPathComponent()
  while folder.lastPathComponent != "ChartingTests" { folder.deleteLastPathComponent() }
  return folder.appendingPathComponent(path)
}

@Suite("Colour maps")
struct ColorMapTests {
  @Test func namesStandInTheOrderOfTheAlphabet() {
    let names = ColorMap.names.map { $0.lowercased() }
    #expect(names == names.sorted() && names.contains("viridis"))
  }

  /// colormaps.py writes what matplotlib shows.
  @Test func mapsAgreeWithMatplotlib() throws {
    let lines = try String(contentsOf: testFile("Reference/colormaps.txt"), encoding: .utf8).split(separator: "\n")
    #expect(Set(lines.compactMap { $0.split(separator: " ").first.map(String.init) }) == Set(ColorMap.names))
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      let map = try #require(ColorMap(named: words[0]), "no map \(words[0])")
      for (k, digits) in words.dropFirst().enumerated() {
        let expected = try #require(Color(hex: digits))
        let index = (Double(k) / Double(words.count - 2) * 255).rounded()
        let shown = map.isQualitative ? map.color(category: k, of: words.count - 1) : map(index / 255)
        for (a, b) in [(shown.red, expected.red), (shown.green, expected.green), (shown.blue, expected.blue)] {
          #expect(abs(a - b) <= 3.0 / 255, "\(words[0]) at \(k)")
        }
      }
    }
  }

  @Test func twilightEndsWhereItBegins() {
    let map = ColorMap.twilight
    #expect(map(0) == map(1))
    #expect(map(0.5).luminance < 0.05 && map(0.25).blue > map(0.25).red && map(0.75).red > map(0.75).blue)
  }

  @Test func reversedMapsRunBackwards() throws {
    let map = try #require(ColorMap(named: "RdYlBu_r"))
    #expect(map(0) == ColorMap.rdYlBu(1))
    #expect(map.reversed == .rdYlBu)
  }

  @Test func valuesOutsideTakeTheEnds() {
    #expect(ColorMap.viridis(-3) == ColorMap.viridis(0))
    #expect(ColorMap.viridis(.infinity) == ColorMap.viridis(1))
    #expect(ColorMap(named: "no such map") == nil)
  }
}

@Suite("Palette")
struct PaletteTests {
  /// WCAG's ratio of two luminances.
  private func contrast(_ a: Double, _ b: Double) -> Double { (max(a, b) + 0.05) / (min(a, b) + 0.05) }

  @Test func everyColourIsSeenOnWhiteAndOnDarkPages() throws {
    let dark = try #require(Color(hex: "#17181c")).luminance
    for color in Palette.standard.colors.prefix(8) {
      #expect(contrast(color.luminance, 1) >= 2.4, "\(color.hex) on white")
      #expect(contrast(color.luminance, dark) >= 3, "\(color.hex) on dark")
    }
  }

  /// Machado, Oliveira and Fernandes (2009), full protanopia and deuteranopia, in linear light.
  @Test func neighboursDifferForColourBlindReaders() {
    let protan = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    let deutan = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    func linear(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4) }
    func lab(_ color: Color, _ m: [[Double]]) -> [Double] {
      let rgb = [color.red, color.green, color.blue].map(linear)
      let seen = m.map { row in max(0, zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 }) }
      let xyz = [
        0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2], 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2],
        0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2],
      ]
      let f = zip(xyz, [0.9505, 1, 1.089]).map { v, w in
        let t = v / w
        return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116
      }
      return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }
    let colors = Array(Palette.standard.colors.prefix(4))
    for matrix in [protan, deutan] {
      for i in colors.indices {
        for j in colors.indices where j > i {
          let (a, b) = (lab(colors[i], matrix), lab(colors[j], matrix))
          let distance = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
          #expect(distance > 12, "\(colors[i].hex) and \(colors[j].hex)")
        }
      }
    }
  }

  @Test func hexadecimalTexts() throws {
    #expect(Color(hex: "#1f77b4")?.hex == "#1f77b4")
    #expect(Color(hex: "abc")?.hex == "#aabbcc")
    #expect(Color(hex: "#12345") == nil)
    #expect(Color(hex: "ggg") == nil)
    #expect(Color(hex: "00000080").map { ($0.alpha * 255).rounded() } == 128)
  }
}
