import Checking
import Testing

@Suite("Values are compared by their type")
struct ValueTypeTests {
  private func agrees(_ recorded: String, _ value: String, _ type: String, _ attributes: String = "") -> Bool {
    Checked(lesson(recorded, attributes), value: value, type: type).findings().isEmpty
  }

  @Test("Sets and dictionaries have no order")
  func order() {
    #expect(agrees(#"["a", "b"]"#, #"["b", "a"]"#, "Set<String>"))
    #expect(!agrees(#"["a", "b"]"#, #"["b", "a"]"#, "Array<String>"))
    #expect(!agrees(#"["a", "b"]"#, #"["a", "c"]"#, "Set<String>"))
    #expect(!agrees(#"["a", "b"]"#, #"["a"]"#, "Set<String>"))
    #expect(agrees(#"["x": [1, 2], "y": []]"#, #"["y": [], "x": [2, 1]]"#, "Dictionary<String, Set<Int>>"))
    #expect(!agrees(#"["x": [1, 2], "y": []]"#, #"["y": [], "x": [2, 1]]"#, "Dictionary<String, Array<Int>>"))
    #expect(!agrees(#"["x": 1]"#, #"["x": 2]"#, "Dictionary<String, Int>"))
    #expect(agrees("[:]", "[:]", "Dictionary<String, Int>"))
    #expect(agrees(#"["a, ]\"b", "c"]"#, #"["c", "a, ]\"b"]"#, "Set<String>"))
    #expect(agrees("[[2, 1], [3]]", "[[3], [1, 2]]", "Set<Set<Int>>"))
    #expect(agrees("Optional([1, 2])", "Optional([2, 1])", "Optional<Set<Int>>"))
    #expect(!agrees("Optional([1, 2])", "nil", "Optional<Set<Int>>"))
  }

  @Test("Floating-point values by tolerance: their own, or what rounding moves")
  func floatingPoint() {
    #expect(agrees("0.3333333333333333", "0.33333333333333337", "Double"))
    #expect(!agrees("0.3333333333333333", "0.33333333334", "Double"))
    #expect(!agrees("0.3333333333333333", "0.33333333333333337", "SomeType"))
    #expect(agrees("0.33333334", "0.3333333", "Float"))
    #expect(!agrees("0.33333334", "0.3333", "Float"))
    #expect(agrees("[1.0, nan]", "[1.0000000000000002, nan]", "Array<Double>"))
    #expect(!agrees("[1.0]", "[1.0, 2.0]", "Array<Double>"))
    #expect(agrees("[2.0, 1.0]", "[1.0000000000000002, 2.0]", "Set<Double>"))
    #expect(agrees("0.5", "0.6", "Double", "tol=0.2"))
    #expect(!agrees("0.5", "0.8", "Double", "tol=0.2"))
  }

  @Test("Strings that look like numbers are text where the type says so")
  func strings() {
    #expect(!agrees(#"["1.0"]"#, #"["1.0000000000000002"]"#, "Set<String>"))
  }

  @Test("What is printed before the value is compared as text")
  func printedBefore() {
    let two = lesson("first\n[1, 2]")
    #expect(Checked(two, prints: "first\n", value: "[2, 1]", type: "Set<Int>").findings().isEmpty)
    #expect(Checked(two, prints: "first", value: "[2, 1]", type: "Set<Int>").findings().isEmpty)
    #expect(!Checked(two, prints: "last\n", value: "[2, 1]", type: "Set<Int>").findings().isEmpty)
    #expect(!Checked(lesson("[1, 2]\n[1, 2]"), prints: "[2, 1]\n", value: "[1, 2]", type: "Set<Int>").findings().isEmpty)
  }
}
