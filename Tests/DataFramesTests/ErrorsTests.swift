import Arrays
import DataFrames
import Testing

/// What a learner reads when a frame is misused: what is the data's fault throws, what is the program's stops it.
@Suite("Errors of frames say what is wrong in one sentence")
struct ErrorsTests {
  private let people = DataFrame(["name": ["Ada", "Alan"], "born": [1815, 1912], "free sulfur dioxide": [1.5, 2.5]])

  private func message(_ work: () throws -> Any) -> String {
    do {
      _ = try work()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("a missing column suggests the nearest name, whatever asks for it")
  func missingColumns() {
    let hint = "there is no column \"nmae\": did you mean \"name\"? "
    let listed = "(the columns are \"name\", \"born\", \"free sulfur dioxide\")"
    #expect(message { try people["nmae"] } == hint + listed)
    #expect(message { try people[["born", "nmae"]] } == hint + listed)
    #expect(message { try people.drop("nmae") } == hint + listed)
    #expect(message { try people.renaming(["nmae": "x"]) } == hint + listed)
    #expect(message { try people.converting(["nmae": .number]) } == hint + listed)
    #expect(message { try people.sorted(by: "nmae") } == hint + listed)
    #expect(message { try people.largest(1, by: "nmae") } == hint + listed)
    #expect(message { try people.grouped(by: "nmae") } == hint + listed)
    #expect(message { try people.grouped(by: "born")["nmae"] } == hint + listed)
    #expect(message { try people.dropMissing(in: ["nmae"]) } == hint + listed)
    #expect(message { try people.filling(["nmae": 1]) } == hint + listed)
    #expect(message { try people.droppingDuplicates(in: ["nmae"]) } == hint + listed)
    #expect(message { try people.settingIndex("nmae") } == hint + listed)
    #expect(message { try people.value("nmae", at: 0) } == hint + listed)
    #expect(message { try people.joined(with: people, on: "nmae") }.hasPrefix("there is no column \"nmae\""))
  }

  @Test("case, plurals, part of a name and strangers")
  func hints() {
    func hint(_ name: String) -> String? {
      let text = message { try people[name] }
      return text.split(separator: "?").first?.split(separator: "\"").dropFirst(3).first.map(String.init)
    }
    #expect(hint("Born") == "born")
    #expect(hint("names") == "name")
    #expect(hint("free sulphur dioxide") == "free sulfur dioxide")
    #expect(hint("sulfur") == "free sulfur dioxide")
    let stranger = "there is no column \"temperature\": the columns are \"name\", \"born\", \"free sulfur dioxide\""
    #expect(message { try people["temperature"] } == stranger)
    #expect(message { try DataFrame()["x"] } == "there is no column \"x\": the frame has no columns")
  }

  @Test("labels, types and names that do not fit throw")
  func others() throws {
    #expect(message { try people.rows(labeled: [0, 7]) } == "no row has the label 7")
    #expect(message { try people.renaming(["name": "born"]) } == "there is a column \"born\" already")
    #expect(
      message { try people.grouped(by: "born").aggregate(["m": .mean("name")]) }
        == "mean needs numbers, but the column \"name\" holds str values")
    #expect(message { try DataFrame.besideEachOther([people, people]) } == "there is a column \"name\" already")
    #expect(message { try people.grouped(by: [String]()) } == "grouping needs at least one column to group by")
  }

  private func expect(
    _ result: ExitTest.Result?, says sentence: String, _ location: SourceLocation = #_sourceLocation
  ) {
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains(sentence), "\(said)", sourceLocation: location)
  }

  @Test("columns of different lengths stop with both lengths")
  func lengths() async {
    let columns = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataFrame(["a": [1, 2, 3], "b": [1.5]])
    }
    expect(columns, says: "DataFrame[\"b\"] = ...: 1 value for a frame of 3 rows")
    let written = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var frame = DataFrame(["a": [1, 2, 3]])
      frame["b"] = [1, 2]
    }
    expect(written, says: "DataFrame[\"b\"] = ...: 2 values for a frame of 3 rows")
    let mask = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataFrame(["a": [1, 2, 3]])[[true, false]]
    }
    expect(mask, says: "a mask of 2 values for 3 rows")
    let array = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataFrame(NDArray.zeros(2, 3), columns: ["a", "b"])
    }
    expect(array, says: "DataFrame: 2 names for an array of shape (2, 3)")
    let labels = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataFrame(["a": [1, 2, 3]]).labeled(by: Index(["x", "y"]))
    }
    expect(labels, says: "DataFrame.labeled: 2 labels for 3 rows")
  }

  @Test("rows that are not there, texts where numbers are needed")
  func misuse() async {
    let row = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataFrame(["a": [1, 2, 3]]).row(at: 3)
    }
    expect(row, says: "position 3 is outside of 3 rows")
    let texts = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Series(["x", "y"], name: "word").mean()
    }
    expect(texts, says: "\"word\" holds texts and not numbers")
    let sample = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataFrame(["a": [1, 2, 3]]).sample(4, seed: 1)
    }
    expect(sample, says: "sample: 4 rows cannot be drawn from 3 rows")
    let share = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Series([1.0, 2.0]).quantile(1.5)
    }
    expect(share, says: "Series.quantile: the share 1.5 is not between 0 and 1")
  }
}
