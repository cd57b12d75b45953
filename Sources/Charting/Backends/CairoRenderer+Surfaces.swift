internal import CCairo
internal import CSystem

extension CairoRenderer {
  /// The scene as pixels, `scale` of them per CSS pixel.
  static func pixels(
    _ items: [SceneItem], area: Rect, scale: Double, background: Color?, ink: Color = .ink, hasHardEdges: Bool = false
  ) -> PixelImage {
    let (width, height) = pixelSize(area, scale)
    return drawn(items, area: area, scale: scale, background: background, ink: ink, hasHardEdges: hasHardEdges) { data, rowLength in
      unpremultiplied(data, width: width, height: height, rowLength: rowLength)
    } ?? PixelImage(width: width, height: height)
  }

  /// The scene as PNG on an opaque ground.
  static func png(_ items: [SceneItem], area: Rect, scale: Double, background: Color) -> [UInt8] {
    let (width, height) = pixelSize(area, scale)
    let inch = 96 * scale
    return drawn(items, area: area, scale: scale, background: background, ink: .ink) { data, rowLength in
      PNGEncoder.encodeOpaqueDrawing(data, width: width, height: height, rowLength: rowLength, pixelsPerInch: inch, hasImages: hasImages(items))
        ?? PNGEncoder.encode(
          unpremultiplied(data, width: width, height: height, rowLength: rowLength), pixelsPerInch: inch,
          isDrawing: !hasImages(items))
    } ?? []
  }

  private static func letters(_ items: [SceneItem]) -> Int {
    items.reduce(0) { sum, item in
      switch item {
      case .text(let text): sum + text.text.pieces.count
      case .group(let group): sum + letters(group.items)
      default: sum
      }
    }
  }

  private static func hasImages(_ items: [SceneItem]) -> Bool {
    items.contains { item in
      switch item {
      case .image(let image): !image.isDrawing
      case .group(let group): hasImages(group.items)
      default: false
      }
    }
  }

  /// Shapes of one colour on nothing, as PNG in sixteen shades of opacity.
  static func shades(_ items: [SceneItem], area: Rect, scale: Double, color: Color, ink: Color) -> [UInt8] {
    let (width, height) = pixelSize(area, scale)
    return drawn(items, area: area, scale: scale, background: nil, ink: ink) { data, rowLength in
      PNGEncoder.encodeShades(data, width: width, height: height, rowLength: rowLength, color: color)
    } ?? []
  }

  private static func pixelSize(_ area: Rect, _ scale: Double) -> (width: Int, height: Int) {
    (max(1, Int((area.width * scale).rounded(.up))), max(1, Int((area.height * scale).rounded(.up))))
  }

  /// Draws and hands Cairo's pixels over; `nil` where Cairo has no memory for them.
  private static func drawn<Result>(
    _ items: [SceneItem], area: Rect, scale: Double, background: Color?, ink: Color, hasHardEdges: Bool = false,
    use: (_ pixels: UnsafePointer<UInt32>, _ rowLength: Int) -> Result
  ) -> Result? {
    let (width, height) = pixelSize(area, scale)
    let rowBytes = Int(cairo_format_stride_for_width(CAIRO_FORMAT_ARGB32, Int32(width)))
    guard rowBytes > 0, let memory = ScratchBlock(bytes: rowBytes * height) else { return nil }
    // An opaque ground covers what was there before.
    if background?.alpha != 1 { memset(memory.address, 0, rowBytes * height) }
    let surface = cairo_image_surface_create_for_data(
      memory.address.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_ARGB32, Int32(width), Int32(height), Int32(rowBytes))
    defer {
      cairo_surface_destroy(surface)
      withExtendedLifetime(memory) {}
    }
    guard let context = cairo_create(surface) else { return nil }
    if let background {
      cairo_set_source_rgba(context, background.red, background.green, background.blue, background.alpha)
      cairo_paint(context)
    }
    cairo_scale(context, scale, scale)
    cairo_translate(context, -area.x, -area.y)
    let renderer = CairoRenderer(
      context: context, keepsText: false, ink: ink, paper: background ?? .clear, hasManyLetters: letters(items) > 5000,
      hasHardEdges: hasHardEdges)
    for item in items {
      renderer.draw(item)
    }
    cairo_destroy(context)
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    return use(
      UnsafePointer(UnsafeMutableRawPointer(data).assumingMemoryBound(to: UInt32.self)),
      Int(cairo_image_surface_get_stride(surface)) / 4)
  }

  /// The scene as a PDF of one page.
  static func pdf(_ scene: Scene) -> [UInt8] {
    final class Sink { var bytes: [UInt8] = [] }
    let sink = Sink()
    let write: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> cairo_status_t = {
      closure, data, count in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    // A CSS pixel is 0.75 points.
    let surface = cairo_pdf_surface_create_for_stream(
      write, Unmanaged.passUnretained(sink).toOpaque(), scene.width * 0.75, scene.height * 0.75)
    // A fixed date keeps the bytes the same in every run.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    if let context = cairo_create(surface) {
      cairo_scale(context, 0.75, 0.75)
      let renderer = CairoRenderer(context: context, keepsText: true, ink: .ink, paper: .white)
      for item in scene.items { renderer.draw(item) }
      cairo_destroy(context)
    }
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    return sink.bytes
  }

  private static func unpremultiplied(
    _ data: UnsafePointer<UInt32>, width: Int, height: Int, rowLength: Int
  ) -> PixelImage {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4 * width * height) { target, count in
      for row in 0..<height {
        let source = data + row * rowLength
        var to = 4 * row * width
        for column in 0..<width {
          let pixel = source[column]
          let alpha = pixel >> 24
          if alpha == 255 {
            target[to] = UInt8(pixel >> 16 & 255)
            target[to + 1] = UInt8(pixel >> 8 & 255)
            target[to + 2] = UInt8(pixel & 255)
            target[to + 3] = 255
          } else if alpha == 0 {
            target[to] = 0
            target[to + 1] = 0
            target[to + 2] = 0
            target[to + 3] = 0
          } else {
            target[to] = UInt8(min(255, ((pixel >> 16 & 255) * 255 + alpha / 2) / alpha))
            target[to + 1] = UInt8(min(255, ((pixel >> 8 & 255) * 255 + alpha / 2) / alpha))
            target[to + 2] = UInt8(min(255, ((pixel & 255) * 255 + alpha / 2) / alpha))
            target[to + 3] = UInt8(alpha)
          }
          to += 4
        }
      }
      count = 4 * width * height
    }
    return PixelImage(width: width, height: height, bytes: bytes)
  }
}
