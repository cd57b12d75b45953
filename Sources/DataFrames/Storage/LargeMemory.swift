internal import CSystem

/// Asks for large pages where a column is large: touching its memory for the first time, and reading it in
/// random order, then costs a fraction of what it costs in small ones. NumPy asks for the same.
@inline(__always)
func preferLargePages(_ start: UnsafeMutableRawPointer?, byteCount: Int) {
  if byteCount >= 1 << 22, let start { adviseLargePages(start, byteCount) }
}

@inline(never)
private func adviseLargePages(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
  let page = 4096
  let first = (Int(bitPattern: start) + page - 1) / page * page
  let last = (Int(bitPattern: start) + byteCount) / page * page
  if let aligned = UnsafeMutableRawPointer(bitPattern: first), last > first {
    madvise(aligned, last - first, Int32(MADV_HUGEPAGE))
  }
}

extension Array {
  /// As `init(unsafeUninitializedCapacity:initializingWith:)`, in large pages where there is much.
  @inline(__always)
  init(largeCapacity capacity: Int, _ fill: (inout UnsafeMutableBufferPointer<Element>, inout Int) -> Void) {
    self.init(unsafeUninitializedCapacity: capacity) { buffer, count in
      preferLargePages(buffer.baseAddress, byteCount: capacity * MemoryLayout<Element>.stride)
      fill(&buffer, &count)
    }
  }
}
