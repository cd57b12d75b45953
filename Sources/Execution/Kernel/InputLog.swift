import CellWire
import NotebookModel

/// What cells looked at outside their lesson, as their kernels tell it (the kernel's half: watch.c).
final class InputLog {
  private(set) var inputs: [RunInput] = []
  private var known: Set<String> = []

  func note(_ payload: inout PayloadReader) {
    guard let letter = payload.integer(UInt8.self), let size = payload.integer(Int64.self),
      let modified = payload.integer(Int64.self), let changed = payload.integer(Int64.self),
      let inode = payload.integer(UInt64.self), let name = payload.string()
    else { return }
    let kind: RunInput.Kind
    switch Character(UnicodeScalar(letter)) {
    case "r": kind = .file
    case "s": kind = .place
    case "d": kind = .folder
    case "e": kind = .variable
    case "v": kind = .unrepeatable
    case "w": kind = .written
    case "x": kind = .effect
    case "m": kind = .durations
    case "l": kind = .library
    default: return
    }
    let group = kind == .file || kind == .place || kind == .written ? "file" : kind.rawValue
    // A second kernel, which runs cells again, sees what the first has left: the first look counts.
    guard known.insert("\(group) \(name)").inserted else { return }
    let hasStamp = kind == .file || kind == .place || kind == .folder || kind == .library
    inputs.append(
      RunInput(
        kind: kind, name: name,
        stamp: hasStamp ? .init(size: size, modified: modified, changed: changed, inode: inode) : nil))
  }
}
