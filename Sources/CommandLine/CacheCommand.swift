import ArgumentParser
import Execution
import Foundation

/// `mlnb cache`: how large the cache is, and how to be rid of it.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Show where compiled cells are kept and how large they are; clear them.",
    discussion: """
      EXAMPLES
        mlnb cache            show folder and size
        mlnb cache --clear    remove everything; the next run compiles again

      The folder is $XDG_CACHE_HOME/mlnb, or ~/.cache/mlnb.
      """)

  @Flag(help: "Remove everything that is kept.")
  var clear = false

  func run() throws {
    let cache = ObjectCache()
    if clear {
      do { try cache.clear() } catch {
        throw Failure("cannot remove \(cache.folder.path): \(error.localizedDescription)")
      }
      return
    }
    let (bytes, files) = cache.size()
    print("\(cache.folder.path)\n\(byteText(bytes)) in \(files) files, at most \(byteText(cache.bound)) of objects")
  }
}

/// A number of bytes for people: "3.4 MB".
func byteText(_ bytes: Int) -> String {
  var value = Double(bytes)
  var unit = 0
  let units = ["bytes", "kB", "MB", "GB", "TB"]
  while value >= 1000, unit < units.count - 1 {
    value /= 1000
    unit += 1
  }
  return unit == 0 ? "\(bytes) bytes" : "\(String(format: "%.1f", value)) \(units[unit])"
}
