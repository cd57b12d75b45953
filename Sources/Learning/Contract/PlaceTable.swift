/// Where each of some different whole numbers stands: a list where they are close together, else a dictionary.
struct PlaceTable {
  private let least: Int
  private var list: [Int32] = []
  private var places: [Int: Int] = [:]

  init(_ values: [Int]) {
    least = values.min() ?? 0
    let (range, overflow) = (values.max() ?? 0).subtractingReportingOverflow(least)
    if !overflow && range < 4096 {
      list = [Int32](repeating: -1, count: range + 1)
      for (place, value) in values.enumerated() { list[value - least] = Int32(truncatingIfNeeded: place) }
    } else {
      places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    }
  }

  /// The place of a number; -1 if it is none of them.
  subscript(_ value: Int) -> Int {
    if list.isEmpty { return places[value] ?? -1 }
    let (offset, overflow) = value.subtractingReportingOverflow(least)
    return !overflow && list.indices.contains(offset) ? Int(list[offset]) : -1
  }
}

/// The different ones of some numbers in ascending order.
func distinct(_ numbers: [Int]) -> [Int] { numbers.withUnsafeBufferPointer { distinct($0) } }

/// The different ones of some numbers in ascending order.
func distinct(_ numbers: UnsafeBufferPointer<Int>) -> [Int] {
  guard var least = numbers.first else { return [] }
  var greatest = least
  for number in numbers {
    least = Swift.min(least, number)
    greatest = Swift.max(greatest, number)
  }
  let (range, overflow) = greatest.subtractingReportingOverflow(least)
  guard !overflow && range < 4096 else { return Set(numbers).sorted() }
  var isThere = [Bool](repeating: false, count: range + 1)
  for number in numbers { isThere[number - least] = true }
  return isThere.indices.filter { isThere[$0] }.map { $0 + least }
}
