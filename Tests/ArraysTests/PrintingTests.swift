import Arrays
import Foundation
import Testing

/// Arrays that NumPy printed, printed by us.
@Suite struct PrintingTests {
  struct Case: Decodable {
    let npy: String
    let str: String
    let repr: String
  }

  @Test func everyArrayPrintsAsNumPyPrintsIt() throws {
    let cases = try Reference.json("printing.json", as: [Case].self)
    #expect(cases.count >= 300)
    for (number, each) in cases.enumerated() {
      let bytes = try [UInt8](#require(Data(base64Encoded: each.npy)))
      let (text, debugText) = try texts(bytes)
      #expect(text == each.str, "array \(number)")
      #expect(debugText == each.repr, "array \(number)")
    }
  }

  private func texts(_ bytes: [UInt8]) throws -> (String, String) {
    let head = String(decoding: bytes.prefix(80), as: UTF8.self)
    func show<Element>(_ array: NDArrayOf<Element>) -> (String, String) { (array.description, array.debugDescription) }
    if head.contains("<f4") { return show(try FloatArray(npy: bytes)) }
    if head.contains("<i8") { return show(try IntArray(npy: bytes)) }
    if head.contains("|u1") { return show(try ByteArray(npy: bytes)) }
    if head.contains("|b1") { return show(try BoolArray(npy: bytes)) }
    return show(try NDArray(npy: bytes))
  }

  @Test func viewsPrintAsCopiesDo() {
    let table = NDArray.arange(12).reshaped(3, 4)
    #expect(table.T.description == table.T.copied().description)
    #expect(table[..., .slice(by: -2)].description == "[[ 3.  1.]\n [ 7.  5.]\n [11.  9.]]")
    #expect("\(NDArray.eye(2).debugDescription)" == "array([[1., 0.],\n       [0., 1.]])")
  }
}
