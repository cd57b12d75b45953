/// Which marks a dark page would hide, and their light rims there.
extension SVGWriter {
  /// Writes what lies below markers as dark as a dark page: the same a little larger, in a colour that only such a page has.
  ///
  /// Below all markers, so that between two of a crowd there is no rim, and the bright ones have none.
  mutating func writeRim(_ batch: MarkerBatch) {
    let isRound = batch.shape == .circle || batch.shape == .point
    let diameter = (batch.sizes.min() ?? 0) * (batch.shape == .point ? 0.5 : 1)
    let reach = min(0.7, 0.14 * diameter)
    body.write("<path" as StaticString)
    if isRound, batch.sizes.count == 1 {
      attribute("stroke-width", diameter + 2 * reach)
      body.write(" stroke-linecap=\"round\"" as StaticString)
    } else {
      attribute("stroke-width", (batch.shape.isOpen ? batch.strokeWidth : 0) + 2 * reach)
    }
    declare("stroke", "var(--chart-rim,none)")
    writeDeclarations()
    body.write(" d=\"" as StaticString)
    if isRound, batch.sizes.count == 1 {
      writeStops(batch.positions)
    } else {
      for (k, p) in batch.positions.enumerated() {
        SVGWriter.write(batch.shape.outline(size: batch.size(k)).mapped { $0 + p }, into: &body)
      }
    }
    body.write("\"/>\n" as StaticString)
  }
}

extension SceneGroup {
  /// Whether the group as a whole is to have a light edge on a dark page.
  ///
  /// - Parameter isFuller: Whether translucent markers are fuller there, which those made of pixels are not.
  func vanishesOnDark(isFuller: Bool) -> Bool {
    if isVeiled { return false }
    return items.contains { item in
      switch item {
      case .markers(let batch): batch.vanishesOnDark(isFuller: isFuller)
      case .path(let path):
        // Where lines are few, each is asked for itself.
        (path.fill != nil || items.count > SceneGroup.fewLines) && path.vanishesOnDark
      case .group(let group): group.vanishesOnDark(isFuller: isFuller)
      case .text, .image: false
      }
    }
  }

  /// The markers that are to have a rim on a dark page.
  ///
  /// - Parameter isFuller: Whether translucent markers are fuller there, which those made of pixels are not.
  func rims(isFuller: Bool) -> [MarkerBatch] {
    if isVeiled { return [] }
    return items.flatMap { item -> [MarkerBatch] in
      switch item {
      case .markers(let batch): batch.rim(isFuller: isFuller).map { [$0] } ?? []
      case .group(let group): group.rims(isFuller: isFuller)
      case .path, .text, .image: []
      }
    }
  }

  /// Whether the group's lines are so few that some may have a light edge and others not.
  var hasFewLines: Bool { items.count <= SceneGroup.fewLines && !isVeiled }

  private static let fewLines = 40

  /// A light edge would shine through translucent faces.
  private var isVeiled: Bool {
    items.contains { if case .path(let path) = $0 { path.fill.map { $0.alpha < 1 } ?? false } else { false } }
  }
}

extension ScenePath {
  /// Whether the shape is hardly seen on a dark page.
  var vanishesOnDark: Bool { (stroke?.color ?? fill)?.vanishesOnDark(opacity: 1) ?? false }
}

extension MarkerBatch {
  /// How many rims are written at most: each is a place more in the file.
  private static let mostRims = 2000

  /// Whether all markers together are to have a light edge: those of one colour, and where there are very many, most of them.
  fileprivate func vanishesOnDark(isFuller: Bool) -> Bool {
    guard edge == nil, !positions.isEmpty else { return false }
    let opacity = seenOpacity(isFuller)
    if colors.count == 1 { return colors[0].vanishesOnDark(opacity: opacity) }
    guard positions.count > MarkerBatch.mostRims else { return false }
    let dark = colors.reduce(0) { $0 + ($1.vanishesOnDark(opacity: opacity) ? 1 : 0) }
    return dark > MarkerBatch.mostRims && 2 * dark > positions.count
  }

  /// The markers among others of other colours that a dark page would hide.
  fileprivate func rim(isFuller: Bool) -> MarkerBatch? {
    let opacity = seenOpacity(isFuller)
    // A rim would shine through what is more translucent.
    guard edge == nil, colors.count > 1, shape != .none, opacity >= 0.7 else { return nil }
    let dark = positions.indices.filter { colors[$0].alpha == 1 && colors[$0].vanishesOnDark(opacity: opacity) }
    guard !dark.isEmpty, dark.count <= MarkerBatch.mostRims else { return nil }
    var rim = self
    rim.positions = dark.map { positions[$0] }
    if sizes.count > 1 { rim.sizes = dark.map { sizes[$0] } }
    return rim
  }

  private func seenOpacity(_ isFuller: Bool) -> Double { isFuller ? 1 - (1 - opacity) * (1 - opacity) : opacity }
}

extension Color {
  /// Whether the contrast to a dark page is below about 2:1.
  fileprivate func vanishesOnDark(opacity: Double) -> Bool {
    guard role == .fixed, alpha > 0 else { return false }
    let share = alpha * opacity
    // Squares are near enough to sRGB's curve, and every mark is asked.
    func light(_ c: Double) -> Double {
      let seen = c * share + 0.09 * (1 - share)
      return seen * seen
    }
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue) < 0.07
  }
}
