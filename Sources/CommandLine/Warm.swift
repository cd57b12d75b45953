import ArgumentParser
import Execution
import Foundation

/// `mlnb warm FOLDER`: a step of the installation.
struct Warm: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile the C modules that cells stand on (a step of `make build`).", shouldDisplay: false)

  @Argument var folder: String

  func run() throws {
    do {
      try Installation.ofThisProgram.warmModuleCache(into: URL(fileURLWithPath: folder))
    } catch let error as ExecutionError {
      throw Failure(error.message, remedy: error.remedy)
    }
  }
}
