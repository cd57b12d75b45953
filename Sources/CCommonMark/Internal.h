// What the files of this target share.
#pragma once
#include "CCommonMark.h"

#include <cmark-gfm/node.h>
#include <cmark-gfm/parser.h>

struct lesson_markdown {
  cmark_parser *parser;
  cmark_node *root;
  cmark_syntax_extension *containers;
  cmark_syntax_extension *formulas;
  // The input after the line that is being parsed.
  const char *rest;
  const char *end;
  lesson_problem *problems;
  size_t problem_count, problem_capacity;
};

typedef struct {
  uint16_t container, container_title, formula_block;
} lesson_node_types;

extern lesson_node_types lesson_types;

void lesson_report(lesson_markdown *markdown, lesson_problem_kind kind, int line, int column);
cmark_syntax_extension *lesson_containers_extension(lesson_markdown *markdown);
cmark_syntax_extension *lesson_formulas_extension(lesson_markdown *markdown);

static inline bool lesson_is_blank(unsigned char c) { return c == ' ' || c == '\t'; }
static inline bool lesson_is_line_end(unsigned char c) { return c == '\n' || c == '\r'; }

// The length of `line` without its line ending and the blanks before that.
static inline int lesson_trimmed_length(const unsigned char *line, int length) {
  while (length > 0 && (lesson_is_line_end(line[length - 1]) || lesson_is_blank(line[length - 1]))) length--;
  return length;
}

// Whether the line after the one being parsed is blank, quote marks aside.
static inline bool lesson_next_line_is_blank(const lesson_markdown *markdown) {
  for (const char *at = markdown->rest; at < markdown->end; at++) {
    if (lesson_is_line_end((unsigned char)*at)) return true;
    if (!lesson_is_blank((unsigned char)*at) && *at != '>') return false;
  }
  return false;
}

// Decides again which lists around blocks of ours are tight. cmark-gfm took the lines of such blocks for blank ones.
void lesson_settle_lists(cmark_node *root);

// Gives their places to tables that follow a paragraph without a blank line, and to that paragraph.
void lesson_place_tables(cmark_node *root);

// Moves the parser to the end of its line, so that nothing of it is left to parse.
static inline void lesson_consume_line(cmark_parser *parser, const unsigned char *input, int length) {
  int end = length;
  while (end > 0 && lesson_is_line_end(input[end - 1])) end--;
  int offset = cmark_parser_get_offset(parser);
  if (end > offset) cmark_parser_advance_offset(parser, (const char *)input, end - offset, 0);
}
