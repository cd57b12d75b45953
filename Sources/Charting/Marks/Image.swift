/// An image of numbers by a colour map, or of red, green and blue.
///
/// ```swift
/// Image(digits[0], colorMap: .gray)
/// ```
/// Pixels stay crisp; the first row is at the top. Numbers with three or four channels are colours: from 0 to 255
/// where they are whole, else from 0 to 1.
public struct Image: Mark {
  /// Which corner holds the first row.
  public enum Origin: Sendable { case upper, lower }
  /// What an enlarged image does between its pixels.
  public enum Interpolation: Sendable { case nearest, smooth }

  var grid: GridData
  var colorMap: ColorMap
  var limits: ClosedRange<Double>?
  var origin: Origin
  var interpolation: Interpolation
  var extent: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  var opacity: Double
  var showsAxes: Bool

  /// - Parameters:
  ///   - pixels: Rows of numbers, or rows of places with 3 or 4 channels.
  ///   - colorMap: Colours for numbers.
  ///   - limits: The numbers at the colour map's ends; by default the smallest and the largest.
  ///   - origin: Where the first row lies.
  ///   - interpolation: `nearest` keeps pixels crisp, `smooth` blends them.
  ///   - extent: The axes' values at the image's borders; by default pixels are counted from 0.
  ///   - opacity: From 0 to 1.
  ///   - showsAxes: Whether pixels are counted along the sides.
  public init(
    _ pixels: any ChartGrid, colorMap: ColorMap = .viridis, limits: ClosedRange<Double>? = nil,
    origin: Origin = .upper, interpolation: Interpolation = .nearest,
    extent: (x: ClosedRange<Double>, y: ClosedRange<Double>)? = nil, opacity: Double = 1, showsAxes: Bool = true
  ) {
    grid = pixels.chartGrid
    self.colorMap = colorMap
    self.limits = limits
    self.origin = origin
    self.interpolation = interpolation
    self.extent = extent
    self.opacity = min(max(opacity, 0), 1)
    self.showsAxes = showsAxes
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension Image: MarkDrawing {
  var kind: String { "image" }

  var problem: String? {
    if grid.rows == 0 || grid.columns == 0 { return "Image: there are no pixels (shape \(grid.rows) × \(grid.columns))." }
    if ![1, 3, 4].contains(grid.channels) {
      return "Image: \(grid.channels) channels; an image has 1 (numbers), 3 (colours) or 4 (with opacity)."
    }
    return grid.problem("Image")
  }

  var wishes: AxesWishes {
    AxesWishes(
      aspect: 1, invertsY: origin == .upper, hidesAxes: !showsAxes, needsLinear: true, isFramed: true, xGrid: false, yGrid: false,
      wholeX: extent == nil, wholeY: extent == nil)
  }

  var colorScale: ColorScale? {
    guard grid.channels == 1 else { return nil }
    let range = GridColors.range(grid, limits)
    return ColorScale(map: colorMap, lower: range.lower, upper: range.upper, opacity: opacity)
  }

  var ground: Color? {
    guard opacity > 0.5 else { return nil }
    let pixels = GridColors.pixels(grid, colorScale, opacity: 1)
    var sums = [0, 0, 0]
    for k in 0..<pixels.width * pixels.height {
      for c in 0..<3 { sums[c] += Int(pixels.bytes[4 * k + c]) }
    }
    let count = 255 * Double(max(pixels.width * pixels.height, 1))
    return Color(red: Double(sums[0]) / count, green: Double(sums[1]) / count, blue: Double(sums[2]) / count)
  }

  private var borders: (left: Double, right: Double, first: Double, last: Double) {
    if let extent {
      return (extent.x.lowerBound, extent.x.upperBound, extent.y.lowerBound, extent.y.upperBound)
    }
    return (-0.5, Double(grid.columns) - 0.5, -0.5, Double(grid.rows) - 0.5)
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    let b = borders
    limits.x.includeEdge(b.left)
    limits.x.includeEdge(b.right)
    limits.y.includeEdge(b.first)
    limits.y.includeEdge(b.last)
  }

  func draw(on canvas: inout Canvas) {
    let b = borders
    var pixels = GridColors.pixels(grid, colorScale, opacity: opacity)
    let (a, c) = (canvas.point(b.left, b.first), canvas.point(b.right, b.last))
    guard a.isFinite, c.isFinite else { return }
    // Rows are written from the top of the page.
    let firstRowIsOnTop = (canvas.y(b.first) < canvas.y(b.last))
    if !firstRowIsOnTop { pixels = pixels.flippedVertically }
    if a.x > c.x { pixels = pixels.flippedHorizontally }
    let frame = Rect(left: min(a.x, c.x), top: min(a.y, c.y), right: max(a.x, c.x), bottom: max(a.y, c.y))
    canvas.items.append(.image(SceneImage(pixels: pixels, frame: frame, smooth: interpolation == .smooth)))
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, columns: [("shape", [Double(grid.rows), Double(grid.columns), Double(grid.channels)]), ("values", grid.values)])
    description.colors = grid.channels == 1 ? [colorMap.name] : []
    var sentence = "\(grid.rows) × \(grid.columns) pixels"
    if grid.channels > 1 {
      sentence += " in colour"
    } else if let range = Wording.range(grid.values) {
      sentence += ", values \(range)"
    }
    description.sentence = sentence
    return description
  }
}

/// Colours of grids.
enum GridColors {
  /// The numbers at the ends of a colour map.
  static func range(_ grid: GridData, _ limits: ClosedRange<Double>?) -> (lower: Double, upper: Double) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in grid.values where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
    }
    return (limits?.lowerBound ?? (low.isFinite ? low : 0), limits?.upperBound ?? (high.isFinite ? high : 1))
  }

  /// One pixel for each place; what is not a number is left clear.
  static func pixels(_ grid: GridData, _ scale: ColorScale?, opacity: Double) -> PixelImage {
    var image = PixelImage(width: grid.columns, height: grid.rows)
    let alpha = UInt8((opacity * 255).rounded())
    let count = grid.rows * grid.columns
    if let scale {
      let table = scale.map.table
      let span = scale.upper / 2 - scale.lower / 2
      for k in 0..<count {
        let value = grid.values[k]
        guard !value.isNaN else { continue }
        // All equal: the lowest colour, that of a mask without anything in it.
        let t = span > 0 ? (value / 2 - scale.lower / 2) / span : 0
        let index = whole(t * 256, in: 0...255)
        for c in 0..<3 { image.bytes[4 * k + c] = table[3 * index + c] }
        image.bytes[4 * k + 3] = alpha
      }
      return image
    }
    let unit = grid.isWhole ? 1.0 : 255.0
    for k in 0..<count {
      for c in 0..<3 {
        let value = grid.values[k * grid.channels + c] * unit
        image.bytes[4 * k + c] = UInt8((value.isNaN ? 0 : value).rounded().clamped(to: 0...255))
      }
      let own = grid.channels == 4 ? grid.values[k * 4 + 3] * unit / 255 : 1
      image.bytes[4 * k + 3] = UInt8(((own.isNaN ? 0 : own) * opacity * 255).rounded().clamped(to: 0...255))
    }
    return image
  }
}

extension Double {
  func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

extension PixelImage {
  /// The image with its last row first.
  var flippedVertically: PixelImage {
    var result = self
    let row = width * 4
    for k in 0..<height {
      result.bytes.replaceSubrange(k * row..<(k + 1) * row, with: bytes[(height - 1 - k) * row..<(height - k) * row])
    }
    return result
  }

  /// The image with its last column first.
  var flippedHorizontally: PixelImage {
    var result = self
    for y in 0..<height {
      for x in 0..<width {
        for c in 0..<4 { result.bytes[4 * (y * width + x) + c] = bytes[4 * (y * width + width - 1 - x) + c] }
      }
    }
    return result
  }
}
