internal import CSystem

extension Figure {
  /// Above this many marks, shapes cost more than pixels.
  static let markLimit = 1500
  /// The same for print, where shapes are worth more bytes.
  static let printLimit = 20_000

  /// The natural width in CSS pixels.
  public var width: Double { FigureLayout(self).scene.width }

  package var scene: Scene { FigureLayout(self).scene }

  /// The figure as SVG for a page: axes and texts in the page's ink, marks too many for shapes as pixels.
  public var svg: String { String(decoding: svgBytes(FigureLayout(self), background: nil), as: UTF8.self) }

  /// All that a page shows of the figure, laid out once.
  package var rendition: Rendition {
    let layout = FigureLayout(self)
    return Rendition(
      picture: format == .png ? png() : svgBytes(layout, background: nil),
      narrowPicture: narrowed(layout).map { svgBytes($0, background: nil) }, isPNG: format == .png,
      drawList: drawList(layout), alternativeText: alternativeText(layout), width: layout.scene.width,
      problems: layout.drawings.flatMap(\.prepared.problems))
  }

  /// A figure as a page shows it.
  package struct Rendition {
    package var picture: [UInt8]
    /// The same for a narrow page, where it differs.
    package var narrowPicture: [UInt8]?
    package var isPNG: Bool
    package var drawList: String
    package var alternativeText: String
    package var width: Double
    package var problems: [String]
  }

  func svgBytes(_ layout: FigureLayout, background: Color?) -> [UInt8] {
    var scene = layout.scene
    if format != .svg { scene.items = scene.items.map { Rasterizer.rasterized($0, limit: Figure.markLimit, isEncoded: true) } }
    return SVGWriter.document(
      scene, description: alternativeText(layout), background: background, root: treeRoot(layout))
  }

  /// The figure as a PNG image with `scale` pixels for each CSS pixel, on the given background.
  public func png(scale: Double = 2, background: Color? = .white) -> [UInt8] {
    let scene = scene
    let wanted = scale.isFinite && scale > 0 ? scale : 1
    // 60 megapixels are the most that any viewer is asked for.
    let most = (6e7 / (scene.width * scene.height)).squareRoot()
    let used = min(wanted, most)
    let area = Rect(x: 0, y: 0, width: scene.width, height: scene.height)
    if let background, background.alpha == 1 {
      return CairoRenderer.png(scene.items, area: area, scale: used, background: background)
    }
    let image = CairoRenderer.pixels(scene.items, area: area, scale: used, background: background)
    return PNGEncoder.encode(image, pixelsPerInch: 96 * used, isDrawing: true)
  }

  /// The figure as a PDF of one page; texts stay texts, marks too many for shapes become pixels.
  public var pdf: [UInt8] {
    var scene = scene
    if format != .svg { scene.items = scene.items.map { Rasterizer.rasterized($0, limit: Figure.printLimit, isEncoded: false) } }
    return CairoRenderer.pdf(scene)
  }

  /// Writes the figure to a file: SVG, PNG or PDF, as the name ends.
  ///
  /// - Parameters:
  ///   - path: The file; what it held is replaced.
  ///   - scale: Pixels for each CSS pixel, for PNG.
  /// - Throws: ``FigureError`` where the name ends otherwise or the file cannot be written.
  public func save(to path: String, scale: Double = 2) throws {
    let bytes: [UInt8]
    let name = path.lowercased()
    if name.hasSuffix(".svg") {
      bytes = svgBytes(FigureLayout(self), background: .white)
    } else if name.hasSuffix(".png") {
      bytes = png(scale: scale)
    } else if name.hasSuffix(".pdf") {
      bytes = pdf
    } else {
      throw FigureError.unknownFormat(path: path)
    }
    guard let file = fopen(path, "wb") else {
      throw FigureError.notWritten(path: path, reason: String(cString: strerror(errno)))
    }
    let written = fwrite(bytes, 1, bytes.count, file)
    let closed = fclose(file)
    if written != bytes.count || closed != 0 {
      throw FigureError.notWritten(path: path, reason: String(cString: strerror(errno)))
    }
  }
}

/// Why a figure was not saved.
public enum FigureError: Error, Equatable, CustomStringConvertible {
  case unknownFormat(path: String)
  case notWritten(path: String, reason: String)

  public var description: String {
    switch self {
    case .unknownFormat(let path): "A figure is saved as .svg, .png or .pdf, and \"\(path)\" ends in none of them."
    case .notWritten(let path, let reason): "The figure could not be written to \"\(path)\": \(reason)."
    }
  }
}
