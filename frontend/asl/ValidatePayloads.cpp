// Payload templates of JSONPath states, and the names of variables.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/UnicodeCharRanges.h"

using namespace llvm;

namespace aslc::asl {

using document::Member;
using document::Node;
using NodeKind = document::Kind;

namespace {

constexpr sys::UnicodeCharRange startRanges[] = {
#define START(First, Last) {First, Last},
#include "frontend/asl/IdentifierRanges.def"
};
constexpr sys::UnicodeCharRange continueRanges[] = {
#define CONTINUE(First, Last) {First, Last},
#include "frontend/asl/IdentifierRanges.def"
};

constexpr size_t maxVariableName = 80;

std::vector<UTF32> codePoints(StringRef text) {
  std::vector<UTF32> points(text.size());
  const auto *from = reinterpret_cast<const UTF8 *>(text.begin());
  UTF32 *to = points.data();
  // The document is valid UTF-8; only lone surrogates of its escapes are not, and those no identifier has.
  ConvertUTF8toUTF32(&from, from + text.size(), &to, to + points.size(), lenientConversion);
  points.resize(to - points.data());
  return points;
}

enum class NameForm : uint8_t { Good, Hyphenated, Bad };

/// A variable's name is ID_Start ID_Continue*. Definitions in use have hyphens too: such a variable can be set, but
/// `$a-b` is a difference, so nothing reads it.
NameForm formOf(ArrayRef<UTF32> name) {
  static const sys::UnicodeCharSet starts(startRanges), continues(continueRanges);
  if (name.empty() || !starts.contains(name.front()))
    return NameForm::Bad;
  NameForm form = NameForm::Good;
  for (UTF32 c : name.drop_front()) {
    if (c == '-')
      form = NameForm::Hyphenated;
    else if (!starts.contains(c) && !continues.contains(c))
      return NameForm::Bad;
  }
  return form;
}

void checkVariable(const Member &member, StringRef name, StringRef pointer, DiagnosticEngine &diagnostics) {
  std::vector<UTF32> points = codePoints(name);
  SourceRange range = name.empty() ? member.keyRange : member.key.map(0, name.size());
  NameForm form = formOf(points);
  if (name == "states")
    diagnostics.report(DiagId::ReservedVariable, range, name).at(pointer);
  else if (points.size() > maxVariableName)
    diagnostics.report(DiagId::VariableTooLong, range, uint64_t(points.size()), uint64_t(maxVariableName)).at(pointer);
  else if (form == NameForm::Hyphenated)
    diagnostics.report(DiagId::HyphenatedVariable, range, name).at(pointer);
  else if (form == NameForm::Bad)
    diagnostics.report(DiagId::BadVariableName, range, name)
        .at(pointer)
        .note("a variable is assigned as a whole: a letter, then letters, digits and '_'");
}

class PayloadChecker {
public:
  explicit PayloadChecker(DiagnosticEngine &diagnostics) : diagnostics(diagnostics) {}

  // The nesting is the document's, which Options::maxDepth bounds.
  void check(const Node &node, StringRef pointer) {
    for (const auto &[index, item] : enumerate(node.items))
      check(*item, pointerTo(pointer, index));
    StringMap<const Member *> plain; // a look-up per path member in the object itself would be quadratic
    for (const Member &member : node.members)
      plain.try_emplace(member.key.text(), &member);
    for (const Member &member : node.members) {
      std::string place = pointerTo(pointer, member.key.text());
      StringRef name = member.key.text();
      if (name.consume_back(".$"))
        checkPath(member, name, plain.lookup(name), place);
      else if (member.value->is(NodeKind::String) && looksLikePath(member.value->string.text()))
        diagnostics.report(DiagId::LooksLikePath, member.value->range, name)
            .at(place)
            .hint(("name it '" + name + ".$' to have it evaluated").str(), member.key.map(0, name.size()), name + ".$");
      else
        check(*member.value, place);
    }
  }

private:
  void checkPath(const Member &member, StringRef stripped, const Member *twin, StringRef pointer) {
    StringRef key = member.key.text();
    if (twin)
      diagnostics.report(DiagId::PathMemberTwice, member.keyRange, stripped, key)
          .label(twin->keyRange, "the other is here")
          .at(pointer);
    const Node &value = *member.value;
    if (value.opaque)
      return;
    if (!value.is(NodeKind::String)) {
      diagnostics.report(DiagId::PathMemberType, value.range, key, document::describe(value.kind)).at(pointer);
      return;
    }
    StringRef text = value.string.text();
    if (isPathOrCall(text))
      return;
    diagnostics.report(DiagId::PathMemberValue, value.range, key, text)
        .at(pointer)
        .hint("for a plain string write '" + stripped + "' without '.$'");
  }

  DiagnosticEngine &diagnostics;
};

} // namespace

bool looksLikePath(StringRef text) {
  return text == "$$" || text.starts_with("$.") || text.starts_with("$$.") || text.starts_with("$[") ||
         (text.starts_with("States.") && text.contains('(') && text.ends_with(")"));
}

void checkStaticResult(const Node &result, StringRef pointer, DiagnosticEngine &diagnostics) {
  auto check = [&](const Node &node, StringRef place, auto &self) -> bool {
    if (node.is(NodeKind::String) && looksLikePath(node.string.text())) {
      diagnostics.report(DiagId::StaticResult, node.range)
          .at(place)
          .hint("'Parameters' makes the same with members 'name.$' evaluated");
      return true; // one is enough
    }
    for (const auto &[index, item] : enumerate(node.items))
      if (self(*item, pointerTo(place, index), self))
        return true;
    return any_of(node.members, [&](const Member &member) {
      return self(*member.value, pointerTo(place, member.key.text()), self);
    });
  };
  check(result, pointer, check);
}

bool isPathOrCall(StringRef text) {
  text = text.ltrim();
  return text.starts_with("$") || (text.starts_with("States.") && text.contains('(')) || hasPlaceholder(text);
}

void checkPayload(const Node &payload, StringRef pointer, DiagnosticEngine &diagnostics) {
  PayloadChecker(diagnostics).check(payload, pointer);
}

void checkVariables(const Node &assign, QueryLanguage language, StringRef pointer, DiagnosticEngine &diagnostics) {
  for (const Member &member : assign.members) {
    StringRef name = member.key.text();
    if (language == QueryLanguage::JSONPath)
      name.consume_back(".$");
    checkVariable(member, name, pointerTo(pointer, member.key.text()), diagnostics);
  }
}

} // namespace aslc::asl
