// Executions that a distributed Map state starts. Only programs that have one are linked with this.
#include "runtime/core/Uuid.h"
#include "runtime/engine/Execution.h"

namespace aslrt {

void Execution::beginChild(Context &around, std::string_view machineName, WorkflowType type) {
  begin(0, *around.clock, *around.random, *around.random);
  name = makeUuid(*around.random);
  expressId = type == WorkflowType::Express ? makeUuid(*around.random) : std::string();
  refer();
  if (settings.seed) {
    seeded = SeededRandom(around.random->next());
    context.random = &seeded;
  }
  context.endsAt = around.endsAt;
  context.lookAt = around.lookAt;
  context.machineName = machineName;
  context.type = type;
  observe(settings.recording ? settings.recording->children : nullptr); // its events are none of the history of the execution around it
}

void Execution::noteChildStart(Context &around, std::string_view mapRunArn, uint64_t place) {
  if (!recorder)
    return;
  recorder->ofChild(around.program->states[around.state].name.view(), mapRunArn, place);
  noteStart();
}

} // namespace aslrt
