// Variables are found in the text of a path or call, without its grammar: a '$' at the begin of a word with a name behind it.
#include "frontend/asl/References.h"

#include "frontend/asl/Fields.h"
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace aslc::asl {

using document::Member;
using document::Node;
using NodeKind = document::Kind;

namespace {

/// Letters beyond ASCII are taken as parts of names; which of them may be, the parser of paths checks.
bool isNameByte(char c) { return isAlnum(c) || c == '_' || uint8_t(c) >= 0x80; }

class ReadFinder {
public:
  ReadFinder(std::vector<VariableRead> &reads, QueryLanguage language) : reads(reads), language(language) {}

  // Objects nest as the document does, whose depth Options::maxDepth bounds.
  void walkObject(const Node &object, Owner owner, const std::string &pointer) {
    for (const Member &member : object.members)
      if (const FieldInfo *field = findField(owner, member.key.text(), language))
        walkField(*field, *member.value, pointerTo(pointer, member.key.text()));
  }

private:
  void walkField(const FieldInfo &field, const Node &value, const std::string &pointer) {
    if (isPath(field.kind))
      return scan(value, pointer);
    if (isPayload(field.kind))
      return walkPayload(value, pointer);
    switch (field.kind) {
    case Kind::Object:
      return walkObject(value, field.limit.owner, pointer);
    case Kind::Objects: // rules and catchers are owners of their own, asked for by themselves
      if (field.limit.owner == Owner::NestedRule)
        for (const auto &[index, item] : enumerate(value.items))
          walkObject(*item, Owner::NestedRule, pointerTo(pointer, index));
      return;
    default:
      return;
    }
  }

  void walkPayload(const Node &node, const std::string &pointer) {
    for (const auto &[index, item] : enumerate(node.items))
      walkPayload(*item, pointerTo(pointer, index));
    for (const Member &member : node.members) {
      std::string place = pointerTo(pointer, member.key.text());
      if (member.key.text().ends_with(".$"))
        scan(*member.value, place);
      else
        walkPayload(*member.value, place);
    }
  }

  void scan(const Node &node, const std::string &pointer) {
    if (!node.is(NodeKind::String))
      return;
    StringRef text = node.string.text();
    char quote = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      char c = text[i];
      if (quote) {
        i += c == '\\';
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '$' && (i == 0 || !(isNameByte(text[i - 1]) || text[i - 1] == '$' || text[i - 1] == '.'))) {
        StringRef name = text.drop_front(i + 1).take_while(isNameByte);
        if (name.empty() || isDigit(name.front()))
          continue;
        reads.push_back({name.str(), node.string.map(i, i + 1 + name.size()), pointer});
        i += name.size();
      }
    }
  }

  std::vector<VariableRead> &reads;
  QueryLanguage language;
};

void collect(const Machine &machine, VariableReferences &references) {
  for (const auto &state : machine.states) {
    for (const VariableRead &read : variablesRead(*state))
      references[state->name].insert(read.name);
    for (const auto &branch : state->branches)
      collect(*branch, references);
  }
}

} // namespace

std::vector<VariableRead> variablesRead(const State &state) {
  std::vector<VariableRead> reads;
  if (state.language != QueryLanguage::JSONPath)
    return reads;
  ReadFinder finder(reads, state.language);
  finder.walkObject(*state.node, ownerOf(state.type), state.pointer);
  for (const auto &[index, rule] : enumerate(state.choices))
    finder.walkObject(*rule.node, Owner::Rule, pointerTo(pointerTo(state.pointer, "Choices"), index));
  for (const auto &[index, catcher] : enumerate(state.catchers))
    finder.walkObject(*catcher.node, Owner::Catcher, pointerTo(pointerTo(state.pointer, "Catch"), index));
  return reads;
}

VariableReferences variableReferences(const Machine &machine) {
  VariableReferences references;
  collect(machine, references);
  return references;
}

} // namespace aslc::asl
