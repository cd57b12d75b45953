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
      ("struct S {\n  init(n: Int) { m = n }\n  var m: Int { n }\n}", ["Int", "m", "n"]),
    ])
  func mentions(source: String, expected: [String]) {
    #expect(analyze(cell: source).mentions.sorted() == expected)
  }
}
