// Markdown as lessons write it: cmark-gfm with its extensions, and two of our own (`:::` containers and
// formulas). No C type of cmark-gfm's internals is seen outside this target.
#pragma once
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a node is, extensions' nodes included.
typedef enum {
  LESSON_NODE_OTHER,
  LESSON_NODE_DOCUMENT,
  LESSON_NODE_BLOCK_QUOTE,
  LESSON_NODE_LIST,
  LESSON_NODE_ITEM,
  LESSON_NODE_CODE_BLOCK,
  LESSON_NODE_HTML_BLOCK,
  LESSON_NODE_PARAGRAPH,
  LESSON_NODE_HEADING,
  LESSON_NODE_THEMATIC_BREAK,
  LESSON_NODE_FOOTNOTE_DEFINITION,
  LESSON_NODE_TABLE,
  LESSON_NODE_TABLE_ROW,
  LESSON_NODE_TABLE_CELL,
  LESSON_NODE_CONTAINER,
  LESSON_NODE_CONTAINER_TITLE,
  LESSON_NODE_FORMULA_BLOCK,
  LESSON_NODE_TEXT,
  LESSON_NODE_SOFT_BREAK,
  LESSON_NODE_LINE_BREAK,
  LESSON_NODE_CODE,
  LESSON_NODE_HTML_INLINE,
  LESSON_NODE_EMPHASIS,
  LESSON_NODE_STRONG,
  LESSON_NODE_LINK,
  LESSON_NODE_IMAGE,
  LESSON_NODE_STRIKETHROUGH,
  LESSON_NODE_FOOTNOTE_REFERENCE,
  LESSON_NODE_FORMULA,
} lesson_node_kind;

// A `:::` container: where its opening line says what. Offsets are bytes from the start of that line; an
// absent part is empty (start == end).
typedef struct {
  int kind_start, kind_end;
  int title_start, title_end;
  int attributes_start, attributes_end;
  // The line that closes it, from 1; 0 if none does.
  int closing_line;
  bool precedes_blank;
  int depth;
} lesson_container;

// A formula: its TeX, and whether it stands on lines of its own (`$$`).
typedef struct {
  const char *tex;
  size_t length;
  bool is_display;
  // For a `$$` block: the line that closes it, from 1; 0 if none does.
  int closing_line;
  bool precedes_blank;
} lesson_formula;

// Something that cannot be read, found while parsing.
typedef enum {
  LESSON_PROBLEM_STRAY_CONTAINER_END,
  LESSON_PROBLEM_CONTAINERS_TOO_DEEP,
  LESSON_PROBLEM_UNCLOSED_FORMULA,
} lesson_problem_kind;

typedef struct {
  lesson_problem_kind kind;
  int line;
  // Bytes from the start of the line, from 1.
  int column;
} lesson_problem;

typedef struct lesson_markdown lesson_markdown;

// How deeply `:::` containers may be nested.
#define LESSON_MAXIMUM_CONTAINER_DEPTH 64

// cmark-gfm keeps the characters that extensions listen to in a global table, so that one parser at a time can work.
// Parsing a lesson takes this lock; whoever uses cmark-gfm otherwise has to take it, too.
void lesson_lock(void);
void lesson_unlock(void);

// Parses `length` bytes (no NUL among them).
lesson_markdown *lesson_markdown_parse(const char *bytes, size_t length);
void lesson_markdown_free(lesson_markdown *markdown);
cmark_node *lesson_markdown_root(lesson_markdown *markdown);
size_t lesson_markdown_problem_count(lesson_markdown *markdown);
lesson_problem lesson_markdown_problem(lesson_markdown *markdown, size_t index);

lesson_node_kind lesson_node_get_kind(cmark_node *node);
const lesson_container *lesson_node_get_container(cmark_node *node);
const lesson_formula *lesson_node_get_formula(cmark_node *node);
// The text of a text, code or HTML node, not terminated.
const char *lesson_node_get_text(cmark_node *node, size_t *length);
// What an inline's column counts from: bytes before the first line of its block's text.
int lesson_node_get_inline_offset(cmark_node *block);
bool lesson_node_is_task(cmark_node *node);
int lesson_node_get_fence_length(cmark_node *node);
char lesson_node_get_fence_character(cmark_node *node);
bool lesson_node_is_setext(cmark_node *node);
// The definition that a footnote reference refers to.
cmark_node *lesson_node_get_footnote_definition(cmark_node *node);
// For a reference: which of its definition's references it is, from 1. For a definition: how many there are.
int lesson_node_get_footnote_count(cmark_node *node);

// `text` with `&`, `<`, `>` and `"` as entities, as cmark's houdini writes them; free with free().
char *lesson_escape_html(const char *text, size_t length, size_t *escaped_length);
// `text` as an attribute value that holds an address: percent signs for what may not stand in one.
char *lesson_escape_address(const char *text, size_t length, size_t *escaped_length);
