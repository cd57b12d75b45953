import Checking
import Foundation
import Testing

@Suite("Patches")
struct UnifiedDiffTests {
  @Test("A patch as diff writes it")
  func form() {
    let old = (1...20).map { "line \($0)\n" }.joined()
    let new = old.replacing("line 3\n", with: "line three\nand more\n").replacing("line 17\n", with: "")
    #expect(
      String(decoding: unifiedDiff(from: Array(old.utf8), to: Array(new.utf8), path: "a b.md"), as: UTF8.self) == """
        --- a/a b.md
        +++ b/a b.md
        @@ -1,6 +1,7 @@
         line 1
         line 2
        -line 3
        +line three
        +and more
         line 4
         line 5
         line 6
        @@ -14,7 +15,6 @@
         line 14
         line 15
         line 16
        -line 17
         line 18
         line 19
         line 20

        """)
    #expect(unifiedDiff(from: Array(old.utf8), to: Array(old.utf8), path: "a").isEmpty)
  }

  @Test("git applies it and gets the other file, whatever the lines")
  func applies() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mlnb-patch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var random = SystemRandomNumberGenerator()
    for round in 0..<30 {
      let endings = round % 3 == 0 ? "\r\n" : "\n"
      var lines = (0..<Int.random(in: 0...40, using: &random)).map { _ in "\(Int.random(in: 0...5, using: &random))" }
      let old = lines.joined(separator: endings) + (round % 2 == 0 ? endings : "")
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0...lines.count, using: &random)
        if Bool.random(using: &random) { lines.insert("new \(round)", at: place) } else if place < lines.count { lines.remove(at: place) }
      }
      let new = lines.joined(separator: endings) + (round % 5 == 0 ? "" : endings)
      guard old != new, !old.isEmpty, !new.isEmpty else { continue }
      let file = folder.appendingPathComponent("lesson.md")
      try Data(old.utf8).write(to: file)
      let patch = folder.appendingPathComponent("patch")
      try Data(unifiedDiff(from: Array(old.utf8), to: Array(new.utf8), path: "lesson.md")).write(to: patch)
      let git = Process()
      git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      git.arguments = ["git", "apply", "patch"]
      git.currentDirectoryURL = folder
      try git.run()
      git.waitUntilExit()
      #expect(git.terminationStatus == 0)
      #expect(try String(decoding: Data(contentsOf: file), as: UTF8.self) == new)
    }
  }
}
