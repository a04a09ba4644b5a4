#include "runtime/main/Ndjson.h"
#include "runtime/main/Report.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace aslrt {

/// Input to be run and output to be written that may be held back for the sake of order: bytes.
static constexpr size_t maxHeldBack = 16 << 20;
/// What a piece costs besides its text: bytes.
static constexpr size_t pieceCost = 64;
/// Pieces are gathered up to this size before they are written, but not those that are longer than copying them should take.
static constexpr size_t writeSize = 256 << 10, mostGathered = 16 << 10;

void Sequencer::ended(Execution &execution, Outcome outcome) {
  auto &batch = *static_cast<Batch *>(execution.owner);
  if (execution.token == 0) {
    Appender out(batch.open);
    batch.failedHere += appendOutcome(out, execution, outcome) == Outcome::Failed;
    ++batch.endedHere;
    return;
  }
  Buffer text;
  {
    Appender out(text);
    counts.failed += appendOutcome(out, execution, outcome) == Outcome::Failed;
  }
  ++counts.ended;
  std::unique_lock lock(mutex);
  Batch::Piece &piece = batch.pieces[execution.token - 1 - batch.written];
  heldBack += text.size + pieceCost;
  piece = {std::move(text), true};
  flush(lock);
}

bool Sequencer::hasRoom() const { return (heldBack <= maxHeldBack && unrun < mostUnrun) || batches.empty(); }

/// Takes what has memory that this worker used last, which is in the caches of its processor; else any.
template <typename T, typename RunnerOf> static T takeNearest(std::vector<T> &unused, const Worker *worker, RunnerOf runnerOf) {
  if (unused.empty())
    return {};
  auto near = std::find_if(unused.begin(), unused.end() - 1, [&](const T &some) { return runnerOf(some) == worker; });
  std::swap(*near, unused.back());
  T taken = std::move(unused.back());
  unused.pop_back();
  return taken;
}

std::unique_ptr<Batch> Sequencer::admit(const Worker *worker) {
  std::unique_lock lock(mutex);
  roomAgain.wait(lock, [&] { return hasRoom(); });
  return takeNearest(unused, worker, [](const std::unique_ptr<Batch> &batch) { return batch->runner; });
}

Batch &Sequencer::add(std::unique_ptr<Batch> batch) {
  std::lock_guard lock(mutex);
  batch->loaded = false;
  batch->lineCount.reset();
  heldBack += batch->held = batch->block.size();
  ++unrun;
  batches.push_back(std::move(batch));
  return *batches.back();
}

/// The open text, which goes on in memory that was used before.
Buffer Sequencer::takeOpen(Batch &batch) {
  heldBack += batch.open.size + pieceCost;
  SpareText next = takeNearest(unusedTexts, batch.runner, [](const SpareText &some) { return some.runner; });
  return std::exchange(batch.open, std::move(next.text));
}

uint64_t Sequencer::split(Batch &batch) {
  batch.publish();
  std::unique_lock lock(mutex);
  if (batch.open.size > 0)
    batch.pieces.push_back({takeOpen(batch), true});
  batch.pieces.push_back({{}, false}); // counted once it is complete: of those that wait there are not too many
  uint64_t token = batch.written + batch.pieces.size();
  flush(lock);
  return token;
}

void Sequencer::noteSkipped(uint64_t line) {
  std::lock_guard lock(mutex);
  firstNotRun = std::min(firstNotRun, line);
}

void Sequencer::noteLoaded(Batch &batch) {
  std::lock_guard lock(mutex);
  batch.loaded = true;
  moreLoaded.notify_all();
}

uint64_t Sequencer::firstNumber(const Batch &batch) {
  std::unique_lock lock(mutex);
  auto before = [&] {
    auto here = std::find_if(batches.begin(), batches.end(), [&](const std::unique_ptr<Batch> &some) { return some.get() == &batch; });
    return std::ranges::subrange(batches.begin(), here);
  };
  moreLoaded.wait(lock, [&] { return std::ranges::all_of(before(), [](const std::unique_ptr<Batch> &other) { return other->loaded; }); });
  uint64_t first = number;
  for (std::unique_ptr<Batch> &other : before()) {
    if (!other->lineCount)
      other->lineCount = other->block.countLines();
    first += *other->lineCount;
  }
  return first;
}

void Sequencer::close(Batch &batch, uint64_t lines, uint64_t skipped) {
  batch.publish();
  std::unique_lock lock(mutex);
  batch.lineCount = lines;
  --unrun;
  heldBack -= batch.held;
  batch.block.text.size = 0;
  batch.pieces.push_back({takeOpen(batch), true});
  if (skipped) {
    heldBack += pieceCost;
    batch.pieces.push_back({{}, true, skipped});
  }
  batch.started = true;
  if (hasRoom())
    roomAgain.notify_one();
  flush(lock);
}

/// Writes what is complete from the start, unless another thread is at it, which then does this too.
void Sequencer::flush(std::unique_lock<std::mutex> &lock) {
  if (writing)
    return;
  writing = true;
  for (SpareText gathered; gather(gathered);) {
    lock.unlock();
    output.write(gathered.text.view());
    lock.lock();
    gathered.text.size = 0;
    if (unusedTexts.size() < mostUnrun)
      unusedTexts.push_back(std::exchange(gathered, {}));
  }
  writing = false;
  if (hasRoom())
    roomAgain.notify_one();
}

/// What stands in place of the lines that were not run, before one that was.
void Sequencer::fillGap(Buffer &text) {
  if (gap == 0)
    return;
  std::string failure;
  appendFailure(failure, "States.Runtime", "not run: the process was stopped by a signal");
  failure += '\n';
  for (; gap > 0; --gap)
    text.append(failure);
}

/// Takes complete pieces from the start. False if there is nothing to write.
bool Sequencer::gather(SpareText &gathered) {
  Buffer &text = gathered.text;
  while (!batches.empty() && text.size < writeSize) {
    Batch &batch = *batches.front();
    if (!batch.pieces.empty() && batch.pieces.front().complete) {
      Buffer &piece = batch.pieces.front().text;
      if (text.size > 0 && piece.size > mostGathered)
        break;
      heldBack -= piece.size + pieceCost;
      gap += batch.pieces.front().skipped;
      if (piece.size > 0)
        fillGap(text);
      if (text.size == 0)
        gathered = {std::move(piece), batch.runner};
      else
        text.append(piece.view());
      batch.pieces.pop_front();
      ++batch.written;
    } else if (batch.pieces.empty() && batch.started) {
      number += *batch.lineCount;
      batch.started = false;
      batch.written = 0;
      unused.push_back(std::move(batches.front()));
      batches.pop_front();
    } else {
      break;
    }
  }
  return text.size > 0;
}

} // namespace aslrt
