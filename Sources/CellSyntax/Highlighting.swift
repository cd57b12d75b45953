internal import SwiftIDEUtils
internal import SwiftParser
internal import SwiftSyntax

/// A stretch of Swift source that a page colours.
public struct HighlightSpan: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case keyword, type, attribute, string, number, comment, documentation, directive, editorPlaceholder, regex, call,
      argumentLabel, interpolation
  }

  public var kind: Kind
  /// UTF-8 offsets into the source.
  public var bytes: Range<Int>

  public init(kind: Kind, bytes: Range<Int>) {
    self.kind = kind
    self.bytes = bytes
  }
}

/// The coloured stretches of `source`, in order and without overlap; what is not covered is plain.
///
/// Complexity: linear in the length of the source.
public func highlightSpans(of source: String) -> [HighlightSpan] {
  Parser.parse(source: source).classifications.compactMap { classified in
    let kind: HighlightSpan.Kind
    switch classified.kind {
    case .keyword: kind = .keyword
    case .type: kind = .type
    case .attribute: kind = .attribute
    case .stringLiteral: kind = .string
    case .integerLiteral, .floatLiteral: kind = .number
    case .lineComment, .blockComment: kind = .comment
    case .docLineComment, .docBlockComment: kind = .documentation
    case .ifConfigDirective: kind = .directive
    case .editorPlaceholder: kind = .editorPlaceholder
    case .regexLiteral: kind = .regex
    case .argumentLabel: kind = .argumentLabel
    default: return nil
    }
    let range = classified.range
    return HighlightSpan(kind: kind, bytes: range.lowerBound.utf8Offset..<range.upperBound.utf8Offset)
  }
}
