internal import CSystem

/// How many threads reading, sorting, grouping and learning use: the machine's cores, at most eight, or what the
/// environment variable `OMP_NUM_THREADS` says.
package var threadCount: Int { chosenThreadCount ?? standardThreadCount }

/// Another number of threads than the standard one.
package nonisolated(unsafe) var chosenThreadCount: Int?

private let standardThreadCount: Int = {
  if let text = getenv("OMP_NUM_THREADS"), let count = Int(String(cString: text)), count > 0 {
    return min(count, 64)
  }
  return min(max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 8)
}()

/// Calls `body` with 0, 1, ..., `count` - 1, each on a thread of its own, and returns when all are done.
package func inParallel(_ count: Int, _ body: (Int) -> Void) {
  guard count > 1 else {
    if count == 1 { body(0) }
    return
  }
  withoutActuallyEscaping(body) { body in
    var threads = [pthread_t]()
    for number in 1..<count {
      let task = Unmanaged.passRetained(ThreadTask { body(number) })
      var thread = pthread_t()
      let failure = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<ThreadTask>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, task.toOpaque())
      if failure == 0 {
        threads.append(thread)
      } else {
        task.takeRetainedValue().run()
      }
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}

private final class ThreadTask {
  let run: () -> Void
  init(_ run: @escaping () -> Void) { self.run = run }
}
