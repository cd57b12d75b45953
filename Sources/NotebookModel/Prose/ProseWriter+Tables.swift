internal import CCommonMark

extension ProseWriter {
  mutating func openTable(_ node: Node) {
    builder.newLine()
    switch node.kind {
    case LESSON_NODE_TABLE: builder.html("<table>\n")
    case LESSON_NODE_TABLE_ROW:
      if isHeader(node) {
        builder.html("<thead>\n")
      } else if node.previous.map(isHeader) ?? true {
        builder.html("<tbody>\n")
      }
      builder.html("<tr>\n")
      tableColumn = 0
    default:
      let tag = node.parent.map(isHeader) ?? false ? "th" : "td"
      builder.html("<\(tag)\(alignment(node))>")
      tableColumn += 1
    }
  }

  mutating func closeTable(_ node: Node) {
    switch node.kind {
    case LESSON_NODE_TABLE: builder.html("</table>\n")
    case LESSON_NODE_TABLE_ROW:
      builder.newLine()
      builder.html("</tr>\n")
      if isHeader(node) {
        builder.html("</thead>\n")
      } else if node.next == nil {
        builder.html("</tbody>\n")
      }
    default: builder.html(node.parent.map(isHeader) ?? false ? "</th>" : "</td>")
    }
  }

  private func isHeader(_ row: Node) -> Bool { cmark_gfm_extensions_get_table_row_is_header(row.pointer) != 0 }

  private func alignment(_ cell: Node) -> String {
    guard let row = cell.parent, let table = row.parent,
      let alignments = cmark_gfm_extensions_get_table_alignments(table.pointer)
    else { return "" }
    guard tableColumn < Int(cmark_gfm_extensions_get_table_columns(table.pointer)) else { return "" }
    switch alignments[tableColumn] {
    case UInt8(ascii: "l"): return " style=\"text-align: left\""
    case UInt8(ascii: "c"): return " style=\"text-align: center\""
    case UInt8(ascii: "r"): return " style=\"text-align: right\""
    default: return ""
    }
  }
}
