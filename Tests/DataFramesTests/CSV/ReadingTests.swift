import DataFrames
import Testing

@Suite("CSV texts are read as pandas reads them")
struct ReadingTests {
  struct Case: Decodable {
    var text: String
    var separator: String
    var header: Bool
    var columns: [Reference.Column]
    var rows: Int
  }

  @Test("every text of the reference")
  func reference() throws {
    let cases = try Reference.load("reading.json", as: [Case].self)
    #expect(cases.count >= 290)
    for (number, expected) in cases.enumerated() {
      let separator = try #require(expected.separator.first)
      let frame = try DataFrame(csvText: expected.text, separator: separator, header: expected.header)
      #expect(frame.columnNames == expected.columns.map { $0.name ?? "" }, "case \(number)")
      #expect(frame.rowCount == expected.rows, "case \(number)")
      for (position, column) in expected.columns.enumerated() {
        let (read, wanted) = (frame.column(at: position), column.series)
        if read.type == .number, wanted.type == .number {
          let differing = zip(read.doubles, wanted.doubles).filter { $0 != $1 && !($0.isNaN && $1.isNaN) }
          #expect(differing.isEmpty, "case \(number), \(column.name ?? "")")
        } else if wanted.missingCount == wanted.count {
          #expect(read.missingCount == read.count, "case \(number), \(column.name ?? "")")
        } else {
          #expect(read.values == wanted.values, "case \(number), \(column.name ?? "")")
        }
      }
    }
  }

  @Test("a text split into parts for several threads reads the same")
  func parts() throws {
    for (number, expected) in try Reference.load("reading.json", as: [Case].self).enumerated() where expected.header {
      let separator = try #require(expected.separator.first)
      let whole = try DataFrame(csvText: expected.text, separator: separator, partCount: 1)
      for parts in 2...7 {
        let split = try DataFrame(csvText: expected.text, separator: separator, partCount: parts)
        #expect(split == whole, "case \(number) in \(parts) parts")
      }
    }
  }

  @Test("quotes inside of unquoted fields do not mislead the split")
  func misleadingQuotes() throws {
    var text = "a,b,c\n"
    for row in 0..<200 { text += row % 3 == 0 ? "5\" pipe,\(row),x\n" : "pipe,\(row),\"y\nz\"\n" }
    let whole = try DataFrame(csvText: text, partCount: 1)
    #expect(whole.rowCount == 200)
    #expect(try whole["b"].integers == Array(0..<200))
    for parts in 2...40 { #expect(try DataFrame(csvText: text, partCount: parts) == whole) }
  }

  @Test("numbers are read to the nearest double")
  func numbers() throws {
    var random = SystemFreeRandom(state: 42)
    var texts = [String]()
    for _ in 0..<40_000 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { texts.append(value.description) }
      let digits = random.next() % 10_000_000_000_000_000_000
      let exponent = Int(random.next() % 640) - 340
      texts.append("\(digits)e\(exponent)")
      texts.append("0.\(digits)\(random.next())")
      texts.append("\(digits % 1_000_000).\(random.next() % 100_000)")
    }
    // Half way between two doubles, and just beside it.
    for power in 53...63 {
      let base: UInt64 = 1 << UInt64(power)
      let half: UInt64 = 1 << UInt64(power - 53)
      texts += ["\(base + half).0", "\(base + half).00000000000000000001", "\(base + half - 1).99999999999999999999"]
    }
    let frame = try DataFrame(csvText: "x\n1.5\n" + texts.joined(separator: "\n"))
    let read = try frame["x"].doubles.dropFirst()
    #expect(read.count == texts.count)
    let wrong = zip(read, texts).filter { $0.bitPattern != Double($1)?.bitPattern }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test("types, names, columns, decimal commas and missing texts as asked for")
  func options() throws {
    let text = "id;price;note\n1;2,5;-\n2;;x\n;1.000;-\n"
    let frame = try DataFrame(
      csvText: text, separator: ";", decimal: ",", types: ["id": .integer, "note": .string], missing: ["", "-"])
    #expect(try frame["id"].values == [1, 2, nil])
    #expect(try frame["id"].typeName == "Int64")
    #expect(try frame["note"].values == [nil, "x", nil])
    #expect(try frame["price"].values == ["2,5", nil, "1.000"])
    let german = try DataFrame(csvText: "p\n2,5\n-0,25\n3\n", separator: ";", decimal: ",")
    #expect(try german["p"].doubles == [2.5, -0.25, 3])
    let chosen = try DataFrame(csvText: "a,b,c\n1,2,3\n", columns: ["c", "a"])
    #expect(chosen.columnNames == ["c", "a"])
    let named = try DataFrame(csvText: "# made today\n\n1,2\n", header: false, names: ["x", "y"], skippedLines: 1)
    #expect(named.columnNames == ["x", "y"])
    #expect(named.shape == [1, 2])
  }

  @Test("what the first lines make believe is corrected by later ones")
  func lateTypes() throws {
    let ones = [String](repeating: "1,1,True,1", count: 500).joined(separator: "\n")
    let text = "a,b,c,d\n\(ones)\n2.5,x,maybe,\n"
    for parts in 1...5 {
      let frame = try DataFrame(csvText: text, partCount: parts)
      #expect(frame.types.strings == ["float64", "str", "str", "float64"])
      #expect(try frame["a"][-1] == 2.5)
      #expect(try frame["b"][0] == "1")
      #expect(try frame["c"][-1] == "maybe")
      #expect(try frame["d"].missingCount == 1)
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine.
struct SystemFreeRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
