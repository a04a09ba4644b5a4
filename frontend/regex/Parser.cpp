// The grammar as V8 reads it, where annex B leaves more than one reading open: `{` that begins no quantifier and `]` stand for
// themselves, `\k` is a letter unless some group has a name, `\8` is a digit and `\12` octal unless there are as many groups.

#include "frontend/regex/Parser.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace llvm;
using namespace aslc::regex;

constexpr unsigned maxNesting = 250; // of groups: the parser and what follows recurse
constexpr uint32_t maxGroups = 32767; // as in V8, whose limit is that of its registers

/// A code point of WTF-8 at `at`, and behind it.
static uint32_t decode(StringRef text, size_t &at) {
  auto lead = uint8_t(text[at++]);
  unsigned extra = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  uint32_t point = extra ? lead & (0x3fu >> extra) : lead;
  for (; extra && at < text.size(); --extra)
    point = point << 6 | (uint8_t(text[at++]) & 0x3f);
  return point;
}

Parser::Parser(StringRef text, StringRef flags, Pattern &pattern) : pattern(pattern), multiline(flags.contains('m')) {
  pattern.ignoreCase = flags.contains('i');
  for (size_t at = 0; at < text.size();) {
    auto begin = uint32_t(at);
    uint32_t point = decode(text, at);
    if (point > 0xffff) {
      add(uint16_t(0xd7c0 + (point >> 10)), begin);
      point = 0xdc00 | (point & 0x3ff);
    }
    add(uint16_t(point), begin);
  }
  places.push_back(uint32_t(text.size()));
}

/// Finds the groups before anything else is read: what `\3` and `\k` mean depends on them.
void Parser::countGroups() {
  for (size_t i = 0; i < units.size(); ++i) {
    if (units[i] == '\\') {
      ++i;
    } else if (units[i] == '[') {
      while (++i < units.size() && units[i] != ']')
        i += units[i] == '\\';
    } else if (units[i] == '(') {
      auto follows = [&](size_t n, char c) { return i + n < units.size() && units[i + n] == uint16_t(c); };
      if (follows(1, '?')) {
        if (!follows(2, '<') || follows(3, '=') || follows(3, '!'))
          continue;
        named = true;
      }
      ++allGroups;
    }
  }
}

std::optional<Fault> Parser::run() {
  countGroups();
  if (allGroups > maxGroups)
    return Fault{"more than " + std::to_string(maxGroups) + " groups", 0, places.back()};
  pattern.root = disjunction(0);
  if (!fault && !atEnd())
    fail(at, at + 1, "`)` closes no group");
  for (const NamedReference &reference : references) {
    auto found = names.find(reference.name);
    if (found == names.end())
      fail(reference.begin, reference.end, "no group is named '" + reference.name + "'");
    else
      reference.node->number = found->second;
  }
  pattern.groups = allGroups;
  return fault;
}

Parser::Result Parser::disjunction(unsigned depth) {
  Result first = alternative(depth);
  if (!first || atEnd() || peek() != '|')
    return first;
  Node &node = make(Node::Alternation);
  node.children.push_back(first);
  while (take('|')) {
    Result next = alternative(depth);
    if (!next)
      return nullptr;
    node.children.push_back(next);
  }
  return &node;
}

Parser::Result Parser::alternative(unsigned depth) {
  Node &node = make(Node::Sequence);
  while (!atEnd() && peek() != '|' && peek() != ')') {
    bool quantifiable = true;
    uint32_t firstGroup = pattern.groups + 1;
    Result atom = term(depth, quantifiable);
    if (atom && quantifiable)
      atom = quantifier(atom, firstGroup);
    if (!atom)
      return nullptr;
    node.children.push_back(atom);
  }
  return node.children.size() == 1 ? node.children.front() : &node;
}

Parser::Result Parser::term(unsigned depth, bool &quantifiable) {
  size_t begin = at;
  uint32_t min, max;
  switch (peek()) {
  case '^':
  case '$': {
    quantifiable = false;
    bool start = units[at++] == '^';
    return assertion(start ? (multiline ? Node::LineStart : Node::InputStart) : (multiline ? Node::LineEnd : Node::InputEnd));
  }
  case '(':
    return group(depth, quantifiable);
  case '*':
  case '+':
  case '?':
    return fail(at, at + 1, "`" + Twine(char(peek())) + "` has nothing to repeat");
  case '{':
    if (interval(min, max))
      return fail(begin, at, "the quantifier has nothing to repeat");
    ++at;
    return unit('{');
  case '.':
    ++at;
    return makeSet(notLineTerminators(), /*closed=*/true);
  case '[':
    return characterClass();
  case '\\':
    return escape(quantifiable);
  default:
    return unit(units[at++]);
  }
}

