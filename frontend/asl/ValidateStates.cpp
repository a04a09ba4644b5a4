// What goes with what inside a state: choice rules, retriers and catchers, timeouts, Map.
#include "frontend/asl/Validate.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::asl {

using document::Node;
using NodeKind = document::Kind;

void checkRule(const FieldMap &rule, StringRef pointer, DiagnosticEngine &diagnostics) {
  const document::Member *variable = rule.lookup(uint8_t(Field::Variable));
  for (const FieldInfo &field : allFields()) {
    if (!(field.groups & maskOf(Group::Test)) || !rule.contains(uint8_t(field.id)))
      continue;
    if (field.id == Field::Condition)
      return;
    bool composed = field.id == Field::And || field.id == Field::Or || field.id == Field::Not;
    if (composed && variable)
      diagnostics.report(DiagId::VariableWithoutTest, variable->keyRange, field.spelling)
          .at(pointerTo(pointer, "Variable"));
    else if (!composed && !variable)
      diagnostics.report(DiagId::TestWithoutVariable, rule.lookup(uint8_t(field.id))->keyRange, field.spelling)
          .at(shown(pointer));
    return; // of several tests, the group has complained already
  }
}

namespace {

/// Errors of Step Functions itself; the documentation lists them.
constexpr StringLiteral ownErrors[] = {
    "States.ALL", "States.BranchFailed", "States.DataLimitExceeded", "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout", "States.Http.Socket", "States.IntrinsicFailure", "States.ItemReaderFailed",
    "States.NoChoiceMatched", "States.ParameterPathFailure", "States.Permissions", "States.QueryEvaluationError",
    "States.ResultPathMatchFailure", "States.ResultWriterFailed", "States.Runtime", "States.TaskFailed", "States.Timeout"};

/// What of the names of retriers or catchers can never be reached.
class HandlerChecker {
public:
  HandlerChecker(StringRef noun, DiagnosticEngine &diagnostics) : noun(noun), diagnostics(diagnostics) {}

  void check(const Node &name, StringRef place) {
    StringRef text = name.string.text();
    if (text == "States.ALL" || hasPlaceholder(text))
      return;
    if (text == "States.Runtime")
      diagnostics.report(DiagId::UncatchableError, name.range, text, noun).at(place);
    else if (text.starts_with("States.") && !text.starts_with("States.Http.StatusCode.") && !is_contained(ownErrors, text))
      reportUnknown(name, place);
    if (const Node *earlier = takenBy(text))
      diagnostics.report(DiagId::ShadowedHandler, name.range, text, noun).at(place).label(earlier->range, "here");
  }
  /// What a retrier or catcher takes, those after it do not see.
  void take(const Node &names) {
    for (const auto &name : names.items)
      if (name->is(NodeKind::String))
        taken.try_emplace(name->string.text(), name.get());
  }

private:
  /// States.TaskFailed stands for every error but those of time and those that it does not see.
  const Node *takenBy(StringRef text) const {
    if (const Node *same = taken.lookup(text))
      return same;
    bool apart = is_contained({"States.Timeout", "States.HeartbeatTimeout", "States.DataLimitExceeded", "States.Runtime"}, text);
    return apart ? nullptr : taken.lookup("States.TaskFailed");
  }

  void reportUnknown(const Node &name, StringRef place) {
    StringRef text = name.string.text();
    auto report = diagnostics.report(DiagId::UnknownError, name.range, text);
    report.at(place);
    SmallVector<StringRef> names(std::begin(ownErrors), std::end(ownErrors));
    if (StringRef best = closest(text, names); !best.empty())
      report.hint("did you mean '" + best + "'?", name.string.map(0, text.size()), best);
  }

  StringRef noun;
  DiagnosticEngine &diagnostics;
  StringMap<const Node *> taken;
};

} // namespace

