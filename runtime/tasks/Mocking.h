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
  /// The answer to the task that the context of the activation, which is entered, requests; null: it has no mock. Counts the call. Throws
  /// what is no answer of a task, but ends the execution.
  const MockedAnswer *find(Activation &activation);
  /// Puts it into the context of that activation, which is entered.
  void give(Context &context, const MockedAnswer &answer, std::unique_ptr<ReadMemory> &memory);
  /// The execution at that index of the input has ended.
  void forget(uint64_t index);

private:
  uint32_t nextCall(uint64_t index, size_t state);

  static constexpr size_t none = SIZE_MAX;
  std::vector<MockedState> states;
  std::vector<size_t> byTask; // of `states`
  std::mutex mutex;
  /// How often each of `states` was called, by the index of the execution: that of a distributed Map state, for those that it starts.
  std::unordered_map<uint64_t, std::vector<uint32_t>> calls;
};

} // namespace aslrt
