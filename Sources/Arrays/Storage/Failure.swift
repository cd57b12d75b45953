/// Stops the program with one sentence that a learner reads.
///
/// `precondition` loses its text in an optimised library, so everything that traps goes through here.
@inline(never)
package func fail(_ sentence: String) -> Never {
  fatalError(sentence)
}

/// A shape the way NumPy writes it: `()`, `(3,)`, `(2, 3)`.
package func describe(shape: [Int]) -> String {
  switch shape.count {
  case 0: "()"
  case 1: "(\(shape[0]),)"
  default: "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
