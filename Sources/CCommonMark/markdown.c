// A lesson's Markdown parsed: cmark-gfm, its extensions, ours.
#include "Internal.h"

#include <cmark-gfm/houdini.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

lesson_node_types lesson_types;

extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void lesson_lock(void) { pthread_mutex_lock(&mutex); }
void lesson_unlock(void) { pthread_mutex_unlock(&mutex); }

static void prepare(void) {
  if (lesson_types.container) return;
  cmark_gfm_core_extensions_ensure_registered();
  lesson_types.container_title = (uint16_t)cmark_syntax_extension_add_node(0);
  lesson_types.formula_block = (uint16_t)cmark_syntax_extension_add_node(0);
  lesson_types.container = (uint16_t)cmark_syntax_extension_add_node(0);
}

void lesson_report(lesson_markdown *markdown, lesson_problem_kind kind, int line, int column) {
  if (markdown->problem_count == markdown->problem_capacity) {
    markdown->problem_capacity = markdown->problem_capacity ? markdown->problem_capacity * 2 : 8;
    markdown->problems = realloc(markdown->problems, markdown->problem_capacity * sizeof *markdown->problems);
    if (!markdown->problems) abort();
  }
  markdown->problems[markdown->problem_count++] = (lesson_problem){kind, line, column};
}

static void attach(cmark_parser *parser, const char *name) {
  cmark_syntax_extension *extension = cmark_find_syntax_extension(name);
  if (extension) cmark_parser_attach_syntax_extension(parser, extension);
}

lesson_markdown *lesson_markdown_parse(const char *bytes, size_t length) {
  lesson_lock();
  prepare();
  lesson_markdown *markdown = calloc(1, sizeof *markdown);
  if (!markdown) abort();
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES);
  markdown->containers = lesson_containers_extension(markdown);
  markdown->formulas = lesson_formulas_extension(markdown);
  // Ours come first: the table extension answers for every paragraph, and nothing is asked after it.
  cmark_parser_attach_syntax_extension(parser, markdown->containers);
  cmark_parser_attach_syntax_extension(parser, markdown->formulas);
  attach(parser, "table");
  attach(parser, "strikethrough");
  attach(parser, "autolink");
  attach(parser, "tasklist");

  // Line by line, so that the extensions can look at what follows.
  const char *at = bytes, *end = bytes + length;
  markdown->end = end;
  while (at < end) {
    const char *stop = at;
    while (stop < end && !lesson_is_line_end((unsigned char)*stop)) stop++;
    if (stop < end) stop += *stop == '\r' && stop + 1 < end && stop[1] == '\n' ? 2 : 1;
    markdown->rest = stop;
    cmark_parser_feed(parser, at, (size_t)(stop - at));
    at = stop;
  }
  markdown->root = cmark_parser_finish(parser);
  markdown->parser = parser;
  lesson_place_tables(markdown->root);
  lesson_settle_lists(markdown->root);
  lesson_unlock();
  return markdown;
}

void lesson_markdown_free(lesson_markdown *markdown) {
  cmark_mem *mem = cmark_get_default_mem_allocator();
  cmark_node_free(markdown->root);
  cmark_parser_free(markdown->parser);
  cmark_syntax_extension_free(mem, markdown->containers);
  cmark_syntax_extension_free(mem, markdown->formulas);
  free(markdown->problems);
  free(markdown);
}

cmark_node *lesson_markdown_root(lesson_markdown *markdown) { return markdown->root; }
size_t lesson_markdown_problem_count(lesson_markdown *markdown) { return markdown->problem_count; }
lesson_problem lesson_markdown_problem(lesson_markdown *markdown, size_t index) { return markdown->problems[index]; }

