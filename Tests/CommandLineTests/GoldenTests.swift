import Foundation
import Testing

/// Folders of `Tests/Golden`: a lesson goes in, the page's content and the report must come out. `make accept-golden` takes
/// what comes out now as what must.
@Suite("Golden lessons")
struct GoldenTests {
  static let folder = package.appendingPathComponent("Tests/Golden")
  static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test("Page and report are as accepted", arguments: cases)
  func golden(name: String) throws {
    let golden = Self.folder.appendingPathComponent(name)
    let place = try Workplace()
    for file in try FileManager.default.contentsOfDirectory(atPath: golden.path) where !file.hasPrefix("expected") {
      try FileManager.default.copyItem(
        at: golden.appendingPathComponent(file), to: place.folder.appendingPathComponent(file))
    }
    let settings = (try? place.read("arguments"))?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
    let run = try place.end(place.start(["run", "-q", "--report", "report.json", "-o", "page.html"] + settings + ["lesson.md"]))
    let found = [
      "expected-page.html": content(of: (try? place.read("page.html")) ?? ""),
      "expected-report.json": try stable(place.read("report.json")), "expected-messages.txt": run.errors + "status \(run.status)\n",
    ]
    for (file, text) in found.sorted(by: { $0.key < $1.key }) {
      let target = golden.appendingPathComponent(file)
      if ProcessInfo.processInfo.environment["MLNB_ACCEPT"] != nil {
        try Data(text.utf8).write(to: target)
      } else {
        let expected = String(decoding: try Data(contentsOf: target), as: UTF8.self)
        #expect(text == expected, "\(name)/\(file); `make accept-golden` accepts it. \(firstDifference(text, expected))")
      }
    }
  }

  /// What is between `<main>` and `</main>`: style sheet and script are the same in all pages.
  private func content(of page: String) -> String {
    guard let start = page.range(of: "<main"), let end = page.range(of: "</main>") else { return page }
    return page[start.lowerBound..<end.upperBound] + "\n"
  }

  /// The report without times and versions.
  private func stable(_ report: String) throws -> String {
    func clean(_ value: Any) -> Any {
      if let object = value as? [String: Any] {
        let moving: Set = ["toolchain", "wallSeconds", "compileSeconds", "runSeconds", "cached"]
        return object.filter { !moving.contains($0.key) }.mapValues(clean)
      }
      return (value as? [Any])?.map(clean) ?? value
    }
    let parsed = try JSONSerialization.jsonObject(with: Data(report.utf8))
    let data = try JSONSerialization.data(withJSONObject: clean(parsed), options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private func firstDifference(_ a: String, _ b: String) -> String {
    for (line, pair) in zip(a.split(separator: "\n"), b.split(separator: "\n")).enumerated() where pair.0 != pair.1 {
      return "line \(line + 1):\n- \(pair.1.prefix(300))\n+ \(pair.0.prefix(300))"
    }
    return "one is longer"
  }
}
