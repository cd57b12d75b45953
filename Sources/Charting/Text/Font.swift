internal import CCairo
internal import CDejaVu
internal import CSystem

/// A bundled font: outlines, advances and kerning in font units, unhinted, so that a text is the same
/// on every machine.
final class Font: @unchecked Sendable {
  /// One character's shape; `y` grows upwards from the baseline.
  final class Glyph: Sendable {
    let isOblique: Bool
    let index: UInt32
    let advance: Double
    let outline: VectorPath
    /// The box of the ink: left, bottom, right, top.
    let left: Double
    let bottom: Double
    let right: Double
    let top: Double

    init(
      isOblique: Bool, index: UInt32, advance: Double, outline: VectorPath,
      box: (left: Double, bottom: Double, right: Double, top: Double)
    ) {
      self.isOblique = isOblique
      self.index = index
      self.advance = advance
      self.outline = outline
      (left, bottom, right, top) = box
    }

    var font: Font { isOblique ? .oblique : .sans }
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
  /// The same for the most frequent characters, without hashing.
  private var plainGlyphs = [Glyph?](repeating: nil, count: 128)
  private var plainKernings = [Int16](repeating: .max, count: 128 * 128)

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
    locked { unlockedGlyph(scalar) }
  }

  /// The glyphs of characters in order (`nil` where the font has none), each with how far it moves towards the
  /// one before it.
  func glyphs(for scalars: some Collection<Unicode.Scalar>) -> [(glyph: Glyph?, kerning: Double)] {
    locked {
      var result: [(glyph: Glyph?, kerning: Double)] = []
      result.reserveCapacity(scalars.underestimatedCount)
      var previous: UInt32 = 0
      for scalar in scalars {
        let glyph = unlockedGlyph(scalar)
        let index = glyph?.index ?? 0
        result.append((glyph, previous == 0 || index == 0 ? 0 : kerning(previous, index)))
        previous = index
      }
      return result
    }
  }

  private func unlockedGlyph(_ scalar: Unicode.Scalar) -> Glyph? {
    let value = Int(scalar.value)
    if value < 128, let known = plainGlyphs[value] { return known }
    let index: UInt32
    if let known = indices[scalar.value] {
      index = known
    } else {
      index = UInt32(FT_Get_Char_Index(face, FT_ULong(scalar.value)))
      indices[scalar.value] = index
    }
    guard index != 0 else { return nil }
    let result = glyph(index: index)
    if value < 128 { plainGlyphs[value] = result }
    return result
  }

  /// How much closer two neighbours stand than their advances say (negative is closer).
  private func kerning(_ left: UInt32, _ right: UInt32) -> Double {
    // The font's Latin glyphs have the lowest numbers.
    if left < 128 && right < 128 {
      let known = plainKernings[Int(left) * 128 + Int(right)]
      if known != .max { return Double(known) }
    }
    let key = UInt64(left) << 32 | UInt64(right)
    if let known = kernings[key] { return known }
    var delta = FT_Vector()
    FT_Get_Kerning(face, left, right, FT_UInt(FT_KERNING_UNSCALED.rawValue), &delta)
    if left < 128 && right < 128 {
      plainKernings[Int(left) * 128 + Int(right)] = Int16(delta.x)
    } else {
      kernings[key] = Double(delta.x)
    }
    return Double(delta.x)
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
    let isOblique = name == "o"
    var glyph = Glyph(isOblique: isOblique, index: index, advance: 0, outline: VectorPath(), box: (0, 0, 0, 0))
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
        isOblique: isOblique, index: index, advance: Double(slot.pointee.metrics.horiAdvance), outline: outline, box: box)
    }
    glyphs[index] = glyph
    return glyph
  }
}
