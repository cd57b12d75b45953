/// A figure as a list of shapes with their places: what every backend draws.
package struct Scene: Sendable {
  package var width: Double
  package var height: Double
  package var items: [SceneItem] = []

  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}

/// A colour with the share of it that is seen.
typealias Paint = Color

/// How an outline is drawn.
struct Stroke: Equatable, Sendable {
  enum Cap: Sendable { case butt, round, square }
  enum Join: Sendable { case miter, round }

  var color: Paint
  /// In CSS pixels.
  var width: Double
  /// Lengths of dashes and gaps by turns, in CSS pixels; none for a whole line.
  var dashes: [Double] = []
  var cap: Cap = .butt
  var join: Join = .round
}

package enum SceneItem: Sendable {
  case path(ScenePath)
  case markers(MarkerBatch)
  case text(SceneText)
  case image(SceneImage)
  case group(SceneGroup)
}

extension SceneItem {
  /// Whether there is anything to be seen of the item.
  var isSeen: Bool {
    switch self {
    case .path(let path): !path.path.elements.isEmpty
    case .markers(let batch): !batch.positions.isEmpty
    case .text(let text): !text.text.isEmpty
    case .image: true
    case .group(let group): group.items.contains(where: \.isSeen)
    }
  }
}

extension SceneItem {
  /// A text in the page's ink with a halo; everything else as it is.
  var withHalo: SceneItem {
    guard case .text(var text) = self, text.color.isInk else { return self }
    text.halo = text.color.halo
    return .text(text)
  }

  /// The item with the ink and paper of a light page, whatever the page is: for marks on a light picture.
  var onLightGround: SceneItem {
    switch self {
    case .path(var path):
      path.fill = path.fill?.onLightGround
      path.stroke = path.stroke?.onLightGround
      return .path(path)
    case .markers(var batch):
      batch.colors = batch.colors.map(\.onLightGround)
      batch.edge = batch.edge?.onLightGround
      return .markers(batch)
    case .text(var text):
      text.color = text.color.onLightGround
      text.halo = text.halo?.onLightGround
      return .text(text)
    case .group(var group):
      group.items = group.items.map(\.onLightGround)
      return .group(group)
    case .image: return self
    }
  }
}

extension Stroke {
  fileprivate var onLightGround: Stroke {
    var stroke = self
    stroke.color = color.onLightGround
    return stroke
  }
}

extension Color {
  /// The same numbers, no longer the page's to decide.
  fileprivate var onLightGround: Color {
    role == .fixed ? self : Color(red: red, green: green, blue: blue, alpha: alpha)
  }
}

package struct ScenePath: Sendable {
  var path: VectorPath
  var fill: Paint?
  var stroke: Stroke?
  /// Whether overlapping parts of the outline leave holes.
  var evenOdd = false
  /// What a reader who points at the shape is told; SVG only.
  var tooltip: String? = nil
  /// Whether a translucent area is fuller on a dark page, where it would hardly be seen.
  var isFuller = false
}

/// Many copies of one small shape.
package struct MarkerBatch: Sendable {
  var shape: Marker
  var positions: [Point]
  /// Diameters in CSS pixels: one for all, or one each.
  var sizes: [Double]
  /// Fill colours: one for all, or one each. Shapes of lines alone are stroked with them.
  var colors: [Paint]
  var edge: Stroke?
  var opacity = 1.0
  var strokeWidth = 1.5
  /// Where the markers are so many that pixels show how dense they lie instead.
  var densityFrame: Rect?

  func size(_ k: Int) -> Double { sizes.count == 1 ? sizes[0] : sizes[k] }
  func color(_ k: Int) -> Paint { colors.count == 1 ? colors[0] : colors[k] }
}

package struct SceneText: Sendable {
  var text: TypesetText
  /// Where the text's own origin lies.
  var origin: Point
  /// Anticlockwise.
  var degrees: Double
  var color: Paint
  /// What is drawn around the letters, so that they can be read on lines and points.
  var halo: Paint? = nil

  /// How far a halo reaches to either side of a letter's outline, in CSS pixels.
  static let haloReach = 1.6
}

/// Pixels in a rectangle of the page.
package struct SceneImage: Sendable {
  var pixels: PixelImage
  var frame: Rect
  /// Whether pixels are blurred into one another when enlarged.
  var smooth: Bool
  /// Whether the pixels hold coverage alone, to be painted in the page's ink.
  var isInkMask = false
  /// Whether the pixels are drawn shapes and not data.
  var isDrawing = false
  /// Whether the marks that the pixels show are as dark as a dark page.
  var hasHalo = false
  /// Those of the marks that have a rim on a dark page.
  var rims: [MarkerBatch] = []
  /// The same as PNG, where that is known already.
  var encoded: [UInt8]?
}

package struct SceneGroup: Sendable {
  var items: [SceneItem]
  /// Nothing outside is seen.
  var clip: Rect?
  var opacity = 1.0
  /// Whether the group may be drawn as pixels where it holds very many marks.
  var mayBeRasterized = false
  /// Whether the group is a pale area that recedes on a dark page.
  var isPale = false
}

/// Red, green, blue, opacity: one byte each, rows from the top, not premultiplied.
package struct PixelImage: Sendable, Equatable {
  package var width: Int
  package var height: Int
  package var bytes: [UInt8]

  package init(width: Int, height: Int, bytes: [UInt8]) {
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  init(width: Int, height: Int) {
    self.init(width: width, height: height, bytes: [UInt8](repeating: 0, count: 4 * width * height))
  }

  /// The image in colours four steps of 255 apart, which no eye tells, and six shades of opacity, which only edges have:
  /// so there are not too many to be counted.
  var inSteps: PixelImage {
    var result = self
    result.bytes.withUnsafeMutableBufferPointer { bytes in
      for k in 0..<width * height {
        for c in 4 * k..<4 * k + 3 { bytes[c] = bytes[c] > 253 ? 255 : (bytes[c] &+ 2) & 0xfc }
        bytes[4 * k + 3] = UInt8((Int(bytes[4 * k + 3]) + 25) / 51 * 51)
      }
    }
    return result
  }
}
