#include "frontend/document/YamlTree.h"

namespace aslc::document {

/// `!Name`, a tag that is the application's own; "" of other tags, which yaml-cpp gives as "?", "!" or a URI.
static std::string localTag(const std::string &tag) { return tag.size() > 1 && tag.front() == '!' ? tag : ""; }

void YamlTreeBuilder::OnDocumentStart(const YAML::Mark &mark) {
  if (hasDocument) {
    uint32_t at = skipYamlSpace(input.text, std::min(cursor, offset(mark)), input.text.size());
    input.diagnostics.report(DiagId::YamlSecondDocument,
                             input.range(at, std::min<uint32_t>(at + 3, input.text.size())));
    throw YamlAbandoned();
  }
  hasDocument = true;
}

/// Whether a ':' follows, so that what ends at `end` is a key.
bool YamlTreeBuilder::isKeyAt(uint32_t end) const {
  llvm::StringRef rest = input.text.substr(end).ltrim(" \t");
  return rest.consume_front(":") && (rest.empty() || llvm::StringRef(" \t\r\n,]}").contains(rest.front()));
}

/// Where a value is that is not written, before the token at `next`: behind the '-', ':' or '?' that announced it.
uint32_t YamlTreeBuilder::emptyPlace(uint32_t next) const {
  uint32_t at = skipYamlSpace(input.text, cursor, next);
  bool isAnnounced = at < next && llvm::StringRef("-:?").contains(input.text[at]);
  return isAnnounced ? at + 1 : cursor;
}

void YamlTreeBuilder::OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) {
  uint32_t next = offset(mark), begin = skipProperties(input.text, next);
  llvm::StringRef rest = input.text.substr(begin);
  llvm::StringRef word = rest.take_front(rest.starts_with("~") ? 1 : 4);
  bool isWritten = begin >= cursor && (word == "~" || word == "null" || word == "Null" || word == "NULL");
  // The mark of an empty value is that of the next token, which may well be a key called null.
  if (isWritten && (isKeyNext() || !isKeyAt(begin + word.size())))
    return scalar(anchor, locateScalar(input.file, input.text, begin, word), true, "");
  uint32_t place = emptyPlace(std::max(next, cursor));
  scalar(anchor, {input.range(place, place), MappedText::verbatim(input.file, "", place), true}, true, "");
}

void YamlTreeBuilder::OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                               const std::string &value) {
  uint32_t begin = std::max(skipProperties(input.text, offset(mark)), cursor);
  llvm::StringRef rest = input.text.substr(begin);
  // A tag with nothing behind it gives an empty scalar; an empty one that is written has quotes or an indicator.
  bool isWritten = !value.empty() || (!rest.empty() && llvm::StringRef("'\"|>").contains(rest.front()));
  YamlScalar found{input.range(begin, begin), MappedText::verbatim(input.file, "", begin), true};
  if (isWritten)
    found = locateScalar(input.file, input.text, begin, value);
  else
    found.range.begin = found.range.end = std::max(cursor, offset(mark));
  // "?": a plain scalar without a tag. Arguments of local tags (!Sub, !Ref, !GetAtt) stay as they are written.
  static constexpr llvm::StringLiteral core[] = {"int", "float", "bool", "null"};
  llvm::StringRef name = tag;
  bool isCore = name.consume_front("tag:yaml.org,2002:") && llvm::is_contained(core, name);
  scalar(anchor, found, tag == "?" || isCore, localTag(tag));
}

void YamlTreeBuilder::scalar(YAML::anchor_t anchor, const YamlScalar &scalar, bool isTyped, const std::string &tag) {
  auto node = std::make_unique<Node>();
  node->kind = Kind::String;
  node->range = scalar.range;
  node->tag = tag;
  cursor = std::max(cursor, scalar.range.end);
  if (!scalar.isClosed) { // yaml-cpp takes it, if the file ends with a line break
    input.diagnostics.report(DiagId::YamlSyntax, scalar.range, "string that is never closed");
    throw YamlAbandoned();
  }
  if (isTyped && !isKeyNext())
    typePlain(*node, scalar.text, input);
  else
    node->string = scalar.text;
  add(std::move(node), anchor, scalar.text, isTyped && scalar.isPlain);
}

void YamlTreeBuilder::OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) {
  uint32_t begin = offset(mark), end = aliasEnd(input.text, begin);
  SourceRange range = input.range(begin, end);
  llvm::StringRef spelling = input.text.slice(begin, end);
  cursor = std::max(cursor, end);
  const Node *original = anchors.lookup(anchor);
  if (!original) {
    input.diagnostics.report(DiagId::YamlRecursiveAlias, range, shorten(spelling));
    throw YamlAbandoned();
  }
  std::unique_ptr<Node> copy = copier.copy(*original, stack.size(), maxDepth);
  if (!copy)
    abandonCopy(range);
  copy->range = range;
  copy->alias = true;
  MappedText written = copy->is(Kind::String) ? copy->string : MappedText::verbatim(input.file, toJson(*copy), begin);
  add(std::move(copy), 0, std::move(written), false);
}

