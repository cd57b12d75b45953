internal import Glibc

/// The whole content of a file, or nil if it cannot be read.
func contents(ofFile path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  let size = Int(status.st_size)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = 0
    while count < size {
      let got = read(descriptor, buffer.baseAddress! + count, size - count)
      if got <= 0 { break }
      count += got
    }
  }
}

/// Writes a file so that a reader sees the old content or the new, never a part; says whether it could.
@discardableResult
func replaceFile(_ path: String, with bytes: [UInt8]) -> Bool {
  var template = Array("\(path).XXXXXX".utf8CString)
  let descriptor = mkstemp(&template)
  guard descriptor >= 0 else { return false }
  let temporary = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, bytes.count - written) }
    if count <= 0 { break }
    written += count
  }
  fchmod(descriptor, 0o644)
  close(descriptor)
  guard written == bytes.count, rename(temporary, path) == 0 else {
    unlink(temporary)
    return false
  }
  return true
}

/// Makes a folder and those above it, as far as they are missing.
func makeFolder(_ path: String) {
  if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
  guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
  makeFolder(String(path[..<slash]))
  mkdir(path, 0o755)
}
