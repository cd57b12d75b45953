import Foundation
import Testing

/// Folders of `Tests/GoldenChecks`: a lesson goes in; what the terminal says, the patch and the reports must come out.
/// `make accept-golden` takes what comes out now as what must.
@Suite("Golden checks")
struct GoldenCheckTests {
  static let folder = package.appendingPathComponent("Tests/GoldenChecks")
  static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  static let kinds = ["json", "xml", "sarif", "tap", "html"]

  @Test("Text, patch and reports are as accepted", arguments: cases)
  func golden(name: String) throws {
    let golden = Self.folder.appendingPathComponent(name)
    let place = try Workplace()
    for file in try FileManager.default.contentsOfDirectory(atPath: golden.path) where !file.hasPrefix("expected") {
      try FileManager.default.copyItem(at: golden.appendingPathComponent(file), to: place.folder.appendingPathComponent(file))
    }
    let settings = (try? place.read("arguments"))?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
    let reports = Self.kinds.flatMap { ["--report", "check.\($0)"] }
    let check = try place.end(place.start(["check", "--no-cache", "--corrected"] + settings + reports + ["lesson.md"]))
    var found = ["expected.txt": stable(check.errors) + "status \(check.status)\n", "expected.patch": check.output]
    for kind in Self.kinds { found["expected.\(kind)"] = stable(try place.read("check.\(kind)")) }
    for (file, text) in found.sorted(by: { $0.key < $1.key }) {
      let target = golden.appendingPathComponent(file)
      if ProcessInfo.processInfo.environment["MLNB_ACCEPT"] != nil {
        try Data(text.utf8).write(to: target)
      } else {
        let expected = String(decoding: try Data(contentsOf: target), as: UTF8.self)
        #expect(text == expected, "\(name)/\(file); `make accept-golden` accepts it.")
      }
    }
    // What the patch makes of the lesson is what accept makes of it.
    if !check.output.isEmpty {
      try place.write(check.output, to: "patch")
      let git = Process()
      git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      git.arguments = ["git", "apply", "patch"]
      git.currentDirectoryURL = place.folder
      let before = try place.read("lesson.md")
      try git.run()
      git.waitUntilExit()
      #expect(git.terminationStatus == 0)
      let patched = try place.read("lesson.md")
      try place.write(before, to: "lesson.md")
      _ = try place.end(place.start(["accept", "-q"] + (settings.contains("--strict") ? ["--add"] : []) + ["lesson.md"]))
      #expect(try place.read("lesson.md") == patched)
    }
  }

  /// Without times and versions.
  private func stable(_ text: String) -> String {
    var text = text
    for (pattern, replacement) in [
      (#"\d+\.\d+ s\b"#, "N s"), (#"time="[\d.]+""#, #"time="N""#), (#""(wall|compile|run)Seconds" : [^,\n]+"#, #""$1Seconds" : N"#),
      (#""(toolchain|version)" : "[^"]+""#, #""$1" : "N""#), (#""cached" : (true|false)"#, #""cached" : N"#),
      (#"<td>\d+\.\d\d"#, "<td>N"), (#"this is \d[\w.-]+"#, "this is N"),
    ] { text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression) }
    return text
  }
}
