import Foundation

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
