// How a top-level `await` of a cell is waited for.
internal import CSystem
internal import _Concurrency

/// Runs an asynchronous body and waits for what it returns or throws.
///
/// The cell's thread serves the main queue meanwhile, so code on the main actor goes on.
@discardableResult
public func _mlnb_blocking<Value>(_ body: @escaping () async throws -> Value) throws -> Value {
  let box = ResultBox<Value>()
  let bodyBox = Transfer(body)
  Task.detached {
    let result: Result<Value, any Error>
    do { result = .success(try await bodyBox.value()) } catch { result = .failure(error) }
    box.finish(result)
  }
  return try box.wait().get()
}

/// A task that a cell's `async let` has started.
public func _mlnb_task<Value>(_ body: @escaping () async throws -> Value) -> Task<Value, any Error> {
  let bodyBox = Transfer(body)
  return Task.detached { try await bodyBox.value() }
}

/// Carries a value into a task; the cell that waits for the task keeps its hands off meanwhile.
private struct Transfer<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

/// Where a task leaves its result for a thread that waits.
private final class ResultBox<Value>: @unchecked Sendable {
  private var result: Result<Value, any Error>?
  private let ends: (read: Int32, write: Int32)

  init() {
    var descriptors: [Int32] = [-1, -1]
    if pipe(&descriptors) != 0 { fatalError("await needs a pipe, and this process has too many open files") }
    ends = (descriptors[0], descriptors[1])
  }

  deinit {
    close(ends.read)
    close(ends.write)
  }

  func finish(_ value: Result<Value, any Error>) {
    result = value
    var byte: UInt8 = 1
    _ = CSystem.write(ends.write, &byte, 1)
  }

  func wait() -> Result<Value, any Error> {
    var sources = [pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)]
    if let queue = MainQueue.descriptor { sources.append(pollfd(fd: queue, events: Int16(POLLIN), revents: 0)) }
    while true {
      for index in sources.indices { sources[index].revents = 0 }
      let count = poll(&sources, nfds_t(sources.count), -1)
      if count < 0 { continue }
      if sources.count > 1, sources[1].revents != 0 { MainQueue.drain() }
      if sources[0].revents != 0, let result { return result }
    }
  }
}

/// Dispatch's main queue, served by whoever waits on the main thread (what a run loop does).
private enum MainQueue {
  static let descriptor: Int32? = {
    guard let address = dlsym(nil, "_dispatch_get_main_queue_handle_4CF") ?? dlsym(nil, "_dispatch_get_main_queue_port_4CF")
    else { return nil }
    return unsafeBitCast(address, to: (@convention(c) () -> Int32).self)()
  }()

  private static let callback = dlsym(nil, "_dispatch_main_queue_callback_4CF").map {
    unsafeBitCast($0, to: (@convention(c) (UnsafeMutableRawPointer?) -> Void).self)
  }

  static func drain() {
    if let descriptor {
      var count: UInt64 = 0
      _ = read(descriptor, &count, 8)
    }
    callback?(nil)
  }
}
