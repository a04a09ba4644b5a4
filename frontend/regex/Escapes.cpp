#include "frontend/regex/Parser.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace aslc::regex;

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
