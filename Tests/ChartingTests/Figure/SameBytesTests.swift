import Foundation
import Testing

/// The same chart is the same bytes: whatever else the processor can do, whatever the surroundings are.
@Suite("The same bytes everywhere")
struct SameBytesTests {
  /// What `charts-benchmark bytes` prints: name, format, size and hash of figures in every format.
  private func drawn(_ surroundings: [String: String]) throws -> [String] {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    let program = URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("charts-benchmark")
    let process = Process()
    process.executableURL = program
    process.arguments = ["bytes"]
    process.environment = surroundings
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    // Pixman tells what it has been told to do without.
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("pixman:") }
  }

  @Test func neitherProcessorNorSurroundingsChangeAByte() throws {
    let usual = try drawn(ProcessInfo.processInfo.environment)
    #expect(usual.count > 50)
    for format in ["svg", "png", "pdf"] { #expect(usual.count { $0.contains("\t\(format)\t") } > 15) }
    let others: [(String, [String: String])] = [
      (
        "the C library's code for older processors",
        ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4,-AVX512F,-AVX512VL,-SSE4_1,-SSE4_2,-SSSE3"]
      ),
      ("pixels put together without vector instructions", ["PIXMAN_DISABLE": "sse2 ssse3"]),
      (
        "another language, place and home, and no fonts",
        [
          "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "HOME": "/nonexistent",
          "FONTCONFIG_FILE": "/dev/null",
        ]
      ),
    ]
    for (name, surroundings) in others { #expect(try drawn(surroundings) == usual, "\(name)") }
  }
}