void YamlTreeBuilder::abandonCopy(SourceRange range) {
  if (copier.isTooDeep())
    reportTooDeep(input, maxDepth, range);
  else
    input.diagnostics.report(DiagId::YamlAliasLimit, range, input.options.maxBytes);
  throw YamlAbandoned();
}

void YamlTreeBuilder::open(Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor) {
  uint32_t begin = std::max(skipProperties(input.text, offset(mark)), cursor);
  if (stack.size() >= maxDepth) {
    reportTooDeep(input, maxDepth, input.range(begin, std::min<uint32_t>(begin + 1, input.text.size())));
    throw YamlAbandoned();
  }
  YamlFrame frame;
  frame.node = std::make_unique<Node>();
  frame.node->kind = kind;
  frame.node->tag = localTag(tag);
  frame.node->range = input.range(begin, begin);
  frame.anchor = anchor;
  stack.push_back(std::move(frame));
  llvm::StringRef first = input.text.substr(begin, 1);
  cursor = begin + (first == "[" || first == "{");
}

void YamlTreeBuilder::close() {
  YamlFrame frame = std::move(stack.back());
  stack.pop_back();
  bool isArray = frame.node->is(Kind::Array);
  llvm::StringRef bracket = isArray ? "[" : "{";
  if (input.text.substr(frame.node->range.begin).starts_with(bracket)) {
    uint32_t end = skipYamlSpace(input.text, cursor, input.text.size(), ",:?");
    if (input.text.substr(end).starts_with(isArray ? "]" : "}"))
      cursor = end + 1;
  }
  frame.node->range.end = std::max(cursor, frame.node->range.begin);
  if (!mergeMembers(*frame.node, frame.merges, copier, stack.size(), maxDepth))
    abandonCopy(frame.node->range);
  add(std::move(frame.node), frame.anchor, MappedText(), false);
}

void YamlTreeBuilder::add(std::unique_ptr<Node> node, YAML::anchor_t anchor, MappedText written, bool isPlain) {
  if (anchor)
    anchors[anchor] = node.get();
  if (stack.empty()) {
    root = std::move(node);
    return;
  }
  if (isKeyNext())
    return addKey(std::move(node), anchor, std::move(written), isPlain);
  YamlFrame &frame = stack.back();
  if (frame.node->is(Kind::Array)) {
    frame.node->items.push_back(std::move(node));
    return;
  }
  frame.hasKey = false;
  if (frame.isMerge) {
    merge(frame, std::move(node));
  } else if (frame.isDropped) {
    kept.push_back(std::move(node));
  } else {
    frame.pending.value = std::move(node);
    frame.node->members.push_back(std::move(frame.pending));
    frame.pending = {};
  }
}

void YamlTreeBuilder::addKey(std::unique_ptr<Node> node, YAML::anchor_t anchor, MappedText written, bool isPlain) {
  YamlFrame &frame = stack.back();
  frame.hasKey = true;
  frame.isDropped = node->is(Kind::Array) || node->is(Kind::Object);
  frame.isMerge = isPlain && written.text() == "<<";
  if (frame.isDropped)
    input.diagnostics.report(DiagId::YamlKeyNotText, node->range, describe(node->kind))
        .hint("text that begins with '{' or '[' stands in quotes");
  frame.pending.key = std::move(written);
  frame.pending.keyRange = node->range;
  if (anchor || frame.isDropped)
    kept.push_back(std::move(node));
}

/// Takes in the value of a `<<`: an object, or a list of objects of which the first has precedence.
void YamlTreeBuilder::merge(YamlFrame &frame, std::unique_ptr<Node> value) {
  bool isArray = value->is(Kind::Array);
  bool fits =
      isArray ? llvm::all_of(value->items, [](auto &item) { return item->is(Kind::Object); }) : value->is(Kind::Object);
  if (!fits) {
    llvm::StringRef what = isArray ? "a list of other things" : describe(value->kind);
    input.diagnostics.report(DiagId::YamlBadMerge, value->range, what);
  } else if (isArray) {
    for (const std::unique_ptr<Node> &item : value->items)
      frame.merges.push_back(item.get());
  } else {
    frame.merges.push_back(value.get());
  }
  // Kept whole: there may be anchors in it.
  kept.push_back(std::move(value));
}

} // namespace aslc::document
