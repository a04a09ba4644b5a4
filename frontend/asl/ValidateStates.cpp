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

void checkErrorNames(const Node &handlers, StringRef noun, StringRef pointer, DiagnosticEngine &diagnostics) {
  for (const auto &[index, handler] : enumerate(handlers.items)) {
    const Node *names = handler->find("ErrorEquals");
    if (!names || !names->is(NodeKind::Array))
      continue;
    for (const auto &name : names->items) {
      if (!name->is(NodeKind::String) || name->string.text() != "States.ALL")
        continue;
      std::string place = pointerTo(pointerTo(pointer, index), "ErrorEquals");
      if (names->items.size() > 1)
        diagnostics.report(DiagId::AllErrorsNotAlone, name->range).at(place);
      if (index + 1 != handlers.items.size())
        diagnostics.report(DiagId::AllErrorsNotLast, name->range, noun)
            .at(place)
            .label(handlers.items[index + 1]->range, ("no error reaches this " + noun).str());
    }
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

void checkMap(const FieldMap &state, StringRef pointer, DiagnosticEngine &diagnostics) {
  const Node *body = get(state, Field::ItemProcessor);
  if (!body)
    body = get(state, Field::Iterator);
  const Node *config = body ? body->find("ProcessorConfig") : nullptr;
  const Node *mode = config ? config->find("Mode") : nullptr;
  if (mode && (!mode->is(NodeKind::String) || mode->string.text() != "INLINE"))
    return; // distributed, or not known
  for (Field field : {Field::ItemReader, Field::ItemBatcher, Field::ResultWriter})
    if (const document::Member *member = state.lookup(uint8_t(field)))
      diagnostics.report(DiagId::DistributedOnly, member->keyRange, spelling(field))
          .at(pointerTo(pointer, spelling(field)));
  if (const document::Member *member = config ? config->findMember("ExecutionType") : nullptr)
    diagnostics.report(DiagId::DistributedOnly, member->keyRange, "ExecutionType").at(shown(pointer));
}

} // namespace aslc::asl
