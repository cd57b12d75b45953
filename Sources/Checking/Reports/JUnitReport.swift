internal import Foundation
import NotebookModel

/// The JUnit report: a suite for each lesson, a case for each cell.
func junitReport(of lessons: [CheckedLesson]) -> String {
  var body = ""
  var totals = (tests: 0, failures: 0, errors: 0, skipped: 0, seconds: 0.0)
  for lesson in lessons {
    let cases = lesson.cases
    let failures = cases.filter { $0.status == .failed }.count
    let errors = cases.filter { $0.status == .broken }.count
    let skipped = cases.filter { $0.status == .skipped }.count
    totals.tests += cases.count
    totals.failures += failures
    totals.errors += errors
    totals.skipped += skipped
    totals.seconds += lesson.seconds
    body +=
      "  <testsuite name=\"\(attribute(lesson.path))\" tests=\"\(cases.count)\" failures=\"\(failures)\" "
      + "errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"\(seconds(lesson.seconds))\">\n"
    for item in cases {
      body +=
        "    <testcase classname=\"\(attribute(lesson.path))\" name=\"\(attribute(item.name))\" "
        + "file=\"\(attribute(lesson.path))\" line=\"\(item.line)\" time=\"\(seconds(item.seconds))\""
      let inside = content(of: item, failure: lesson.failure)
      body += inside.isEmpty ? "/>\n" : ">\n\(inside)    </testcase>\n"
    }
    body += "  </testsuite>\n"
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mlnb check\" tests=\"\(totals.tests)\" "
    + "failures=\"\(totals.failures)\" errors=\"\(totals.errors)\" skipped=\"\(totals.skipped)\" "
    + "time=\"\(seconds(totals.seconds))\">\n\(body)</testsuites>\n"
}

private func content(of item: CheckedLesson.Case, failure: String?) -> String {
  switch item.status {
  case .skipped: return "      <skipped/>\n"
  case .broken: return "      <error message=\"\(attribute(failure ?? ""))\"/>\n"
  case .passed where item.findings.isEmpty: return ""
  case .passed:
    return "      <system-out>" + text(item.findings.map { $0.message + "\n" }.joined()) + "</system-out>\n"
  case .failed:
    // One case has one failure in most readers: it holds all of them.
    let findings = item.findings.filter { !$0.isWarning }
    let kind = findings.first?.kind.rawValue ?? ""
    let details = findings.map {
      "line \($0.position.line), column \($0.position.column): \($0.message)\n\($0.plainDifference)"
    }
    return "      <failure type=\"\(kind)\" message=\"\(attribute(findings.first?.message ?? ""))\">"
      + text(details.joined(separator: "\n")) + "</failure>\n"
  }
}

private func seconds(_ value: Double) -> String { String(format: "%.3f", value) }

/// Text as XML 1.0 takes it: characters that it does not know become their pictures.
private func text(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\n", "\t": result.unicodeScalars.append(scalar)
    case _ where scalar.value < 0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? " ")
    case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func attribute(_ value: String) -> String {
  text(value).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
}
