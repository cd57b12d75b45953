import Arrays
import Foundation
import Testing

/// Files that NumPy and others write and read, and files that nobody should trust.
@Suite(.serialized) final class FilesTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "arrays-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { folder + "/" + name }

  @Test func arraysComeBackAsTheyWere() throws {
    let a = NDArray.arange(24).reshaped(2, 3, 4) / 7
    try a.write(npy: path("a.npy"))
    #expect(try NDArray(npy: path("a.npy")) == a)
    #expect(try NDArray(mapping: path("a.npy")) == a)
    try a.T.write(npy: path("t.npy"))
    #expect(try NDArray(npy: path("t.npy")) == a.T)
    for shape in [[], [0], [0, 3]] {
      let empty = NDArray(repeating: 3, shape: shape)
      #expect(try NDArray(npy: empty.npyBytes()) == empty)
    }
    #expect(try BoolArray(npy: BoolArray([true, false]).npyBytes()) == [true, false])
    #expect(try FloatArray(npy: FloatArray([1, 2]).npyBytes()) == [1, 2])
    #expect(try NDArray(npy: IntArray([1, -2]).npyBytes()) == [1, -2])
    #expect(throws: ArrayFileError.self) { try IntArray(npy: NDArray([1.0, 2.0]).npyBytes()) }
  }

  @Test func theBytesAreNumPys() throws {
    let bytes = try IntArray([[1, 2], [3, 4]]).npyBytes()
    let head = "{'descr': '<i8', 'fortran_order': False, 'shape': (2, 2), }"
    #expect(bytes.count == 128 + 32)
    #expect(String(decoding: bytes[10..<(10 + head.utf8.count)], as: UTF8.self) == head)
    #expect(bytes[127] == 0x0a && bytes[128] == 1)
  }

  @Test func everyTypeAndOrderThatNumPyWritesIsRead() throws {
    let archive = try ArrayArchive(npz: [UInt8](Reference.data("types.npz")))
    #expect(archive.names.count >= 12)
    for name in archive.names where name != "bool" {
      let array: NDArray = try archive[name]
      #expect(array == [[1, 2, 3], [4, 5, 100]], "\(name)")
    }
    #expect(try archive["bool"] as BoolArray == [[true, false], [false, true]])
    #expect(throws: ArrayFileError.missing(name: "nothing", names: archive.names)) { try archive["nothing"] as NDArray }
  }

  @Test func archivesComeBackCompressedOrNot() throws {
    var archive = ArrayArchive()
    archive.add(NDArray.eye(30), as: "eye")
    archive.add(ByteArray.zeros(1000), as: "zeros")
    archive.add(NDArray([1.0]), as: "eye two")
    archive.add(NDArray([2.0]), as: "eye two")
    for compressed in [false, true] {
      try archive.write(npz: path("a.npz"), compressed: compressed)
      let read = try ArrayArchive(npz: path("a.npz"))
      #expect(read.names == ["eye", "zeros", "eye two"])
      #expect(try read["eye"] as NDArray == .eye(30))
      #expect(try read["zeros"] as ByteArray == .zeros(1000))
      #expect(try read["eye two"] as NDArray == [2])
    }
  }

  /// A mapped file may be far larger than the memory that the process may have: only what is touched is loaded.
  @Test func aMappedFileMayBeLargerThanMemory() throws {
    let rows = 1 << 20
    let file = path("large.npy")
    // A head, and 4 GiB of zeros that take no room on the disk, with numbers in two places.
    let handle = try #require(fopen(file, "w"))
    let head = Array(NDArray.zeros(1, 512).npyBytes().prefix(128))
    var text = String(decoding: head[10...], as: UTF8.self).replacingOccurrences(of: "(1, 512)", with: "(\(rows), 512)")
    text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    text += String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    fwrite(Array(head[..<10]) + Array(text.utf8), 1, 128, handle)
    for (row, number) in [(rows / 2, 2.5), (rows - 1, 4.0)] {
      fseek(handle, 128 + row * 512 * 8, SEEK_SET)
      fwrite([number] + [Double](repeating: 0, count: 511), 8, 512, handle)
    }
    fclose(handle)

    var old = rlimit()
    getrlimit(__rlimit_resource_t(2), &old)
    var limited = rlimit(rlim_cur: UInt(residentBytes("VmData") + 256 << 20), rlim_max: old.rlim_max)
    limited.rlim_cur = rlim_t(residentBytes("VmData") + (256 << 20))
    setrlimit(__rlimit_resource_t(2), &limited)
    defer { setrlimit(__rlimit_resource_t(2), &old) }
    #expect(malloc(2 << 30) == nil, "the limit holds")

    let before = residentBytes("VmRSS")
    let map = try NDArray(mapping: file)
    #expect(map.shape == [rows, 512])
    #expect(map[rows / 2, 0] == 2.5 && map[-1, 0] == 4 && map[0, 0] == 0)
    #expect(map[.slice(by: rows / 4), 0] == [0, 0, 2.5, 0])
    #expect(map[(rows - 3)..., ...].sum() == 4)
    #expect(residentBytes("VmRSS") - before < 32 << 20)
    var part = map[(rows - 2)..., ...]
    part[0, 0] = 1
    #expect(part.sum() == 5 && map[-2, 0] == 0)
  }

  /// What the system says of this process, in bytes.
  private func residentBytes(_ name: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
    return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10
  }

  @Test func aMissingFileSaysSo() {
    do {
      _ = try NDArray(npy: path("none.npy"))
      Issue.record("there is no such file")
    } catch {
      #expect("\(error)" == path("none.npy") + ": No such file or directory")
    }
    #expect(throws: ArrayFileError.self) { try NDArray(npy: folder) }
    #expect(throws: ArrayFileError.self) { try NDArray([1.0]).write(npy: folder + "/no/such/folder.npy") }
  }

  @Test func absurdHeadsThrowAndAllocateNothing() throws {
    func file(_ shape: String, type: String = "<f8", body: Int = 16) -> [UInt8] {
      let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
      let length = text.utf8.count
      return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(text.utf8)
        + [UInt8](repeating: 0, count: body)
    }
    #expect(try NDArray(npy: file("(2,)")) == [0, 0])
    for shape in [
      "(3,)", "(1000000000000,)", "(9223372036854775807, 9223372036854775807)", "(99999999999999999999,)", "(-2,)",
      "(2",
      "2", "[2]", "(2,) ,", "(2.5,)",
    ] {
      #expect(throws: ArrayFileError.self, "\(shape)") { try NDArray(npy: file(shape)) }
    }
    for type in ["<f16", "O", "<U5", "<c16", "<M8[s]", "x", ""] {
      #expect(throws: ArrayFileError.self, "\(type)") { try NDArray(npy: file("(2,)", type: type)) }
    }
  }
}
