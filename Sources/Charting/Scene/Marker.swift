/// The shape that a point is drawn with.
public enum Marker: String, Hashable, Sendable, CaseIterable {
  case circle, square, triangle, diamond, plus, cross, downTriangle, pentagon, star, leftTriangle, rightTriangle
  case hexagon, thickCross, thickPlus, verticalBar, horizontalBar, point, ring
  /// No marker at all.
  case none

  /// Whether the shape has no inside, so that its lines carry the colour.
  var isOpen: Bool {
    switch self {
    case .plus, .cross, .verticalBar, .horizontalBar, .ring: true
    default: false
    }
  }

  /// The outline about the origin, `size` CSS pixels across.
  func outline(size: Double) -> VectorPath {
    let r = size / 2
    switch self {
    case .circle: return VectorPath(circleAt: Point(0, 0), radius: r)
    case .ring: return VectorPath(circleAt: Point(0, 0), radius: r)
    case .point: return VectorPath(circleAt: Point(0, 0), radius: r * 0.5)
    case .square:
      let a = r * 0.886
      return VectorPath(Rect(x: -a, y: -a, width: 2 * a, height: 2 * a))
    case .diamond: return regular(4, r * 1.2, turn: 0)
    case .triangle: return regular(3, r * 1.25, turn: 0, lift: 0.12)
    case .downTriangle: return regular(3, r * 1.25, turn: .pi, lift: -0.12)
    case .leftTriangle: return regular(3, r * 1.25, turn: -.pi / 2)
    case .rightTriangle: return regular(3, r * 1.25, turn: .pi / 2)
    case .pentagon: return regular(5, r * 1.1, turn: 0)
    case .hexagon: return regular(6, r * 1.08, turn: 0)
    case .star:
      return VectorPath(
        (0..<10).map { k in
          let radius = k % 2 == 0 ? r * 1.3 : r * 0.55
          let turn = Double(k) * .pi / 5
          return Point(radius * sine(turn), -radius * cosine(turn))
        }, closed: true)
    case .plus:
      var path = VectorPath(from: Point(-r, 0), to: Point(r, 0))
      path.append(VectorPath(from: Point(0, -r), to: Point(0, r)))
      return path
    case .cross:
      let a = r * 0.85
      var path = VectorPath(from: Point(-a, -a), to: Point(a, a))
      path.append(VectorPath(from: Point(-a, a), to: Point(a, -a)))
      return path
    case .thickPlus: return crossShape(r, turned: false)
    case .thickCross: return crossShape(r, turned: true)
    case .verticalBar: return VectorPath(from: Point(0, -r), to: Point(0, r))
    case .horizontalBar: return VectorPath(from: Point(-r, 0), to: Point(r, 0))
    case .none: return VectorPath()
    }
  }

  private func regular(_ corners: Int, _ radius: Double, turn: Double, lift: Double = 0) -> VectorPath {
    VectorPath(
      (0..<corners).map { k in
        let angle = turn + 2 * .pi * Double(k) / Double(corners)
        return Point(radius * sine(angle), -radius * cosine(angle) + lift * radius)
      }, closed: true)
  }

  private func crossShape(_ r: Double, turned: Bool) -> VectorPath {
    let a = r * 0.36
    let corners: [(Double, Double)] = [
      (-a, -r), (a, -r), (a, -a), (r, -a), (r, a), (a, a), (a, r), (-a, r), (-a, a), (-r, a), (-r, -a), (-a, -a),
    ]
    let h = turned ? 0.5.squareRoot() * 1.1 : 1
    return VectorPath(
      corners.map { x, y in turned ? Point((x - y) * h, (x + y) * h) : Point(x, y) }, closed: true)
  }
}

/// The order in which series take their markers, the easily told apart first.
extension Marker {
  static let cycle: [Marker] = [
    .circle, .square, .triangle, .diamond, .downTriangle, .thickCross, .pentagon, .star, .thickPlus, .hexagon,
  ]
}

/// How a line is dashed.
public enum LineStyle: String, Hashable, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDotted, longDashed
  /// No line.
  case none

  /// Dashes and gaps by turns for a line `width` wide, in CSS pixels.
  func dashes(width: Double) -> [Double] {
    let w = max(width, 1)
    switch self {
    case .solid, .none: return []
    case .dashed: return [3.7 * w, 1.9 * w]
    case .dotted: return [1.1 * w, 1.7 * w]
    case .dashDotted: return [5 * w, 1.7 * w, 1.1 * w, 1.7 * w]
    case .longDashed: return [7 * w, 2.2 * w]
    }
  }

  static let cycle: [LineStyle] = [.solid, .dashed, .dashDotted, .longDashed, .dotted]
}