/// {n}, {n,} or {n,m}; anything else is not touched. Counts that are too large for a number mean that number.
bool Parser::interval(uint32_t &min, uint32_t &max) {
  size_t begin = at;
  auto number = [&](uint32_t &value) {
    size_t first = at;
    uint64_t sum = 0;
    for (; !atEnd() && peek() >= '0' && peek() <= '9'; ++at)
      sum = std::min<uint64_t>(sum * 10 + (peek() - '0'), unlimited);
    value = uint32_t(sum);
    return at != first;
  };
  bool is = take('{') && number(min);
  if (is) {
    max = min;
    if (take(',') && !number(max))
      max = unlimited;
    is = take('}');
  }
  if (!is)
    at = begin;
  return is;
}

Parser::Result Parser::quantifier(Result atom, uint32_t firstGroup) {
  size_t begin = at;
  uint32_t min = 0, max = unlimited;
  if (take('+'))
    min = 1;
  else if (take('?'))
    max = 1;
  else if (!take('*') && !interval(min, max))
    return atom;
  if (min > max)
    return fail(begin, at, "the quantifier's numbers are out of order");
  Node &node = make(Node::Quantifier);
  node.min = min;
  node.max = max;
  node.greedy = !take('?');
  node.firstGroup = firstGroup;
  node.endGroup = pattern.groups + 1;
  node.children.push_back(atom);
  return &node;
}

//===--- Groups ---===//

Parser::Result Parser::group(unsigned depth, bool &quantifiable) {
  size_t begin = at;
  if (depth == maxNesting)
    return fail(at, at + 1, "groups nest more than " + Twine(maxNesting) + " deep");
  Node *lookaround = nullptr;
  bool behind = false, negative = false;
  if (take("(?:")) {
  } else if (take("(?=") || (negative = take("(?!")) || (behind = take("(?<=")) || (behind = negative = take("(?<!"))) {
    lookaround = &make(Node::Lookaround);
    lookaround->behind = behind;
    lookaround->negative = negative;
    quantifiable = !behind;
  } else {
    return capture(depth, begin);
  }
  Result inner = disjunction(depth + 1);
  if (!inner)
    return nullptr;
  if (!take(')'))
    return fail(begin, begin + 1, "the group is not closed");
  if (!lookaround)
    return inner;
  lookaround->children.push_back(inner);
  return lookaround;
}

Parser::Result Parser::capture(unsigned depth, size_t begin) {
  std::string name;
  if (take("(?<")) {
    if (!groupName(name))
      return fail(begin, at + 1, "the name of this group is not valid");
    if (!names.try_emplace(name, pattern.groups + 1).second)
      return fail(begin, at, "another group has the name '" + name + "'");
  } else if (take("(?")) {
    return fail(begin, at + 1, "no group begins like this");
  } else {
    ++at;
  }
  Node &node = make(Node::Capture);
  node.number = ++pattern.groups;
  Result inner = disjunction(depth + 1);
  if (!inner)
    return nullptr;
  if (!take(')'))
    return fail(begin, begin + 1, "the group is not closed");
  node.children.push_back(inner);
  return &node;
}

/// A name and its `>`, as UTF-8. Above ASCII, letters are not told from other characters.
bool Parser::groupName(std::string &name) {
  while (!atEnd() && !take('>')) {
    uint32_t point = units[at++];
    if (point == '\\') {
      std::optional<uint32_t> escaped = take("u{") ? hex(0) : take('u') ? hex(4) : std::nullopt;
      if (!escaped)
        return false;
      point = *escaped;
    }
    if (point >= 0xd800 && point < 0xdc00 && peek() >= 0xdc00 && peek() < 0xe000)
      point = 0x10000 + ((point - 0xd800) << 10) + (units[at++] - 0xdc00u);
    bool letter = point >= 0x80 || isAlpha(char(point)) || point == '$' || point == '_';
    if (!letter && (name.empty() || !isDigit(char(point))))
      return false;
    char bytes[4], *end = bytes;
    if (point > 0x10ffff || !ConvertCodePointToUTF8(point, end))
      return false;
    name.append(bytes, end);
  }
  return !name.empty() && units[at - 1] == '>';
}

std::optional<Fault> aslc::regex::parse(StringRef text, StringRef flags, Pattern &pattern) { return Parser(text, flags, pattern).run(); }
