internal import Glibc

/// A block of memory that arrays share: owned by the allocator, or a file mapped into memory.
package final class ArrayStorage: @unchecked Sendable {
  package let base: UnsafeMutableRawPointer
  package let byteCount: Int
  /// A mapped file is read only: writing copies first.
  package let isMapped: Bool

  /// Uninitialised memory, aligned for the widest vector registers.
  package init(byteCount: Int) {
    self.byteCount = byteCount
    self.isMapped = false
    self.base = allocateBlock(byteCount)
  }

  /// Takes over a file mapped with `mmap`.
  package init(mapped base: UnsafeMutableRawPointer, byteCount: Int) {
    self.base = base
    self.byteCount = byteCount
    self.isMapped = true
  }

  deinit {
    if isMapped {
      munmap(base, byteCount)
    } else {
      free(base)
    }
  }
}

private func allocateBlock(_ byteCount: Int) -> UnsafeMutableRawPointer {
  var pointer: UnsafeMutableRawPointer?
  let rounded = (max(byteCount, 1) + 63) & ~63
  guard byteCount >= 0, posix_memalign(&pointer, 64, rounded) == 0, let pointer else {
    fail("an array of \(byteCount) bytes does not fit into memory")
  }
  return pointer
}
