/// Very many markers of one colour as one image: the more of them a cell holds, the fuller its colour.
///
/// Markers that lie on one another many times would all be of the full colour, and how dense they are would not be
/// seen. So cells are counted, and the colour follows the square root of the count: a logarithm would make most of a
/// cloud one plateau.
enum DensityImage {
  /// The side of a cell in CSS pixels, about that of the smallest marker.
  private static let cell = 2.0
  private static let steps = 20

  static func make(_ batch: MarkerBatch, in frame: Rect) -> SceneImage {
    let columns = max(1, Int((frame.width / cell).rounded(.up)))
    let rows = max(1, Int((frame.height / cell).rounded(.up)))
    var counts = [Int32](repeating: 0, count: columns * rows)
    var most: Int32 = 1
    let (left, top) = (frame.left.rounded(.down), frame.top.rounded(.down))
    let (width, height) = (Double(columns), Double(rows))
    counts.withUnsafeMutableBufferPointer { counts in
      batch.positions.withUnsafeBufferPointer { positions in
        for p in positions {
          let x = (p.x - left) / cell
          let y = (p.y - top) / cell
          guard x >= 0, y >= 0, x < width, y < height else { continue }
          let place = Int(y) * columns + Int(x)
          counts[place] += 1
          most = max(most, counts[place])
        }
      }
    }
    let shades = shades(upTo: most, opacity: batch.opacity * batch.color(0).alpha)
    let ink = batch.color(0).isInk
    let color = ink ? Color.white : batch.color(0)
    var image = PixelImage(width: columns, height: rows)
    let bytes = color.bytes
    for k in counts.indices where counts[k] > 0 {
      image.bytes[4 * k] = bytes[0]
      image.bytes[4 * k + 1] = bytes[1]
      image.bytes[4 * k + 2] = bytes[2]
      image.bytes[4 * k + 3] = shades[min(Int(counts[k]), shades.count - 1)]
    }
    let area = Rect(x: left, y: top, width: width * cell, height: height * cell)
    return SceneImage(pixels: image, frame: area, smooth: false, isInkMask: ink, isDrawing: true)
  }

  /// The opacity for each count: a single marker is seen, the most are of the full colour.
  private static func shades(upTo most: Int32, opacity: Double) -> [UInt8] {
    let last = min(Int(most), 1 << 16)
    return (0...last).map { count in
      guard count > 0 else { return 0 }
      let share = last > 1 ? (Double(count - 1) / Double(last - 1)).squareRoot() : 1
      let step = (share * Double(steps)).rounded() / Double(steps)
      return UInt8((255 * opacity * (0.25 + 0.75 * step)).rounded())
    }
  }
}
