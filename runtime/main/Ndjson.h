// --ndjson: an execution for each line, outputs in the order of the lines, in constant memory.
//
// The reader cuts the input into blocks of lines; a block becomes a Batch, which one worker runs from the first line to the last.
// Executions that end at once append to the same text, which costs nothing but the bytes. One that waits splits it: its output is
// a piece of its own that is filled in later, and the batch goes on in the piece behind it. The Sequencer writes pieces as far as
// they are complete from the start, and lets the reader go on only while not too much is held back.
#pragma once

#include "runtime/engine/Scheduler.h"
#include "runtime/main/Input.h"
#include "runtime/main/Output.h"

#include <deque>
#include <atomic>

namespace aslrt {

class Sequencer;

class Batch final : public Job {
public:
  Batch(Sequencer &sequencer, size_t maxLine) : sequencer(sequencer), maxLine(maxLine) {}
  void run(Worker &worker) override;

  Block block;

private:
  friend class Sequencer;
  struct Piece {
    std::string text;
    bool complete;
  };

  void runLines(Worker &worker);
  void runLine(Worker &worker, std::string_view line, uint64_t number);
  void refuse(uint64_t number, const std::string &why);

  Sequencer &sequencer;
  size_t maxLine;
  std::string open;         // output of executions that ended at once, not yet a piece
  std::deque<Piece> pieces; // guarded by the sequencer's mutex, as all below
  uint64_t written = 0;     // pieces that are gone from the front
  bool started = false;     // no more pieces will come
};

class Sequencer final : public Listener {
public:
  explicit Sequencer(Output &output) : output(output) {}
  void ended(Execution &execution, Outcome outcome) override;
  void waits(Execution &execution) override { execution.token = split(*static_cast<Batch *>(execution.owner)); }

  /// An unused batch, or null: then one is to be made. Waits while too much is held back.
  std::unique_ptr<Batch> admit();
  /// The next in order. Before its block is run.
  Batch &add(std::unique_ptr<Batch> batch);
  /// The open text of a batch is complete, and an execution's output follows. Returns its token.
  uint64_t split(Batch &batch);
  /// All lines of the batch are started; its block is not needed any more.
  void close(Batch &batch);
  void noteFailure() { failed.store(true, std::memory_order_relaxed); }
  bool anyFailed() const { return failed; }

private:
  void flush(std::unique_lock<std::mutex> &lock);
  bool gather(std::string &text);

  Output &output;
  std::mutex mutex;
  std::condition_variable roomAgain;
  std::deque<std::unique_ptr<Batch>> batches; // in order, from the first that is not written
  std::vector<std::unique_ptr<Batch>> unused;
  size_t heldBack = 0; // bytes of blocks to be run and of outputs to be written
  bool writing = false;
  std::atomic<bool> failed = false;
};

/// Runs all of it. True if every execution succeeded. `jobs` > 0.
bool runLines(const Settings &settings, unsigned jobs, LineReader &reader, size_t maxLine, Output &output);

} // namespace aslrt
