/// What can go wrong in reading and writing arrays.
public enum ArrayFileError: Error, Equatable, CustomStringConvertible {
  /// The system refused to open, read or write a file.
  case system(path: String, reason: String)
  /// A file is damaged, or is not what its name says.
  case damaged(path: String, what: String)
  /// A file's numbers do not fit the array that was asked for.
  case wrongType(path: String, found: String, wanted: String)
  /// An archive has no array of a name.
  case missing(name: String, names: [String])
  /// An array's shape cannot be written in a format.
  case unsuitable(what: String)

  public var description: String {
    switch self {
    case .system(let path, let reason): return "\(path): \(reason)"
    case .damaged(let path, let what): return "\(path): \(what)"
    case .wrongType(let path, let found, let wanted):
      return "\(path) holds \(found), which does not fit into an array of \(wanted)"
    case .missing(let name, let names):
      let known = names.isEmpty ? "there are none" : "there are " + names.joined(separator: ", ")
      return "the archive has no array \"\(name)\": \(known)"
    case .unsuitable(let what): return what
    }
  }
}
