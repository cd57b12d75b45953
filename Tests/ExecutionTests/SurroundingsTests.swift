import Execution
import Foundation
import NotebookModel
import Testing

@Suite("What goes wrong around a cell")
struct SurroundingsTests {
  @Test("A compiler that could not do its work says nothing of the cell: it is not remembered")
  func brokenModuleCache() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mlnb-broken-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = ObjectCache(folder: folder)
    let lesson = document(["let a = 1\nprint(a)", "a + 1"])
    func run() throws -> LessonRun { try LessonRunner.run(lesson, installation: installation, cache: cache) }

    #expect(try run().texts == ["1\n", "2"])
    // Where the compiled C modules lie, there are files now; and nothing of the lesson is known any more.
    let modules = folder.appendingPathComponent("module-cache")
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: modules.path) where name != "made-for" {
      let path = modules.appendingPathComponent(name)
      try manager.removeItem(at: path)
      try Data().write(to: path)
    }
    try manager.removeItem(at: folder.appendingPathComponent("objects"))
    #expect(try run().statuses == [.compileError, .notRun])

    try manager.removeItem(at: modules)
    #expect(try run().texts == ["1\n", "2"])
  }
}
