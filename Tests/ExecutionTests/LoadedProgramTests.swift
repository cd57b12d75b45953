import Execution
import Foundation
import Testing

/// A program that is loaded once runs as if it were started each time.
@Suite struct LoadedProgramTests {
  /// As it is installed, and where there is nothing to preload.
  private static let installations = [installation, Installation(prefix: URL(fileURLWithPath: "/nowhere"))]

  private func shell(_ installation: Installation) -> LoadedProgram {
    LoadedProgram("/bin/sh", folder: FileManager.default.temporaryDirectory, installation: installation)
  }

  @Test(arguments: installations)
  func everyRunHasItsOwnArgumentsAndOutput(installation: Installation) throws {
    let program = shell(installation)
    for text in ["one", "two  words", "ü\n\"quoted\""] {
      let outcome = try program.start(["-c", "printf '%s|' \"$@\"; echo \"$0\" >&2; exit 3", "name", text, "", "end"]).wait()
      #expect(outcome.standardOutput == "\(text)||end|")
      #expect(outcome.standardError == "name\n")
      #expect(outcome.status >> 8 == 3)
    }
  }

  @Test(arguments: installations)
  func runsGoOnSideBySideAndCanBeEnded(installation: Installation) throws {
    let program = shell(installation)
    let endless = try program.start(["-c", "echo begun; while :; do :; done"])
    let quick = try program.start(["-c", "echo done"])
    #expect(quick.wait().standardOutput == "done\n")
    endless.kill()
    #expect(endless.wait().status & 0x7F == SIGKILL)
    program.end()
    #expect(try program.start(["-c", "echo again"]).wait().standardOutput == "again\n")
  }

  @Test(arguments: installations)
  func aRunSeesItsFolderAndNothingOfHowItWasLoaded(installation: Installation) throws {
    let outcome = try shell(installation).start(["-c", "pwd -P; echo \"$MLNB_FORKS$MLNB_PRELOAD[$LD_PRELOAD]\""]).wait()
    let lines = outcome.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines.first == FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path)
    #expect(lines.last == "[\(ProcessInfo.processInfo.environment["LD_PRELOAD"] ?? "")]")
  }

  @Test func aProgramThatIsNotThereIsSaidNotToBe() {
    let program = LoadedProgram("/nowhere/compiler", folder: FileManager.default.temporaryDirectory, installation: installation)
    #expect(throws: ExecutionError.self) { try program.start([]) }
  }
}
