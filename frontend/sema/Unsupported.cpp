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
constexpr FieldRow taskFields[] = {
    {Field::Retry, Feature::Retriers},
    {Field::Catch, Feature::Catchers},
    {Field::TimeoutSeconds, Feature::TaskTimeout},
    {Field::TimeoutSecondsPath, Feature::TaskTimeout},
    {Field::HeartbeatSeconds, Feature::TaskHeartbeat},
    {Field::HeartbeatSecondsPath, Feature::TaskHeartbeat},
    {Field::Credentials, Feature::TaskCredentials},
    {Field::CredentialsTemplate, Feature::TaskCredentials},
};

class MachineRefuser {
public:
  MachineRefuser(const asl::Machine &machine, DiagnosticEngine &diagnostics)
      : machine(machine), diagnostics(diagnostics) {}

  void run() {
    if (machine.timeoutSeconds)
      if (const document::Member *member = machine.node->findMember("TimeoutSeconds"))
        refuse(Feature::MachineTimeout, member->keyRange, machine.pointer + "/TimeoutSeconds");
    for (const auto &state : machine.states)
      check(*state);
  }

private:
  void check(const asl::State &state) {
    if (state.type == StateType::Parallel)
      refuse(Feature::ParallelState, state.nameRange, state.pointer);
    else if (state.type == StateType::Map)
      refuse(Feature::MapState, state.nameRange, state.pointer);
    else if (state.type == StateType::Task)
      checkTask(state);
  }

  void checkTask(const asl::State &state) {
    for (const FieldRow &row : taskFields)
      if (state.field(row.field)) {
        StringRef name = asl::spelling(row.field);
        refuse(row.feature, state.node->findMember(name)->keyRange, state.pointer + "/" + name);
      }
    if (const document::Node *resource = state.field(Field::Resource); resource && resource->is(document::Kind::String))
      checkResource(resource->string, state.pointer + "/Resource");
  }

  void checkResource(const MappedText &resource, Twine pointer) {
    StringRef text = resource.text();
    auto suffix = [&](StringRef of) { return resource.map(text.size() - of.size(), text.size()); };
    for (StringRef sync : {".sync", ".sync:2"})
      if (text.ends_with(sync))
        refuse(Feature::RunJob, suffix(sync), pointer);
    if (StringRef token = ".waitForTaskToken"; text.ends_with(token))
      refuse(Feature::TaskToken, suffix(token), pointer);
    if (text.starts_with("arn:") && text.contains(":states:") && text.contains(":activity:"))
      refuse(Feature::Activity, suffix(text), pointer);
  }

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
