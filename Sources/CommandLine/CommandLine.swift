import ArgumentParser
import NotebookModel

/// The `mlnb` command.
public struct MLNB: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "mlnb",
    abstract: "Make lessons run: Markdown with Swift cells becomes a page with real outputs.",
    discussion: """
      EXAMPLES
        mlnb run lesson.md                  write lesson.html beside the lesson
        mlnb run -o page.html lesson.md     write the page somewhere else
        mlnb run --output-dir site *.md     many lessons at once
        mlnb check lesson.md                does the lesson print what it says?
        mlnb accept lesson.md               write what it prints into it
        mlnb doctor                         is everything there?

      Run `mlnb help SUBCOMMAND` for the options of one subcommand.
      """,
    version: MLNB.version,
    subcommands: [Run.self, Check.self, Accept.self, Doctor.self, CacheCommand.self, Warm.self])

  public init() {}

  /// Parses the arguments and runs the subcommand; ends the process with its exit status.
  ///
  /// 0: all is well. 1: something is wrong with a lesson. 2: it could not be run. 130: interrupted.
  public static func launch() -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
      end(withStatus: 0)
    } catch let failure as Failure {
      Terminal.error.write(failure.message(colour: Terminal.error.hasColour))
      end(withStatus: failure.status)
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.rawValue == 0 {
        print(text)
      } else if !text.isEmpty {
        Terminal.error.write(text + "\n" + (hint(for: Swift.CommandLine.arguments.dropFirst()) ?? ""))
      }
      end(withStatus: code.rawValue == ExitCode.validationFailure.rawValue ? 2 : code.rawValue)
    }
  }

  /// What may have been meant by a first word that is no subcommand.
  private static func hint(for arguments: ArraySlice<String>) -> String? {
    guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
    let names = ["run", "check", "accept", "doctor", "cache"]
    if (names + ["warm", "help"]).contains(first) { return nil }
    if PathParts(first).name.contains(".") { return "note: did you mean `mlnb run \(first)`?\n" }
    return nearestWord(to: first, among: names).map { "note: did you mean `mlnb \($0)`?\n" }
  }
}
