internal import CSystem

/// Memory for pixels on their way to a file, used again by the next picture.
///
/// Fresh memory costs the system a fault for each page, which for a small chart is a quarter of all its time.
final class ScratchBlock {
  let address: UnsafeMutableRawPointer
  private let size: Int

  private static let free = FreeBlocks()
  private static let kept = 4
  private static let largest = 24 << 20
  /// What all free blocks may hold together.
  private static let most = 48 << 20

  /// At least `bytes` bytes that may hold anything; `nil` where there is no such memory.
  init?(bytes: Int) {
    let found = ScratchBlock.free.withLock { blocks -> (size: Int, address: UInt)? in
      let fitting = blocks.indices.filter { blocks[$0].size >= bytes && blocks[$0].size <= 8 * bytes + 65_536 }
      return fitting.min { blocks[$0].size < blocks[$1].size }.map { blocks.remove(at: $0) }
    }
    if let found, let address = UnsafeMutableRawPointer(bitPattern: found.address) {
      (size, self.address) = (found.size, address)
      return
    }
    guard let address = malloc(max(bytes, 64)) else { return nil }
    size = max(bytes, 64)
    self.address = address
  }

  deinit {
    let (size, address) = (size, address)
    let isKept = ScratchBlock.free.withLock { blocks in
      guard size <= ScratchBlock.largest else { return false }
      blocks.append((size, UInt(bitPattern: address)))
      // The smallest goes.
      while blocks.count > ScratchBlock.kept || blocks.reduce(0, { $0 + $1.size }) > ScratchBlock.most,
        let k = blocks.indices.min(by: { blocks[$0].size < blocks[$1].size })
      {
        CSystem.free(UnsafeMutableRawPointer(bitPattern: blocks.remove(at: k).address))
      }
      return true
    }
    if !isKept { CSystem.free(address) }
  }
}

/// The blocks that wait to be used again, one thread at a time.
///
/// (`Mutex` stands in a module that brings the whole C library with it, and every cell's compiler would have to load that.)
private final class FreeBlocks: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Their sizes and addresses.
  private var blocks: [(size: Int, address: UInt)] = []

  init() { pthread_mutex_init(mutex, nil) }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func withLock<Result>(_ body: (inout [(size: Int, address: UInt)]) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&blocks)
  }
}
