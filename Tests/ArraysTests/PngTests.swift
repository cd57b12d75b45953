import Arrays
import Foundation
import Testing

/// Pictures of every kind of PNG, as the Python Imaging Library reads them.
@Suite struct PngTests {
  @Test func everyKindOfPictureIsRead() throws {
    struct Picture: Decodable {
      let name: String
      let png: String
      let shape: [Int]
      let pixels: String
    }
    let pictures = try Reference.json("pictures.json", as: [Picture].self)
    #expect(pictures.count >= 15)
    for picture in pictures {
      let bytes = try [UInt8](#require(Data(base64Encoded: picture.png)))
      let pixels = try [UInt8](#require(Data(base64Encoded: picture.pixels)))
      let image = try ByteArray(png: bytes)
      #expect(image.shape == picture.shape, "\(picture.name)")
      #expect(image.elements == pixels, "\(picture.name)")
    }
  }

  @Test func picturesComeBackAsTheyWere() throws {
    var random = RandomState(seed: 8)
    for shape in [[1, 1], [13, 7], [20, 30, 1], [9, 11, 2], [17, 5, 3], [8, 8, 4]] {
      let noise = ByteArray(random.integers(from: 0, to: 256, shape: shape))
      let expected = shape.count == 3 && shape[2] == 1 ? noise.squeezed(axis: 2) : noise
      #expect(try ByteArray(png: noise.pngBytes()) == expected)
      let ramp = ByteArray(shape: shape) { UInt8(truncatingIfNeeded: $0.reduce(0, +) * 3) }
      #expect(try ByteArray(png: ramp.pngBytes()).elements == ramp.elements)
      #expect(try ByteArray(png: ramp.T.T.pngBytes()).elements == ramp.elements)
    }
    #expect(throws: ArrayFileError.self) { try ByteArray.zeros(3).pngBytes() }
    #expect(throws: ArrayFileError.self) { try ByteArray.zeros(3, 3, 5).pngBytes() }
    #expect(throws: ArrayFileError.self) { try ByteArray.zeros(0, 3).pngBytes() }
  }

  @Test func aHeadThatPromisesTooMuchGetsNoMemory() throws {
    var bytes = try ByteArray.zeros(2, 2).pngBytes()
    // 2³⁰ x 2³⁰ pixels, with a checksum that is right.
    bytes.replaceSubrange(16..<24, with: [0x40, 0, 0, 0, 0x40, 0, 0, 0])
    let checksum = crc(Array(bytes[12..<29]))
    bytes.replaceSubrange(29..<33, with: (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) })
    #expect(throws: ArrayFileError.self) { try ByteArray(png: bytes) }
  }

  private func crc(_ bytes: [UInt8]) -> UInt32 {
    var value = UInt32.max
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }
    return ~value
  }
}
