import DataFrames
import Foundation
import Testing

@Suite("Damaged and hostile CSV")
struct DamagedFilesTests {
  private func message(_ text: String, types: [String: ColumnType] = [:]) -> String {
    do {
      _ = try DataFrame(csvText: text, types: types)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("errors say line and column")
  func places() {
    #expect(message("a,b\n1,2\n3,4,5\n") == "text:3:5: 3 fields, but there are 2 columns")
    #expect(message("a\n1\n\"é\"\"x\",2,3\n") == "text:3:8: 3 fields, but there is 1 column")
    #expect(message("a,b\n1,\"x\n2,y\n") == "text:2:3: the quote that opens here is never closed")
    #expect(message("a,\"b\n") == "text:1:3: the quote that opens here is never closed")
    #expect(message("") == "text: there is nothing in it")
    #expect(
      message("a,n\nx,1\nx,two\n", types: ["n": .integer])
        == "text:3:3: \"two\" is not an integer, as the column \"n\" was said to hold")
    #expect(
      message("a,n\nx,1.5\n", types: ["n": .boolean])
        == "text:2:3: \"1.5\" is not True or False, as the column \"n\" was said to hold")
    #expect(
      message("alcohol,pH\n1,2\n", types: ["alchol": .number])
        == "there is no column \"alchol\": did you mean \"alcohol\"? (the columns are \"alcohol\", \"pH\")")
  }

  @Test("bytes that are not UTF-8 are refused with their place")
  func encoding() {
    #expect(throws: CSVError(path: "bytes", line: 3, column: 3, problem: "the bytes of this field are not UTF-8")) {
      try DataFrame(csvBytes: Array("a,b\n1,x\n2,".utf8) + [0xC3, 0x28, 10])
    }
  }

  @Test("a file that is not there, a folder, a bad separator")
  func files() {
    #expect(throws: CSVError(path: "no-such.csv", problem: "No such file or directory")) {
      try DataFrame(csv: "no-such.csv")
    }
    #expect(throws: CSVError(path: "/", problem: "this is a folder and not a file")) { try DataFrame(csv: "/") }
    #expect(throws: CSVError.self) { try DataFrame(csvText: "a\n", separator: "é") }
    #expect(throws: CSVError.self) { try DataFrame(csvText: "a\n", separator: "\"") }
  }

  @Test("a few bytes do not ask for gigabytes")
  func absurdHeader() {
    let header = [String](repeating: "x", count: 20_000).joined(separator: ",")
    let lines = String(repeating: "1\n", count: 100_000)
    #expect(message(header + "\n" + lines).contains("the lines are too short"))
  }

  /// `FUZZ_ROUNDS` in the environment asks for a larger run.
  @Test("mutated files give a frame or an error, the same in any number of parts")
  func mutations() throws {
    var random = SystemFreeRandom(state: 2026)
    let rounds = ProcessInfo.processInfo.environment["FUZZ_ROUNDS"].flatMap { Int($0) } ?? 3_000
    let seeds = [
      "a,b,c\n1,2.5,x\n-3,4e10,\"y,\"\"z\"\n,NA,\n", "name;n\r\n\"line\r\nbreak\";1\r\nx;2\r\n",
      "x\n0.1\n1e308\n-inf\nTrue\n", "p,q\nTrue,日本\nFalse,a text of more than twelve bytes\n",
    ]
    let pieces: [[UInt8]] = [
      [34], [34, 34], [44], [10], [13], [13, 10], [0], [0xFF], [0xC3], [0xF0, 0x9F], Array("1e999999999".utf8),
      Array("9".utf8), Array("99999999999999999999".utf8), Array("-".utf8), Array("NaN".utf8), Array(" ".utf8),
      Array("0.000000000000000000000000000001".utf8), Array(repeating: 44, count: 40), Array(repeating: 10, count: 40),
      Array("A text of more than twelve bytes".utf8), [0xEF, 0xBB, 0xBF],
    ]
    var frames = 0
    for round in 0..<rounds {
      var bytes = Array(seeds[Int(random.next() % UInt64(seeds.count))].utf8)
      for _ in 0..<(1 + random.next() % 8) {
        let place = Int(random.next() % UInt64(bytes.count + 1))
        switch random.next() % 5 {
        case 0: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: place)
        case 1: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
        case 2: if place < bytes.count { bytes.remove(at: place) }
        case 3: bytes.removeLast(bytes.count - place)
        default: bytes.insert(contentsOf: bytes.prefix(place), at: place)
        }
      }
      let whole = Result { try DataFrame(csvBytes: bytes, partCount: 1) }
      if case .success(let frame) = whole {
        frames += 1
        for position in 0..<frame.columnCount {
          #expect(frame.column(at: position).count == frame.rowCount, "round \(round)")
        }
        #expect(!frame.description.isEmpty && frame.html.contains("<table>"))
      } else if case .failure(let error) = whole {
        #expect(error is CSVError, "round \(round): \(error)")
      }
      let parts = Result { try DataFrame(csvBytes: bytes, partCount: 2 + Int(random.next() % 6)) }
      switch (whole, parts) {
      case (.success(let a), .success(let b)): #expect(a == b, "round \(round): \(bytes)")
      case (.failure(let a), .failure(let b)): #expect("\(a)" == "\(b)", "round \(round): \(bytes)")
      default: Issue.record("round \(round): one part and several disagree on \(bytes)")
      }
    }
    #expect(frames > rounds / 10)
  }

  @Test("what is written reads back the same")
  func roundTrip() throws {
    var random = SystemFreeRandom(state: 77)
    let words = ["x", "a,b", "say \"hi\"", "two\nlines", "é", " padded ", "a text of more than twelve bytes", "\r", "1x"]
    for round in 0..<300 {
      let count = Int(random.next() % 40) + 2
      func missing() -> Bool { random.next() % 5 == 0 }
      let frame = DataFrame([
        "n": (0..<count).map { _ in missing() ? Double.nan : Double(bitPattern: random.next() & 0x7FDF_FFFF_FFFF_FFFF) },
        "i": (0..<count).map { _ in Int(truncatingIfNeeded: random.next()) },
        "b": (0..<count).map { _ in missing() ? nil : random.next() % 2 == 0 } + [Bool?](),
        "s": (0..<count).map { _ in missing() ? nil : words[Int(random.next() % UInt64(words.count))] } + [String?](),
      ])
      let text = frame.csv()
      let back = try DataFrame(csvText: text, types: ["n": .number, "b": .boolean, "s": .string])
      #expect(back == frame, "round \(round): \(text)")
    }
  }
}
