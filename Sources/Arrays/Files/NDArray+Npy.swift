internal import CSystem

extension NDArrayOf {
  /// An array from a `.npy` file, as NumPy's `load` reads it.
  ///
  /// Numbers of another type are taken over where every one of them fits.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be read, is damaged, or holds numbers that do not fit.
  public init(npy path: String) throws {
    self = try Self.reading(npy: FileBytes(mapping: path), path: path)
  }

  /// An array from the bytes of a `.npy` file.
  ///
  /// - Throws: `ArrayFileError` if they are damaged or hold numbers that do not fit.
  public init(npy bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBytes { try Self.decoding(npy: $0, path: "the .npy bytes") }
  }

  /// An array that shows a `.npy` file without reading it: only what is touched is loaded, and may be dropped again.
  ///
  /// Writing to the array copies it first; the file never changes. Memory larger than the machine's can be mapped.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be opened, is damaged, or holds another type of number.
  public init(mapping path: String) throws {
    let file = try FileBytes(mapping: path)
    let header = try NpyHeader(file.bytes, path: path)
    guard header.elementKind == Element.elementKind, header.start % MemoryLayout<Element>.alignment == 0 else {
      throw ArrayFileError.wrongType(
        path: path, found: "numbers of type \(header.typeName)", wanted: Element.elementKind.name)
    }
    let strides =
      header.isColumnMajor ? Array(rowMajorStrides(header.shape.reversed()).reversed()) : rowMajorStrides(header.shape)
    self.init(
      storage: file.storage, offset: header.start / MemoryLayout<Element>.stride, shape: header.shape, strides: strides)
  }

  /// The head is looked at through a map; numbers of our type go from the file straight to where they belong.
  private static func reading(npy file: FileBytes, path: String) throws -> Self {
    let header = try NpyHeader(file.bytes, path: path)
    guard header.elementKind == Element.elementKind, Element.elementKind != .bool, !header.isColumnMajor else {
      // The pages are read once, front to back.
      madvise(file.storage.base, file.count, MADV_SEQUENTIAL)
      return try decoding(npy: file.bytes, path: path)
    }
    return try Self(shape: header.shape) { (buffer: UnsafeMutableBufferPointer<Element>) in
      try FileBytes.read(path, from: header.start, into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  static func decoding(npy bytes: UnsafeRawBufferPointer, path: String) throws(ArrayFileError) -> Self {
    let header = try NpyHeader(bytes, path: path)
    guard fits(header) else {
      throw .wrongType(path: path, found: "numbers of type \(header.typeName)", wanted: Element.elementKind.name)
    }
    let shape = header.isColumnMajor ? Array(header.shape.reversed()) : header.shape
    let numbers = UnsafeRawBufferPointer(rebasing: bytes[header.start...])
    let result: Self
    if header.elementKind == Element.elementKind {
      result = Self(shape: shape) { (buffer: UnsafeMutableBufferPointer<Element>) in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: numbers[..<(buffer.count * MemoryLayout<Element>.stride)]))
        if Element.elementKind == .bool {
          // A byte that is neither 0 nor 1 is no Bool.
          buffer.withMemoryRebound(to: UInt8.self) { for i in 0..<$0.count where $0[i] > 1 { $0[i] = 1 } }
        }
      }
    } else {
      result = Self(shape: shape) { (buffer: UnsafeMutableBufferPointer<Element>) in
        for i in 0..<buffer.count { buffer[i] = header.element(i, in: numbers) }
      }
    }
    return header.isColumnMajor ? result.T.contiguous() : result
  }

  /// Whether every number of the file's type is one of ours.
  private static func fits(_ header: NpyHeader) -> Bool {
    switch Element.elementKind {
    case .float64: header.kind != "b"
    case .float32: header.kind == "f" && header.size == 4 || header.size <= 2 && header.kind != "b"
    case .int64: header.kind == "i" || header.kind == "u" && header.size <= 4
    case .uint8: header.kind == "u" && header.size == 1
    case .bool: header.kind == "b"
    }
  }

  /// Writes the array to a `.npy` file, as NumPy's `save` does.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be written.
  public func write(npy path: String) throws {
    let head = NpyHeader.bytes(for: self)
    try writeFile(path) { append in
      try head.withUnsafeBytes(append)
      try withUnsafeElements { try append(UnsafeRawBufferPointer($0)) }
    }
  }

  /// The bytes of a `.npy` file with the array.
  public func npyBytes() -> [UInt8] {
    NpyHeader.bytes(for: self) + withUnsafeElements { Array(UnsafeRawBufferPointer($0)) }
  }
}

extension NpyHeader {
  /// One number of the file as an element, whichever way the file stores it.
  func element<Element: ArrayElement>(_ index: Int, in numbers: UnsafeRawBufferPointer) -> Element {
    let place = index * size
    func integer<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer {
      (isBigEndian ? numbers.big(place) : numbers.little(place)) ?? 0
    }
    func exact<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Element {
      let value = integer(type)
      if let whole = Int(exactly: value) { return .element(nearest: whole) }
      return .element(nearest: Double(value))
    }
    switch (kind, size) {
    case ("f", 8): return .element(nearest: Double(bitPattern: integer(UInt64.self)))
    case ("f", _): return .element(nearest: Double(Float(bitPattern: integer(UInt32.self))))
    case ("i", 1): return exact(Int8.self)
    case ("i", 2): return exact(Int16.self)
    case ("i", 4): return exact(Int32.self)
    case ("i", _): return exact(Int64.self)
    case ("u", 2): return exact(UInt16.self)
    case ("u", 4): return exact(UInt32.self)
    case ("u", 8): return exact(UInt64.self)
    case ("b", _): return .element(nearest: integer(UInt8.self) == 0 ? 0 : 1)
    default: return exact(UInt8.self)
    }
  }
}
