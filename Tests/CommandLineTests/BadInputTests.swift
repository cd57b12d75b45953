import Foundation
import Testing

@Suite("Bad input gets one clear message")
struct BadInputTests {
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write("```swift\nprint(1)\n```\n", to: "lesson.md")
    return place
  }

  @Test("A missing lesson, with the name that may have been meant")
  func missing() throws {
    let run = try place().mlnb("run", "leson.md")
    #expect(run.status == 2)
    #expect(run.errors == "error: cannot read leson.md: No such file or directory\nnote: did you mean lesson.md?\n")
  }

  @Test(
    "Arguments that make no sense",
    arguments: [
      (["run"], "lesson.md"), (["run", "--jbos", "2", "lesson.md"], "--jbos"), (["run", "--jobs", "0", "lesson.md"], "--jobs"),
      (["run", "--memory", "lots", "lesson.md"], "'lots' is not a size"), (["run", "-o", "x.html", "lesson.md", "b.md"], "-o"),
      (["run", "-o", "lesson.md", "lesson.md"], "the lesson itself"), (["run", "--timeout=-3", "lesson.md"], "time-out"),
      (["runn", "lesson.md"], "did you mean `mlnb run`?"), (["lesson.md"], "did you mean `mlnb run lesson.md`?"),
      (["run", "lesson.md", "./lesson.md"], "would both be written to"),
    ])
  func arguments(arguments: [String], word: String) throws {
    let place = try place()
    let run = try place.end(place.start(arguments))
    #expect(run.status == 2)
    #expect(run.errors.contains(word))
    #expect(run.output == "")
    #expect(try place.names == ["lesson.md"])
  }

  @Test(
    "A lesson that is wrong in form is not run",
    arguments: [
      ("# A\n\n```swift\nprint(1)\n", "3:1: error:"), ("```swift\n//| lable: x\n1\n```\n", "2:5: error:"),
      ("---\ntitle: [\n---\n\ntext\n", "error:"), ("```swift\n//| label: a\n1\n```\n\n```swift\n//| label: a\n2\n```\n", "7:"),
      ("::: exercise\n\ntext\n", "1:1: error:"), ("```swift\n//| timeout: soon\n1\n```\n", "2:"),
    ])
  func form(lesson: String, place words: String) throws {
    let place = try place()
    try place.write(lesson, to: "bad.md")
    let run = try place.mlnb("run", "bad.md")
    #expect(run.status == 1)
    #expect(run.errors.contains("bad.md:") && run.errors.contains(words))
    #expect(run.errors.components(separatedBy: "error:").count == 2, "one message: \(run.errors)")
    #expect(try place.names == ["bad.md", "lesson.md"])
  }

  @Test("A folder is no lesson, and not its own likeness")
  func folder() throws {
    let place = try place()
    try place.write("", to: "part.md/text")
    let run = try place.mlnb("run", "part.md")
    #expect(run.status == 2)
    #expect(run.errors == "error: cannot read part.md: Is a directory\n")
  }

  @Test("A page on standard output is all that stands there", arguments: ["-", "/dev/stdout"])
  func standardOutput(name: String) throws {
    let place = try place()
    let run = try place.mlnb("run", "-o", name, "lesson.md")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("<!doctype html>") && run.output.hasSuffix("</html>\n"))
    #expect(run.errors.hasPrefix("lesson.md: 1 cell, "))
    #expect(try place.names == ["lesson.md"])
  }

  @Test("A folder that cannot be written to, or is no folder")
  func unwritable() throws {
    let place = try place()
    let run = try place.mlnb("run", "-o", "lesson.md/x/page.html", "lesson.md")
    #expect(run.status == 2)
    #expect(run.errors.contains("lesson.md/x"))
    let full = try place.mlnb("run", "-o", "/dev/full", "lesson.md")
    #expect(full.status == 2)
    #expect(full.errors.contains("No space left on device"))
    #expect(try place.read("lesson.md") == "```swift\nprint(1)\n```\n")
  }

  @Test("A cache folder that cannot be used")
  func cache() throws {
    let run = try place().mlnb("run", "lesson.md", environment: ["XDG_CACHE_HOME": "/proc/nowhere"])
    #expect(run.status == 2)
    #expect(run.errors.contains("cache folder") && run.errors.contains("XDG_CACHE_HOME"))
  }

  @Test("No toolchain")
  func toolchain() throws {
    let run = try place().mlnb("run", "lesson.md", environment: ["PATH": "/usr/bin:/bin"])
    #expect(run.status == 2)
    #expect(run.errors.contains("no Swift toolchain on PATH"))
  }

  @Test("Help has examples, and doctor finds everything")
  func help() throws {
    let place = try place()
    for arguments in [["--help"], ["run", "--help"], ["check", "--help"], ["accept", "--help"], ["doctor", "--help"], ["cache", "--help"]] {
      let help = try place.end(place.start(arguments))
      #expect(help.status == 0)
      #expect(help.output.contains("EXAMPLES"))
    }
    let doctor = try place.mlnb("doctor")
    #expect(doctor.status == 0, "\(doctor.output)")
    for word in ["toolchain", "runtime", "OpenBLAS", "Cairo", "font", "cache"] { #expect(doctor.output.contains(word)) }
    #expect(try place.mlnb("--generate-completion-script", "bash").output.contains("mlnb"))
  }
}
