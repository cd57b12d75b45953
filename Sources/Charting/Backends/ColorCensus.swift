/// Which colours an image has and how often, in a table that is quicker than a dictionary.
struct ColorCensus {
  private static let slots = 1 << 16
  private var keys: [UInt32]
  /// The number of the colour in a slot; -1 for none.
  private var numbers: [Int16]
  private(set) var colors: [UInt32] = []
  private(set) var counts: [Int32] = []

  /// Counts the colours; `nil` where there are more than `limit`. Opacity is the highest byte of a colour.
  init?(_ image: PixelImage, limit: Int) {
    keys = [UInt32](repeating: 0, count: ColorCensus.slots)
    numbers = [Int16](repeating: -1, count: ColorCensus.slots)
    colors.reserveCapacity(min(limit, 4096))
    counts.reserveCapacity(min(limit, 4096))
    var found: [UInt32] = []
    var tally: [Int32] = []
    let count = image.width * image.height
    let fits = image.bytes.withUnsafeBytes { raw -> Bool in
      keys.withUnsafeMutableBufferPointer { keys in
        numbers.withUnsafeMutableBufferPointer { numbers in
          var last: UInt32 = 0
          var run: Int32 = 0
          var slot = 0
          for k in 0..<count {
            let color = raw.loadUnaligned(fromByteOffset: 4 * k, as: UInt32.self)
            if color == last && run > 0 {
              run += 1
              continue
            }
            if run > 0 { tally[Int(numbers[slot])] += run }
            run = 1
            last = color
            slot = ColorCensus.slot(color)
            while numbers[slot] >= 0 && keys[slot] != color { slot = (slot + 1) & (ColorCensus.slots - 1) }
            if numbers[slot] < 0 {
              if found.count == limit { return false }
              keys[slot] = color
              numbers[slot] = Int16(found.count)
              found.append(color)
              tally.append(0)
            }
          }
          if run > 0 { tally[Int(numbers[slot])] += run }
          return true
        }
      }
    }
    guard fits else { return nil }
    colors = found
    counts = tally
  }

  @inline(__always)
  private static func slot(_ color: UInt32) -> Int { Int((color &* 0x9e37_79b1) >> 16) }

  /// At most 256 colours and the index of each colour's nearest among them; `nil` where that would change too much.
  func palette(isDrawing: Bool) -> (colors: [UInt32], indices: [UInt8])? {
    if colors.count <= 256 { return (colors, (0..<colors.count).map { UInt8($0) }) }
    guard isDrawing else { return nil }
    let order = colors.indices.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : colors[$0] < colors[$1] }
    for tolerance in [8, 12] {
      if let result = clustered(order, tolerance: Int32(tolerance)) { return result }
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
  func rows(_ image: PixelImage, _ indices: [UInt8], bits: Int) -> [UInt8] {
    let (width, height) = (image.width, image.height)
    let rowLength = (width * bits + 7) / 8 + 1
    var result = [UInt8](repeating: 0, count: rowLength * height)
    let perByte = 8 / bits
    image.bytes.withUnsafeBytes { raw in
      result.withUnsafeMutableBufferPointer { result in
        keys.withUnsafeBufferPointer { keys in
          numbers.withUnsafeBufferPointer { numbers in
            var last: UInt32 = 0
            var index: UInt8 = 0
            var isKnown = false
            for row in 0..<height {
              let to = row * rowLength + 1
              for column in 0..<width {
                let color = raw.loadUnaligned(fromByteOffset: 4 * (row * width + column), as: UInt32.self)
                if !isKnown || color != last {
                  var slot = ColorCensus.slot(color)
                  while keys[slot] != color || numbers[slot] < 0 { slot = (slot + 1) & (ColorCensus.slots - 1) }
                  index = indices[Int(numbers[slot])]
                  last = color
                  isKnown = true
                }
                if bits == 8 {
                  result[to + column] = index
                } else {
                  result[to + column / perByte] |= index << UInt8(8 - bits - column % perByte * bits)
                }
              }
            }
          }
        }
      }
    }
    return result
  }
}

