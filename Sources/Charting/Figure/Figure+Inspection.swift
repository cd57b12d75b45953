/// What tests look at: texts and marks as they lie on the page.
extension Figure {
  /// Every text with the box that it takes on the page.
  package var textBoxes: [TextBox] { scene.textBoxes }

  /// The same on a narrow page, and how wide that is; `nil` where the figure is not drawn anew for it.
  package var narrowTexts: (width: Double, boxes: [TextBox])? {
    narrowed(FigureLayout(self)).map { ($0.scene.width, $0.scene.textBoxes) }
  }

  /// The frames of the axes on a narrow page.
  package var narrowFrames: [Rect]? { narrowed(FigureLayout(self))?.frames }

  /// The frames of the axes, in order.
  package var frames: [Rect] { FigureLayout(self).frames }

  /// How many markers, outlines and images the page holds.
  package var shapeCounts: (markers: Int, paths: Int, images: Int) {
    var counts = (markers: 0, paths: 0, images: 0)
    func visit(_ items: [SceneItem]) {
      for item in items {
        switch item {
        case .markers(let batch): counts.markers += batch.positions.count
        case .path(let path): counts.paths += path.path.elements.isEmpty ? 0 : 1
        case .image: counts.images += 1
        case .group(let group): visit(group.items)
        case .text: break
        }
      }
    }
    visit(scene.items)
    return counts
  }

  /// The outlines on the page in the order in which they are drawn: the box of each, and its colours.
  package var outlines: [(box: Rect, fill: Color?, edge: Color?)] {
    func visit(_ items: [SceneItem]) -> [(box: Rect, fill: Color?, edge: Color?)] {
      items.flatMap { item -> [(box: Rect, fill: Color?, edge: Color?)] in
        switch item {
        case .path(let path):
          let ends = path.path.elements.compactMap { element -> Point? in
            switch element {
            case .move(let p), .line(let p), .quadratic(_, let p), .cubic(_, _, let p): p
            case .close: nil
            }
          }
          guard let first = ends.first else { return [] }
          var (low, high) = (first, first)
          for p in ends {
            low = Point(min(low.x, p.x), min(low.y, p.y))
            high = Point(max(high.x, p.x), max(high.y, p.y))
          }
          return [(Rect(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y), path.fill, path.stroke?.color)]
        case .group(let group): return visit(group.items)
        case .markers, .text, .image: return []
        }
      }
    }
    return visit(scene.items)
  }

  /// The mean of red, green and blue over a grid of 48 x 30 cells, a row of hexadecimal digits for each row of it.
  package var thumbnail: [String] {
    let scene = scene
    let image = CairoRenderer.pixels(
      scene.items, area: Rect(x: 0, y: 0, width: scene.width, height: scene.height), scale: min(1, 800 / scene.width),
      background: .white)
    let (columns, rows) = (48, 30)
    return (0..<rows).map { row in
      var line = ""
      for column in 0..<columns {
        let ys = row * image.height / rows..<max((row + 1) * image.height / rows, row * image.height / rows + 1)
        let xs = column * image.width / columns..<max((column + 1) * image.width / columns, column * image.width / columns + 1)
        var sums = [0, 0, 0]
        for y in ys where y < image.height {
          for x in xs where x < image.width {
            for c in 0..<3 { sums[c] += Int(image.bytes[4 * (y * image.width + x) + c]) }
          }
        }
        for sum in sums {
          let mean = sum / max(xs.count * ys.count, 1)
          line += (mean < 16 ? "0" : "") + String(mean, radix: 16)
        }
      }
      return line
    }
  }
}

/// The extent of a set text in CSS pixels, and how many glyphs and rules it has.
package func textExtent(_ label: String, size: Double) -> (width: Double, ascent: Double, descent: Double, pieces: Int) {
  let set = Typesetter.set(label, size: size)
  return (set.width, set.ascent, set.descent, set.pieces.count)
}
