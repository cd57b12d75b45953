// `$...$` inside text and `$$...$$`, inside text or on lines of their own, as nodes of cmark-gfm.
//
// Pandoc's rule: the opening `$` has no blank after it, the closing one is the next `$` and has no blank before and
// no digit after it, so that `$5 and $6` stays text. Code spans bind tighter. GitHub's $`...`$ is read too.
#include "Internal.h"

#include <stdlib.h>
#include <string.h>

// cmark-gfm's own bound for the length of a backtick run that can open a code span.
enum { maximum_backticks = 80 };

static void free_data(cmark_mem *mem, void *data) {
  (void)mem;
  if (data) free((char *)((lesson_formula *)data)->tex);
  free(data);
}

static void append(lesson_formula *formula, const unsigned char *text, size_t length) {
  char *tex = realloc((char *)formula->tex, formula->length + length + 1);
  if (!tex) abort();
  memcpy(tex + formula->length, text, length);
  formula->length += length;
  tex[formula->length] = 0;
  formula->tex = tex;
}

static lesson_formula *attach(cmark_node *node, bool is_display) {
  lesson_formula *formula = calloc(1, sizeof *formula);
  if (!formula) abort();
  formula->is_display = is_display;
  cmark_node_set_user_data(node, formula);
  cmark_node_set_user_data_free_func(node, free_data);
  return formula;
}

// Where `$$` stands in text[start..<end], escaped ones aside; -1 if nowhere.
static int find_double(const unsigned char *text, int start, int end) {
  for (int i = start; i + 1 < end; i++) {
    if (text[i] == '\\') i++;
    else if (text[i] == '$' && text[i + 1] == '$') return i;
  }
  return -1;
}

// Whether the backtick run at `start` opens a code span; `after` is where the run ends.
static bool opens_code_span(const unsigned char *text, int start, int end, int *after) {
  int run = 0;
  while (start + run < end && text[start + run] == '`') run++;
  *after = start + run;
  if (run > maximum_backticks) return false;
  for (int i = *after; i < end;) {
    if (text[i] != '`') {
      i++;
      continue;
    }
    int other = 0;
    while (i < end && text[i] == '`') i++, other++;
    if (other == run) return true;
  }
  return false;
}

static bool is_space(unsigned char c) { return lesson_is_blank(c) || lesson_is_line_end(c); }

// The `$` that closes a formula whose text starts at `start`; -1 if there is none.
static int find_end(const unsigned char *text, int start, int end, bool is_display) {
  for (int i = start; i < end;) {
    if (text[i] == '\\') {
      i += 2;
    } else if (text[i] == '`') {
      if (opens_code_span(text, i, end, &i)) return -1;
    } else if (text[i] != '$') {
      i++;
    } else if (is_display) {
      if (i + 1 < end && text[i + 1] == '$') return i;
      i++;
    } else {
      bool follows_space = is_space(text[i - 1]);
      bool precedes_digit = i + 1 < end && text[i + 1] >= '0' && text[i + 1] <= '9';
      return follows_space || precedes_digit ? -1 : i;
    }
  }
  return -1;
}

static cmark_node *match_inline(cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *parent,
                                unsigned char character, cmark_inline_parser *inlines) {
  (void)parent;
  if (character != '$') return NULL;
  cmark_chunk *chunk = cmark_inline_parser_get_chunk(inlines);
  const unsigned char *text = chunk->data;
  int open = cmark_inline_parser_get_offset(inlines), end = chunk->len;
  // The second `$` of a pair that opened nothing, if no backslash stands before the pair, opens nothing either.
  if (open > 0 && text[open - 1] == '$' && !(open > 1 && text[open - 2] == '\\')) {
    cmark_node *last = parent->last_child;
    if (last && last->type == CMARK_NODE_TEXT) return NULL;
  }
  bool is_display = open + 1 < end && text[open + 1] == '$';
  bool is_quoted = open + 1 < end && text[open + 1] == '`';
  int start, stop, next;
  if (is_quoted) {
    start = open + 2;
    for (stop = start; stop + 1 < end; stop++)
      if (text[stop] == '`') break;
    if (stop + 1 >= end || text[stop + 1] != '$' || stop == start) return NULL;
    next = stop + 2;
  } else {
    start = open + (is_display ? 2 : 1);
    if (start >= end || (!is_display && is_space(text[start]))) return NULL;
    stop = find_end(text, start, end, is_display);
    if (stop <= start) return NULL;
    next = stop + (is_display ? 2 : 1);
  }
  // A type of our own would be refused by tables, whose cells take only what cmark-gfm knows.
  (void)extension;
  cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_HTML_INLINE, parser->mem);
  append(attach(node, is_display), text + start, (size_t)(stop - start));
  node->start_line = node->end_line = cmark_inline_parser_get_line(inlines);
  node->start_column = cmark_inline_parser_get_column(inlines);
  node->end_column = node->start_column + (next - open) - 1;
  cmark_inline_parser_set_offset(inlines, next);
  return node;
}

