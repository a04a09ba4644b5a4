#include "frontend/sema/Targets.h"

using namespace llvm;

namespace aslc::sema {

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
