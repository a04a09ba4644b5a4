// The grammar as V8 reads it, where annex B leaves more than one reading open: `{` that begins no quantifier and `]` stand for
// themselves, `\k` is a letter unless some group has a name, `\8` is a digit and `\12` octal unless there are as many groups.

#include "frontend/regex/Regex.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/ConvertUTF.h"

using namespace llvm;
using namespace aslc::regex;

namespace {

constexpr unsigned maxNesting = 250; // of groups: the parser and what follows recurse
constexpr uint32_t maxGroups = 32767; // as in V8, whose limit is that of its registers

/// A code point of WTF-8 at `at`, and behind it.
uint32_t decode(StringRef text, size_t &at) {
  auto lead = uint8_t(text[at++]);
  unsigned extra = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  uint32_t point = extra ? lead & (0x3fu >> extra) : lead;
  for (; extra && at < text.size(); --extra)
    point = point << 6 | (uint8_t(text[at++]) & 0x3f);
  return point;
}

class Parser {
public:
  Parser(StringRef text, StringRef flags, Pattern &pattern) : pattern(pattern), multiline(flags.contains('m')) {
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
  std::optional<Fault> run();

private:
  using Result = const Node *; // null: there is a fault

  void add(uint16_t unit, uint32_t place) {
    units.push_back(unit);
    places.push_back(place);
  }
  bool atEnd() const { return at == units.size(); }
  uint16_t peek(size_t ahead = 0) const { return at + ahead < units.size() ? units[at + ahead] : 0; }
  bool has(size_t ahead = 0) const { return at + ahead < units.size(); }
  bool take(char c) {
    if (atEnd() || units[at] != uint16_t(c))
      return false;
    ++at;
    return true;
  }
  bool take(StringRef text) {
    for (size_t i = 0; i < text.size(); ++i)
      if (!has(i) || peek(i) != uint16_t(text[i]))
        return false;
    at += text.size();
    return true;
  }
  Result fail(size_t begin, size_t end, Twine message) {
    if (!fault)
      fault = Fault{message.str(), places[begin], places[std::min(end, units.size())]};
    return nullptr;
  }
  Node &make(Node::Kind kind) {
    Node &node = pattern.nodes.emplace_back();
    node.kind = kind;
    return node;
  }
  Result makeSet(CharSet set, bool closed = false) {
    Node &node = make(Node::Set);
    node.set = pattern.ignoreCase && !closed ? set.caseClosure() : std::move(set);
    return &node;
  }
  Result unit(uint16_t c) { return makeSet({{c, c}}); }
  Result assertion(Node::AssertionKind kind) {
    Node &node = make(Node::Assertion);
    node.assertion = kind;
    return &node;
  }

  void countGroups();
  Result disjunction(unsigned depth);
  Result alternative(unsigned depth);
  Result term(unsigned depth, bool &quantifiable);
  Result quantifier(Result atom, uint32_t firstGroup);
  bool interval(uint32_t &min, uint32_t &max);
  Result group(unsigned depth, bool &quantifiable);
  Result capture(unsigned depth, size_t begin);
  bool groupName(std::string &name);
  Result escape(bool &quantifiable);
  Result backReference(size_t begin);
  Result namedReference(size_t begin);
  bool setEscape(CharSet &set);
  bool unitEscape(uint16_t &c, bool inClass, size_t begin);
  std::optional<uint32_t> hex(unsigned digits);
  Result characterClass();
  bool classAtom(CharSet &set, bool &single);

  Pattern &pattern;
  bool multiline;
  std::vector<uint16_t> units;
  std::vector<uint32_t> places; // byte offset of each unit, and of the end
  size_t at = 0;
  std::optional<Fault> fault;
  uint32_t allGroups = 0; // also those still to come
  bool named = false;     // some group has a name
  StringMap<uint32_t> names;
  struct NamedReference {
    Node *node;
    std::string name;
    size_t begin, end;
  };
  std::vector<NamedReference> references;
};

} // namespace

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

//===--- Escapes ---===//

/// `digits` hexadecimal digits, or with 0 any number of them and a `}`; nothing is taken where they are not there.
std::optional<uint32_t> Parser::hex(unsigned digits) {
  size_t begin = at;
  uint32_t value = 0;
  while (has() && peek() < 0x80 && isHexDigit(char(peek())) && (digits == 0 || at - begin < digits))
    value = std::min<uint32_t>(value * 16 + hexDigitValue(char(units[at++])), 0x110000);
  bool complete = digits ? at - begin == digits : at != begin && take('}');
  if (complete)
    return value;
  at = begin;
  return std::nullopt;
}

Parser::Result Parser::escape(bool &quantifiable) {
  size_t begin = at++;
  if (atEnd())
    return fail(begin, at, "the pattern ends in `\\`");
  if (peek() == 'b' || peek() == 'B') {
    quantifiable = false;
    return assertion(units[at++] == 'b' ? Node::WordEdge : Node::NoWordEdge);
  }
  if (peek() >= '1' && peek() <= '9')
    if (Result reference = backReference(begin))
      return reference;
  if (named && take('k'))
    return namedReference(begin);
  CharSet set;
  if (setEscape(set))
    return makeSet(set, /*closed=*/true);
  uint16_t c;
  return unitEscape(c, /*inClass=*/false, begin) ? unit(c) : nullptr;
}

/// \1 and on, if there are as many groups.
Parser::Result Parser::backReference(size_t begin) {
  size_t end = at;
  uint64_t number = 0;
  for (; end < units.size() && units[end] >= '0' && units[end] <= '9'; ++end)
    number = std::min<uint64_t>(number * 10 + (units[end] - '0'), unlimited);
  if (number > allGroups)
    return nullptr;
  at = end;
  Node &node = make(Node::BackReference);
  node.number = uint32_t(number);
  return &node;
}

Parser::Result Parser::namedReference(size_t begin) {
  std::string name;
  if (!take('<') || !groupName(name))
    return fail(begin, at, "`\\k` is not followed by the name of a group, as `\\k<name>`");
  Node &node = make(Node::BackReference);
  references.push_back({&node, std::move(name), begin, at});
  return &node;
}

/// \d \D \s \S \w \W; what they are of letters goes with their other case.
bool Parser::setEscape(CharSet &set) {
  switch (peek()) {
  case 'd':
  case 'D':
    set = digits();
    break;
  case 's':
  case 'S':
    set = whiteSpace();
    break;
  case 'w':
  case 'W':
    set = wordUnits();
    break;
  default:
    return false;
  }
  if (units[at++] < 'a')
    set = set.complement();
  return true;
}

/// The code unit that an escape stands for, behind its backslash. What means nothing else stands for itself.
bool Parser::unitEscape(uint16_t &c, bool inClass, size_t begin) {
  if (named && peek() == 'k')
    return fail(begin, at + 1, "`\\k` means nothing in brackets where groups have names");
  c = units[at++];
  static constexpr StringLiteral letters = "fnrtv", meanings = "\f\n\r\t\v";
  if (size_t i = c < 0x80 ? letters.find(char(c)) : StringRef::npos; i != StringRef::npos) {
    c = uint16_t(meanings[i]);
  } else if (c == 'c') {
    bool letter = has() && peek() < 0x80 && (isAlpha(char(peek())) || (inClass && (isDigit(char(peek())) || peek() == '_')));
    if (letter)
      c = units[at++] & 0x1f;
    else
      c = units[--at - 1]; // the backslash itself
  } else if (c == 'x' || c == 'u') {
    c = uint16_t(hex(c == 'x' ? 2 : 4).value_or(c));
  } else if (c >= '0' && c <= '7') {
    c -= '0';
    for (unsigned more = 0; more < 2 && c < 32 && has() && peek() >= '0' && peek() <= '7'; ++more)
      c = uint16_t(c * 8 + (units[at++] - '0'));
  }
  return true;
}

//===--- Character classes ---===//

/// One atom of a class. `single`: it is one code unit, which may begin or end a range.
bool Parser::classAtom(CharSet &set, bool &single) {
  size_t begin = at;
  single = false;
  if (take('\\')) {
    if (atEnd())
      return fail(begin, at, "the pattern ends in `\\`");
    if (setEscape(set))
      return true;
    uint16_t c = '\b';
    if (!take('b') && !unitEscape(c, /*inClass=*/true, begin))
      return false;
    set = {{c, c}};
  } else {
    uint16_t c = units[at++];
    set = {{c, c}};
  }
  single = true;
  return true;
}

Parser::Result Parser::characterClass() {
  size_t begin = at++;
  bool negated = take('^');
  CharSet all;
  while (!atEnd() && peek() != ']') {
    size_t first = at;
    CharSet left, right;
    bool leftSingle, rightSingle;
    if (!classAtom(left, leftSingle))
      return nullptr;
    if (peek() != '-' || !has(1) || peek(1) == ']') {
      all.add(left);
      continue;
    }
    ++at;
    if (!classAtom(right, rightSingle))
      return nullptr;
    if (leftSingle && rightSingle) {
      uint16_t low = left.ranges()[0].first, high = right.ranges()[0].first;
      if (low > high)
        return fail(first, at, "the range is out of order");
      all.add(low, high);
    } else {
      all.add(left);
      all.add(right);
      all.add('-', '-');
    }
  }
  if (!take(']'))
    return fail(begin, begin + 1, "the brackets are not closed");
  if (pattern.ignoreCase)
    all = all.caseClosure();
  return makeSet(negated ? all.complement() : std::move(all), /*closed=*/true);
}

std::optional<Fault> aslc::regex::parse(StringRef text, StringRef flags, Pattern &pattern) { return Parser(text, flags, pattern).run(); }
