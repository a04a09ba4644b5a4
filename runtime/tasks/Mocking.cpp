#include "runtime/tasks/Mocking.h"

#include "runtime/engine/Execution.h"
#include "runtime/tasks/Answer.h"

#include <algorithm>

namespace aslrt {

Mocking::Mocking(const Program &program, std::vector<MockedState> &&mocked) : states(std::move(mocked)) {
  for (const TaskInfo &task : std::span(program.tasks, program.taskCount)) {
    auto found = std::ranges::find(states, program.states[task.state].name.view(), &MockedState::state);
    byTask.push_back(found == states.end() ? none : size_t(found - states.begin()));
  }
}

uint32_t Mocking::nextCall(uint64_t index, size_t state) {
  std::lock_guard lock(mutex);
  std::vector<uint32_t> &counts = calls[index];
  counts.resize(states.size());
  return counts[state]++;
}

void Mocking::forget(uint64_t index) {
  std::lock_guard lock(mutex);
  calls.erase(index);
}

/// A Resource that is the function itself, which gives its payload.
static bool isFunction(const Context &context) {
  std::string_view resource = context.program->tasks[context.request.index].resource.view();
  return resource.find(":lambda:") != resource.npos && resource.find(":function:") != resource.npos;
}

const MockedAnswer *Mocking::find(Activation &activation) {
  size_t state = byTask[activation.execution.context.request.index];
  if (state == none)
    return nullptr;
  Execution *execution = &activation.execution;
  while (Activation *parent = execution->root().parent)
    execution = &parent->execution;
  const MockedState &mocked = states[state];
  uint32_t call = nextCall(execution->index(), state);
  const MockedAnswer *answer = mocked.of(call);
  if (!answer)
    throw StateError{"States.Runtime", "the mocked response '" + mocked.response + "' of state '" + mocked.state +
                                           "' has no answer to call " + std::to_string(call) + "; it answers the calls " + mocked.calls()};
  return answer;
}

void Mocking::give(Context &context, const MockedAnswer &answer, std::unique_ptr<ReadMemory> &memory) {
  if (answer.throws)
    return answerFailure(context, answer.error, answer.cause ? std::string_view(*answer.cause) : std::string_view());
  bool ofFunction = isFunction(context) && !answer.payload.empty();
  answerResult(context, ofFunction ? answer.payload : answer.result,
               "the mocked response '" + states[byTask[context.request.index]].response + "'", memory);
}

} // namespace aslrt
