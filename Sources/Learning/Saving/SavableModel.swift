import Arrays

/// A model that can be kept in a file.
///
/// ```swift
/// try model.save(to: "forest.model")
/// let again = try RandomForestClassifier.Model(savedAt: "forest.model")
/// ```
///
/// A model that was read predicts the same, to the last digit.
public protocol SavableModel: Codable {}

extension SavableModel {
  /// Writes the model to a file, replacing one that is there.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be written, `LearningError` if the model has a closure in it.
  public func save(to path: String) throws {
    var bytes = Array(fileHeader.utf8)
    let store = SavedStore()
    try encode(to: SavedEncoder(store: store))
    SavedValue.object([("type", .text(savedTypeName(Self.self))), ("model", store.value)]).write(to: &bytes)
    try bytes.withUnsafeBytes { bytes in
      try writeFile(path) { append in try append(bytes) }
    }
  }

  /// Reads a model from a file.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be read, `LearningError` if it holds something else or is damaged.
  public init(savedAt path: String) throws {
    let file = try FileBytes(mapping: path)
    let header = fileHeader.utf8.count
    guard file.count > header, file.bytes.prefix(header).elementsEqual(fileHeader.utf8) else {
      throw LearningError("\(path) is no saved model")
    }
    var reader = SavedReader(bytes: UnsafeRawBufferPointer(rebasing: file.bytes[header...]))
    guard case .object(let parts)? = reader.value(), reader.isAtEnd, parts.count == 2, case .text(let type) = parts[0].1 else {
      throw LearningError("\(path) is damaged: its end or a part of it is missing")
    }
    guard type == savedTypeName(Self.self) else {
      throw LearningError("\(path) holds a \(type), and not a \(savedTypeName(Self.self))")
    }
    do {
      try self.init(from: SavedDecoder(value: parts[1].1))
    } catch is DecodingError {
      throw LearningError("\(path) is damaged: a part of the model is missing")
    }
  }
}

private let fileHeader = "mlnb model 1\n"

/// The name of a type without its module: `RandomForestClassifier.Model`.
private func savedTypeName(_ type: Any.Type) -> String {
  String(reflecting: type).split(separator: "Learning.").joined()
}
