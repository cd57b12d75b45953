/// Where the legend of one axes stands.
enum LegendSide {
  /// Over the marks, within the frame.
  case inside
  /// Beside the frame.
  case right
  /// Between the title and the frame.
  case above
}

extension AxesDrawing {
  /// Frames narrower than this have no room beside them: their legends go above.
  private static let narrowFrame = 340.0

  func legendItems(_ frame: Rect, lift: Double, obstacles: [SceneItem]) -> [SceneItem] {
    guard let wanted = prepared.axes.legendPlacement, !prepared.keys.isEmpty else { return [] }
    let legend = Legend(prepared)
    switch legendSide {
    case .inside: return legend.items(at: legend.place(wanted, in: frame, obstacles: obstacles).corner)
    case .right:
      let bar = prepared.colorBar?.width(height: frame.height) ?? 0
      return legendBeside(height: frame.height).items(at: Point(frame.right + bar + 14, frame.top))
    case .above:
      let flow = legend.flowed(width: frame.width)
      return flow.items(at: Point(frame.left, frame.top - lift - Theme.legendGap - flow.height))
    }
  }

  /// The legend as it stands beside a frame: in several columns where it is higher.
  func legendBeside(height: Double) -> Legend {
    Legend(prepared, textWidth: min(230, max(60, columnWidth * 0.45 - 50)), room: (columnWidth * 0.45, max(height, 40)))
  }

  /// Which side the legend should be on, in a frame of this size: inside, unless it would cover what the chart shows.
  func wantedLegendSide(width: Double, height: Double) -> LegendSide {
    guard let wanted = prepared.axes.legendPlacement, !prepared.keys.isEmpty else { return .inside }
    let legend = Legend(prepared)
    let isNarrow =
      width < AxesDrawing.narrowFrame && (growsForLegends || legend.flowed(width: width).height < height * 0.35)
    let hasNoRoom = legend.size.height > height || legend.size.width > width
    if wanted == .outside || wanted != .best && hasNoRoom {
      return isNarrow && (hasNoRoom || legend.size.width > width * 0.3) ? .above : .right
    }
    guard wanted == .best || isNarrow else { return .inside }
    if wanted == .best, legend.size.width > width * 0.7 || legend.size.height > height * 0.9 {
      return isNarrow ? .above : .right
    }
    let frame = Rect(x: 0, y: 0, width: width, height: height)
    let (below, overlay) = markItems(in: frame)
    let place = legend.place(wanted, in: frame, obstacles: below + overlay)
    if isNarrow { return place.covered > 0.005 || !place.isAside ? .above : .inside }
    return place.covered > 0.03 && width > legend.size.width * 2.2 ? .right : .inside
  }

  /// How far texts of the marks stand above a frame of this size.
  func textsAbove(width: Double, height: Double) -> Double {
    let (below, overlay) = markItems(in: Rect(x: 0, y: 0, width: width, height: height))
    var scene = Scene(width: 0, height: 0)
    scene.items = below + overlay
    return scene.textBoxes.reduce(0) { max($0, -$1.box.top) }
  }

  /// How high a legend above a frame of this width is, with its distance from the frame.
  func legendHeight(width: Double) -> Double {
    legendSide == .above ? Legend(prepared).flowed(width: max(width, 20)).height + Theme.legendGap : 0
  }
}
