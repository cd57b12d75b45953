internal import CCairo
internal import CDejaVu
internal import Glibc

/// A bundled font: outlines, advances and kerning in font units, unhinted, so that a text is the same
/// on every machine.
final class Font: @unchecked Sendable {
  /// One character's shape; `y` grows upwards from the baseline.
  struct Glyph: Sendable {
    let index: UInt32
    let advance: Double
    let outline: VectorPath
    /// The box of the ink: left, bottom, right, top.
    let left: Double
    let bottom: Double
    let right: Double
    let top: Double
  }

  static let sans = Font(name: "s", data: mlnb_dejavu_sans_address(), size: mlnb_dejavu_sans_size)
  static let oblique = Font(
    name: "o", data: mlnb_dejavu_sans_oblique_address(), size: mlnb_dejavu_sans_oblique_size)

  /// A letter that tells the fonts apart in the ids of an SVG.
  let name: String
  let unitsPerEm: Double
  let capHeight: Double
  let xHeight: Double

  private let face: FT_Face?
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var cairoFace: OpaquePointer?
  private var glyphs: [UInt32: Glyph] = [:]
  private var indices: [UInt32: UInt32] = [:]
  private var kernings: [UInt64: Double] = [:]

  private init(name: String, data: UnsafePointer<UInt8>, size: Int) {
    self.name = name
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    var library: FT_Library?
    var face: FT_Face?
    if FT_Init_FreeType(&library) == 0 {
      FT_New_Memory_Face(library, data, FT_Long(size), 0, &face)
    }
    self.face = face
    unitsPerEm = Double(face?.pointee.units_per_EM ?? 2048)
    capHeight = 0.729 * unitsPerEm
    xHeight = 0.547 * unitsPerEm
  }

  /// The glyph of a character, or `nil` where the font has none.
  func glyph(for scalar: Unicode.Scalar) -> Glyph? {
    locked {
      let index: UInt32
      if let known = indices[scalar.value] {
        index = known
      } else {
        index = UInt32(FT_Get_Char_Index(face, FT_ULong(scalar.value)))
        indices[scalar.value] = index
      }
      return index == 0 ? nil : glyph(index: index)
    }
  }

  /// How much closer two neighbours stand than their advances say (negative is closer).
  func kerning(_ left: UInt32, _ right: UInt32) -> Double {
    locked {
      let key = UInt64(left) << 32 | UInt64(right)
      if let known = kernings[key] { return known }
      var delta = FT_Vector()
      FT_Get_Kerning(face, left, right, FT_UInt(FT_KERNING_UNSCALED.rawValue), &delta)
      kernings[key] = Double(delta.x)
      return Double(delta.x)
    }
  }

  /// A Cairo font face over the same bytes, for texts that stay texts in a PDF.
  func withCairoFace<Result>(_ body: (OpaquePointer?) -> Result) -> Result {
    locked {
      if cairoFace == nil { cairoFace = cairo_ft_font_face_create_for_ft_face(face, mlnb_load_unhinted) }
      return body(cairoFace)
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  private func glyph(index: UInt32) -> Glyph {
    if let known = glyphs[index] { return known }
    var glyph = Glyph(
      index: index, advance: 0, outline: VectorPath(), left: 0, bottom: 0, right: 0, top: 0)
    if let face, FT_Load_Glyph(face, index, mlnb_load_unscaled) == 0, let slot = face.pointee.glyph {
      let outline = Font.path(of: slot.pointee.outline)
      var box = (left: Double.infinity, bottom: Double.infinity, right: -Double.infinity, top: -Double.infinity)
      let count = Int(slot.pointee.outline.n_points)
      for k in 0..<count {
        let point = slot.pointee.outline.points[k]
        box.left = min(box.left, Double(point.x))
        box.right = max(box.right, Double(point.x))
        box.bottom = min(box.bottom, Double(point.y))
        box.top = max(box.top, Double(point.y))
      }
      if count == 0 { box = (0, 0, 0, 0) }
      glyph = Glyph(
        index: index, advance: Double(slot.pointee.metrics.horiAdvance), outline: outline,
        left: box.left, bottom: box.bottom, right: box.right, top: box.top)
    }
    glyphs[index] = glyph
    return glyph
  }

  /// TrueType's contours: on-curve points, and off-curve ones with implied points half-way between.
  private static func path(of outline: FT_Outline) -> VectorPath {
    var path = VectorPath()
    var first = 0
    for contour in 0..<Int(outline.n_contours) {
      let last = Int(outline.contours[contour])
      defer { first = last + 1 }
      let count = last - first + 1
      guard count > 1 else { continue }
      func point(_ k: Int) -> Point {
        let p = outline.points[first + k % count]
        return Point(Double(p.x), Double(p.y))
      }
      func isOnCurve(_ k: Int) -> Bool { outline.tags[first + k % count] & 1 == 1 }
      let start = (0..<count).first(where: isOnCurve)
      let origin = start.map(point) ?? (point(0) + point(count - 1)) * 0.5
      path.move(origin)
      var k = start.map { $0 + 1 } ?? 0
      let end = k + count
      while k < end {
        if isOnCurve(k) {
          if k < end - 1 { path.line(point(k)) }
          k += 1
          continue
        }
        let isLast = k == end - 1
        let next = isLast ? origin : (isOnCurve(k + 1) ? point(k + 1) : (point(k) + point(k + 1)) * 0.5)
        path.elements.append(.quadratic(control: point(k), end: next))
        k += !isLast && isOnCurve(k + 1) ? 2 : 1
      }
      path.close()
    }
    return path
  }
}
