import CellWire
import Checking
import NotebookModel

/// A lesson, and results of its cells that a test makes up.
struct Checked {
  var document: Document
  var run: LessonRun

  init(_ lesson: String, _ results: [CellResult]) {
    document = Document(parsing: lesson, path: "lesson.md")
    run = LessonRun(toolchain: "6.3.1", results: results)
  }

  /// A lesson of one cell that prints `text`, and then shows `value`.
  init(_ lesson: String, prints text: String = "", value: String? = nil, type: String = "") {
    var outputs: [CellResult.Output] = text.isEmpty ? [] : [.standardOutput(text)]
    if let value {
      var display = Display.text(value)
      display.add(Display.MIMEType.swiftType, type)
      outputs.append(.value(display))
    }
    self.init(lesson, [CellResult(cell: 0, status: .ok, outputs: outputs)])
  }

  func check(strict: Bool? = nil) -> LessonCheck {
    LessonCheck(document, run: run, settings: CheckSettings(isStrict: strict, swift: "6.3.1", os: "linux", arch: "x86_64"))
  }

  func findings(strict: Bool? = nil) -> [Finding] { check(strict: strict).findings() }

  /// The lesson as `accept` leaves it.
  func accepted(add: Bool = false) -> String {
    let check = check()
    let acceptance = Acceptance(check, findings: check.findings(), addsBlocks: add)
    return String(decoding: acceptance.apply(to: document.bytes), as: UTF8.self)
  }
}

/// A lesson of one cell with one block.
func lesson(_ recorded: String, _ attributes: String = "", head: String = "") -> String {
  let info = attributes.isEmpty ? "output" : "output \(attributes)"
  return "\(head)```swift\nprint()\n```\n\n```\(info)\n\(recorded)\n```\n"
}

/// Whether a block with `recorded` is met by `printed`.
func agrees(_ recorded: String, _ printed: String, _ attributes: String = "", head: String = "") -> Bool {
  Checked(lesson(recorded, attributes, head: head), prints: printed + "\n").findings().isEmpty
}
