internal import CVectorMath
internal import CSystem

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
      vector_release(base, byteCount)
    }
  }
}

private func allocateBlock(_ byteCount: Int) -> UnsafeMutableRawPointer {
  guard byteCount >= 0, let block = vector_allocate(byteCount) else {
    fail("an array of \(byteCount) bytes does not fit into memory")
  }
  return block
}
