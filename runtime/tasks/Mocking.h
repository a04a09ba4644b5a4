// Answers Task states as a mock configuration file says.
#pragma once

#include "runtime/engine/Activation.h"
#include "runtime/tasks/Mocks.h"

#include <mutex>
#include <unordered_map>

namespace aslrt {

/// For all threads.
class Mocking {
public:
  Mocking(const Program &program, std::vector<MockedState> &&states);
  /// False: the task that the context of the activation, which is entered, requests has no mock. Else the context holds the answer.
  /// Throws what is no answer of a task, but ends the execution.
  bool answer(Activation &activation);

private:
  /// How often each mocked state has been called in an execution. The memory of executions is used again: `index` tells them apart.
  struct Calls {
    uint64_t index;
    std::vector<uint32_t> counts;
  };
  uint32_t nextCall(const Execution &execution, size_t state);

  static constexpr size_t none = SIZE_MAX;
  std::vector<MockedState> states;
  std::vector<size_t> byTask; // of `states`
  std::mutex mutex;
  std::unordered_map<const Execution *, Calls> calls; // of executions that no state of another has started
};

} // namespace aslrt
