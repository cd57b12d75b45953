import Rendering
import Testing

@Suite struct SupportTests {
  /// RFC 4648, section 10.
  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")])
  func base64OfTheStandard(text: String, encoded: String) {
    #expect(String(decoding: base64(Array(text.utf8)), as: UTF8.self) == encoded)
  }

  @Test func sizesAreReadFromThePicture() {
    let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 30, 0, 40, 3, 0, 0, 0]
    #expect(ImageSize(of: jpeg).map { [$0.width, $0.height] } == [40, 30])
    #expect(ImageSize(of: Array("GIF89a".utf8) + [1, 2, 3, 0]).map { [$0.width, $0.height] } == [513, 3])
    #expect(ImageSize(of: [0x89, 0x50]) == nil)
    #expect(ImageSize(of: [0xFF, 0xD8, 0xFF]) == nil)
    #expect(imageType(of: jpeg) == "image/jpeg")
    #expect(imageType(of: Array("RIFF0000WEBP".utf8)) == "image/webp")
    #expect(imageType(of: Array("text".utf8)) == nil)
  }
}
