/// Ends the program with one sentence that says which operation was misused and how.
///
/// `precondition` texts vanish in optimised code; this one is always printed.
@inline(never)
func misuse(_ sentence: String) -> Never {
  fatalError(sentence)
}

/// "1 row", "2 rows".
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
