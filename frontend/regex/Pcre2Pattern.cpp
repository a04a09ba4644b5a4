// A pattern in PCRE2's syntax, all in ASCII: what is a letter, a blank or the end of a line is written out by JavaScript's rules.

#include "frontend/regex/Regex.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace aslc::regex;

namespace {

class Writer {
public:
  explicit Writer(const Pattern &pattern) : ignoreCase(pattern.ignoreCase), closed(pattern.groups + 1) {}
  /// What stands alone, or in parentheses of its own.
  void writeWhole(const Node &node);
  std::string out;

private:
  void write(const Node &node);
  void unit(uint16_t unit);
  void set(const CharSet &set);
  /// Whether a set is a letter in both cases, which PCRE2 knows by itself: it is told to ignore the case of ASCII letters.
  bool isLetter(ArrayRef<CharSet::Range> ranges) const {
    return ignoreCase && ranges.size() == 2 && ranges[0].first == ranges[0].last && ranges[1].first == ranges[1].last &&
           ranges[0].first < 0x80 && isAlpha(char(ranges[0].first)) && ranges[1].first == ranges[0].first + 'a' - 'A';
  }
  void quantifier(const Node &node);
  void assertion(const Node &node);

  bool ignoreCase;
  std::vector<bool> closed; // groups that end before
};

} // namespace

void Writer::unit(uint16_t unit) {
  if (unit < 0x80 && (isAlnum(char(unit)) || unit == '_'))
    out += char(unit);
  else
    out += ("\\x{" + utohexstr(unit, /*LowerCase=*/true) + "}");
}

void Writer::set(const CharSet &set) {
  ArrayRef<CharSet::Range> ranges = set.ranges();
  if (ranges.empty()) {
    out += "(?!)";
    return;
  }
  if (ranges.size() == 1 && ranges[0].first == ranges[0].last)
    return unit(ranges[0].first);
  if (isLetter(ranges))
    return unit(ranges[1].first);
  if (ranges.size() == 1 && ranges[0].first == 0 && ranges[0].last == 0xffff) {
    out += '.';
    return;
  }
  bool negated = ranges.back().last == 0xffff;
  CharSet complement = negated ? set.complement() : CharSet();
  out += negated ? "[^" : "[";
  for (CharSet::Range range : (negated ? complement : set).ranges()) {
    unit(range.first);
    if (range.last > range.first + 1)
      out += '-';
    if (range.last > range.first)
      unit(range.last);
  }
  out += ']';
}

void Writer::quantifier(const Node &node) {
  const Node &body = node.child();
  // Not a reference: repeated without parentheses, PCRE2 (10.42) does not match an unset group by nothing.
  bool atom = (body.kind == Node::Set && !body.set.ranges().empty()) || body.kind == Node::Capture;
  if (!atom)
    out += "(?:";
  atom ? write(body) : writeWhole(body);
  if (!atom)
    out += ')';
  if (node.max == 1 && node.min == 0)
    out += '?';
  else if (node.max == unlimited && node.min < 2)
    out += node.min ? '+' : '*';
  else if (node.max == unlimited)
    out += "{" + utostr(node.min) + ",}";
  else
    out += "{" + utostr(node.min) + "," + utostr(node.max) + "}";
  if (!node.greedy)
    out += '?';
}

void Writer::assertion(const Node &node) {
  switch (node.assertion) {
  case Node::InputStart:
    out += "\\A";
    return;
  case Node::InputEnd:
    out += "\\z";
    return;
  case Node::LineStart:
    out += "(?<!";
    break;
  case Node::LineEnd:
    out += "(?!";
    break;
  case Node::WordEdge:
    out += "\\b";
    return;
  case Node::NoWordEdge:
    out += "\\B";
    return;
  }
  set(notLineTerminators());
  out += ')';
}

void Writer::writeWhole(const Node &node) {
  if (node.kind != Node::Alternation)
    return write(node);
  for (const Node *child : node.children) {
    if (child != node.children.front())
      out += '|';
    write(*child);
  }
}

void Writer::write(const Node &node) {
  switch (node.kind) {
  case Node::Set:
    return set(node.set);
  case Node::Assertion:
    return assertion(node);
  case Node::Quantifier:
    return quantifier(node);
  case Node::Sequence:
    for (const Node *child : node.children)
      write(*child);
    return;
  case Node::Alternation:
    out += "(?:";
    writeWhole(node);
    out += ')';
    return;
  case Node::Capture:
    out += '(';
    writeWhole(node.child());
    out += ')';
    closed[node.number] = true;
    return;
  case Node::Lookaround:
    out += node.behind ? "(?<" : "(?";
    out += node.negative ? '!' : '=';
    writeWhole(node.child());
    out += ')';
    return;
  case Node::BackReference:
    // To a group that has not ended, it is to nothing.
    out += closed[node.number] ? "\\g{" + utostr(node.number) + "}" : "(?:)";
    return;
  }
}

std::string aslc::regex::writePcre2(const Pattern &pattern) {
  Writer writer(pattern);
  writer.writeWhole(*pattern.root);
  return std::move(writer.out);
}
