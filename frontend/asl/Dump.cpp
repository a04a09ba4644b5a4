// The model as indented text, for --emit=ast:
//     machine JSONata start 'Route'
//       Choice 'Route' JSONata -> 'Ship', 'Hold'
//         Choices[0]/Condition: {% $states.input.ready %}
// A state's line has its type, name, language and targets; below it stand its payloads, an expression or a literal a
// line, named as error texts name them, and then the machines inside it. Paths and calls of JSONPath states stand bare.
#include "frontend/asl/Fields.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace aslc::asl {

namespace {

class Dumper {
public:
  explicit Dumper(raw_ostream &out) : out(out) {}

  void dump(const Machine &machine, StringRef title, unsigned depth) {
    out.indent(depth) << title << ' ' << spelling(machine.language) << " start '" << machine.startAt.text() << "'";
    if (machine.timeoutSeconds)
      out << " timeout " << format("%.10g", *machine.timeoutSeconds) << " s";
    out << '\n';
    for (const auto &state : machine.states)
      dump(*state, depth + 2);
  }

private:
  void dump(const State &state, unsigned depth) {
    out.indent(depth) << spelling(state.type) << " '" << state.name << "' " << spelling(state.language);
    dumpTargets(state);
    isJsonata = state.language == QueryLanguage::JSONata;
    for (const FieldInfo &field : allFields())
      dumpField(state, field, depth + 2);
    for (const auto &[index, rule] : enumerate(state.choices)) {
      out.indent(depth + 2) << "Choices[" << index << "] -> '" << rule.next.text() << "'\n";
      if (rule.test)
        dump(*rule.test, depth + 4);
      dumpAll({&rule.condition, &rule.assign, &rule.output}, depth + 4);
    }
    for (const auto &[index, catcher] : enumerate(state.catchers)) {
      out.indent(depth + 2) << "Catch[" << index << "]";
      for (const MappedText &error : catcher.errors)
        out << ' ' << error.text();
      out << " -> '" << catcher.next.text() << "'\n";
      dumpAll({&catcher.assign, &catcher.output, &catcher.resultPath}, depth + 4);
    }
    for (const auto &[index, branch] : enumerate(state.branches))
      dump(*branch, state.type == StateType::Map ? "processor" : ("branch " + Twine(index)).str(), depth + 2);
  }

  void dumpTargets(const State &state) {
    if (state.next)
      out << " -> '" << state.next->text() << "'";
    if (state.defaultNext)
      out << " default -> '" << state.defaultNext->text() << "'";
    if (state.end)
      out << " end";
    out << '\n';
  }

  /// Payloads as templates, other values as the document has them; what dumpTargets and the machines below show, and
  /// the parts of objects, which have rows of their own, are left out.
  void dumpField(const State &state, const FieldInfo &field, unsigned depth) {
    const document::Node *node = state.field(field.id);
    if (!node)
      return;
    if (const Template *payload = state.payload(field.id))
      return dump(*payload, depth);
    switch (field.kind) {
    case Kind::StateName:
    case Kind::SubMachine:
    case Kind::Machines:
    case Kind::Object:
      return;
    case Kind::Objects:
      if (field.id != Field::Retry)
        return;
      break;
    default:
      if (field.id == Field::Type || field.id == Field::QueryLanguage || field.id == Field::End)
        return;
      break;
    }
    out.indent(depth) << field.spelling << ": " << document::toJson(*node) << '\n';
  }

  void dumpAll(ArrayRef<const std::optional<Template> *> payloads, unsigned depth) {
    for (const std::optional<Template> *payload : payloads)
      if (*payload)
        dump(**payload, depth);
  }

  void dump(const Template &payload, unsigned depth) {
    switch (payload.kind) {
    case Template::Literal:
      out.indent(depth) << payload.path << ": " << document::toJson(*payload.node) << '\n';
      return;
    case Template::Expression:
      out.indent(depth) << payload.path << (isJsonata ? ": {% " : ": ") << payload.expression.text() << (isJsonata ? " %}\n" : "\n");
      return;
    case Template::Array:
      for (const Template &item : payload.items)
        dump(item, depth);
      return;
    case Template::Object:
      for (const TemplateMember &member : payload.members)
        dump(member.value, depth);
      return;
    }
  }

  /// `Variable: $.x`, then the comparison; And, Or and Not with their rules below.
  void dump(const ChoiceTest &test, unsigned depth) {
    if (test.variable)
      dump(*test.variable, depth);
    if (test.value)
      dump(*test.value, depth);
    if (!test.parts.empty())
      out.indent(depth) << spelling(test.op) << '\n';
    for (const ChoiceTest &part : test.parts)
      dump(part, depth + 2);
  }

  bool isJsonata = true;
  raw_ostream &out;
};

} // namespace

void dump(const Machine &machine, raw_ostream &out) { Dumper(out).dump(machine, "machine", 0); }

} // namespace aslc::asl
