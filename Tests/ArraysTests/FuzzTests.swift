import Arrays
import Foundation
import Testing

/// Damaged files throw, and nothing else happens. The seed is fixed; ARRAYS_FUZZ_ROUNDS asks for more rounds.
@Suite struct FuzzTests {
  private let rounds = Int(ProcessInfo.processInfo.environment["ARRAYS_FUZZ_ROUNDS"] ?? "") ?? 4000

  /// Changes bytes, cuts, repeats and inserts; now and then puts in numbers that are likely to hurt.
  private func damage(_ bytes: [UInt8], _ random: inout RandomState) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.integer(from: 0, to: 4) where !bytes.isEmpty {
      let place = random.integer(from: 0, to: bytes.count)
      switch random.integer(from: 0, to: 6) {
      case 0: bytes[place] = UInt8(random.integer(from: 0, to: 256))
      case 1: bytes[place] ^= 1 << UInt8(random.integer(from: 0, to: 8))
      case 2: bytes.removeSubrange(place...)
      case 3: bytes.insert(contentsOf: bytes[place..<Swift.min(place + 9, bytes.count)], at: place)
      case 4: bytes.remove(at: place)
      default:
        let hurtful: [[UInt8]] = [
          [255, 255, 255, 255], [0, 0, 0, 128], [127, 255, 255, 255], Array("99999999".utf8), [0, 0],
        ]
        let number = hurtful[random.integer(from: 0, to: hurtful.count)]
        for (i, byte) in number.enumerated() where place + i < bytes.count { bytes[place + i] = byte }
      }
    }
    return bytes
  }

  @Test func npy() {
    var random = RandomState(seed: 1)
    let files = [
      NDArray.arange(12).reshaped(3, 4).npyBytes(), IntArray.zeros(2, 0).npyBytes(), BoolArray([true]).npyBytes(),
    ]
    var read = 0
    for round in 0..<rounds {
      let bytes = damage(files[round % files.count], &random)
      for result in [{ try NDArray(npy: bytes).count }, { try BoolArray(npy: bytes).count }] {
        do { read += try result() >= 0 ? 1 : 0 } catch { #expect(error is ArrayFileError) }
      }
    }
    #expect(read > 0)
  }

  @Test func npz() throws {
    var random = RandomState(seed: 2)
    let folder = NSTemporaryDirectory() + "fuzz-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var archive = ArrayArchive()
    archive.add(NDArray.arange(40), as: "a")
    archive.add(IntArray.zeros(3, 5), as: "b")
    var files: [[UInt8]] = []
    for compressed in [false, true] {
      try archive.write(npz: folder + "/a.npz", compressed: compressed)
      files.append([UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/a.npz"))))
    }
    var read = 0
    for round in 0..<rounds {
      let bytes = damage(files[round % 2], &random)
      do {
        let archive = try ArrayArchive(npz: bytes)
        for name in archive.names {
          let array: NDArray = try archive[name]
          read += array.count >= 0 ? 1 : 0
        }
      } catch {
        #expect(error is ArrayFileError)
      }
    }
    #expect(read > 0)
  }

  @Test func png() throws {
    var random = RandomState(seed: 3)
    struct Picture: Decodable { let png: String }
    let files = try Reference.json("pictures.json", as: [Picture].self).map { picture in
      try [UInt8](#require(Data(base64Encoded: picture.png)))
    }
    var read = 0
    for round in 0..<rounds {
      var bytes = damage(files[round % files.count], &random)
      if round % 2 == 0 { repairChecksums(&bytes) }
      do { read += try ByteArray(png: bytes).count > 0 ? 1 : 0 } catch { #expect(error is ArrayFileError) }
    }
    #expect(read > 0)
  }

  /// Gives every chunk a right checksum, so that the damage reaches what lies behind it.
  private func repairChecksums(_ bytes: inout [UInt8]) {
    var place = 8
    while place + 12 <= bytes.count {
      let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - place - 12 else { return }
      var value = UInt32.max
      for byte in bytes[(place + 4)..<(place + 8 + length)] {
        value ^= UInt32(byte)
        for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
      }
      for i in 0..<4 { bytes[place + 8 + length + i] = UInt8(truncatingIfNeeded: ~value >> (24 - 8 * UInt32(i))) }
      place += 12 + length
    }
  }
}
