// `::: kind title {#id .class}` ... `:::` as blocks of cmark-gfm.
//
// A closing line closes the innermost container that it can reach: one inside a quote is reached only by a line of
// that quote, one inside a list item only by a line indented like the item.
#include "Internal.h"

#include <stdlib.h>
#include <string.h>

static int count_colons(const unsigned char *input, int start, int end) {
  int i = start;
  while (i < end && input[i] == ':') i++;
  return i - start;
}

static lesson_container *container_of(cmark_node *node) { return node->user_data; }

static void free_data(cmark_mem *mem, void *data) {
  (void)mem;
  free(data);
}

static bool is_open(const cmark_node *node) { return node && (node->flags & CMARK_NODE__OPEN); }

// Whether a `:::` at `indent` columns inside `node` belongs to something deeper in it: an inner container, or the
// text of a code, HTML or formula block.
static bool belongs_deeper(cmark_node *node, int indent) {
  int column = 0;
  for (cmark_node *child = node->last_child; is_open(child); child = child->last_child) {
    if (child->type == CMARK_NODE_BLOCK_QUOTE || child->type == CMARK_NODE_FOOTNOTE_DEFINITION) return false;
    if (child->type == CMARK_NODE_ITEM) {
      column += child->as.list.marker_offset + child->as.list.padding;
      if (indent < column) return false;
    }
    if (child->type == CMARK_NODE_CODE_BLOCK) return child->as.code.fenced || indent - column >= 4;
    if (child->type == CMARK_NODE_HTML_BLOCK) return child->as.html_block_type <= 5;
    if (child->type == lesson_types.formula_block) {
      if (((lesson_formula *)child->user_data)->closing_line == 0) return true;
      return false;
    }
    if (child->type == lesson_types.container && container_of(child)->closing_line == 0) return indent - column < 4;
  }
  return false;
}

static int match_block(cmark_syntax_extension *extension, cmark_parser *parser, unsigned char *input, int length,
                       cmark_node *node) {
  if (node->type != lesson_types.container) return 0;
  lesson_container *container = container_of(node);
  if (container->closing_line != 0) return 0;
  int start = cmark_parser_get_first_nonspace(parser), end = lesson_trimmed_length(input, length);
  int colons = count_colons(input, start, end);
  int indent = cmark_parser_get_indent(parser);
  if (colons >= 3 && start + colons == end && !belongs_deeper(node, indent) && indent < 4) {
    container->closing_line = cmark_parser_get_line_number(parser);
    container->precedes_blank = lesson_next_line_is_blank(cmark_syntax_extension_get_private(extension));
    lesson_consume_line(parser, input, length);
  }
  return 1;
}

// Reads `kind title {attributes}` in input[start..<end].
static void read_header(lesson_container *container, const unsigned char *input, int start, int end) {
  while (start < end && lesson_is_blank(input[start])) start++;
  container->kind_start = container->kind_end = start;
  if (start < end && input[start] != '{') {
    int i = start;
    while (i < end && !lesson_is_blank(input[i]) && input[i] != '{') i++;
    container->kind_end = i;
    start = i;
    while (start < end && lesson_is_blank(input[start])) start++;
  }
  container->attributes_start = container->attributes_end = start;
  if (start < end && input[start] == '{') {
    int i = start;
    while (i < end && input[i] != '}') i++;
    container->attributes_end = i < end ? i + 1 : end;
    start = container->attributes_end;
  } else if (start < end && input[end - 1] == '}') {
    int i = end - 1;
    while (i > start && input[i] != '{') i--;
    unsigned char first = input[i + 1];
    if (input[i] == '{' && lesson_is_blank(input[i - 1]) && (first == '#' || first == '.')) {
      container->attributes_start = i;
      container->attributes_end = end;
      end = i;
    }
  }
  while (start < end && lesson_is_blank(input[start])) start++;
  end = lesson_trimmed_length(input, end);
  container->title_start = start;
  container->title_end = end > start ? end : start;
}

static cmark_node *open_block(cmark_syntax_extension *extension, int indented, cmark_parser *parser, cmark_node *parent,
                              unsigned char *input, int length) {
  lesson_markdown *markdown = cmark_syntax_extension_get_private(extension);
  int start = cmark_parser_get_first_nonspace(parser), end = lesson_trimmed_length(input, length);
  if (indented || start >= end || input[start] != ':') return NULL;
  int colons = count_colons(input, start, end), line = cmark_parser_get_line_number(parser);
  if (colons < 3) return NULL;
  if (start + colons == end) {
    lesson_report(markdown, LESSON_PROBLEM_STRAY_CONTAINER_END, line, start + 1);
    return NULL;
  }
  int header_end = end;
  while (header_end > start + colons && input[header_end - 1] == ':') header_end--;
  if (header_end < end && !lesson_is_blank(input[header_end - 1])) header_end = end;
  header_end = lesson_trimmed_length(input, header_end);

  int depth = 1;
  for (cmark_node *node = parent; node; node = node->parent)
    if (node->type == lesson_types.container) {
      depth = container_of(node)->depth + 1;
      break;
    }
  if (depth > LESSON_MAXIMUM_CONTAINER_DEPTH) {
    lesson_report(markdown, LESSON_PROBLEM_CONTAINERS_TOO_DEEP, line, start + 1);
    return NULL;
  }

  lesson_container *container = calloc(1, sizeof *container);
  if (!container) abort();
  container->depth = depth;
  read_header(container, input, start + colons, header_end);
  cmark_node *node = cmark_parser_add_child(parser, parent, lesson_types.container, start + 1);
  cmark_node_set_syntax_extension(node, extension);
  cmark_node_set_user_data(node, container);
  cmark_node_set_user_data_free_func(node, free_data);

  if (container->title_end > container->title_start) {
    cmark_node *title = cmark_node_new_with_mem_and_ext(lesson_types.container_title, parser->mem, extension);
    cmark_strbuf_put(&title->content, input + container->title_start, container->title_end - container->title_start);
    title->start_line = title->end_line = line;
    title->start_column = container->title_start + 1;
    title->end_column = container->title_end;
    cmark_node_append_child(node, title);
  }
  lesson_consume_line(parser, input, length);
  return node;
}

static int can_contain(cmark_syntax_extension *extension, cmark_node *node, cmark_node_type child) {
  (void)extension;
  if (node->type == lesson_types.container_title) return CMARK_NODE_TYPE_INLINE_P(child);
  return CMARK_NODE_TYPE_BLOCK_P(child) && child != CMARK_NODE_ITEM;
}

static int contains_inlines(cmark_syntax_extension *extension, cmark_node *node) {
  (void)extension;
  return node->type == lesson_types.container_title;
}

static const char *type_string(cmark_syntax_extension *extension, cmark_node *node) {
  (void)extension;
  return node->type == lesson_types.container ? "container" : "container_title";
}

cmark_syntax_extension *lesson_containers_extension(lesson_markdown *markdown) {
  cmark_syntax_extension *extension = cmark_syntax_extension_new("lesson-containers");
  cmark_syntax_extension_set_private(extension, markdown, NULL);
  cmark_syntax_extension_set_match_block_func(extension, match_block);
  cmark_syntax_extension_set_open_block_func(extension, open_block);
  cmark_syntax_extension_set_can_contain_func(extension, can_contain);
  cmark_syntax_extension_set_contains_inlines_func(extension, contains_inlines);
  cmark_syntax_extension_set_get_type_string_func(extension, type_string);
  return extension;
}
