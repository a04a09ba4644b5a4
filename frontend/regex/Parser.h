// The parser's insides: Parser.cpp reads terms, quantifiers and groups, Escapes.cpp escapes and character classes.
#pragma once

#include "frontend/regex/Regex.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

namespace aslc::regex {

class Parser {
public:
  Parser(llvm::StringRef text, llvm::StringRef flags, Pattern &pattern);
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
  bool take(llvm::StringRef text) {
    for (size_t i = 0; i < text.size(); ++i)
      if (!has(i) || peek(i) != uint16_t(text[i]))
        return false;
    at += text.size();
    return true;
  }
  Result fail(size_t begin, size_t end, llvm::Twine message) {
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
  llvm::StringMap<uint32_t> names;
  struct NamedReference {
    Node *node;
    std::string name;
    size_t begin, end;
  };
  std::vector<NamedReference> references;
};

} // namespace aslc::regex
