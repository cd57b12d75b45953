import Foundation

/// Writes a file so that its name never stands for half of it: under another name, synchronised, renamed.
///
/// - Throws: `Failure` that names the file and the system's reason; the old file is then as it was.
func writeAtomically(_ content: [UInt8], to path: String) throws {
  let folder = PathParts(path).folder
  if !folder.isEmpty {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure("cannot make the folder \(folder): \(systemReason())")
    }
  }
  var status = stat()
  if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
    // A device or a pipe (/dev/stdout) has no other name to be written under.
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Failure("cannot write \(path): it is a folder") }
    guard let file = fopen(path, "w") else { throw Failure("cannot write \(path): \(systemReason())") }
    defer { fclose(file) }
    guard fwrite(content, 1, content.count, file) == content.count, fflush(file) == 0 else {
      throw Failure("cannot write \(path): \(systemReason())")
    }
    return
  }
  let temporary = "\(folder.isEmpty ? "." : folder)/.\(PathParts(path).name).\(getpid()).tmp"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw Failure("cannot write \(path): \(systemReason())") }
  var rest = content[...]
  var isWritten = true
  while !rest.isEmpty, isWritten {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      rest = rest.dropFirst(count)
    } else if errno != EINTR {
      isWritten = false
    }
  }
  isWritten = isWritten && fsync(descriptor) == 0
  let reason = systemReason()
  close(descriptor)
  guard isWritten, rename(temporary, path) == 0 else {
    unlink(temporary)
    throw Failure("cannot write \(path): \(isWritten ? systemReason() : reason)", remedy: "the file is as it was before")
  }
}
