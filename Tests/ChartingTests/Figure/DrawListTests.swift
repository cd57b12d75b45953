import Arrays
import CZlib
import Charting
import Foundation
import Testing

/// The numbers that a draw list packs of a long column; nil where it packs none.
func packedNumbers(_ column: [String: Any]) -> [Int]? {
  guard let text = (column["steps"] ?? column["changes"]) as? String, let deflated = Data(base64Encoded: text),
    let count = column["count"] as? Int
  else { return nil }
  let block = column["block"] as? Int ?? 1
  let length = (count + block - 1) / block
  var bytes = [UInt8](repeating: 0, count: 4 * length)
  var size = uLongf(bytes.count)
  guard uncompress(&bytes, &size, [UInt8](deflated), uLong(deflated.count)) == Z_OK, Int(size) == bytes.count else { return nil }
  var last = 0
  return (0..<length).map { k in
    let unsigned = (0..<4).reduce(0) { $0 | Int(bytes[$1 * length + k]) << (8 * $1) }
    let number = unsigned & 1 == 1 ? -(unsigned >> 1) - 1 : unsigned >> 1
    last = column["changes"] == nil ? number : last + number
    return last
  }
}

@Suite("Draw lists hold every point")
struct DrawListTests {
  private func column(_ name: String, mark: Int = 0, _ figure: Figure) throws -> [String: Any] {
    let list = try #require(try JSONSerialization.jsonObject(with: Data(figure.drawList.utf8)) as? [String: Any])
    let axes = try #require((list["axes"] as? [[String: Any]])?.first)
    let marks = try #require(axes["marks"] as? [[String: Any]])
    return try #require(marks[mark][name] as? [String: Any])
  }

  private func number(_ key: String, _ column: [String: Any]) throws -> Double {
    try #require(column[key] as? NSNumber).doubleValue
  }

  /// Numbers that look like chance.
  private func scattered(_ count: Int) -> [Double] { (1...count).map { (Double($0) * 0.6180339887498949).truncatingRemainder(dividingBy: 1) } }

  @Test("A short list stands there as it is")
  func short() {
    let list = Figure { Scatter(scattered(200), scattered(200)) }.drawList
    #expect(!list.contains("\"steps\"") && !list.contains("\"changes\"") && !list.contains("every"))
  }

  @Test("Each of 5,000 values is told to half a 4,096th of its axis, in at most three bytes")
  func points() throws {
    let y = scattered(5000)
    let figure = Figure { Axes { Scatter(Array(1...5000).map(Double.init), y) }.limits(y: 0...2) }
    let vertical = try column("y", figure)
    let (from, step) = (try number("from", vertical), try number("step", vertical))
    #expect(from == 0 && step == 2.0 / 4096)
    let numbers = try #require(packedNumbers(vertical))
    #expect(numbers.count == 5000)
    #expect(zip(numbers, y).allSatisfy { abs(from + Double($0) * step - $1) <= step / 2 })
    #expect(try #require(vertical["steps"] as? String).utf8.count < 15_000)
    // What grows evenly takes next to nothing.
    #expect(try #require(try column("x", figure)["changes"] as? String).utf8.count < 1500)
  }

  @Test("On a logarithmic axis, powers of ten are told; what has no place, and what is no number, is told apart")
  func special() throws {
    var y = (0..<300).map { pow(10, Double($0) / 100) }
    y[7] = 0
    y[8] = .nan
    y[9] = .infinity
    let column = try column("y", Figure { Axes { Line(Array(0..<300).map(Double.init), y) }.scale(y: .logarithmic) })
    #expect(column["scale"] as? String == "logarithmic")
    let numbers = try #require(packedNumbers(column))
    let (from, step) = (try number("from", column), try number("step", column))
    for (k, number) in numbers.enumerated() where !(7...9).contains(k) {
      #expect(abs(from + Double(number) * step - Double(k) / 100) <= step / 2)
    }
    #expect(numbers[7] == -40_960 && numbers[8] == -49_152 && numbers[9] == 40_960)
  }

  @Test("Of 100,000 values, sums of ten tell any that moves and any two that change places")
  func blocks() throws {
    let y = scattered(100_000)
    func numbers(_ y: [Double]) throws -> [Int] {
      let column = try column("values", Figure { Image(NDArray(y).reshaped(250, 400)) })
      #expect(column["block"] as? Int == 10)
      return try #require(packedNumbers(column))
    }
    func changed(_ other: [Double]) throws -> [Int: Int] {
      let pairs = zip(try numbers(y), try numbers(other)).enumerated().filter { $0.element.0 != $0.element.1 }
      return Dictionary(uniqueKeysWithValues: pairs.map { ($0.offset, abs($0.element.0 - $0.element.1)) })
    }
    var moved = y
    moved[43_217] = moved[43_217] > 0.5 ? moved[43_217] - 0.02 : moved[43_217] + 0.02
    let places = try changed(moved)
    #expect(places.count == 1 && (places[4321] ?? 0) >= 80)
    var swapped = y
    swapped.swapAt(1000, 1001)
    #expect(Array(try changed(swapped).keys) == [100])
    let noisy = try changed(y.enumerated().map { $1 * (1 + ($0 % 2 == 0 ? 1e-9 : -1e-9)) })
    #expect(noisy.values.allSatisfy { $0 == 1 })
  }

  @Test("The category of each point is told")
  func categories() throws {
    let names = (0..<300).map { $0 == 5 ? "b" : "a" }
    let figure = Figure { Scatter(scattered(300), scattered(300), categories: names) }
    let numbers = try #require(packedNumbers(try column("category", figure)))
    #expect(numbers.enumerated().allSatisfy { ($0.element == 4096) == ($0.offset == 5) })
  }
}
