internal import CSystem

/// A file's bytes in memory: mapped, so that only what is touched is loaded.
package struct FileBytes {
  let storage: ArrayStorage
  package let count: Int

  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: storage.base, count: count) }

  /// Maps a whole file.
  package init(mapping path: String) throws(ArrayFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path: path, reason: lastReason()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path: path, reason: lastReason()) }
    guard status.st_mode & mode_t(S_IFMT) == mode_t(S_IFREG) else { throw .system(path: path, reason: "not a file") }
    count = Int(status.st_size)
    guard count > 0 else {
      storage = ArrayStorage(byteCount: 0)
      return
    }
    guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw .system(path: path, reason: lastReason())
    }
    storage = ArrayStorage(mapped: base, byteCount: count)
  }

  /// Fills memory with a part of a file.
  static func read(_ path: String, from start: Int, into memory: UnsafeMutableRawBufferPointer) throws(ArrayFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path: path, reason: lastReason()) }
    defer { close(descriptor) }
    var done = 0
    while done < memory.count {
      let got = pread(descriptor, memory.baseAddress! + done, min(memory.count - done, 1 << 30), start + done)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .system(path: path, reason: lastReason()) }
      guard got > 0 else { throw .system(path: path, reason: "the file became shorter while it was read") }
      done += got
    }
  }
}

/// The system's words for what went wrong last.
func lastReason() -> String { String(cString: strerror(errno)) }

/// Writes a file in one go: to a neighbour first, which then takes its name, so that no half file is ever seen.
package func writeFile(_ path: String, _ body: (_ append: (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
  let neighbour = path + ".\(getpid()).tmp"
  let descriptor = open(neighbour, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw ArrayFileError.system(path: path, reason: lastReason()) }
  do {
    try body { bytes in
      var rest = bytes
      while let base = rest.baseAddress, rest.count > 0 {
        let written = CSystem.write(descriptor, base, min(rest.count, 1 << 30))
        if written < 0 {
          if errno == EINTR { continue }
          throw ArrayFileError.system(path: path, reason: lastReason())
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
    guard close(descriptor) == 0, rename(neighbour, path) == 0 else {
      throw ArrayFileError.system(path: path, reason: lastReason())
    }
  } catch {
    close(descriptor)
    unlink(neighbour)
    throw error
  }
}

extension UnsafeRawBufferPointer {
  /// A little-endian integer at a place; nil if it does not lie inside.
  func little<Integer: FixedWidthInteger>(_ place: Int, as: Integer.Type = Integer.self) -> Integer? {
    guard place >= 0, place <= count - MemoryLayout<Integer>.size else { return nil }
    return Integer(littleEndian: loadUnaligned(fromByteOffset: place, as: Integer.self))
  }

  /// A big-endian integer at a place; nil if it does not lie inside.
  func big<Integer: FixedWidthInteger>(_ place: Int, as: Integer.Type = Integer.self) -> Integer? {
    guard place >= 0, place <= count - MemoryLayout<Integer>.size else { return nil }
    return Integer(bigEndian: loadUnaligned(fromByteOffset: place, as: Integer.self))
  }

  /// The bytes from a place on; nil if they do not all lie inside.
  func part(_ place: Int, _ length: Int) -> UnsafeRawBufferPointer? {
    guard place >= 0, length >= 0, place <= count, length <= count - place else { return nil }
    return UnsafeRawBufferPointer(rebasing: self[place..<(place + length)])
  }
}
