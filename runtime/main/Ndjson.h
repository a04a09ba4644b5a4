// --ndjson: an execution for each line, outputs in the order of the lines, in constant memory.
//
// The reader cuts the input into blocks of lines; a block becomes a Batch, which one worker runs from the first line to the last.
// Executions that end at once append to the same text, which costs nothing but the bytes. One that waits splits it: its output is
// a piece of its own that is filled in later, and the batch goes on in the piece behind it. The Sequencer writes pieces as far as
// they are complete from the start, and lets the reader go on only while not too much is held back.
//
// Once the process drains (main/Drain.h), no line is begun any more. Workers may have begun later lines than those that are left out then:
// in the gap a failure stands for each of these, so that outputs keep their places.
#pragma once

#include "runtime/engine/Scheduler.h"
#include "runtime/main/Drain.h"
#include "runtime/main/Input.h"
#include "runtime/main/Output.h"

#include <deque>

namespace aslrt {

class Sequencer;

class Batch final : public Job {
public:
  Batch(Sequencer &sequencer, const LineReader &reader, size_t maxLine) : sequencer(sequencer), reader(reader), maxLine(maxLine) {}
  void run(Worker &worker) override;

  Block block;

private:
  friend class Sequencer;
  struct Piece {
    Buffer text;
    bool complete;
    uint64_t skipped = 0; // lines that were not run
  };

  uint64_t runLines(Worker &worker);
  size_t runLine(Worker &worker, std::string_view text, uint64_t place);
  void refuse(uint64_t place, const std::string &why);
  void skip(uint64_t &place, std::string_view lines);
  void publish();
  /// Number of a line, from 1; `place` is from 0 in the batch.
  uint64_t number(uint64_t place);

  Sequencer &sequencer;
  const LineReader &reader;
  size_t maxLine;
  const Worker *runner = nullptr;                          // the last one
  std::optional<uint64_t> firstNumber;                     // of its lines; while nobody has asked, unknown
  uint64_t skipped = 0;                                    // lines at its end that are not run
  Buffer open;                                             // output of executions that ended at once, not yet a piece
  uint64_t startedHere = 0, endedHere = 0, failedHere = 0; // not yet among the Counts
  std::deque<Piece> pieces;                                // guarded by the sequencer's mutex, as all below
  size_t held = 0;                                         // bytes of its block, among those that are held back
  bool loaded = false;                                     // the block, for others that look at it
  std::optional<uint64_t> lineCount;                       // once it has been run, or somebody behind it has asked
  uint64_t written = 0;                                    // pieces that are gone from the front
  bool started = false;                                    // no more pieces will come
};

class Sequencer final : public Listener {
public:
  /// `inTurn`: each execution of a batch ends before the next of it begins.
  Sequencer(Output &output, unsigned jobs, bool inTurn) : output(output), mostUnrun(2 * jobs), inTurn(inTurn) {}
  void ended(Execution &execution, Outcome outcome) override;
  void waits(Execution &execution) override {
    if (!inTurn)
      execution.token = split(*static_cast<Batch *>(execution.owner));
  }

  /// An unused batch, or null: then one is to be made. Waits while too much is held back, or as many batches as keep all workers busy are
  /// still to be run: more would not be in the processors' caches any more when it is their turn. Better one that this worker has run:
  /// null, if it is another that will run it.
  std::unique_ptr<Batch> admit(const Worker *worker);
  /// The next in order. Before its block is run.
  Batch &add(std::unique_ptr<Batch> batch);
  /// Its block is there, for others to count lines in.
  void noteLoaded(Batch &batch);
  /// The open text of a batch is complete, and an execution's output follows. Returns its token.
  uint64_t split(Batch &batch);
  /// All of so many lines of the batch are started, but `skipped` ones at its end; its block is not needed any more.
  void close(Batch &batch, uint64_t lines, uint64_t skipped);
  /// Number of the batch's first line. Lines before it are counted only now, but for those that have been run.
  uint64_t firstNumber(const Batch &batch);
  /// The same for what was not added, once all is written.
  uint64_t nextNumber() const { return number; }
  /// The first of some lines that are not run.
  void noteSkipped(uint64_t line);
  std::optional<uint64_t> firstSkipped() const { return firstNotRun == UINT64_MAX ? std::nullopt : std::optional(firstNotRun); }

private:
  struct SpareText {
    Buffer text;
    const Worker *runner; // of the batch that it was of
  };

  bool hasRoom() const;
  Buffer takeOpen(Batch &batch);
  void flush(std::unique_lock<std::mutex> &lock);
  bool gather(SpareText &gathered);
  void fillGap(Buffer &text);

  Output &output;
  std::mutex mutex;
  std::condition_variable roomAgain, moreLoaded;
  std::deque<std::unique_ptr<Batch>> batches; // in order, from the first that is not written
  std::vector<std::unique_ptr<Batch>> unused;
  std::vector<SpareText> unusedTexts;
  uint64_t number = 1; // of the first line of `batches`
  const size_t mostUnrun;
  const bool inTurn;
  size_t unrun = 0;    // batches of which lines are to be started
  size_t heldBack = 0; // bytes of blocks to be run and of outputs to be written
  bool writing = false;
  uint64_t gap = 0; // lines that were not run, of which nothing is written unless something follows
  uint64_t firstNotRun = UINT64_MAX;
};

/// Runs all of it, or, once the process drains, what has begun: gives the first line then that was not run. `jobs` > 0.
std::optional<uint64_t> runLines(const Settings &settings, unsigned jobs, LineReader &reader, size_t maxLine, Output &output);

} // namespace aslrt
