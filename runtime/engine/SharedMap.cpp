#include "runtime/engine/SharedMap.h"

#include "runtime/engine/Worker.h"

#include <algorithm>

namespace aslrt {

/// At a time, of one of so many shards. Those that are all to be under way at once do not wait for other workers.
static uint32_t concurrencyOf(const Join &join, unsigned shares) {
  return join.concurrency >= join.count ? join.concurrency : std::max(1u, join.concurrency / shares);
}

SharedMap::SharedMap(Worker &owner, Activation &parent, uint32_t next, unsigned shares)
    : owner(owner), parent(parent), concurrency(concurrencyOf(*parent.join, shares)), standing(parent.execution.context),
      firstEvent(parent.execution.context.lastEvent), endsAt(parent.execution.context.endsAt),
      memoryLimit(parent.execution.context.arena.room()), mark(std::max(size_t(1) << 20, parent.execution.context.arena.mark / shares)),
      firstChunk(parent.execution.context.arena.isLarge() ? hugePage : Arena::usualFirst), memory(parent.execution.context.arena.ranges()),
      fork(parent.join->fork), iterates(parent.join->iterates), end(parent.join->count), shares(shares), next(next) {}

/// Large shares at first, small ones near the end, where workers wait for each other.
uint32_t SharedMap::take(uint32_t &first) {
  constexpr uint32_t largest = 4096;
  if (stopped.load(std::memory_order_relaxed))
    return 0;
  uint32_t seen = std::min(next.load(std::memory_order_relaxed), end);
  uint32_t count = std::clamp((end - seen) / (4 * shares), 1u, largest);
  first = next.fetch_add(count, std::memory_order_relaxed);
  if (first >= end) {
    next.store(end, std::memory_order_relaxed);
    return 0;
  }
  return std::min(count, end - first);
}

bool SharedMap::enter(Worker &worker, Execution &shard) {
  std::lock_guard lock(mutex);
  if (stopped || next >= end)
    return false;
  shards.push_back({&worker, &shard});
  return true;
}

void SharedMap::leave(Worker &worker, Execution &shard) {
  Context &context = shard.context;
  std::lock_guard lock(mutex);
  std::erase_if(shards, [&](const Shard &each) { return each.execution == &shard; });
  events += context.lastEvent - firstEvent;
  if (context.taskFailed && !hasFailed) {
    hasFailed = true;
    stopped = true;
    error = context.taskError;
    cause = context.taskCause;
    for (const Shard &other : shards)
      other.worker->post({shared_from_this(), other.execution});
  }
  taken.adopt(context.arena.release());
  left.notify_all();
  // Under the lock: once the owner sees that nobody is left, it may be gone
  if (&worker != &owner && (hasFailed || shards.empty()))
    owner.post({shared_from_this(), nullptr});
}

void SharedMap::stop(std::vector<Execution *> &own) {
  std::lock_guard lock(mutex);
  stopped = true;
  for (const Shard &shard : shards)
    if (shard.worker == &owner)
      own.push_back(shard.execution);
    else
      shard.worker->post({shared_from_this(), shard.execution});
}

bool SharedMap::has(const Execution &shard) {
  std::lock_guard lock(mutex);
  return std::any_of(shards.begin(), shards.end(), [&](const Shard &each) { return each.execution == &shard; });
}

bool SharedMap::empty() {
  std::lock_guard lock(mutex);
  return shards.empty();
}

bool SharedMap::over() {
  std::lock_guard lock(mutex);
  return shards.empty() && (stopped || next >= end);
}

void SharedMap::awaitLeaving() {
  std::unique_lock lock(mutex);
  left.wait_for(lock, std::chrono::milliseconds(1), [&] { return shards.empty(); });
}

void SharedMap::finish() {
  Context &context = parent.execution.context;
  context.lastEvent += events;
  context.arena.adopt(taken.release());
  if (hasFailed) {
    context.taskFailed = true;
    context.taskError = error;
    context.taskCause = cause;
  } else {
    parent.join->results = std::move(results);
  }
  context.arena.checkLimit();
}

void Execution::beginShard(SharedMap &map, std::unique_ptr<Join> join, Clock &clock, RandomSource &random) {
  const Execution &whole = map.parent.execution;
  const Context &around = whole.context;
  renew(whole.ordinal, clock, random);
  context.input = around.input;
  context.account = around.account;
  context.executionName = around.executionName;
  context.startTime = around.startTime;
  context.machineName = around.machineName;
  context.type = around.type;
  context.expressId = around.expressId;
  context.lastEvent = map.firstEvent;
  context.endsAt = map.endsAt;
  if (map.endsAt != INT64_MAX)
    context.lookAt = 0;
  context.elsewhere = &map.memory;
  context.arena.limit = map.memoryLimit;
  context.arena.mark = map.mark;
  context.arena.first = map.firstChunk;
  static_cast<Standing &>(context) = map.standing;
  root().join = std::move(join);
  shared = &map;
}

} // namespace aslrt