lesson_node_kind lesson_node_get_kind(cmark_node *node) {
  switch (node->type) {
    case CMARK_NODE_DOCUMENT: return LESSON_NODE_DOCUMENT;
    case CMARK_NODE_BLOCK_QUOTE: return LESSON_NODE_BLOCK_QUOTE;
    case CMARK_NODE_LIST: return LESSON_NODE_LIST;
    case CMARK_NODE_ITEM: return LESSON_NODE_ITEM;
    case CMARK_NODE_CODE_BLOCK: return LESSON_NODE_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK: return LESSON_NODE_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH: return LESSON_NODE_PARAGRAPH;
    case CMARK_NODE_HEADING: return LESSON_NODE_HEADING;
    case CMARK_NODE_THEMATIC_BREAK: return LESSON_NODE_THEMATIC_BREAK;
    case CMARK_NODE_FOOTNOTE_DEFINITION: return LESSON_NODE_FOOTNOTE_DEFINITION;
    case CMARK_NODE_TEXT: return LESSON_NODE_TEXT;
    case CMARK_NODE_SOFTBREAK: return LESSON_NODE_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK: return LESSON_NODE_LINE_BREAK;
    case CMARK_NODE_CODE: return LESSON_NODE_CODE;
    case CMARK_NODE_HTML_INLINE: return node->user_data ? LESSON_NODE_FORMULA : LESSON_NODE_HTML_INLINE;
    case CMARK_NODE_EMPH: return LESSON_NODE_EMPHASIS;
    case CMARK_NODE_STRONG: return LESSON_NODE_STRONG;
    case CMARK_NODE_LINK: return LESSON_NODE_LINK;
    case CMARK_NODE_IMAGE: return LESSON_NODE_IMAGE;
    case CMARK_NODE_FOOTNOTE_REFERENCE: return LESSON_NODE_FOOTNOTE_REFERENCE;
    default: break;
  }
  if (node->type == CMARK_NODE_TABLE) return LESSON_NODE_TABLE;
  if (node->type == CMARK_NODE_TABLE_ROW) return LESSON_NODE_TABLE_ROW;
  if (node->type == CMARK_NODE_TABLE_CELL) return LESSON_NODE_TABLE_CELL;
  if (node->type == CMARK_NODE_STRIKETHROUGH) return LESSON_NODE_STRIKETHROUGH;
  if (node->type == lesson_types.container) return LESSON_NODE_CONTAINER;
  if (node->type == lesson_types.container_title) return LESSON_NODE_CONTAINER_TITLE;
  if (node->type == lesson_types.formula_block) return LESSON_NODE_FORMULA_BLOCK;
  return LESSON_NODE_OTHER;
}

const lesson_container *lesson_node_get_container(cmark_node *node) { return node->user_data; }
const lesson_formula *lesson_node_get_formula(cmark_node *node) { return node->user_data; }

const char *lesson_node_get_text(cmark_node *node, size_t *length) {
  const cmark_chunk *chunk = node->type == CMARK_NODE_CODE_BLOCK ? &node->as.code.literal : &node->as.literal;
  *length = (size_t)chunk->len;
  return (const char *)chunk->data;
}

int lesson_node_get_inline_offset(cmark_node *block) { return block->start_column - 1 + block->internal_offset; }
bool lesson_node_is_task(cmark_node *node) {
  return node->type == CMARK_NODE_ITEM && node->extension != NULL;
}
int lesson_node_get_fence_length(cmark_node *node) { return node->as.code.fenced ? node->as.code.fence_length : 0; }
char lesson_node_get_fence_character(cmark_node *node) { return (char)node->as.code.fence_char; }
bool lesson_node_is_setext(cmark_node *node) { return node->as.heading.setext; }
cmark_node *lesson_node_get_footnote_definition(cmark_node *node) { return node->parent_footnote_def; }
int lesson_node_get_footnote_count(cmark_node *node) {
  return node->type == CMARK_NODE_FOOTNOTE_REFERENCE ? node->footnote.ref_ix : node->footnote.def_count;
}

static char *take(cmark_strbuf *buffer, size_t *length) {
  *length = (size_t)buffer->size;
  return (char *)cmark_strbuf_detach(buffer);
}

char *lesson_escape_html(const char *text, size_t length, size_t *escaped_length) {
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 0);
  houdini_escape_html0(&buffer, (const uint8_t *)text, (bufsize_t)length, 0);
  return take(&buffer, escaped_length);
}

char *lesson_escape_address(const char *text, size_t length, size_t *escaped_length) {
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 0);
  houdini_escape_href(&buffer, (const uint8_t *)text, (bufsize_t)length);
  return take(&buffer, escaped_length);
}
