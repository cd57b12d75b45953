import Arrays
internal import COpenBLAS
import DataFrames
internal import CSystem

/// Does something with so many threads in place of one a core: in our own loops, and in the linear algebra below.
package func withThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
  let before = exchangeThreads(Int32(count))
  chosenThreadCount = count
  defer {
    chosenThreadCount = nil
    _ = exchangeThreads(before)
  }
  return try body()
}

/// Sets the number of threads of linear algebra, for later if something steady is being done.
private func exchangeThreads(_ count: Int32) -> Int32 {
  pthread_mutex_lock(steadyLock)
  defer { pthread_mutex_unlock(steadyLock) }
  if steady.depth == 0 {
    let before = openblas_get_num_threads()
    openblas_set_num_threads(count)
    return before
  }
  let before = steady.threads
  steady.threads = count
  return before
}

/// How many work on linear algebra that must round the same for any number of threads, and what to go back to.
private nonisolated(unsafe) var steady = (depth: 0, threads: Int32(1))
private nonisolated(unsafe) let steadyLock: UnsafeMutablePointer<pthread_mutex_t> = {
  let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  pthread_mutex_init(lock, nil)
  return lock
}()

/// Does linear algebra whose rounding does not depend on the number of threads: OpenBLAS, which divides work by that
/// number, is kept to one thread for each call. What uses all cores divides its work itself, by its size alone.
func steadily<Result>(_ body: () throws -> Result) rethrows -> Result {
  pthread_mutex_lock(steadyLock)
  if steady.depth == 0 {
    steady.threads = openblas_get_num_threads()
    if steady.threads != 1 { openblas_set_num_threads(1) }
  }
  steady.depth += 1
  pthread_mutex_unlock(steadyLock)
  defer {
    pthread_mutex_lock(steadyLock)
    steady.depth -= 1
    if steady.depth == 0 && steady.threads != 1 { openblas_set_num_threads(steady.threads) }
    pthread_mutex_unlock(steadyLock)
  }
  return try body()
}

/// Calls `body` with the parts of 0 ..< `count` that are `size` long, on all cores if `isLarge`; which parts there are
/// does not depend on the number of cores.
func inParts(_ count: Int, size: Int, isLarge: Bool, _ body: (Range<Int>) -> Void) {
  let parts = (count + size - 1) / size
  let threads = isLarge ? Swift.max(1, Swift.min(threadCount, parts)) : 1
  inParallel(threads) { thread in
    for part in stride(from: thread, to: parts, by: threads) {
      body((part * size)..<Swift.min((part + 1) * size, count))
    }
  }
}

extension NDArrayOf where Element == Double {
  /// The matrix product, rounded the same for any number of threads: in this room it stands before that of `Arrays`.
  func matmul(_ other: NDArray) -> NDArray {
    steadily {
      if rank == 2, other.rank == 2, shape[1] == other.shape[0], shape[1] >= 8192, shape[0] * other.shape[1] <= 4096 {
        return tallProduct(self, other)
      }
      guard rank == 2, other.rank == 2, shape[1] == other.shape[0],
        shape[0] * shape[1] * other.shape[1] > 4_000_000, Swift.max(shape[0], other.shape[1]) >= 128
      else { return plainProduct(self, other) }
      let (rows, columns) = (shape[0], other.shape[1])
      return NDArray(shape: [rows, columns]) { (buffer: UnsafeMutableBufferPointer<Double>) in
        guard let target = buffer.baseAddress else { return }
        nonisolated(unsafe) let into = target
        if rows >= columns {
          inParts(rows, size: Swift.max(64, (rows + 31) / 32), isLarge: true) { part in
            plainProduct(self[part], other).withUnsafeElements { numbers in
              guard let from = numbers.baseAddress else { return }
              (into + part.lowerBound * columns).update(from: from, count: part.count * columns)
            }
          }
        } else {
          inParts(columns, size: Swift.max(64, (columns + 31) / 32), isLarge: true) { part in
            plainProduct(self, other[..., part]).withUnsafeElements { numbers in
              guard let from = numbers.baseAddress else { return }
              for row in 0..<rows {
                (into + row * columns + part.lowerBound).update(from: from + row * part.count, count: part.count)
              }
            }
          }
        }
      }
    }
  }
}

extension NDArrayOf where Element == Double {
  /// The products of all columns with one another, xᵀx: half the work of a matrix product, and symmetric to the last bit.
  /// Rounded the same for any number of threads.
  func productsOfColumns() -> NDArray {
    let (rows, columns) = (shape[0], shape[1])
    guard columns >= 256, rows * columns * columns > 4_000_000 else {
      return rows >= 8192 ? T.matmul(self) : steadily { plainProduct(T, self) }
    }
    return steadily {
      NDArray(shape: [columns, columns]) { (buffer: UnsafeMutableBufferPointer<Double>) in
        guard let target = buffer.baseAddress else { return }
        nonisolated(unsafe) let into = target
        inParts(columns, size: Swift.max(64, (columns + 15) / 16), isLarge: true) { part in
          let first = part.lowerBound
          plainProduct(self[..., part].T, self[..., first...]).withUnsafeElements { numbers in
            guard let from = numbers.baseAddress else { return }
            let width = columns - first
            for row in part {
              let line = from + (row - first) * width
              for column in row..<columns {
                into[row * columns + column] = line[column - first]
                into[column * columns + row] = line[column - first]
              }
            }
          }
        }
      }
    }
  }
}

/// The product of a few long rows with a few long columns: parts of their length on all cores, added in order.
private func tallProduct(_ a: NDArray, _ b: NDArray) -> NDArray {
  let (rows, length, columns) = (a.shape[0], a.shape[1], b.shape[1])
  let size = 4096
  let count = rows * columns
  var parts = [Double](repeating: 0, count: (length + size - 1) / size * count)
  parts.withUnsafeMutableBufferPointer { parts in
    guard let start = parts.baseAddress else { return }
    nonisolated(unsafe) let into = start
    inParts(length, size: size, isLarge: true) { part in
      plainProduct(a[..., part], b[part]).withUnsafeElements { numbers in
        guard let from = numbers.baseAddress else { return }
        (into + part.lowerBound / size * count).update(from: from, count: count)
      }
    }
  }
  for place in count..<Swift.max(parts.count, count) { parts[place % count] += parts[place] }
  return NDArray(Array(parts[..<count]), shape: [rows, columns])
}

/// The product as `Arrays` computes it.
private func plainProduct<Element: FloatingElement>(
  _ a: NDArrayOf<Element>, _ b: NDArrayOf<Element>
) -> NDArrayOf<Element> {
  a.matmul(b)
}
