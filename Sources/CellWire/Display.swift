/// What a value looks like to a reader: the same content in one or more MIME types.
///
/// A page shows the richest type it knows (`image/svg+xml`, `image/png`, `text/html`, `text/plain`, in
/// that order); a report lists all of them.
public struct Display: Equatable, Sendable {
  /// The MIME types that displays use.
  public enum MIMEType {
    public static let text = "text/plain"
    public static let html = "text/html"
    public static let svg = "image/svg+xml"
    /// The same drawing, laid out for a page as narrow as a phone's.
    public static let narrowSVG = "image/svg+xml;width=narrow"
    public static let png = "image/png"
    /// A chart's draw list (marks, positions, texts, colours) as JSON.
    public static let drawList = "application/vnd.mlnb.draw-list+json"
    /// The Swift type of a value that is shown as text, such as `Set<String>`: what the text is compared by.
    public static let swiftType = "application/vnd.mlnb.swift-type"
  }

  /// One representation: a MIME type and its bytes (UTF-8 where the type is textual).
  public struct Representation: Equatable, Sendable {
    public var type: String
    public var bytes: [UInt8]

    public init(type: String, bytes: [UInt8]) {
      self.type = type
      self.bytes = bytes
    }
  }

  /// The representations, plainest first.
  public var representations: [Representation]

  /// What a reader who cannot see the picture is told.
  public var alternativeText: String?

  /// Width in CSS pixels at which a picture is shown at its natural size.
  public var width: Double?

  /// What stands under the picture, where the cell does not say.
  public var caption: String?

  /// What of the value could not be shown, a sentence each. They go to standard error when the value is shown.
  public var problems: [String] = []

  public init(
    representations: [Representation] = [], alternativeText: String? = nil, width: Double? = nil, caption: String? = nil
  ) {
    self.representations = representations
    self.alternativeText = alternativeText
    self.width = width
    self.caption = caption
  }

  /// A display of text alone.
  public static func text(_ text: String) -> Display {
    Display(representations: [Representation(type: MIMEType.text, bytes: Array(text.utf8))])
  }

  /// Appends a textual representation.
  public mutating func add(_ type: String, _ text: String) {
    representations.append(Representation(type: type, bytes: Array(text.utf8)))
  }

  /// The bytes of the representation of `type`, if there is one.
  public func bytes(of type: String) -> [UInt8]? {
    representations.first { $0.type == type }?.bytes
  }

  /// The text of the representation of `type`, if there is one.
  public func text(of type: String) -> String? {
    bytes(of: type).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// A value that says itself how it is displayed in a page.
///
/// Without this conformance a value is displayed as the text that describes it.
public protocol Displayable {
  var display: Display { get }
}