// Whether one of the lines to come, before a blank one, holds `$$`.
static bool closes_later(lesson_markdown *markdown) {
  const unsigned char *at = (const unsigned char *)markdown->rest, *end = (const unsigned char *)markdown->end;
  while (at < end) {
    const unsigned char *stop = at;
    while (stop < end && !lesson_is_line_end(*stop)) stop++;
    int length = (int)(stop - at);
    int first = 0;
    while (first < length && (lesson_is_blank(at[first]) || at[first] == '>')) first++;
    if (first == length) return false;
    if (find_double(at, 0, length) >= 0) return true;
    at = stop;
    if (at < end && *at == '\r') at++;
    if (at < end && *at == '\n' && (at == stop || at[-1] == '\r')) at++;
  }
  return false;
}

static cmark_node *open_block(cmark_syntax_extension *extension, int indented, cmark_parser *parser, cmark_node *parent,
                              unsigned char *input, int length) {
  lesson_markdown *markdown = cmark_syntax_extension_get_private(extension);
  int start = cmark_parser_get_first_nonspace(parser), end = lesson_trimmed_length(input, length);
  if (indented || end - start < 2 || input[start] != '$' || input[start + 1] != '$') return NULL;
  int close = find_double(input, start + 2, end);
  if (close >= 0 && (close == start + 2 || close + 2 != end)) return NULL;
  int line = cmark_parser_get_line_number(parser);
  if (close < 0 && !closes_later(markdown)) {
    if (end - start == 2) lesson_report(markdown, LESSON_PROBLEM_UNCLOSED_FORMULA, line, start + 1);
    return NULL;
  }
  cmark_node *node = cmark_parser_add_child(parser, parent, lesson_types.formula_block, start + 1);
  cmark_node_set_syntax_extension(node, extension);
  lesson_formula *formula = attach(node, true);
  int stop = close < 0 ? end : close;
  append(formula, input + start + 2, (size_t)(stop - start - 2));
  if (close >= 0) {
    formula->closing_line = line;
    formula->precedes_blank = lesson_next_line_is_blank(markdown);
  }
  lesson_consume_line(parser, input, length);
  return node;
}

static int match_block(cmark_syntax_extension *extension, cmark_parser *parser, unsigned char *input, int length,
                       cmark_node *node) {
  lesson_markdown *markdown = cmark_syntax_extension_get_private(extension);
  if (node->type != lesson_types.formula_block) return 0;
  lesson_formula *formula = node->user_data;
  if (formula->closing_line != 0) return 0;
  int start = cmark_parser_get_offset(parser), end = lesson_trimmed_length(input, length);
  if (end <= start) return 0;
  int close = find_double(input, start, end);
  append(formula, (const unsigned char *)"\n", 1);
  append(formula, input + start, (size_t)((close < 0 ? end : close) - start));
  if (close < 0) {
    lesson_consume_line(parser, input, length);
    return 1;
  }
  formula->closing_line = cmark_parser_get_line_number(parser);
  formula->precedes_blank = lesson_next_line_is_blank(markdown);
  if (close + 2 == end) {
    lesson_consume_line(parser, input, length);
    return 1;
  }
  // What stands after the formula begins a paragraph.
  cmark_parser_advance_offset(parser, (const char *)input, close + 2 - start, 0);
  return 0;
}

static int can_contain(cmark_syntax_extension *extension, cmark_node *node, cmark_node_type child) {
  (void)extension, (void)node, (void)child;
  return 0;
}

static const char *type_string(cmark_syntax_extension *extension, cmark_node *node) {
  (void)extension, (void)node;
  return "formula_block";
}

cmark_syntax_extension *lesson_formulas_extension(lesson_markdown *markdown) {
  cmark_syntax_extension *extension = cmark_syntax_extension_new("lesson-formulas");
  cmark_syntax_extension_set_private(extension, markdown, NULL);
  cmark_syntax_extension_set_match_block_func(extension, match_block);
  cmark_syntax_extension_set_open_block_func(extension, open_block);
  cmark_syntax_extension_set_match_inline_func(extension, match_inline);
  cmark_syntax_extension_set_can_contain_func(extension, can_contain);
  cmark_syntax_extension_set_get_type_string_func(extension, type_string);
  cmark_mem *mem = cmark_get_default_mem_allocator();
  cmark_syntax_extension_set_special_inline_chars(extension, cmark_llist_append(mem, NULL, (void *)(size_t)'$'));
  return extension;
}
