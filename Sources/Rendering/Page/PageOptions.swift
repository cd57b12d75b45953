/// How a page is to be made.
public struct PageOptions: Sendable {
  /// Say how long cells took; nil leaves it to the lesson's front matter.
  public var showsDurations: Bool?
  /// Let the lesson's own raw HTML through. Without it, it is shown as the text that it is, and reported.
  public var allowsRawHTML: Bool
  /// Reads a file that the lesson names by a path relative to itself; nil if there is none.
  public var readFile: @Sendable (String) -> [UInt8]?

  /// - Parameters:
  ///   - showsDurations: whether the page says how long cells took; by default the front matter decides.
  ///   - allowsRawHTML: whether raw HTML of the lesson goes into the page; by default it does.
  ///   - readFile: reads a file by its path relative to the lesson; by default there are none.
  public init(
    showsDurations: Bool? = nil, allowsRawHTML: Bool = true,
    readFile: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
  ) {
    self.showsDurations = showsDurations
    self.allowsRawHTML = allowsRawHTML
    self.readFile = readFile
  }
}
