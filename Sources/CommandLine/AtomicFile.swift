import CProcess
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
  // A link stays a link: what it points to is replaced.
  let target = realpath(path, nil).map { pointer in
    defer { free(pointer) }
    return String(cString: pointer)
  } ?? path
  let temporary = try writeBeside(target, content, calledBy: path, mode: status.st_mode == 0 ? nil : status.st_mode & 0o7777)
  guard rename(temporary, target) == 0 else {
    let reason = systemReason()
    unlink(temporary)
    throw Failure("cannot write \(path): \(reason)", remedy: "the file is as it was before")
  }
  synchroniseFolder(of: target)
}

/// Replaces a file's content if it is still `old`.
///
/// The two files change names in one step, and the old one is looked at afterwards: nothing that somebody else wrote
/// in the meantime is lost.
/// - Throws: `Failure` if the file is another by now, or cannot be written; it is then as it was.
func replaceAtomically(_ old: [UInt8], with new: [UInt8], at path: String) throws {
  let changed = Failure(
    "\(path) has changed since it was read", remedy: "nothing was written; run the command again", status: 1)
  let target = realpath(path, nil).map { pointer in
    defer { free(pointer) }
    return String(cString: pointer)
  } ?? path
  guard FileManager.default.contents(atPath: target).map(Array.init) == old else { throw changed }
  var status = stat()
  guard stat(target, &status) == 0 else { throw Failure("cannot write \(path): \(systemReason())") }
  let temporary = try writeBeside(target, new, calledBy: path, mode: status.st_mode & 0o7777)
  if mlnb_exchange(temporary, target) == 0 {
    guard FileManager.default.contents(atPath: temporary).map(Array.init) == old else {
      _ = mlnb_exchange(temporary, target)
      unlink(temporary)
      throw changed
    }
    unlink(temporary)
  } else if rename(temporary, target) != 0 {  // a file system that cannot exchange names
    let reason = systemReason()
    unlink(temporary)
    throw Failure("cannot write \(path): \(reason)", remedy: "the file is as it was before")
  }
  synchroniseFolder(of: target)
}

/// Writes and synchronises a file beside `target`, and gives its name.
private func writeBeside(_ target: String, _ content: [UInt8], calledBy path: String, mode: mode_t?) throws -> String {
  let folder = PathParts(target).folder
  let temporary = "\(folder.isEmpty ? "." : folder)/.\(PathParts(target).name).\(getpid()).tmp"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw Failure("cannot write \(path): \(systemReason())") }
  if let mode { fchmod(descriptor, mode) }
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
  guard isWritten else {
    unlink(temporary)
    throw Failure("cannot write \(path): \(reason)", remedy: "the file is as it was before")
  }
  return temporary
}

/// So that the new name, too, outlives a power cut.
private func synchroniseFolder(of path: String) {
  let folder = PathParts(path).folder
  let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}
