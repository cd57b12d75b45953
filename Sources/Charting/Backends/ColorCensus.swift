internal import CSystem

/// Which colours an image has and how often, and which of them each pixel is; in a table that is quicker than a
/// dictionary.
struct ColorCensus {
  private var keys: [UInt32]
  /// The number of the colour in a slot; none for a free slot.
  private var numbers: [UInt16]
  private var mask: Int
  private(set) var colors: [UInt32] = []
  private(set) var counts: [Int32] = []
  /// The number of each pixel's colour, row by row.
  private let pixels: UnsafeMutablePointer<UInt16>
  private let memory: ScratchBlock
  private let width: Int
  private let height: Int
  private static let none = UInt16.max

  /// Counts the colours; `nil` where there are more than `limit`, which is below 65,535. Opacity is the highest byte
  /// of a colour.
  ///
  /// - Parameters:
  ///   - source: The first pixel.
  ///   - rowLength: How many pixels lie from one row to the next.
  init?(_ source: UnsafePointer<UInt32>, width: Int, height: Int, rowLength: Int, limit: Int) {
    self.width = width
    self.height = height
    mask = 4095
    keys = [UInt32](repeating: 0, count: mask + 1)
    numbers = [UInt16](repeating: ColorCensus.none, count: mask + 1)
    guard let memory = ScratchBlock(bytes: 2 * width * height) else { return nil }
    self.memory = memory
    pixels = memory.address.bindMemory(to: UInt16.self, capacity: width * height)
    var found: [UInt32] = []
    var tally: [Int32] = []
    for row in 0..<height {
      let line = source + row * rowLength
      let to = pixels + row * width
      // Most rows of a drawing are like those above them.
      if row > 0, line.isEqual(to: line - rowLength, count: width) {
        to.update(from: to - width, count: width)
        for k in ColorCensus.runs(to, width) { tally[Int(k.color)] += k.length }
        continue
      }
      var column = 0
      while column < width {
        let color = line[column]
        var end = column + 1
        while end < width, line[end] == color { end += 1 }
        guard let number = number(of: color, &found, limit) else { return nil }
        if number == tally.count { tally.append(0) }
        tally[number] += Int32(end - column)
        (to + column).update(repeating: UInt16(number), count: end - column)
        column = end
      }
    }
    colors = found
    counts = tally
  }

  /// Runs of one colour in a row.
  private static func runs(_ row: UnsafeMutablePointer<UInt16>, _ width: Int) -> [(color: UInt16, length: Int32)] {
    var result: [(color: UInt16, length: Int32)] = []
    var column = 0
    while column < width {
      var end = column + 1
      while end < width, row[end] == row[column] { end += 1 }
      result.append((row[column], Int32(end - column)))
      column = end
    }
    return result
  }

  @inline(__always)
  private mutating func number(of color: UInt32, _ found: inout [UInt32], _ limit: Int) -> Int? {
    var slot = Int((color &* 0x9e37_79b1) >> 12) & mask
    while numbers[slot] != ColorCensus.none {
      if keys[slot] == color { return Int(numbers[slot]) }
      slot = (slot + 1) & mask
    }
    if found.count == limit { return nil }
    keys[slot] = color
    numbers[slot] = UInt16(found.count)
    found.append(color)
    if found.count * 2 > mask { grow(found) }
    return found.count - 1
  }

  private mutating func grow(_ found: [UInt32]) {
    mask = mask * 4 + 3
    keys = [UInt32](repeating: 0, count: mask + 1)
    numbers = [UInt16](repeating: ColorCensus.none, count: mask + 1)
    for (number, color) in found.enumerated() {
      var slot = Int((color &* 0x9e37_79b1) >> 12) & mask
      while numbers[slot] != ColorCensus.none { slot = (slot + 1) & mask }
      keys[slot] = color
      numbers[slot] = UInt16(number)
    }
  }

  /// At most 256 colours and the index of each colour's nearest among them; `nil` where that would change too much.
  ///
  /// - Parameter tolerances: How far a colour may be from its nearest, in each channel; tried one after the other. None
  ///   keep every colour exact.
  func palette(tolerances: [Int32]) -> (colors: [UInt32], indices: [UInt8])? {
    let isLarge = colors.count > (tolerances.first ?? 0 > 8 ? 16 : 256)
    if !isLarge { return (colors, (0..<colors.count).map { UInt8($0) }) }
    if tolerances.isEmpty { return nil }
    let order = colors.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : colors[$0] < colors[$1] }
    for tolerance in tolerances {
      if let result = clustered(order, tolerance: tolerance) { return result }
    }
    return nil
  }

  /// Frequent colours first; a colour near enough to one that is taken is that one.
  private func clustered(_ order: [Int], tolerance: Int32) -> (colors: [UInt32], indices: [UInt8])? {
    var palette: [UInt32] = []
    var vectors: [SIMD4<Int32>] = []
    var indices = [UInt8](repeating: 0, count: colors.count)
    for number in order {
      let color = colors[number]
      let vector = SIMD4(Int32(color & 255), Int32(color >> 8 & 255), Int32(color >> 16 & 255), Int32(color >> 24))
      // Faint colours may differ more before it is seen.
      let allowed = vector.w == 255 ? tolerance : tolerance * 255 / max(vector.w, 24)
      let limits = SIMD4(allowed, allowed, allowed, tolerance)
      var nearest = -1
      var distance = Int32.max
      for k in 0..<vectors.count {
        let delta = vector &- vectors[k]
        let size = delta.replacing(with: 0 &- delta, where: delta .< 0)
        if any(size .> limits) { continue }
        let sum = size.wrappedSum()
        if sum < distance {
          distance = sum
          nearest = k
        }
      }
      if nearest < 0 {
        if palette.count == 256 { return nil }
        nearest = palette.count
        palette.append(color)
        vectors.append(vector)
      }
      indices[number] = UInt8(nearest)
    }
    return (palette, indices)
  }

  /// The image as rows of indices of `bits` each, every row led by the filter 0.
  ///
  /// - Returns: What `use` makes of the rows; `nil` where there is no memory for them.
  func withRows<Result>(_ indices: [UInt8], bits: Int, _ use: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    let rowLength = (width * bits + 7) / 8 + 1
    let perByte = 8 / bits
    guard let memory = ScratchBlock(bytes: rowLength * height) else { return nil }
    let result = memory.address.bindMemory(to: UInt8.self, capacity: rowLength * height)
    indices.withUnsafeBufferPointer { indices in
      for row in 0..<height {
        let (from, to) = (row * width, row * rowLength + 1)
        if row > 0, memcmp(pixels + from, pixels + from - width, 2 * width) == 0 {
          memcpy(result + to - 1, result + to - 1 - rowLength, rowLength)
          continue
        }
        result[to - 1] = 0
        if bits == 8 {
          for column in 0..<width { result[to + column] = indices[Int(pixels[from + column])] }
          continue
        }
        var column = 0
        for byte in 0..<rowLength - 1 {
          var packed: UInt8 = 0
          for _ in 0..<perByte {
            packed = packed << UInt8(bits) | (column < width ? indices[Int(pixels[from + column])] : 0)
            column += 1
          }
          result[to + byte] = packed
        }
      }
    }
    return withExtendedLifetime(memory) { use(UnsafeBufferPointer(start: result, count: rowLength * height)) }
  }
}

extension UnsafePointer<UInt32> {
  /// Whether the next `count` numbers are those of `other`.
  @inline(__always)
  fileprivate func isEqual(to other: UnsafePointer<UInt32>, count: Int) -> Bool {
    memcmp(self, other, 4 * count) == 0
  }
}
