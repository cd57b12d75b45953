import Execution
import Foundation
import NotebookModel

/// Why a command ends without success, in one sentence and with a remedy.
struct Failure: Error {
  var sentence: String
  var remedy: String?
  var status: Int32

  init(_ sentence: String, remedy: String? = nil, status: Int32 = 2) {
    self.sentence = sentence
    self.remedy = remedy
    self.status = status
  }

  /// What an error that came up while a lesson was worked on means to its author.
  init(_ error: any Error, with lesson: String) {
    switch error {
    case let error as Document.ReadingError:
      self.init("cannot read \(error.path): \(error.reason)", remedy: nearestLesson(to: lesson))
    case let error as ExecutionError: self.init(error.message, remedy: error.remedy)
    case let failure as Failure: self = failure
    default: self.init("\(lesson): \(error)")
    }
  }

  func message(colour: Bool) -> String {
    if sentence.isEmpty { return "" }
    let head = colour ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    return "\(head) \(sentence)\n" + (remedy.map { "note: \($0)\n" } ?? "")
  }
}

/// Ends the process once everything that was printed is out.
func end(withStatus status: Int32) -> Never {
  fflush(stdout)
  Foundation.exit(status)
}

/// What the system says of an error number.
func systemReason() -> String { String(cString: strerror(errno)) }
