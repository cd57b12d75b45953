import CellSyntax
import Testing

@Suite("Names in cells")
struct CellSyntaxTests {
  @Test(
    "What a function calls its own is no use of another cell's name; an initial value, a default and a name used before are",
    arguments: [
      ("func f(a: Int, of b: Int) -> Int {\n  let c = a + b + d\n  for e in 0..<c { print(e) }\n  return c\n}", ["Int", "d", "print"]),
      ("func f(a: Int = b) -> Int {\n  let c = c\n  return c + a\n}", ["Int", "b", "c"]),
      ("func f() {\n  print(late)\n  let late = 1\n  print(late)\n}", ["late", "print"]),
      ("let g = values.map { v in\n  let w = v + 1\n  return w + x\n}", ["values", "x"]),
      ("func f(_ a: Int) {\n  if a > 0 { let b = a; print(b) }\n  print(b)\n}", ["Int", "b", "print"]),
      ("struct S {\n  init(n: Int) { m = n }\n  var m: Int { n }\n}", ["Int", "n"]),
      ("struct S {\n  let a: T\n  struct U {}\n  func g() -> U { a + g() }\n}", ["T", "g"]),
      ("struct S {\n  var a: Int { let b = 1; return b }\n  func c() { b }\n}", ["Int", "b"]),
      ("switch a {\ncase 1: let b = 2; print(b)\ndefault: print(b)\n}", ["a", "b", "print"]),
      ("enum E {\n  case x\n  static let y = 1\n  var z: Int { y + w }\n}", ["Int", "w"]),
      ("extension S {\n  var a: Int { b }\n  func c() { a }\n}\na", ["Int", "S", "a", "b"]),
      ("if let a { print(a) } else { a() }\nif let b = c, let d { b + d }", ["a", "c", "d", "print"]),
      ("func f() {\n  guard let a = b else { return }\n  print(a)\n}", ["b", "print"]),
      ("func f() {\n  guard let a else { return }\n  print(a)\n}\nwhile let e = f() { e }", ["a", "f", "print"]),
      ("switch a {\ncase .some(let b): b\ncase let c where c > d: c\ndefault: b\n}", ["a", "b", "d"]),
    ])
  func mentions(source: String, expected: [String]) {
    #expect(analyze(cell: source).mentions.sorted() == expected)
  }

  @Test(
    "An extension is reached by the names of its members, unless the language calls one by itself",
    arguments: [
      ("extension A { var b: Int { 1 }; func c() {}; struct D {} }", ["D", "b", "c"], true),
      ("extension DefaultStringInterpolation { mutating func appendInterpolation(_ v: Int, width: Int) {} }", ["appendInterpolation(width:)"], true),
      ("extension DefaultStringInterpolation { mutating func appendInterpolation(_ v: Int, x: Int = 1) {} }", ["appendInterpolation(_:)"], true),
      ("extension A { init(b: Int) { self.init() } }", ["init"], false),
      ("extension A { subscript(b: Int) -> Int { b } }", ["subscript"], false),
      ("extension A { func callAsFunction() {} }", ["callAsFunction"], false),
      ("extension A { static func buildBlock() {} }", ["buildBlock"], false),
    ])
  func extensions(source: String, members: [String], isCalledByName: Bool) {
    let found = analyze(cell: source).extensions
    #expect(found.map { $0.members.sorted() } == [members])
    #expect(found.map(\.isCalledByName) == [isCalledByName])
  }

  @Test func aLabelOfAnInterpolationIsAUse() {
    let found = analyze(cell: #"print("\(a) \(b, width: 3, fill: "x")")"#).memberMentions
    #expect(found.sorted() == ["appendInterpolation(_:)", "appendInterpolation(fill:)", "appendInterpolation(width:)"])
  }
}
