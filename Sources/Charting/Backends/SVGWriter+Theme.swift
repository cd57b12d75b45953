/// What a dark page shows otherwise. Pages say so in their style; without it a chart is as on white paper.
///
/// - `--chart-paper`: what lies behind the chart;
/// - `--chart-faint`: the grey of what stands behind the matter;
/// - `--chart-dark`: 1 on a dark page, where translucent marks are fuller and pale areas recede, else 0;
/// - `--chart-rim`: the colour of thin rims around markers as dark as a dark page; on a light page there are none;
/// - the class `chart-halo`: lines and areas as dark as the page, to be given a light edge.
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

  /// The opacity of a band of a pale area: as white is the paper of a light page, so is it that of a dark one.
  mutating func declareReceding(_ color: Color) {
    let share = min(max((1 - color.luminance) / 0.75, 0), 1)
    if share < 1 { declare("fill-opacity", SVGWriter.sum(1, share - 1)) }
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
