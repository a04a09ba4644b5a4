// Children of a distributed Map state that run on other workers: whole executions, which are handed over before they begin, and back when
// they have ended. Meanwhile nobody but their worker looks at them.
#pragma once

#include "runtime/core/Context.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace aslrt {

class Execution;
class Worker;

class RemoteRun : public std::enable_shared_from_this<RemoteRun> {
public:
  explicit RemoteRun(Worker &owner) : owner(owner) {}

  Worker &owner;
  bool closed = false; // for the owner: nothing is to be done any more

  struct Ending {
    Execution *execution;
    Outcome outcome;
  };

  /// For the owner: another worker is to run these. May throw what Helpers::offer may throw: then none does.
  void offer(const std::vector<Execution *> &children);
  /// For the owner: whether there are more idle workers than were asked.
  bool isWanted();
  /// For the owner: those that have ended since it asked last.
  std::vector<Ending> takeEndings();
  /// For the owner: none is to begin any more, and those on other workers are to end; the owner's own are appended to `own`.
  void stop(std::vector<Execution *> &own);
  bool empty();
  /// Waits until none is left, a millisecond at most.
  void awaitLeaving();

  // For the worker that runs a child
  /// The batch has found a worker.
  void begun() { ask(-1); }
  /// False if it is not to begin any more.
  bool enter(Worker &worker, Execution &child);
  bool has(const Execution &child);
  /// The child has ended.
  void leave(Execution &child, Outcome outcome);
  /// The child was told to end.
  void leave(Execution &child);

private:
  void ask(int more);

  std::mutex mutex;
  std::condition_variable left;
  std::unordered_map<const Execution *, Worker *> running;
  std::vector<Ending> endings;
  int asked = 0; // batches that nobody has begun
  bool stopped = false;
};

} // namespace aslrt
