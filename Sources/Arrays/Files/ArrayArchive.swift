/// Named arrays in one file: NumPy's `.npz`, a ZIP archive of `.npy` files.
///
/// ```swift
/// var archive = ArrayArchive()
/// archive.add(weights, as: "weights")
/// try archive.write(npz: "model.npz")
/// let weights: NDArray = try ArrayArchive(npz: "model.npz")["weights"]
/// ```
public struct ArrayArchive: Sendable {
  /// The bytes of each array's `.npy` file.
  private var files: [(name: String, bytes: [UInt8])] = []
  private var path = "the archive"

  /// An archive without arrays.
  public init() {}

  /// The names of the arrays, in the order of the file.
  public var names: [String] { files.map(\.name) }

  /// Adds an array, or puts it in the place of one of the same name.
  public mutating func add<Element: ArrayElement>(_ array: NDArrayOf<Element>, as name: String) {
    files.removeAll { $0.name == name }
    files.append((name, array.npyBytes()))
  }

  /// The array of a name.
  ///
  /// - Throws: `ArrayFileError` if there is none, if it is damaged, or if its numbers do not fit the type asked for.
  public subscript<Element: ArrayElement>(_ name: String) -> NDArrayOf<Element> {
    get throws {
      guard let file = files.first(where: { $0.name == name }) else {
        throw ArrayFileError.missing(name: name, names: names)
      }
      return try file.bytes.withUnsafeBytes { try NDArrayOf.decoding(npy: $0, path: "\(path)/\(name)") }
    }
  }

  /// The arrays of a `.npz` file, compressed or not.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be read or is damaged.
  public init(npz path: String) throws {
    let file = try FileBytes(mapping: path)
    try self.init(zip: file.bytes, path: path)
    withExtendedLifetime(file.storage) {}
  }

  /// The arrays from the bytes of a `.npz` file.
  ///
  /// - Throws: `ArrayFileError` if they are damaged.
  public init(npz bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBytes { try ArrayArchive(zip: $0, path: "the .npz bytes") }
  }

  private init(zip bytes: UnsafeRawBufferPointer, path: String) throws {
    self.path = path
    for entry in try ZipDirectory(bytes, path: path).entries where entry.name.hasSuffix(".npy") {
      files.append((String(entry.name.dropLast(4)), try entry.contents(of: bytes, path: path)))
    }
  }

  /// Writes a `.npz` file, as NumPy's `savez` does, or compressed, as `savez_compressed` does.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be written.
  public func write(npz path: String, compressed: Bool = false) throws {
    try writeFile(path) { append in
      var writer = ZipWriter()
      for file in files { try writer.add(file.name + ".npy", file.bytes, compressed: compressed, append) }
      try writer.finish(append)
    }
  }
}
