#include "frontend/sema/Unsupported.h"

using namespace llvm;

namespace aslc::sema {

using asl::Field;
using asl::StateType;

StringRef wording(Feature feature) {
  static constexpr StringLiteral rows[] = {
#define UNSUPPORTED(Id, Wording) Wording,
#include "frontend/sema/Unsupported.def"
  };
  return rows[size_t(feature)];
}

namespace {

struct FieldRow {
  Field field;
  Feature feature;
};
constexpr FieldRow fields[] = {
    {Field::ItemReader, Feature::ItemReader},
    {Field::ItemBatcher, Feature::ItemBatcher},
    {Field::ResultWriter, Feature::ResultWriter},
};

class MachineRefuser {
public:
  MachineRefuser(const asl::Machine &machine, DiagnosticEngine &diagnostics)
      : machine(machine), diagnostics(diagnostics) {}

  void run() {
    for (const auto &state : machine.states)
      for (const FieldRow &row : fields)
        if (state->field(row.field)) {
          StringRef name = asl::spelling(row.field);
          refuse(row.feature, state->node->findMember(name)->keyRange, state->pointer + "/" + name);
        }
  }

private:
  DiagnosticBuilder refuse(Feature feature, SourceRange range, Twine pointer) {
    return diagnostics.report(DiagId::NotExecuted, range, wording(feature)).at(pointer);
  }

  const asl::Machine &machine;
  DiagnosticEngine &diagnostics;
};

} // namespace

void refuseUnsupported(const asl::Machine &machine, DiagnosticEngine &diagnostics) {
  MachineRefuser(machine, diagnostics).run();
}

void refuseUnknownTargets(const asl::Machine &machine, DiagnosticEngine &diagnostics) {
  auto check = [&](const MappedText &target, const std::string &pointer) {
    StringRef name = target.text();
    if (!machine.byName.contains(name))
      diagnostics.report(DiagId::TargetNotKnown, target.map(0, name.size()), name)
          .at(pointer)
          .hint("--define NAME=VALUE fills ${NAME}");
  };
  check(machine.startAt, machine.pointer + "/StartAt");
  for (const auto &state : machine.states) {
    if (state->next)
      check(*state->next, state->pointer + "/Next");
    if (state->defaultNext)
      check(*state->defaultNext, state->pointer + "/Default");
    for (const auto &[index, rule] : enumerate(state->choices))
      check(rule.next, state->pointer + "/Choices/" + std::to_string(index) + "/Next");
    for (const auto &[index, catcher] : enumerate(state->catchers))
      check(catcher.next, state->pointer + "/Catch/" + std::to_string(index) + "/Next");
    for (const auto &branch : state->branches)
      refuseUnknownTargets(*branch, diagnostics);
  }
}

} // namespace aslc::sema
