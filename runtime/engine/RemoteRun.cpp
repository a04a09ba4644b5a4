#include "runtime/engine/RemoteRun.h"

#include "runtime/engine/Worker.h"

#include <chrono>
#include <utility>

namespace aslrt {

namespace {
class Batch final : public Job {
public:
  Batch(std::shared_ptr<RemoteRun> run, std::vector<Execution *> children) : remote(std::move(run)), children(std::move(children)) {}
  void run(Worker &worker) override {
    remote->begun();
    for (Execution *child : children)
      worker.runRemote(*remote, *child);
  }

private:
  std::shared_ptr<RemoteRun> remote;
  std::vector<Execution *> children;
};
} // namespace

void RemoteRun::offer(const std::vector<Execution *> &children) {
  if (children.empty())
    return;
  owner.loop(); // it is woken there
  auto batch = std::make_unique<Batch>(shared_from_this(), children);
  for (Execution *child : children)
    child->remote = this;
  ask(1);
  try {
    owner.settings.helpers->offer(std::move(batch));
  } catch (...) {
    ask(-1);
    for (Execution *child : children)
      child->remote = nullptr;
    throw;
  }
}

void RemoteRun::ask(int more) {
  std::lock_guard lock(mutex);
  asked += more;
}

bool RemoteRun::isWanted() {
  std::lock_guard lock(mutex);
  return int(owner.settings.helpers->idle()) > asked;
}

std::vector<RemoteRun::Ending> RemoteRun::takeEndings() {
  std::lock_guard lock(mutex);
  return std::exchange(endings, {});
}

void RemoteRun::stop(std::vector<Execution *> &own) {
  std::lock_guard lock(mutex);
  stopped = true;
  for (auto [child, worker] : running)
    if (worker == &owner)
      own.push_back(const_cast<Execution *>(child));
    else
      worker->post({nullptr, const_cast<Execution *>(child), shared_from_this()});
}

bool RemoteRun::empty() {
  std::lock_guard lock(mutex);
  return running.empty();
}

void RemoteRun::awaitLeaving() {
  std::unique_lock lock(mutex);
  left.wait_for(lock, std::chrono::milliseconds(1), [&] { return running.empty(); });
}

bool RemoteRun::enter(Worker &worker, Execution &child) {
  std::lock_guard lock(mutex);
  if (!stopped)
    running.emplace(&child, &worker);
  return !stopped;
}

bool RemoteRun::has(const Execution &child) {
  std::lock_guard lock(mutex);
  return running.count(&child) > 0;
}

void RemoteRun::leave(Execution &child, Outcome outcome) {
  std::lock_guard lock(mutex);
  running.erase(&child);
  endings.push_back({&child, outcome});
  left.notify_all();
  if (endings.size() == 1) // else it has been told
    owner.post({nullptr, nullptr, shared_from_this()});
}

void RemoteRun::leave(Execution &child) {
  std::lock_guard lock(mutex);
  running.erase(&child);
  left.notify_all();
}

} // namespace aslrt
