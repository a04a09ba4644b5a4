// A Map or Parallel state whose iterations or branches run on several workers.
//
// Each worker that takes part runs them in an execution of its own, a shard, and takes the next places as it needs them. While there are
// shards, values of the Map's execution stay where they are, for shards refer to them; what shards leave behind becomes its memory at the
// end, so that no result is copied. Only what nobody could tell from one worker is shared: no history, no seed, no virtual time.
#pragma once

#include "runtime/engine/Execution.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace aslrt {

class Worker;

class SharedMap : public std::enable_shared_from_this<SharedMap> {
public:
  /// Of the places from `next` on, which `shares` workers take. The parent is entered.
  SharedMap(Worker &owner, Activation &parent, uint32_t next, unsigned shares);

  Worker &owner;
  Activation &parent;
  const uint32_t concurrency; // of a shard
  // Of the parent's execution when this was made: other branches of it may go on
  const Standing standing;
  const uint64_t firstEvent;
  const int64_t endsAt;
  const size_t memoryLimit, mark, firstChunk; // bytes
  const MemoryRanges memory;                  // where values stay
  const ForkInfo &fork;
  const bool iterates; // as Join::iterates
  bool closed = false; // for the owner: nothing is to be done any more
  LooseArray results;  // by place, each for the shard that has taken it

  /// The next places, from `first` on. 0: there are none, or none are to be started any more. Any thread, like all below.
  uint32_t take(uint32_t &first);
  /// Another shard takes part. False if it is too late: then the parent may be gone. Throws std::bad_alloc.
  bool enter(Worker &worker, Execution &shard);
  /// A shard has ended, of itself or because it was told to: its failure and its memory are taken over. Another worker than the
  /// owner tells it if it was the last, or has failed.
  void leave(Worker &worker, Execution &shard);
  /// No more iterations are to be started, and shards on other workers are to end; the owner's own are appended to `own`.
  void stop(std::vector<Execution *> &own);
  /// Whether a shard has not left.
  bool has(const Execution &shard);
  bool empty();
  /// Whether nobody runs or will run a part of it.
  bool over();
  /// Waits until all have left, a millisecond at most.
  void awaitLeaving();

  /// For the owner, once it is empty: hands results, or the failure, to the parent, which is entered. Throws LimitExceeded.
  void finish();

private:
  struct Shard {
    Worker *worker;
    Execution *execution;
  };

  const uint32_t end;
  const unsigned shares;
  std::atomic<uint32_t> next;
  std::atomic<bool> stopped = false;
  std::mutex mutex;
  std::condition_variable left;
  std::vector<Shard> shards;
  Arena taken;
  uint64_t events = 0;
  bool hasFailed = false;
  Value error = undefinedValue(), cause = undefinedValue();
};

} // namespace aslrt
