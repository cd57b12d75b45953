import Foundation
import Testing

/// The gallery is the charts' documentation: it runs, and nothing is missing from it.
@Suite("The gallery of charts")
struct GalleryTests {
  private static let lesson = package.appendingPathComponent("Lessons/gallery.md")

  @Test func everyExampleDrawsItsChart() throws {
    let place = try Workplace()
    let run = try place.mlnb("run", "-q", "--report", "report.json", "-o", "page.html", Self.lesson.path)
    #expect(run.status == 0, "\(run.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(place.read("report.json").utf8)) as? [String: Any]
    let cells = try #require(report?["cells"] as? [[String: Any]])
    let lesson = try String(contentsOf: Self.lesson, encoding: .utf8)
    let drawn = lesson.components(separatedBy: "\nFigure").count - 1
    let page = try place.read("page.html")
    #expect(drawn >= 30)
    #expect(page.components(separatedBy: "<figure>").count - 1 >= drawn)
    // Only the last example shows what happens to data that do not fit.
    for cell in cells {
      let stderr = cell["stderr"] as? String ?? ""
      let expected = cell["label"] as? String == "different-lengths" ? "Line: x has 3 values but y has 2 values.\n" : ""
      #expect(stderr == expected, "\(cell["label"] ?? "")")
    }
    #expect(page.contains("<figcaption>Height over time</figcaption>"))
  }

  @Test func everyMarkMarkerScaleAndModifierHasAnExample() throws {
    let lesson = try String(contentsOf: Self.lesson, encoding: .utf8)
    func names(_ pattern: Regex<(Substring, Substring)>, in folder: String) throws -> [String] {
      let folder = package.appendingPathComponent("Sources/Charting").appendingPathComponent(folder)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }.flatMap {
        try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8).matches(of: pattern).map { String($0.1) }
      }
    }
    let marks = try names(#/public struct (\w+): Mark\b/#, in: "Marks")
    #expect(marks.count >= 24)
    for mark in marks { #expect(lesson.contains("\(mark)("), "\(mark) has no example") }
    let modifiers = Set(try names(#/public func (\w+)\(/#, in: "Axes"))
    #expect(modifiers.count >= 10)
    for modifier in modifiers where modifier != "title" && !modifier.hasPrefix("build") && modifier != "figure" {
      #expect(lesson.contains(".\(modifier)("), ".\(modifier) has no example")
    }
    for marker in ["circle", "square", "diamond", "triangle", "star", "ring", "horizontalBar", "thickCross"] {
      #expect(lesson.contains(".\(marker)"))
    }
    for scale in ["x: .logarithmic", "y: .logarithmic"] { #expect(lesson.contains(scale)) }
  }
}
