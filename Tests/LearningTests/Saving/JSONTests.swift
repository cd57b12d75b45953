import Arrays
import Learning
import Testing

@Suite struct JSONTests {
  private struct Settings: Decodable, Equatable {
    struct Part: Decodable, Equatable {
      var name: String
      var share: Float
    }
    enum Mode: String, Decodable { case quick, thorough }
    var trees: Int
    var maxDepth: Int?
    var rate: Double = 0
    var mode: Mode
    var parts: [Part]
    var extra: [String: [Double]]
  }

  @Test("a type is filled from JSON")
  func values() throws {
    let settings = try Settings(
      json: #"""
        {"trees": 100, "rate": 2, "mode": "thorough", "maxDepth": null,
         "parts": [{"name": "A\n\"\u00e9\ud83c\udf77\/", "share": 0.25}], "extra": {"a": [1, 2.5, -3e2], "b": []}, "more": true}
        """#)
    #expect(settings.trees == 100 && settings.maxDepth == nil && settings.rate == 2 && settings.mode == .thorough)
    #expect(settings.parts == [.init(name: "A\n\"é🍷/", share: 0.25)])
    #expect(settings.extra == ["a": [1, 2.5, -300], "b": []])
    #expect(try [Bool](json: " [true,false] ") == [true, false])
    #expect(try [Int?](json: "[1, null]") == [1, nil])
    #expect(try Int(json: "2.0") == 2)
    #expect(try UInt8(json: "255") == 255)
    #expect(try String(json: #""""#).isEmpty)
  }

  @Test("what does not fit is refused, and the place is named", arguments: [
    (#"{"trees": "many"}"#, "Path: trees. Debug description: Expected to decode Int but found a string instead."),
    (#"{"trees": 1.5}"#, "Path: trees. Debug description: Expected to decode Int but found number instead."),
    (#"{"trees": null}"#, "Path: trees. Debug description: Expected to decode Int but found null instead."),
    (#"{"trees": 1, "mode": "quick", "rate": 1, "parts": [{"name": []}]}"#, "Path: parts[0].name. Debug description: Expected to decode String but found an array instead."),
    ("{}", "There is no 'trees'."),
    ("[]", "Expected to decode Dictionary<String, Any> but found an array instead."),
  ])
  func unfit(json: String, message: String) {
    let error = #expect(throws: DecodingError.self) { try Settings(json: json) }
    let text = error.map { String(reflecting: $0) } ?? ""
    #expect(text.contains(message), "\(text)")
  }

  @Test("text that is no JSON is refused with line and column", arguments: [
    ("", "line 1, column 1: the text ends where a value should be"), ("[1, 2", "column 6: a , or a ] should be here"),
    ("{\n  \"a\" 1}", "line 2, column 7: a : should be here"), ("{1}", "a key in \" should be here"), ("01", "'01' is no number"),
    ("[1.]", "'1.' is no number"), ("1e999", "'1e999' is no number"), ("\"a\nb\"", "a control character in a text must be escaped"),
    ("\"a", "a text is not closed"), (#""\x""#, "nothing is escaped like this"), (#""\u12G4""#, "four hexadecimal digits"),
    ("nul", "a value should be here"), ("1 2", "something follows the value"), ("[1,]", "a value should be here"),
    (String(repeating: "[", count: 300), "values are nested more than 200 deep"),
  ])
  func broken(json: String, message: String) {
    let error = #expect(throws: DecodingError.self) { try [Double](json: json) }
    let text = error.map { String(reflecting: $0) } ?? ""
    #expect(text.contains(message), "\(text)")
  }

  @Test("a file of JSON that is not there is an error")
  func noFile() {
    #expect(throws: ArrayFileError.self) { try [Double](jsonAt: "/nowhere/numbers.json") }
  }
}
