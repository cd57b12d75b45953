import Arrays
internal import CSystem

/// The bytes of a CSV file or text, with at least 64 readable zero bytes after the last.
final class CSVSource {
  let path: String
  let start: UnsafePointer<UInt8>
  let count: Int
  private let region: UnsafeMutableRawPointer
  private let regionSize: Int
  private let isMapped: Bool

  var end: UnsafePointer<UInt8> { start + count }

  /// Maps a regular file, reads anything else to its end.
  init(path: String) throws {
    self.path = path
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw CSVError(path: path, problem: String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw CSVError(path: path, problem: String(cString: strerror(errno))) }
    let kind = status.st_mode & mode_t(S_IFMT)
    if kind == S_IFDIR { throw CSVError(path: path, problem: "this is a folder and not a file") }
    if kind == S_IFREG {
      let size = Int(status.st_size)
      let page = sysconf(Int32(_SC_PAGESIZE))
      // The file is laid over memory of zeros that goes on for a page more.
      let whole = (size / page + 2) * page
      guard let region = mmap(nil, whole, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), region != MAP_FAILED
      else { throw CSVError(path: path, problem: String(cString: strerror(errno))) }
      if size > 0, mmap(region, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED {
        munmap(region, whole)
        throw CSVError(path: path, problem: String(cString: strerror(errno)))
      }
      self.region = region
      regionSize = whole
      isMapped = true
      count = size
    } else {
      var bytes = [UInt8]()
      var block = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let got = read(file, &block, block.count)
        if got < 0 { throw CSVError(path: path, problem: String(cString: strerror(errno))) }
        if got == 0 { break }
        bytes.append(contentsOf: block[0..<got])
      }
      (region, regionSize) = Self.copy(bytes)
      isMapped = false
      count = bytes.count
    }
    start = UnsafePointer(region.assumingMemoryBound(to: UInt8.self))
  }

  convenience init(text: String) { self.init(bytes: Array(text.utf8), path: "text") }

  init(bytes: [UInt8], path: String = "bytes") {
    self.path = path
    (region, regionSize) = Self.copy(bytes)
    isMapped = false
    count = bytes.count
    start = UnsafePointer(region.assumingMemoryBound(to: UInt8.self))
  }

  deinit {
    if isMapped { munmap(region, regionSize) } else { free(region) }
  }

  /// Gives back the memory of pages that have been read; they come from the file again if need be.
  func release(from first: UnsafePointer<UInt8>, to last: UnsafePointer<UInt8>) {
    guard isMapped else { return }
    let page = sysconf(Int32(_SC_PAGESIZE))
    let lower = (first - start + page - 1) / page * page
    let upper = (last - start) / page * page
    if upper > lower { madvise(region + lower, upper - lower, MADV_DONTNEED) }
  }

  private static func copy(_ bytes: [UInt8]) -> (UnsafeMutableRawPointer, Int) {
    guard let region = calloc(bytes.count + 64, 1) else { fail("DataFrame(csv:): out of memory") }
    bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(region, base, $0.count) } }
    return (region, bytes.count + 64)
  }

  /// The line and the column, both from 1, at which a byte stands; columns count characters.
  func place(of position: UnsafePointer<UInt8>) -> (line: Int, column: Int) {
    var line = 1
    var p = start
    var lineStart = start
    while p < position {
      if p.pointee == 10 || (p.pointee == 13 && p[1] != 10) {
        line += 1
        lineStart = p + 1
      }
      p += 1
    }
    if line == 1, count >= 3, start[0] == 0xEF, start[1] == 0xBB, start[2] == 0xBF { lineStart += 3 }
    var column = 1
    p = lineStart
    while p < position {
      if p.pointee & 0xC0 != 0x80 { column += 1 }
      p += 1
    }
    return (line, column)
  }
}

/// What is wrong with a CSV file, and where.
public struct CSVError: Error, Equatable, CustomStringConvertible {
  /// The file as it was named, or `text`.
  public var path: String
  /// The line, from 1; `nil` if the trouble is with the file as a whole.
  public var line: Int?
  /// The character in the line, from 1.
  public var column: Int?
  /// What is wrong, in a sentence.
  public var problem: String

  /// An error without a place.
  public init(path: String, line: Int? = nil, column: Int? = nil, problem: String) {
    self.path = path
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var description: String {
    var place = path
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(problem)"
  }
}
