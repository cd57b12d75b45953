/// Which versions will do: a version (`6.3`, any that begins so) or bounds (`>= 6.2`), several joined with commas or `&&`.
public struct VersionRequirement: Equatable, Sendable {
  /// As it is written.
  public let text: String
  private let condition: OutputCondition

  /// Reads a requirement; nil if `text` is none.
  public init?(_ text: String) {
    let parts = text.replacing("&&", with: ",").split(separator: ",", omittingEmptySubsequences: false)
    let terms = parts.map { part -> String in
      let part = part.drop { $0 == " " }
      let isBound = part.first.map { "<>=!".contains($0) } ?? false
      let split = part.firstIndex { !"<>=!".contains($0) } ?? part.endIndex
      return isBound ? "swift \(part[..<split]) \(part[split...])" : "swift == \(part)"
    }
    guard let condition = OutputCondition(terms.joined(separator: "&&")) else { return nil }
    self.condition = condition
    self.text = text
  }

  /// Whether a version will do. What follows its numbers does not count: a toolchain of the day before a release counts as
  /// that release.
  public func admits(_ version: String) -> Bool {
    condition.holds(swift: String(version.prefix { $0.isNumber || $0 == "." }), os: "", arch: "")
  }
}

/// A package that a lesson depends on (`packages:`).
public struct PackageRequirement: Equatable, Sendable {
  /// Every package that a cell can depend on: the rooms of the runtime, and the libraries under it.
  public static let names = ["ML", "Arrays", "DataFrames", "Learning", "Charting", "OpenBLAS", "Cairo", "FreeType", "zlib"]

  public var name: String
  public var requirement: VersionRequirement
  /// Where the lesson says so.
  public var position: SourcePosition

  public init(name: String, requirement: VersionRequirement, position: SourcePosition) {
    self.name = name
    self.requirement = requirement
    self.position = position
  }
}
