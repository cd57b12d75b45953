internal import CCommonMark
internal import Glibc

/// A lesson's Markdown as cmark-gfm parsed it.
final class MarkdownTree {
  private let markdown: OpaquePointer

  /// Parses `bytes`, among which there must be no NUL.
  init(parsing bytes: [UInt8]) {
    markdown = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { lesson_markdown_parse($0.baseAddress, $0.count)! }
    }
  }

  deinit { lesson_markdown_free(markdown) }

  var root: Node { Node(lesson_markdown_root(markdown)) }

  /// What cmark-gfm's extensions of ours could not read.
  var problems: [lesson_problem] {
    (0..<lesson_markdown_problem_count(markdown)).map { lesson_markdown_problem(markdown, $0) }
  }

  /// Calls `visit` for every node under `node`, itself included, parents before children.
  static func walk(_ node: Node, _ visit: (Node) -> Void) {
    let iterator = cmark_iter_new(node.pointer)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if event == CMARK_EVENT_ENTER { visit(Node(cmark_iter_get_node(iterator))) }
    }
  }
}

/// A node of a `MarkdownTree`; valid as long as its tree.
struct Node: Hashable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { self.pointer = pointer }
  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  var kind: lesson_node_kind { lesson_node_get_kind(pointer) }
  var parent: Node? { Node(cmark_node_parent(pointer)) }
  var next: Node? { Node(cmark_node_next(pointer)) }
  var previous: Node? { Node(cmark_node_previous(pointer)) }
  var firstChild: Node? { Node(cmark_node_first_child(pointer)) }
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }
  var fenceLength: Int { Int(lesson_node_get_fence_length(pointer)) }
  var isFence: Bool { kind == LESSON_NODE_CODE_BLOCK && fenceLength > 0 }
  var container: lesson_container { lesson_node_get_container(pointer).pointee }
  var formula: lesson_formula { lesson_node_get_formula(pointer).pointee }

  var children: some Sequence<Node> {
    sequence(state: firstChild) { node in
      defer { node = node?.next }
      return node
    }
  }

  /// The bytes of a text, code or HTML node.
  var text: UnsafeBufferPointer<UInt8> {
    var length = 0
    let start = lesson_node_get_text(pointer, &length)
    guard let start else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: length)
  }

  /// What the inlines of a block were parsed from: its lines without what stands before them.
  var content: UnsafeBufferPointer<UInt8> {
    guard let start = cmark_node_get_string_content(pointer) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: strlen(start))
  }

  var address: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
  var title: String { cmark_node_get_title(pointer).map { String(cString: $0) } ?? "" }

  /// The nearest block around an inline.
  var enclosingBlock: Node? {
    var node = parent
    while let candidate = node {
      switch candidate.kind {
      case LESSON_NODE_PARAGRAPH, LESSON_NODE_HEADING, LESSON_NODE_TABLE_CELL, LESSON_NODE_CONTAINER_TITLE:
        return candidate
      default: node = candidate.parent
      }
    }
    return nil
  }
}
