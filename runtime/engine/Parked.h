// An execution of which nothing is left to do but one wait, packed into a block: a million of them may wait at a time.
#pragma once

#include "runtime/engine/Execution.h"

namespace aslrt {

/// What tells an execution from a new one: where it stands and its frame, without the words that are as they are made, its names and
/// its values, which have the memory that they need and no more.
class Parked final : public Waiter {
public:
  struct Deleter {
    void operator()(Parked *parked) const;
  };
  using Pointer = std::unique_ptr<Parked, Deleter>;

  /// Whether nothing but the wait of its root is left of it. Children of distributed Map states stay as they are.
  static bool fits(Execution &execution);
  /// Packs it; it is then to be reused or destroyed. Throws std::bad_alloc: then nothing has changed.
  static Pointer pack(Execution &execution);
  /// Makes an execution what was packed, on the worker that has this.
  void unpack(Execution &execution, Clock &clock, RandomSource &random);

  /// The end of the TimeoutSeconds of its machine.
  struct End final : Timer {
    explicit End(Parked &parked) : parked(parked) {}
    Parked &parked;
    void due(Worker &worker) override;
  } end{*this};

private:
  Parked() = default;
  ~Parked();
  void due(Worker &worker) override;
  void goOn(Worker &worker) override;
  static constexpr size_t standingWords = sizeof(Standing) / sizeof(uint64_t);
  static_assert(sizeof(Standing) % sizeof(uint64_t) == 0 && standingWords <= 64 && std::is_trivially_copyable_v<Standing>);

  uint64_t *words() { return reinterpret_cast<uint64_t *>(this + 1); }

  void *owner;
  uint64_t token, ordinal, lastEvent;
  std::unique_ptr<Recorder> recorder;
  std::unique_ptr<VariableSizes> variables;
  std::unique_ptr<uint32_t[]> retries;
  Arena::Chunk *chunks = nullptr;
  SeededRandom seeded;
  int64_t startMillisecond;
  Value input;
  uint64_t changed; // a bit for each word of the Standing that is not as in a new one: these follow, then slots, then texts
  uint32_t resumePoint, liveSlots, nameSize, idSize;
};

} // namespace aslrt
