#include "runtime/main/Ndjson.h"
#include "runtime/main/Report.h"

#include <algorithm>
#include <utility>

namespace aslrt {

/// Input to be run and output to be written that may be held back for the sake of order: bytes.
static constexpr size_t maxHeldBack = 16 << 20;
/// What a piece costs besides its text: bytes.
static constexpr size_t pieceCost = 64;
/// Pieces are gathered up to this size before they are written.
static constexpr size_t writeSize = 256 << 10;

void Sequencer::ended(Execution &execution, Outcome outcome) {
  auto &batch = *static_cast<Batch *>(execution.owner);
  if (execution.token == 0) {
    Appender out(batch.open);
    batch.failedHere += appendOutcome(out, execution, outcome) == Outcome::Failed;
    ++batch.endedHere;
    return;
  }
  std::string text;
  {
    Appender out(text);
    counts.failed += appendOutcome(out, execution, outcome) == Outcome::Failed;
  }
  ++counts.ended;
  std::unique_lock lock(mutex);
  Batch::Piece &piece = batch.pieces[execution.token - 1 - batch.written];
  heldBack += text.size() + pieceCost;
  piece = {std::move(text), true};
  flush(lock);
}

std::unique_ptr<Batch> Sequencer::admit() {
  std::unique_lock lock(mutex);
  roomAgain.wait(lock, [&] { return heldBack <= maxHeldBack || batches.empty(); });
  if (unused.empty())
    return nullptr;
  std::unique_ptr<Batch> batch = std::move(unused.back());
  unused.pop_back();
  return batch;
}

Batch &Sequencer::add(std::unique_ptr<Batch> batch) {
  std::lock_guard lock(mutex);
  heldBack += batch->block.text.size;
  batches.push_back(std::move(batch));
  return *batches.back();
}

uint64_t Sequencer::split(Batch &batch) {
  batch.publish();
  std::unique_lock lock(mutex);
  if (!batch.open.empty()) {
    heldBack += batch.open.size() + pieceCost;
    batch.pieces.push_back({std::exchange(batch.open, {}), true});
  }
  batch.pieces.push_back({{}, false}); // counted once it is complete: of those that wait there are not too many
  uint64_t token = batch.written + batch.pieces.size();
  flush(lock);
  return token;
}

void Sequencer::noteSkipped(uint64_t line) {
  std::lock_guard lock(mutex);
  firstNotRun = std::min(firstNotRun, line);
}

void Sequencer::close(Batch &batch, uint64_t skipped) {
  batch.publish();
  std::unique_lock lock(mutex);
  heldBack += batch.open.size() + pieceCost;
  heldBack -= batch.block.text.size;
  batch.block.text.size = 0;
  batch.pieces.push_back({std::exchange(batch.open, {}), true});
  if (skipped) {
    heldBack += pieceCost;
    batch.pieces.push_back({{}, true, skipped});
  }
  batch.started = true;
  flush(lock);
}

/// Writes what is complete from the start, unless another thread is at it, which then does this too.
void Sequencer::flush(std::unique_lock<std::mutex> &lock) {
  if (writing)
    return;
  writing = true;
  for (std::string text; gather(text); text.clear()) {
    lock.unlock();
    output.write(text);
    lock.lock();
  }
  writing = false;
  if (heldBack <= maxHeldBack || batches.empty())
    roomAgain.notify_one();
}

/// What stands in place of the lines that were not run, before one that was.
void Sequencer::fillGap(std::string &text) {
  for (; gap > 0; --gap) {
    appendFailure(text, "States.Runtime", "not run: the process was stopped by a signal");
    text += '\n';
  }
}

/// Takes complete pieces from the start. False if there is nothing to write.
bool Sequencer::gather(std::string &text) {
  while (!batches.empty() && text.size() < writeSize) {
    Batch &batch = *batches.front();
    if (!batch.pieces.empty() && batch.pieces.front().complete) {
      std::string &piece = batch.pieces.front().text;
      heldBack -= piece.size() + pieceCost;
      gap += batch.pieces.front().skipped;
      if (!piece.empty())
        fillGap(text);
      if (text.empty())
        text = std::move(piece);
      else
        text += piece;
      batch.pieces.pop_front();
      ++batch.written;
    } else if (batch.pieces.empty() && batch.started) {
      batch.started = false;
      batch.written = 0;
      unused.push_back(std::move(batches.front()));
      batches.pop_front();
    } else {
      break;
    }
  }
  return !text.empty();
}

} // namespace aslrt