void checkErrorNames(const Node &handlers, StringRef noun, StringRef pointer, DiagnosticEngine &diagnostics) {
  HandlerChecker reached(noun, diagnostics);
  for (const auto &[index, handler] : enumerate(handlers.items)) {
    const Node *names = handler->find("ErrorEquals");
    if (!names || !names->is(NodeKind::Array))
      continue;
    std::string place = pointerTo(pointerTo(pointer, index), "ErrorEquals");
    for (const auto &name : names->items) {
      if (!name->is(NodeKind::String))
        continue;
      reached.check(*name, place);
      if (name->string.text() != "States.ALL")
        continue;
      if (names->items.size() > 1)
        diagnostics.report(DiagId::AllErrorsNotAlone, name->range).at(place);
      if (index + 1 != handlers.items.size())
        diagnostics.report(DiagId::AllErrorsNotLast, name->range, noun)
            .at(place)
            .label(handlers.items[index + 1]->range, ("no error reaches this " + noun).str());
    }
    reached.take(*names);
  }
}

void checkTimeouts(const FieldMap &state, StringRef pointer, DiagnosticEngine &diagnostics) {
  const Node *timeout = get(state, Field::TimeoutSeconds), *heartbeat = get(state, Field::HeartbeatSeconds);
  if (!timeout || !heartbeat || !timeout->is(NodeKind::Number) || !heartbeat->is(NodeKind::Number))
    return;
  if (heartbeat->number >= timeout->number)
    diagnostics.report(DiagId::HeartbeatTooLong, heartbeat->range, heartbeat->numberText, timeout->numberText)
        .at(pointerTo(pointer, "HeartbeatSeconds"))
        .label(timeout->range, "the timeout");
}

/// Arn of what reads or writes a distributed Map's data: of S3, and one of these actions.
static void checkDataResource(const FieldMap &state, Field owner, ArrayRef<StringRef> actions, StringRef pointer,
                              DiagnosticEngine &diagnostics) {
  const Node *object = get(state, owner);
  const Node *resource = object ? object->find("Resource") : nullptr;
  if (!resource || !resource->is(NodeKind::String) || hasPlaceholder(resource->string.text()))
    return;
  StringRef text = resource->string.text();
  auto [head, action] = text.rsplit(':');
  if (head.starts_with("arn:") && head.ends_with(":states:::s3") && is_contained(actions, action))
    return;
  std::vector<std::string> arns;
  for (StringRef each : actions)
    arns.push_back(("arn:aws:states:::s3:" + each).str());
  std::vector<StringRef> choices(arns.begin(), arns.end());
  diagnostics.report(DiagId::NotOneOf, resource->range, "Resource", text, quotedList(choices, "or"))
      .at(pointerTo(pointerTo(pointer, spelling(owner)), "Resource"))
      .awsText("The field 'Resource' does not match any of the allowed values");
}

void checkMap(const FieldMap &state, StringRef pointer, MachineType type, DiagnosticEngine &diagnostics) {
  checkDataResource(state, Field::ItemReader, {"getObject", "listObjectsV2"}, pointer, diagnostics);
  checkDataResource(state, Field::ResultWriter, {"putObject"}, pointer, diagnostics);
  Field bodyField = get(state, Field::ItemProcessor) ? Field::ItemProcessor : Field::Iterator;
  const Node *body = get(state, bodyField);
  const Node *config = body ? body->find("ProcessorConfig") : nullptr;
  const Node *mode = config ? config->find("Mode") : nullptr;
  if (mode && mode->is(NodeKind::String) && mode->string.text() == "DISTRIBUTED" && type == MachineType::Express)
    diagnostics.report(DiagId::ExpressResource, mode->range, "a distributed Map state")
        .at(pointerTo(pointer, spelling(bodyField)) + "/ProcessorConfig/Mode")
        .awsText("The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines");
  if (mode && (!mode->is(NodeKind::String) || mode->string.text() != "INLINE"))
    return; // distributed, or not known
  for (Field field : {Field::ItemReader, Field::ItemBatcher, Field::ResultWriter})
    if (const document::Member *member = state.lookup(uint8_t(field)))
      diagnostics.report(DiagId::DistributedOnly, member->keyRange, spelling(field))
          .at(pointerTo(pointer, spelling(field)));
  if (const document::Member *member = config ? config->findMember("ExecutionType") : nullptr)
    diagnostics.report(DiagId::DistributedOnly, member->keyRange, "ExecutionType")
        .at(pointerTo(pointer, spelling(bodyField)) + "/ProcessorConfig/ExecutionType");
}

} // namespace aslc::asl
