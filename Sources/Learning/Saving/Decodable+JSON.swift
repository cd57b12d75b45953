import Arrays

extension Decodable {
  /// A value from JSON: Python's `json.loads`, with a type that says what is expected.
  ///
  /// ```swift
  /// struct Settings: Decodable { var trees: Int, maxDepth: Int? }
  /// let settings = try Settings(json: #"{"trees": 100, "maxDepth": 8}"#)
  /// ```
  ///
  /// Keys are the names of the properties; an optional one may be missing. Lists and dictionaries are values, too:
  /// `[Double](json: "[1, 2.5]")`.
  ///
  /// - Throws: `DecodingError`, which names the place, if the text is no JSON (RFC 8259) or does not fit the type.
  public init(json text: String) throws {
    self = try decoded(Self.self, try JSONReader.value(of: text), [])
  }

  /// A value from a file of JSON.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be read, `DecodingError` as `init(json:)`.
  public init(jsonAt path: String) throws {
    let file = try FileBytes(mapping: path)
    try self.init(json: String(decoding: file.bytes, as: UTF8.self))
  }
}
