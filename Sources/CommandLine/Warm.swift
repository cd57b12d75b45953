import ArgumentParser
import Execution
import Foundation
import Rendering

/// `mlnb warm FOLDER`: a step of the installation.
struct Warm: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile what every lesson needs: C modules, or KaTeX (a step of `make build`).", shouldDisplay: false)

  @Option var modules: String?
  @Option var formulas: String?

  func run() throws {
    do {
      if let modules { try Installation.ofThisProgram.warmModuleCache(into: URL(fileURLWithPath: modules)) }
      if let formulas { PageRenderer(assetsFolder: formulas, katexFolder: formulas).warm() }
    } catch let error as ExecutionError {
      throw Failure(error.message, remedy: error.remedy)
    }
  }
}
