// The worker's side of Map and Parallel states whose children several workers run (SharedMap.h).
#include "runtime/engine/SharedMap.h"
#include "runtime/engine/Worker.h"

#include <algorithm>
#include <iterator>

namespace aslrt {

namespace {
/// A share in a Map state for a worker that has nothing else to do.
class Share final : public Job {
public:
  explicit Share(std::shared_ptr<SharedMap> map) : map(std::move(map)) {}
  void run(Worker &worker) override {
    try {
      worker.takePart(map);
    } catch (...) { // without the memory, or the descriptors, for it
    }
  }

private:
  std::shared_ptr<SharedMap> map;
};
} // namespace

/// Whether children may run elsewhere: nobody could tell, and there are several at a time.
bool Worker::mayShare(const Activation &parent) const {
  const Execution &execution = parent.execution;
  return mayRunElsewhere() && parent.join->concurrency > 1 && !execution.shared && !execution.context.observer && !execution.context.pins;
}

/// A Parallel state has few branches: they are shared at once, unless they were done quickly the last time.
void Worker::shareBranches(Activation &parent) {
  uint32_t fork = parent.execution.context.request.index;
  quickForks.resize(settings.program->forkCount);
  if (quickForks[fork])
    return;
  int64_t begun = clock().now();
  share(parent);
  quickForks[fork] = clock().now() - begun < worthSharing;
}

/// Hands what is left of a Map or Parallel state, of which no child waits, to the workers that are idle and to this one.
void Worker::share(Activation &parent) {
  Join &join = *parent.join;
  uint32_t left = join.count - join.started;
  auto shares = unsigned(std::min<uint64_t>({settings.helpers->idle() + uint64_t(1), left, join.concurrency}));
  if (shares < 2 || join.alive > 0)
    return;
  Execution &execution = parent.execution;
  execution.enter(parent);
  std::shared_ptr<SharedMap> map;
  Shard own;
  try {
    map = std::make_shared<SharedMap>(*this, parent, join.started, shares);
    own = makeShard(map);
    map->enter(*this, *own.execution);
  } catch (...) { // it goes on alone
    return;
  }
  join.shared = map;
  join.started = join.count;
  map->results = std::move(join.results);
  ++execution.context.pins;
  try {
    for (unsigned i = 1; i < shares; ++i)
      settings.helpers->offer(std::make_unique<Share>(map));
  } catch (...) { // or with fewer
  }
  runShard(*map, std::move(own));
}

/// What a shard needs. Throws std::bad_alloc, or StateError where the system gives no descriptors.
Worker::Shard Worker::makeShard(const std::shared_ptr<SharedMap> &map) {
  loop(); // others wake it
  Shard shard{Execution::create(settings), std::make_unique<Join>(map->fork, 0, map->concurrency)};
  shard.join->shared = map;
  shard.join->isPart = true;
  shard.join->iterates = map->iterates;
  return shard;
}

void Worker::takePart(const std::shared_ptr<SharedMap> &map) {
  Shard shard = makeShard(map);
  if (map->enter(*this, *shard.execution))
    runShard(*map, std::move(shard));
}

void Worker::runShard(SharedMap &map, Shard made) {
  Execution &shard = *made.execution.release();
  shard.beginShard(map, std::move(made.join), clock(), random);
  ++waitCount;
  if (startChildren(shard.root()))
    advance(&shard.root());
}

/// A shard has nothing more to do. The activation that can go on now, if that is this worker's.
Activation *Worker::shardEnded(Execution &shard) {
  std::shared_ptr<SharedMap> map = shard.root().join->shared;
  bool owns = &map->owner == this;
  map->leave(*this, shard);
  --waitCount;
  spare.reset(&shard);
  return owns ? sharedEnded(*map) : nullptr;
}

/// On the owner: the parent, if all shards have ended.
Activation *Worker::sharedEnded(SharedMap &map) {
  if (map.closed || !map.over())
    return nullptr;
  map.closed = true;
  Activation &parent = map.parent;
  Execution &execution = parent.execution;
  Join &join = *parent.join;
  execution.enter(parent);
  --execution.context.pins;
  try {
    map.finish();
  } catch (...) {
    execution.failTaskByException(parent);
  }
  join.shared.reset(); // the map itself is held by whoever called
  return !join.starting && allEnded(parent) ? &parent : nullptr;
}

/// The parent is not to go on: waits until no other worker runs a part of it.
void Worker::cancelShared(Activation &parent) {
  std::shared_ptr<SharedMap> map = std::move(parent.join->shared);
  std::vector<Execution *> own;
  map->closed = true;
  map->stop(own);
  for (Execution *shard : own)
    cancelShard(*map, *shard);
  for (; !map->empty(); map->awaitLeaving())
    readMail(/*forOthers=*/true); // whoever it waits for may wait for this worker
  --parent.execution.context.pins;
}

/// The activation that can go on now, if that is this worker's.
Activation *Worker::cancelShard(SharedMap &map, Execution &shard) {
  if (!map.has(shard))
    return nullptr;
  shard.enter(shard.root());
  cancelChildren(shard.root());
  return shardEnded(shard);
}

void Worker::runRemote(RemoteRun &run, Execution &child) {
  if (!run.enter(*this, child))
    return;
  ++waitCount;
  child.moveTo(clock(), random);
  limitTime(child, Bounds::none);
  advance(&child.root());
}

/// On the owner: children have been handed back.
void Worker::remoteEnded(RemoteRun &run) {
  for (auto [child, outcome] : run.takeEndings()) {
    if (run.closed)
      return;
    child->remote = nullptr;
    advance(childEnded(child->root(), outcome));
  }
}

void Worker::stopRemote(RemoteRun &run) {
  std::vector<Execution *> own;
  run.stop(own);
  for (Execution *child : own)
    cancelRemote(run, *child);
  for (; !run.empty(); run.awaitLeaving())
    readMail(/*forOthers=*/true); // whoever it waits for may wait for this worker
}

void Worker::cancelRemote(RemoteRun &run, Execution &child) {
  if (!run.has(child))
    return;
  cancel(child.root());
  --waitCount;
  run.leave(child);
}

void Worker::post(Mail message) {
  {
    std::lock_guard lock(mailLock);
    mail.push_back(std::move(message));
    hasMail = true;
  }
  wake();
}

/// What other workers say. `forOthers`: only which shards and children of others' Map states are to end, which makes nothing here go on.
void Worker::readMail(bool forOthers) {
  auto isForOthers = [&](const Mail &message) { return message.map ? &message.map->owner != this : message.run && message.shard; };
  std::vector<Mail> received;
  {
    std::lock_guard lock(mailLock);
    received.swap(mail);
    if (forOthers)
      std::copy_if(received.begin(), received.end(), std::back_inserter(mail), [&](const Mail &message) { return !isForOthers(message); });
    hasMail = !mail.empty();
  }
  for (const Mail &message : received) {
    if (forOthers && !isForOthers(message))
      continue;
    if (message.map)
      advance(message.shard ? cancelShard(*message.map, *message.shard) : sharedEnded(*message.map));
    else if (message.run && message.shard)
      cancelRemote(*message.run, *message.shard);
    else if (message.run)
      remoteEnded(*message.run);
    else
      tasks->goOn();
  }
}

} // namespace aslrt
