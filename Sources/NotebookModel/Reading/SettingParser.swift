internal import Yams

/// Keys and values written in YAML.
struct SettingParser {
  /// Why a text is no YAML: where in it (line and byte column from 1), and what is wrong.
  struct Failure: Error {
    var position: SourcePosition
    var message: String
  }

  /// The lines of the text, for turning YAML's columns (in scalars) into bytes.
  private let lines: [Substring]
  private var budget = 10_000

  /// The settings in `yaml`, at positions in it; nil if it holds nothing.
  static func settings(yaml: String) throws(Failure) -> [Setting] {
    var parser = SettingParser(lines: yaml.split(separator: "\n", omittingEmptySubsequences: false))
    if let failure = parser.nestingFailure() { throw failure }
    let node: Yams.Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw parser.failure(error)
    } catch {
      throw Failure(position: SourcePosition(line: 1), message: "the YAML cannot be read")
    }
    guard let node else { return [] }
    switch node {
    case .mapping(let mapping): return try parser.settings(mapping, depth: 0)
    case .scalar(let scalar) where scalar.string.isEmpty: return []
    default:
      throw Failure(
        position: parser.position(node.mark), message: "keys and values are expected here (`key: value`)")
    }
  }

  private init(lines: [Substring]) { self.lines = lines }

  private mutating func settings(_ mapping: Yams.Node.Mapping, depth: Int) throws(Failure) -> [Setting] {
    var settings: [Setting] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        throw Failure(position: position(key.mark), message: "a key must be a text")
      }
      settings.append(
        Setting(
          key: scalar.string, keyPosition: position(key.mark), value: try self.value(value, depth: depth + 1),
          valuePosition: valuePosition(of: value, key: key)))
    }
    return settings
  }

  private mutating func value(_ node: Yams.Node, depth: Int) throws(Failure) -> Setting.Value {
    budget -= 1
    guard budget > 0, depth < 20 else {
      throw Failure(position: position(node.mark), message: "there is too much YAML here")
    }
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
      return isNull ? .none : .scalar(scalar.string)
    case .sequence(let sequence):
      var items: [Setting] = []
      for item in sequence {
        items.append(
          Setting(
            key: "", keyPosition: position(item.mark), value: try value(item, depth: depth + 1),
            valuePosition: position(item.mark)))
      }
      return .list(items)
    case .mapping(let mapping): return .mapping(try settings(mapping, depth: depth))
    default: throw Failure(position: position(node.mark), message: "this YAML is not understood here")
    }
  }

  private func position(_ mark: Mark?) -> SourcePosition {
    guard let mark, mark.line >= 1, mark.line <= lines.count else {
      return SourcePosition(line: max(lines.count, 1), column: 1)
    }
    let before = lines[mark.line - 1].unicodeScalars.prefix(max(mark.column - 1, 0))
    return SourcePosition(line: mark.line, column: Substring(before).utf8.count + 1)
  }

  /// Where a value stands; after its key where it is empty.
  private func valuePosition(of value: Yams.Node, key: Yams.Node) -> SourcePosition {
    if case .scalar(let scalar) = value, scalar.style == .plain, scalar.string.isEmpty { return position(key.mark) }
    return position(value.mark)
  }

  private func failure(_ error: YamlError) -> Failure {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let doing = context.map { "\($0.text): " } ?? ""
      // What is never closed is noticed at the end; where it began is the place to look at.
      let isAtEnd = mark.line > lines.count || problem.contains("end of stream")
      let place = isAtEnd ? context?.mark ?? mark : mark
      return Failure(position: position(place), message: "broken YAML: \(doing)\(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.sorted()
      // The context is the mapping; the second line that begins with the key is the one to blame.
      var seen = false
      for (index, line) in lines.enumerated() where index + 1 >= context.mark.line {
        let trimmed = line.drop { $0 == " " }
        guard let name = names.first, trimmed.hasPrefix("\(name):") || trimmed.hasPrefix("\(name) :") else { continue }
        if seen {
          return Failure(
            position: SourcePosition(line: index + 1, column: line.utf8.count - trimmed.utf8.count + 1),
            message: "`\(name)` is given twice")
        }
        seen = true
      }
      return Failure(position: position(context.mark), message: "\(quotedList(names)) given twice")
    case .reader(let problem, _, _, _):
      return Failure(position: SourcePosition(line: 1), message: "broken YAML: \(problem)")
    default:
      return Failure(position: SourcePosition(line: 1), message: "broken YAML")
    }
  }

  /// Yams follows nesting by recursion: what is nested beyond reason is refused before.
  private func nestingFailure() -> Failure? {
    for (index, line) in lines.enumerated() {
      var opened = 0
      for (column, byte) in line.utf8.enumerated() {
        if "[{-?".utf8.contains(byte) { opened += 1 }
        if opened > 200 {
          return Failure(
            position: SourcePosition(line: index + 1, column: column + 1), message: "there is too much YAML here")
        }
      }
    }
    return lines.count > 5_000
      ? Failure(position: SourcePosition(line: 5_000), message: "there is too much YAML here") : nil
  }
}
