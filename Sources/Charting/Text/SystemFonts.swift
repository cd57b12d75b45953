internal import CCairo
internal import CSystem

/// Shapes of characters that the bundled font lacks, from whatever fonts the machine has.
///
/// Fontconfig finds them where it is installed. Pixels and PDFs with such characters are therefore the only ones that
/// may differ from machine to machine; where each has its place does not.
final class SystemFonts: @unchecked Sendable {
  static let shared = SystemFonts()

  /// A shape and its advance, both in units of the font's size.
  struct Shape {
    var outline: VectorPath
    var advance: Double
  }

  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private var shapes: [UInt32: Shape?] = [:]
  private var faces: [String: FT_Face] = [:]
  private var library: FT_Library?
  private lazy var finder = FontFinder()
  private var missing: Set<UInt32> = []

  private init() {
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
  }

  /// The shape of a character, or `nil` where no font of the machine has an outline of it.
  func shape(of scalar: Unicode.Scalar) -> Shape? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if let known = shapes[scalar.value] { return known }
    let found = find(scalar)
    shapes[scalar.value] = .some(found)
    return found
  }

  /// Says once, on standard error, for which characters boxes stand.
  func reportMissing(_ scalars: [Unicode.Scalar]) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    let new = scalars.filter { missing.insert($0.value).inserted }
    guard !new.isEmpty else { return }
    var text = ""
    for scalar in new.prefix(20) { text.unicodeScalars.append(scalar) }
    let message = "Charts: no font of this machine has “\(text)”; boxes stand for it in PNG and PDF. SVG leaves it to the viewer.\n"
    fputs(message, stderr)
  }

  private func find(_ scalar: Unicode.Scalar) -> Shape? {
    guard let file = finder?.font(for: scalar) else { return nil }
    let key = "\(file.index) \(file.path)"
    if faces[key] == nil {
      if library == nil { FT_Init_FreeType(&library) }
      var face: FT_Face?
      guard FT_New_Face(library, file.path, FT_Long(file.index), &face) == 0 else { return nil }
      faces[key] = face
    }
    guard let face = faces[key] else { return nil }
    let index = FT_Get_Char_Index(face, FT_ULong(scalar.value))
    guard index != 0, face.pointee.units_per_EM > 0, FT_Load_Glyph(face, index, mlnb_load_unscaled) == 0,
      let slot = face.pointee.glyph, slot.pointee.format == FT_GLYPH_FORMAT_OUTLINE
    else { return nil }
    let unit = 1 / Double(face.pointee.units_per_EM)
    let outline = Font.path(of: slot.pointee.outline).mapped { Point($0.x * unit, -$0.y * unit) }
    return Shape(outline: outline, advance: Double(slot.pointee.metrics.horiAdvance) * unit)
  }
}

/// Fontconfig, if the machine has it.
private struct FontFinder {
  private let handle: UnsafeMutableRawPointer
  private let configuration: OpaquePointer

  init?() {
    guard let handle = dlopen("libfontconfig.so.1", RTLD_LAZY) else { return nil }
    self.handle = handle
    guard let start = FontFinder.function(handle, "FcInitLoadConfigAndFonts", as: (@convention(c) () -> OpaquePointer?).self),
      let configuration = start()
    else { return nil }
    self.configuration = configuration
  }

  private static func function<F>(_ handle: UnsafeMutableRawPointer, _ name: String, as type: F.Type) -> F? {
    dlsym(handle, name).map { unsafeBitCast($0, to: type) }
  }

  /// The file of the font that the machine would show a character in.
  func font(for scalar: Unicode.Scalar) -> (path: String, index: Int)? {
    typealias Object = OpaquePointer
    func named<F>(_ name: String, as type: F.Type) -> F? { FontFinder.function(handle, name, as: type) }
    guard let newPattern = named("FcPatternCreate", as: (@convention(c) () -> Object?).self),
      let newSet = named("FcCharSetCreate", as: (@convention(c) () -> Object?).self),
      let add = named("FcCharSetAddChar", as: (@convention(c) (Object?, UInt32) -> Int32).self),
      let addSet = named("FcPatternAddCharSet", as: (@convention(c) (Object?, UnsafePointer<CChar>, Object?) -> Int32).self),
      let addFlag = named("FcPatternAddBool", as: (@convention(c) (Object?, UnsafePointer<CChar>, Int32) -> Int32).self),
      let substitute = named("FcConfigSubstitute", as: (@convention(c) (Object?, Object?, Int32) -> Int32).self),
      let complete = named("FcDefaultSubstitute", as: (@convention(c) (Object?) -> Void).self),
      let match = named("FcFontMatch", as: (@convention(c) (Object?, Object?, UnsafeMutablePointer<Int32>) -> Object?).self),
      let string = named(
        "FcPatternGetString",
        as: (@convention(c) (Object?, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<UnsafePointer<CChar>?>) -> Int32).self),
      let integer = named(
        "FcPatternGetInteger",
        as: (@convention(c) (Object?, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Int32>) -> Int32).self),
      let endPattern = named("FcPatternDestroy", as: (@convention(c) (Object?) -> Void).self),
      let endSet = named("FcCharSetDestroy", as: (@convention(c) (Object?) -> Void).self)
    else { return nil }
    let pattern = newPattern()
    let set = newSet()
    defer {
      endSet(set)
      endPattern(pattern)
    }
    guard add(set, scalar.value) != 0, addSet(pattern, "charset", set) != 0, addFlag(pattern, "scalable", 1) != 0
    else { return nil }
    _ = substitute(configuration, pattern, 0)
    complete(pattern)
    var status: Int32 = 0
    guard let found = match(configuration, pattern, &status) else { return nil }
    defer { endPattern(found) }
    var file: UnsafePointer<CChar>?
    var index: Int32 = 0
    guard string(found, "file", 0, &file) == 0, let file else { return nil }
    _ = integer(found, "index", 0, &index)
    return (String(cString: file), Int(index))
  }
}
