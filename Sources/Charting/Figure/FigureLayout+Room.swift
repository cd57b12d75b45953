/// How much room frames leave between them, and take on a phone.
extension FigureLayout {
  /// The distance between columns: pictures without numbers beside them need little.
  static func gap(_ drawings: [AxesDrawing], columnWidth: Double) -> Double {
    let areBare = drawings.allSatisfy { drawing in
      let (axes, prepared) = (drawing.prepared.axes, drawing.prepared)
      let isBare = !prepared.showsAxes || drawing.hidesYLabels || axes.vertical.ticks?.isEmpty == true && prepared.yLabel.isEmpty
      return prepared.frameAspect != nil && prepared.colorBar == nil && isBare
    }
    return areBare ? min(max(columnWidth * 0.12, 8), 20) : 20
  }

  /// How high a chart is that stands alone in its row on a phone.
  static func narrowHeight(_ drawing: AxesDrawing, _ width: Double, usual: Double) -> Double {
    if let aspect = drawing.prepared.frameAspect { return width * min(aspect, 1.3) }
    guard let natural = drawing.prepared.wishes.naturalSize else { return usual }
    return natural.height * min(1.1, width / natural.width)
  }
}
