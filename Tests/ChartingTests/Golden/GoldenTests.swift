import Charting
import Foundation
import Testing

/// Charts held against Golden/<name>.json: what is drawn, then how it looks.
///
/// `Tests/ChartingTests/accept` takes the charts as they are now; look at the pictures that it writes before you
/// commit.
@Suite("Golden charts")
struct GoldenTests {
  @Test(arguments: goldenFigures().map(\.name))
  func chartIsAsAccepted(name: String) throws {
    let figure = try #require(goldenFigures().first { $0.name == name }).figure
    let file = testFile("Golden/\(name).json")
    let drawList = try JSONSerialization.jsonObject(with: Data(figure.drawList.utf8))
    let current: [String: Any] = ["drawList": drawList, "pixels": figure.thumbnail]
    if let folder = ProcessInfo.processInfo.environment["ACCEPT_CHARTS"] {
      let data = try JSONSerialization.data(withJSONObject: current, options: [.sortedKeys, .prettyPrinted])
      try data.write(to: file)
      try figure.save(to: folder + "/\(name).png")
      return
    }
    let accepted = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    if let difference = difference(accepted["drawList"] as Any, drawList, at: "") {
      Issue.record("\(name): \(difference)")
    }
    let rows = try #require(accepted["pixels"] as? [String])
    let worst = zip(rows, figure.thumbnail).map(worstByte).max() ?? 255
    #expect(rows.count == figure.thumbnail.count && worst <= 6, "\(name): pixels differ by \(worst) of 255")
  }

  /// The first place at which two draw lists differ by more than rounding.
  private func difference(_ a: Any, _ b: Any, at path: String) -> String? {
    switch (a, b) {
    case (var a as [String: Any], var b as [String: Any]):
      if let left = packedNumbers(a), let right = packedNumbers(b) {
        // The same numbers may be packed otherwise by another zlib, and rounding makes a difference of one.
        if left.count != right.count || zip(left, right).contains(where: { abs($0 - $1) > 1 }) { return "\(path) has other points" }
        for key in ["steps", "changes"] {
          a[key] = nil
          b[key] = nil
        }
      }
      for key in Set(a.keys).union(b.keys).sorted() {
        guard let left = a[key] else { return "\(path).\(key) is new" }
        guard let right = b[key] else { return "\(path).\(key) is gone" }
        if let found = difference(left, right, at: "\(path).\(key)") { return found }
      }
      return nil
    case (let a as [Any], let b as [Any]):
      if a.count != b.count { return "\(path) has \(b.count) entries instead of \(a.count)" }
      for k in a.indices {
        if let found = difference(a[k], b[k], at: "\(path)[\(k)]") { return found }
      }
      return nil
    case (let a as NSNumber, let b as NSNumber):
      let (x, y) = (a.doubleValue, b.doubleValue)
      return abs(x - y) <= 0.11 + 1e-5 * max(abs(x), abs(y)) && (abs(x - y) <= 1e-5 * max(abs(x), abs(y), 1e-9) || path.isPosition)
        ? nil : "\(path) is \(y) instead of \(x)"
    case (let a as String, let b as String): return a == b ? nil : "\(path) is \"\(b)\" instead of \"\(a)\""
    case (is NSNull, is NSNull): return nil
    default: return "\(path) is \(b) instead of \(a)"
    }
  }

  private func worstByte(_ a: String, _ b: String) -> Int {
    func bytes(_ text: String) -> [Int] {
      let digits = text.compactMap(\.hexDigitValue)
      return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] * 16 + digits[$0 + 1] }
    }
    let (x, y) = (bytes(a), bytes(b))
    return x.count == y.count ? zip(x, y).map { abs($0 - $1) }.max() ?? 0 : 255
  }
}

extension String {
  /// Places on the page are kept to a tenth of a pixel.
  fileprivate var isPosition: Bool {
    hasSuffix(".x") || hasSuffix(".y") || hasSuffix(".width") || hasSuffix(".height") || contains(".frame[")
  }
}
