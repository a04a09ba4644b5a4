#include "runtime/main/Ndjson.h"

#include "runtime/engine/StopSignals.h"
#include "runtime/main/Fatal.h"
#include "runtime/main/Report.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace aslrt {

void Batch::run(Worker &worker) {
  try {
    skipped = 0;
    lineCount = 1;
    if (block.tooLong)
      refuse(block.firstLine, "longer than " + std::to_string(maxLine) + " bytes (option --max-input)");
    else
      runLines(worker);
    sequencer.close(*this, skipped);
  } catch (const std::bad_alloc &) {
    fatal("out of memory");
  }
}

void Batch::runLines(Worker &worker) {
  std::string_view text = block.text.view();
  uint64_t number = block.firstLine;
  for (; !text.empty(); ++number) {
    if (drainSignal.load(std::memory_order_relaxed)) [[unlikely]] {
      skip(number, text);
      break;
    }
    if (number % 16 == 0)
      publish();
    size_t end = runLine(worker, text, number);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (worker.waiting() == 0)
      continue;
    if (worker.settings.borrowInput) { // nothing waits in such programs, but for its own parts, or its end when its time is up
      worker.drain();
      continue;
    }
    if (number % 64 == 0)
      worker.runReady(); // who is due must not wait for the end of a long batch
    while (worker.full()) {
      worker.runReady();
      worker.sleep();
    }
  }
  lineCount = number - block.firstLine;
}

/// The process drains: what is left is not run.
void Batch::skip(uint64_t &number, std::string_view lines) {
  for (; !lines.empty(); ++number) {
    size_t end = std::min(lines.find('\n'), lines.size());
    if (lines.substr(0, end).find_first_not_of(" \t\r") != lines.npos && skipped++ == 0)
      sequencer.noteSkipped(number);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

void Batch::publish() {
  counts.started += std::exchange(startedHere, 0);
  counts.ended += std::exchange(endedHere, 0);
  counts.failed += std::exchange(failedHere, 0);
}

/// Runs the first line of a text. Returns its size. Where it ends, reading finds out, unless it may be blank or too long.
size_t Batch::runLine(Worker &worker, std::string_view text, uint64_t number) {
  if (uint8_t(text[0]) <= ' ' || text.size() > maxLine) {
    std::string_view line = firstLine(text);
    bool blank = line.find_first_not_of(" \t\r") == line.npos;
    if (!blank && line.size() > maxLine)
      refuse(number, "longer than " + std::to_string(maxLine) + " bytes (option --max-input)");
    if (blank || line.size() > maxLine)
      return line.size();
  }
  Execution::Pointer execution = worker.begin(number - 1);
  execution->owner = this;
  execution->token = 0;
  ReadError error;
  bool right = execution->readLine(text, error, worker.readMemory);
  size_t size = text.size();
  if (!right) {
    worker.discard(std::move(execution));
    refuse(number, "column " + std::to_string(error.offset + 1) + ": " + error.message);
    return size;
  }
  ++startedHere;
  worker.run(std::move(execution));
  return size;
}

/// A line that is no input: its place in the output says why.
void Batch::refuse(uint64_t number, const std::string &why) {
  ++startedHere, ++endedHere, ++failedHere;
  std::string failure;
  appendFailure(failure, "States.Runtime", "line " + std::to_string(number) + ", " + why);
  open.append(failure += '\n');
}

/// The next batch, in order; null at the end. Whoever runs it tells the reader how many lines it has before the next one is read.
static Batch *readBatch(Sequencer &sequencer, LineReader &reader, size_t maxLine) {
  std::unique_ptr<Batch> batch = sequencer.admit();
  if (!batch)
    batch = std::make_unique<Batch>(sequencer, maxLine);
  return reader.next(batch->block) ? &sequencer.add(std::move(batch)) : nullptr;
}

namespace {

/// Of all workers at a time, each of which runs what it has read: the lines are in the caches of its processor then.
class ReadingJob final : public Job {
public:
  ReadingJob(Sequencer &sequencer, LineReader &reader, size_t maxLine) : sequencer(sequencer), reader(reader), maxLine(maxLine) {}

  void run(Worker &worker) override {
    while (Batch *batch = next())
      batch->run(worker);
  }

private:
  Batch *next() {
    try {
      std::lock_guard lock(reading);
      Batch *batch = readBatch(sequencer, reader, maxLine);
      if (batch)
        reader.passed(batch->countLines());
      return batch;
    } catch (const std::bad_alloc &) {
      fatal("out of memory");
    }
  }

  Sequencer &sequencer;
  LineReader &reader;
  size_t maxLine;
  std::mutex reading;
};

} // namespace

std::optional<uint64_t> runLines(const Settings &settings, unsigned jobs, LineReader &reader, size_t maxLine, Output &output) {
  Sequencer sequencer(output, jobs, settings.borrowInput);
  bool waits = !settings.virtualTime && mayWait(*settings.program, jobs);
  if (jobs == 1 && !waits) {
    Worker worker(settings, sequencer); // nothing to wait for besides the input: no thread is needed
    while (Batch *batch = readBatch(sequencer, reader, maxLine)) {
      batch->run(worker);
      reader.passed(batch->lines());
    }
  } else {
    ReadingJob job(sequencer, reader, maxLine);
    Settings shared = settings;
    Scheduler scheduler(shared, sequencer, jobs);
    shared.helpers = &scheduler; // before there is a job, and so before any thread looks
    if (waits) // workers have to be there for what they wait for
      while (Batch *batch = readBatch(sequencer, reader, maxLine)) {
        reader.passed(batch->countLines());
        scheduler.submit(*batch);
      }
    else
      for (unsigned i = 0; i < jobs; ++i)
        scheduler.submit(job);
    scheduler.finish();
  }
  return sequencer.firstSkipped() ? sequencer.firstSkipped() : reader.unread();
}

} // namespace aslrt
