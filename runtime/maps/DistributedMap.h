// A Map Run: one visit of a distributed Map state. Items are taken from their source as children may start; each child is an execution
// of its own, on this worker or, if that pays, on one that is idle (engine/RemoteRun.h), whose memory is freed, or serves the next, when it
// has ended. So it takes as much memory as the children that live at a time, and as their results if the state gives these.
#pragma once

#include "runtime/engine/Worker.h"
#include "runtime/maps/Batcher.h"
#include "runtime/maps/ResultWriter.h"
#include "runtime/maps/Sources.h"

namespace aslrt {

/// When failures are too many: ToleratedFailureCount and ToleratedFailurePercentage; negative: not given.
struct Tolerance {
  double count = -1, percentage = -1;
  /// `total`: items in all, where that is known.
  bool exceeded(uint64_t failed, std::optional<uint64_t> total) const;
};

class DistributedMap final : public MapRun {
public:
  DistributedMap(Worker &worker, Activation &parent) : worker(worker), parent(parent) {}
  ~DistributedMap() override;
  bool start() override;
  Activation *ended(Activation &root, Outcome outcome) override;
  void append(std::vector<std::span<Value>> &spans) override { spans.push_back(results); }

private:
  enum class Shape : uint8_t { Records, Outputs, Flattened }; // Transformation NONE, COMPACT, FLATTEN
  struct Child {
    Execution::Pointer execution;
    std::string input;
    size_t slot;           // among the living
    uint64_t place, items; // in the result; that it got
    int64_t started;
  };

  Context &context() { return parent.execution.context; } // once it is entered
  void open();
  bool run();
  void startChildren();
  bool nextInput(std::string &input, uint64_t &count);
  bool nextItem(std::string &input);
  std::string select(const Item &item);
  Value itemObject(const Item &item);
  bool mayStart();
  Child *makeChild();
  void runHere(Execution &child);
  void takeBack();
  uint64_t batchForOthers();
  void startElsewhere(uint64_t count);
  void keep(const Child &child, Outcome outcome);
  void keepText(const Child &child, ResultKind kind, const std::string &entry);
  std::string record(const Child &child, std::string_view status);
  void abort();
  void finish();
  Value answer();

  Worker &worker;
  Activation &parent;
  const ForkInfo *fork = nullptr;
  WorkflowType type = WorkflowType::Standard;
  std::string id, machineName, arn; // of the Map Run; "<workflow>/<label>"
  uint64_t concurrency = 0;
  Tolerance tolerance;
  Shape shape = Shape::Outputs;
  std::unique_ptr<ItemSource> source;
  std::optional<Batcher> batcher;
  std::optional<std::string> held; // an input that had no room in a batch
  std::optional<ResultWriter> writer;
  std::optional<uint64_t> total;              // items in all, once that is known
  uint64_t taken = 0, failed = 0, placed = 0; // items; children
  std::shared_ptr<RemoteRun> remote;          // none: all children run on this worker
  int64_t startedHere = 0, timeHere = 0;      // children that began on this worker; nanoseconds that they took up to their end or wait
  bool started = false;                       // its history says so
  bool starting = false, broken = false, over = false; // broken: the state has failed
  std::vector<std::unique_ptr<Child>> living;
  std::vector<std::unique_ptr<Child>> spares; // whose memory serves the next: as many as a batch has
  std::vector<Value> results;                 // by place
};

} // namespace aslrt
