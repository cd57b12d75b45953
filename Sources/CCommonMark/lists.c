// Which lists are tight, where blocks of ours are in them.
#include "Internal.h"

static bool is_ours(const cmark_node *node) {
  return node->type == lesson_types.container || node->type == lesson_types.formula_block;
}

static bool is_followed_by_blank(const cmark_node *node) {
  if (node->type == lesson_types.container) return ((lesson_container *)node->user_data)->precedes_blank;
  if (node->type == lesson_types.formula_block) return ((lesson_formula *)node->user_data)->precedes_blank;
  return (node->flags & CMARK_NODE__LAST_LINE_BLANK) != 0;
}

static bool ends_with_blank(const cmark_node *node) {
  while ((node->type == CMARK_NODE_LIST || node->type == CMARK_NODE_ITEM) && node->last_child) node = node->last_child;
  return is_followed_by_blank(node);
}

// CommonMark's rule: a list is loose if any of its items, or any two blocks directly in an item, are separated by
// a blank line.
static bool is_tight(const cmark_node *list) {
  for (const cmark_node *item = list->first_child; item; item = item->next) {
    if (item->next && (item->flags & CMARK_NODE__LAST_LINE_BLANK)) return false;
    for (const cmark_node *block = item->first_child; block; block = block->next)
      if ((item->next || block->next) && ends_with_blank(block)) return false;
  }
  return true;
}

void lesson_settle_lists(cmark_node *root) {
  cmark_iter *iterator = cmark_iter_new(root);
  cmark_event_type event;
  while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iterator);
    if (event != CMARK_EVENT_ENTER || !is_ours(node)) continue;
    // A block that ends its list is the end of an item around that list, too.
    for (cmark_node *block = node; block->parent && block->parent->type == CMARK_NODE_ITEM;) {
      cmark_node *item = block->parent, *list = item->parent;
      list->as.list.tight = is_tight(list);
      if (block->next || item->next) break;
      block = list;
    }
  }
  cmark_iter_free(iterator);
}
