// Where a table and the paragraph before it stand, when no blank line parts them.
//
// cmark-gfm makes a table of a paragraph's last line. The lines before it become a paragraph without a place, and
// the table's header keeps the place of the whole.
#include "Internal.h"

static void move(cmark_node *root, int lines, int columns) {
  cmark_iter *iterator = cmark_iter_new(root);
  cmark_event_type event;
  while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iterator);
    if (event != CMARK_EVENT_ENTER) continue;
    node->start_line += lines;
    node->end_line += lines;
    node->start_column += columns;
    node->end_column += columns;
  }
  cmark_iter_free(iterator);
}

void lesson_place_tables(cmark_node *root) {
  cmark_iter *iterator = cmark_iter_new(root);
  cmark_event_type event;
  while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
    cmark_node *paragraph = cmark_iter_get_node(iterator), *table = paragraph->next;
    if (event != CMARK_EVENT_EXIT || paragraph->type != CMARK_NODE_PARAGRAPH || paragraph->start_line != 0) continue;
    if (!table || lesson_node_get_kind(table) != LESSON_NODE_TABLE) continue;
    const cmark_strbuf *text = &paragraph->content;
    int lines = 0;
    for (int i = 0; i < text->size; i++) lines += text->ptr[i] == '\n';
    int length = text->size;
    if (length > 0 && text->ptr[length - 1] != '\n') lines++, length++;
    int start = table->start_line, column = table->start_column;
    move(paragraph, start, column);
    paragraph->start_line = start;
    paragraph->start_column = column;
    paragraph->end_line = start + lines - 1;
    paragraph->end_column = 0;
    table->start_line += lines;
    if (table->first_child) move(table->first_child, lines, -length);
  }
  cmark_iter_free(iterator);
}
