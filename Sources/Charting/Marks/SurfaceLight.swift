/// Light on a surface from the left, above and a little behind the eye.
struct SurfaceLight {
  private let direction: (x: Double, y: Double, z: Double)
  /// What one unit of each axis is of the box.
  private let units: [Double]

  init(azimuth: Double, reach: [[Double]]) {
    let a = azimuth * .pi / 180
    let toEye = (x: cosine(a), y: sine(a))
    let right = (x: -sine(a), y: cosine(a))
    // 0.3, 0.55 and 0.78 are nearly of length 1.
    direction = (0.3 * toEye.x - 0.55 * right.x, 0.3 * toEye.y - 0.55 * right.y, 0.78)
    units = reach.map { values in
      var extent = DataLimits.Extent()
      extent.include(values)
      let span = extent.upper - extent.lower
      return span > 0 && span.isFinite ? 1 / span : 0
    }
  }

  /// The colour of a face with these four corners: its own where it is level, lighter towards the light, darker away.
  func shaded(_ color: Color, _ corners: [(x: Double, y: Double, z: Double)]) -> Color {
    // The normal stands on both diagonals.
    let a = difference(corners[2], corners[0])
    let b = difference(corners[3], corners[1])
    var normal = (x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x)
    if normal.z < 0 { normal = (-normal.x, -normal.y, -normal.z) }
    let length = (normal.x * normal.x + normal.y * normal.y + normal.z * normal.z).squareRoot()
    guard length > 0, length.isFinite else { return color }
    let shine = (normal.x * direction.x + normal.y * direction.y + normal.z * direction.z) / length - direction.z
    // In steps that the eye does not tell, so that the pixels have fewer colours.
    let step = (min(max(shine, -1), 0.3) * 40).rounded() / 40
    return step < 0 ? color.mixed(with: Color(gray: 0), by: -0.4 * step) : color.mixed(with: .white, by: 0.6 * step)
  }

  private func difference(
    _ p: (x: Double, y: Double, z: Double), _ q: (x: Double, y: Double, z: Double)
  ) -> (x: Double, y: Double, z: Double) {
    ((p.x - q.x) * units[0], (p.y - q.y) * units[1], (p.z - q.z) * units[2])
  }
}
