/// Reads PNG pictures (ISO/IEC 15948) of every colour type and depth, interlaced or not, into bytes.
struct PngDecoder {
  private var width = 0
  private var height = 0
  private var depth = 0
  private var colorType = 0
  private var isInterlaced = false
  private var palette: [UInt8] = []
  private var transparency: [UInt8] = []
  private var data: [UInt8] = []
  private let path: String

  private func damaged(_ what: String) -> ArrayFileError { .damaged(path: path, what: what) }

  /// Values a pixel as the file stores them: one of grey or palette, three of colour, one more for opacity.
  private var samples = 1

  /// Collects the chunks and checks them.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(ArrayFileError) {
    self.path = path
    guard bytes.count >= 8, bytes.prefix(8).elementsEqual([137, 80, 78, 71, 13, 10, 26, 10]) else {
      throw damaged("not a PNG picture")
    }
    var place = 8
    var isComplete = false
    while !isComplete {
      guard let length = bytes.big(place, as: UInt32.self), length < 1 << 31,
        let typed = bytes.part(place + 4, 4 + Int(length)),
        let check = bytes.big(place + 8 + Int(length), as: UInt32.self)
      else { throw damaged("the PNG picture ends early") }
      guard Deflate.checksum(typed) == check else { throw damaged("a part of the PNG picture has a wrong checksum") }
      let body = UnsafeRawBufferPointer(rebasing: typed.dropFirst(4))
      let type = String(decoding: typed.prefix(4), as: UTF8.self)
      if place == 8 && type != "IHDR" { throw damaged("the PNG picture does not begin with its head") }
      switch type {
      case "IHDR": try readHead(body)
      case "PLTE":
        guard body.count % 3 == 0, body.count <= 768 else { throw damaged("the palette of the PNG picture is damaged") }
        palette = Array(body)
      case "tRNS": transparency = Array(body)
      case "IDAT": data += body
      case "IEND": isComplete = true
      default:
        if typed[0] & 0x20 == 0 { throw damaged("the PNG picture needs a feature that is not known (\(type))") }
      }
      place += 12 + Int(length)
    }
    if colorType == 3 && palette.isEmpty { throw damaged("the PNG picture has no palette") }
  }

  private mutating func readHead(_ body: UnsafeRawBufferPointer) throws(ArrayFileError) {
    guard body.count == 13, let wide = body.big(0, as: UInt32.self), let high = body.big(4, as: UInt32.self) else {
      throw damaged("the head of the PNG picture is damaged")
    }
    (width, height, depth, colorType) = (Int(wide), Int(high), Int(body[8]), Int(body[9]))
    let depths = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]][colorType] ?? []
    guard width > 0, height > 0, width < 1 << 31, height < 1 << 31, depths.contains(depth), body[10] == 0,
      body[11] == 0,
      body[12] <= 1
    else { throw damaged("the head of the PNG picture is damaged") }
    isInterlaced = body[12] == 1
    samples = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1
  }

  /// A smaller picture inside: the whole one, or every so many pixels of it.
  private struct Pass {
    var left, top, right, down: Int
  }

  private var passes: [Pass] {
    guard isInterlaced else { return [Pass(left: 0, top: 0, right: 1, down: 1)] }
    return [
      Pass(left: 0, top: 0, right: 8, down: 8), Pass(left: 4, top: 0, right: 8, down: 8),
      Pass(left: 0, top: 4, right: 4, down: 8), Pass(left: 2, top: 0, right: 4, down: 4),
      Pass(left: 0, top: 2, right: 2, down: 4), Pass(left: 1, top: 0, right: 2, down: 2),
      Pass(left: 0, top: 1, right: 1, down: 2),
    ]
  }

  private func size(_ pass: Pass) -> (columns: Int, rows: Int, bytes: Int) {
    let columns = (width - pass.left + pass.right - 1) / pass.right
    let rows = (height - pass.top + pass.down - 1) / pass.down
    if columns <= 0 || rows <= 0 { return (0, 0, 0) }
    return (columns, rows, (columns * samples * depth + 7) / 8)
  }

  /// The picture as bytes: rows, columns, and a last axis for colour unless it is grey.
  ///
  /// 16 bits are cut to 8; a palette becomes its colours; transparency becomes a last value of opacity.
  func image() throws(ArrayFileError) -> ByteArray {
    var expected = 0
    for pass in passes {
      let (_, rows, bytes) = size(pass)
      let (product, overflow) = rows.multipliedReportingOverflow(by: rows == 0 ? 0 : bytes + 1)
      guard !overflow, product < 1 << 40 else { throw damaged("the size of the PNG picture is absurd") }
      expected += product
    }
    guard Deflate.isPlausible(expected, from: data.count) else {
      throw damaged("\(width) x \(height) pixels are promised, more than the PNG picture's data can hold")
    }
    guard var rows = data.withUnsafeBytes({ Deflate.expand($0, to: expected, .zlib) }) else {
      throw damaged("the data of the PNG picture is damaged")
    }
    let channels = channelCount
    var pixels = ByteArray.zeros(shape: channels == 1 ? [height, width] : [height, width, channels])
    var place = 0
    for pass in passes {
      let (columns, count, bytes) = size(pass)
      var previous: Int?
      for row in 0..<count {
        let filter = rows[place]
        place += 1
        guard unfilter(&rows, at: place, length: bytes, previous: previous, filter: filter) else {
          throw damaged("the PNG picture has a filter that is not known (\(filter))")
        }
        let y = pass.top + row * pass.down
        pixels.withUnsafeMutableElements { out in
          if isStoredAsBytes, !isInterlaced {
            let line = UnsafeMutableBufferPointer(rebasing: out[(y * width * channels)..<((y + 1) * width * channels)])
            rows.withUnsafeBytes {
              UnsafeMutableRawBufferPointer(line).copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<(place + bytes)]))
            }
            return
          }
          for column in 0..<columns {
            let x = pass.left + column * pass.right
            write(
              rows, at: place, column: column,
              to: UnsafeMutableBufferPointer(rebasing: out[((y * width + x) * channels)...]))
          }
        }
        previous = place
        place += bytes
      }
    }
    return pixels
  }

  private var channelCount: Int {
    switch colorType {
    case 0: transparency.isEmpty ? 1 : 2
    case 2: transparency.isEmpty ? 3 : 4
    case 3: transparency.isEmpty ? 3 : 4
    default: samples
    }
  }

  /// Whether the file holds pixels as they are wanted.
  private var isStoredAsBytes: Bool { depth == 8 && colorType != 3 && (transparency.isEmpty || samples % 2 == 0) }

  /// Undoes what was done to a row to compress it better.
  private func unfilter(_ rows: inout [UInt8], at place: Int, length: Int, previous: Int?, filter: UInt8) -> Bool {
    guard filter <= 4 else { return false }
    let step = max(samples * depth / 8, 1)
    rows.withUnsafeMutableBufferPointer { rows in
      for i in 0..<length {
        let left = i >= step ? rows[place + i - step] : 0
        let above = previous.map { rows[$0 + i] } ?? 0
        let corner = i >= step ? previous.map { rows[$0 + i - step] } ?? 0 : 0
        let guess: UInt8 =
          switch filter {
          case 1: left
          case 2: above
          case 3: UInt8((Int(left) + Int(above)) / 2)
          case 4: paeth(left, above, corner)
          default: 0
          }
        rows[place + i] &+= guess
      }
    }
    return true
  }

  /// One value of a row as the file stores it.
  private func sample(_ rows: [UInt8], _ place: Int, _ index: Int) -> Int {
    switch depth {
    case 16: return Int(rows[place + 2 * index]) << 8 | Int(rows[place + 2 * index + 1])
    case 8: return Int(rows[place + index])
    default:
      let bit = index * depth
      return Int(rows[place + bit / 8]) >> (8 - depth - bit % 8) & ((1 << depth) - 1)
    }
  }

  /// One pixel as bytes.
  private func write(_ rows: [UInt8], at place: Int, column: Int, to out: UnsafeMutableBufferPointer<UInt8>) {
    if colorType == 3 {
      let entry = sample(rows, place, column)
      for i in 0..<3 { out[i] = 3 * entry + i < palette.count ? palette[3 * entry + i] : 0 }
      if !transparency.isEmpty { out[3] = entry < transparency.count ? transparency[entry] : 255 }
      return
    }
    var isClear = !transparency.isEmpty && transparency.count >= 2 * samples
    for i in 0..<samples {
      let value = sample(rows, place, column * samples + i)
      out[i] = depth == 16 ? UInt8(value >> 8) : depth == 8 ? UInt8(value) : UInt8(value * 255 / ((1 << depth) - 1))
      if isClear { isClear = value == Int(transparency[2 * i]) << 8 | Int(transparency[2 * i + 1]) }
    }
    if (colorType == 0 || colorType == 2) && !transparency.isEmpty { out[samples] = isClear ? 0 : 255 }
  }
}

/// The neighbour nearest to left + above - corner.
func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
  let (a, b, c) = (Int(left), Int(above), Int(corner))
  let (x, y, z) = (abs(b - c), abs(a - c), abs(a + b - 2 * c))
  return x <= y && x <= z ? left : y <= z ? above : corner
}
