import DataFrames
import Foundation

/// What pandas gave, as the scripts in Reference/ wrote it down.
enum Reference {
  /// A column as the scripts store it.
  struct Column: Decodable {
    var name: String?
    var type: String
    var values: [String?]

    var series: Series {
      switch type {
      case "number": return Series(values.map { $0.flatMap(Double.init) ?? .nan }, name: name)
      case "integer": return Series(values.map { $0.flatMap { Int($0) } }, name: name)
      case "boolean": return Series(values.map { $0.map { $0 == "true" } }, name: name)
      default: return Series(values, name: name)
      }
    }
  }

  struct Labels: Decodable {
    var range: [Int]?
    var levels: [Column]?
    var names: [String?]

    var index: Index? {
      guard let levels else { return nil }
      return Index(levels: zip(levels, names).map { $0.series.renamed($1) })
    }
  }

  struct PrintingCase: Decodable {
    var kind: String
    var columns: [Column]
    var index: Labels
    var text: String
  }

  static func url(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference/\(name)")
  }

  static func load<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: try Data(contentsOf: url(name)))
  }

  /// The red wines that the lessons read.
  static func wine() throws -> DataFrame {
    try DataFrame(csv: winePath, separator: ";")
  }

  static var winePath: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Lessons/data/winequality-red.csv").path
  }
}
