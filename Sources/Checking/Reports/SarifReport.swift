import NotebookModel

/// The report in the Static Analysis Results Interchange Format (OASIS, version 2.1.0), for code scanning.
struct SarifReport: Encodable {
  struct Text: Encodable { var text: String }

  struct Rule: Encodable {
    var id: String
    var shortDescription: Text
  }

  struct Driver: Encodable {
    var name = "mlnb"
    var version: String
    var rules: [Rule]
  }

  struct Tool: Encodable { var driver: Driver }
  struct Artifact: Encodable { var uri: String }

  struct Region: Encodable {
    var startLine: Int
    var startColumn: Int?
    var endLine: Int?
  }

  struct PhysicalLocation: Encodable {
    var artifactLocation: Artifact
    var region: Region
  }

  struct Location: Encodable { var physicalLocation: PhysicalLocation }

  struct Result: Encodable {
    var ruleId: String
    var level: String
    var message: Text
    var locations: [Location]
    var partialFingerprints: [String: String]
  }

  struct Notification: Encodable {
    var level = "error"
    var message: Text
    var locations: [Location]
  }

  struct Invocation: Encodable {
    var executionSuccessful: Bool
    var toolExecutionNotifications: [Notification]
  }

  struct Run: Encodable {
    var tool: Tool
    var columnKind = "unicodeCodePoints"
    var invocations: [Invocation]
    var results: [Result]
  }

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  let schema = "https://json.schemastore.org/sarif-2.1.0.json"
  let version = "2.1.0"
  var runs: [Run]

  init(_ lessons: [CheckedLesson], version: String) {
    let rules = Finding.Kind.allCases.map { Rule(id: $0.rawValue, shortDescription: Text(text: $0.summary)) }
    let notifications = lessons.compactMap { lesson in
      lesson.failure.map {
        Notification(message: Text(text: $0), locations: [Self.location(lesson.path, Region(startLine: 1))])
      }
    }
    runs = [
      Run(
        tool: Tool(driver: Driver(version: version, rules: rules)),
        invocations: [
          Invocation(executionSuccessful: notifications.isEmpty, toolExecutionNotifications: notifications)
        ],
        results: lessons.flatMap(Self.results))
    ]
  }

  var json: [UInt8] { encodedJSON(self) }

  private static func results(of lesson: CheckedLesson) -> [Result] {
    let lines = lesson.document.map { LineTable($0.bytes) }
    return lesson.findings.map { finding in
      let difference = finding.plainDifference
      var column = finding.position.column
      if let lines, let bytes = lesson.document?.bytes {
        let line = bytes[lines.content(finding.position.line)]
        column = String(decoding: line.prefix(column - 1), as: UTF8.self).unicodeScalars.count + 1
      }
      let cell = finding.cell.flatMap { lesson.document?.cells[$0] }
      return Result(
        ruleId: finding.kind.rawValue, level: finding.isWarning ? "warning" : "error",
        message: Text(text: finding.heading + (difference.isEmpty ? "" : "\n\n" + difference)),
        locations: [
          location(
            lesson.path,
            Region(startLine: finding.position.line, startColumn: column, endLine: max(finding.lastLine, finding.position.line)))
        ],
        // The same finding keeps its name when prose above it moves it.
        partialFingerprints: [
          "lessonCell/v1": "\(lesson.path):\(cell?.label ?? cell?.number.map(String.init) ?? ""):\(finding.kind.rawValue)"
        ])
    }
  }

  private static func location(_ path: String, _ region: Region) -> Location {
    var address = ""
    for byte in path.utf8 {
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || "-._~/".utf8.contains(byte)
      address += isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    if path.hasPrefix("/") { address = "file://" + address }
    return Location(physicalLocation: PhysicalLocation(artifactLocation: Artifact(uri: address), region: region))
  }
}

extension Finding.Kind {
  /// What findings of this kind say, in one sentence.
  public var summary: String {
    switch self {
    case .form: "The lesson's form is wrong."
    case .behaviour: "A cell does not do what it is marked to do."
    case .notRun: "The run ended before the cell."
    case .output: "What a cell prints differs from what is recorded."
    case .stderr: "What a cell writes to standard error differs from what is recorded."
    case .error: "The error of a cell differs from the recorded one."
    case .warning: "What the compiler warns of differs from what is recorded."
    case .unrecorded: "A cell prints, and nothing is recorded."
    case .chart: "A chart differs from the recorded one."
    case .link: "A link leads nowhere."
    case .image: "An image is missing."
    case .label: "A label is referenced and not defined."
    case .data: "A file that the lesson depends on is missing or another one."
    case .solution: "A solution does not pass the tests of its exercise."
    case .starter: "A starter cell does not behave as the lesson says."
    case .version: "The toolchain or a package is not one that the lesson is for."
    case .flaky: "A cell does not do the same each time."
    }
  }
}
