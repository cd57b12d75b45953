/// What a dark page shows otherwise. Pages say so in their style; without it a chart is as on white paper.
///
/// - `--chart-paper`: what lies behind the chart;
/// - `--chart-faint`: the grey of what stands behind the matter;
/// - `--chart-dark`: 1 on a dark page, where translucent marks are fuller and pale areas softer, else 0;
/// - the class `chart-halo`: marks as dark as the page, to be given a light edge.
extension SVGWriter {
  /// Adds a declaration to the style of the element that is being written.
  mutating func declare(_ name: String, _ value: String) { declarations.append("\(name):\(value)") }

  /// Writes what was declared, before the element's tag ends.
  mutating func writeDeclarations() {
    guard !declarations.isEmpty else { return }
    body.write(" style=\"\(declarations.joined(separator: ";"))\"")
    declarations = []
  }

  /// An opacity that is fuller on a dark page, as if what it belongs to lay there twice.
  mutating func writeFuller(_ name: String, _ value: Double) {
    attribute(name, value)
    declare(name, SVGWriter.sum(value, value * (1 - value)))
  }

  /// The opacity of a pale area, which would be the brightest of a dark page.
  mutating func declareSofter(_ opacity: Double) {
    declare("opacity", SVGWriter.sum(opacity, -0.16 * opacity))
  }

  /// Says that marks are as dark as a dark page.
  mutating func writeHalo() { body.write(" class=\"chart-halo\"" as StaticString) }

  private static func sum(_ value: Double, _ more: Double) -> String {
    var text = TextBuffer()
    text.write("calc(" as StaticString)
    text.write(value, decimals: 3)
    text.write(more < 0 ? " - " : " + ")
    text.write(abs(more), decimals: 3)
    text.write("*var(--chart-dark,0))" as StaticString)
    return text.string
  }
}

extension SceneGroup {
  /// Whether marks of the group are hardly seen on a dark page.
  ///
  /// - Parameter isFuller: Whether translucent markers are fuller there, which those made of pixels are not.
  func vanishesOnDark(isFuller: Bool) -> Bool {
    // A light edge would shine through translucent faces.
    let isVeiled = items.contains { if case .path(let path) = $0 { path.fill.map { $0.alpha < 1 } ?? false } else { false } }
    if isVeiled { return false }
    return items.contains { item in
      switch item {
      case .markers(let batch):
        let opacity = isFuller ? 1 - (1 - batch.opacity) * (1 - batch.opacity) : batch.opacity
        return batch.edge == nil && batch.colors.contains { $0.vanishesOnDark(opacity: opacity) }
      case .path(let path):
        return (path.stroke?.color ?? path.fill)?.vanishesOnDark(opacity: 1) ?? false
      case .group(let group): return group.vanishesOnDark(isFuller: isFuller)
      case .text, .image: return false
      }
    }
  }
}

extension Color {
  /// Whether the contrast to a dark page is below about 2.9:1.
  fileprivate func vanishesOnDark(opacity: Double) -> Bool {
    guard role == .fixed, alpha > 0 else { return false }
    let share = alpha * opacity
    // Squares are near enough to sRGB's curve, and every mark is asked.
    func light(_ c: Double) -> Double {
      let seen = c * share + 0.09 * (1 - share)
      return seen * seen
    }
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue) < 0.13
  }
}
