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
    runner = &worker;
    firstNumber.reset();
    skipped = 0;
    reader.load(block);
    sequencer.noteLoaded(*this);
    uint64_t lines = 1;
    if (block.tooLong)
      refuse(0, "longer than " + std::to_string(maxLine) + " bytes (option --max-input)");
    else
      lines = runLines(worker);
    sequencer.close(*this, lines, skipped);
  } catch (const std::bad_alloc &) {
    fatal("out of memory");
  }
}

uint64_t Batch::number(uint64_t place) {
  if (!firstNumber)
    firstNumber = sequencer.firstNumber(*this);
  return *firstNumber + place;
}

/// How many there are.
uint64_t Batch::runLines(Worker &worker) {
  std::string_view text = block.text.view();
  uint64_t place = 0;
  for (; !text.empty(); ++place) {
    if (drainSignal.load(std::memory_order_relaxed)) [[unlikely]] {
      skip(place, text);
      break;
    }
    if (place % 16 == 0)
      publish();
    size_t end = runLine(worker, text, place);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (worker.waiting() == 0)
      continue;
    if (worker.settings.borrowInput) { // nothing waits in such programs, but for its own parts, or its end when its time is up
      worker.drain();
      continue;
    }
    if (place % 64 == 0)
      worker.runReady(); // who is due must not wait for the end of a long batch
    while (worker.full()) {
      worker.runReady();
      worker.sleep();
    }
  }
  return place;
}

/// The process drains: what is left is not run.
void Batch::skip(uint64_t &place, std::string_view lines) {
  for (; !lines.empty(); ++place) {
    size_t end = std::min(lines.find('\n'), lines.size());
    if (lines.substr(0, end).find_first_not_of(" \t\r") != lines.npos && skipped++ == 0)
      sequencer.noteSkipped(number(place));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

void Batch::publish() {
  counts.started += std::exchange(startedHere, 0);
  counts.ended += std::exchange(endedHere, 0);
  counts.failed += std::exchange(failedHere, 0);
}

/// Runs the first line of a text. Returns its size. Where it ends, reading finds out, unless it may be blank or too long.
size_t Batch::runLine(Worker &worker, std::string_view text, uint64_t place) {
  if (uint8_t(text[0]) <= ' ' || text.size() > maxLine) {
    std::string_view line = firstLine(text);
    bool blank = line.find_first_not_of(" \t\r") == line.npos;
    if (!blank && line.size() > maxLine)
      refuse(place, "longer than " + std::to_string(maxLine) + " bytes (option --max-input)");
    if (blank || line.size() > maxLine)
      return line.size();
  }
  Execution::Pointer execution = worker.begin(worker.settings.tellsApart() ? number(place) - 1 : 0);
  execution->owner = this;
  execution->token = 0;
  ReadError error;
  bool right = execution->readLine(text, error, worker.readMemory);
  size_t size = text.size();
  if (!right) {
    worker.discard(std::move(execution));
    refuse(place, "column " + std::to_string(error.offset + 1) + ": " + error.message);
    return size;
  }
  ++startedHere;
  worker.run(std::move(execution));
  return size;
}

/// A line that is no input: its place in the output says why.
void Batch::refuse(uint64_t place, const std::string &why) {
  ++startedHere, ++endedHere, ++failedHere;
  std::string failure;
  appendFailure(failure, "States.Runtime", "line " + std::to_string(number(place)) + ", " + why);
  open.append(failure += '\n');
}

/// The next batch, in order; null at the end. `worker` as for admit().
static Batch *readBatch(Sequencer &sequencer, LineReader &reader, size_t maxLine, const Worker *worker) {
  std::unique_ptr<Batch> batch = sequencer.admit(worker);
  if (!batch)
    batch = std::make_unique<Batch>(sequencer, reader, maxLine);
  return reader.next(batch->block) ? &sequencer.add(std::move(batch)) : nullptr;
}

namespace {

/// Of all workers at a time, each of which runs what it has read: the lines are in the caches of its processor then.
class ReadingJob final : public Job {
public:
  ReadingJob(Sequencer &sequencer, LineReader &reader, size_t maxLine) : sequencer(sequencer), reader(reader), maxLine(maxLine) {}

  void run(Worker &worker) override {
    while (Batch *batch = next(worker))
      batch->run(worker);
  }

private:
  Batch *next(const Worker &worker) {
    try {
      std::lock_guard lock(reading);
      return readBatch(sequencer, reader, maxLine, &worker);
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
    while (Batch *batch = readBatch(sequencer, reader, maxLine, &worker))
      batch->run(worker);
  } else {
    ReadingJob job(sequencer, reader, maxLine);
    Settings shared = settings;
    Scheduler scheduler(shared, sequencer, jobs);
    shared.helpers = &scheduler; // before there is a job, and so before any thread looks
    if (waits) // workers have to be there for what they wait for
      while (Batch *batch = readBatch(sequencer, reader, maxLine, nullptr))
        scheduler.submit(*batch);
    else
      for (unsigned i = 0; i < jobs; ++i)
        scheduler.submit(job);
    scheduler.finish();
  }
  if (sequencer.firstSkipped() || !reader.mayHaveMore())
    return sequencer.firstSkipped();
  return sequencer.nextNumber();
}

} // namespace aslrt
