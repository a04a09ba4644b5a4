// One run of a machine: its context and frame, and where it stands.
#pragma once

#include "runtime/engine/Random.h"
#include "runtime/engine/Settings.h"
#include "runtime/json/Json.h"

#include <memory>

namespace aslrt {

/// Made for one program, on its worker; begin() makes it new again, and keeps the newest chunk of the arena. A million of them may
/// wait at a time: what is here is paid a million times.
class Execution {
public:
  struct Deleter { void operator()(Execution *execution) const; };
  using Pointer = std::unique_ptr<Execution, Deleter>;

  /// Throws std::bad_alloc.
  static Pointer create(const Settings &settings);
  Execution(const Execution &) = delete;

  /// The execution at `index` (from 0) of the input starts at the clock's time. A seeded run uses neither random source.
  void begin(uint64_t index, Clock &clock, RandomSource &random, RandomSource &names);
  /// Reads its input. False if the text is no JSON: then `error` is filled and the execution is not to be run.
  bool read(std::string_view text, ReadError &error);
  /// Runs until it ends or waits; whatever is thrown ends it as failed. Succeeded: context.result; Failed: context.error and
  /// cause; Suspended: context.request.
  Outcome resume();
  /// Frees what no live slot of the frame reaches. False if even that broke the memory limit: then it has failed.
  bool collect();
  /// Ends it as failed by the exception that is being handled: to be called in a catch block. The next resume() says so too.
  Outcome failByException();

  Frame *frame() { return reinterpret_cast<Frame *>(this + 1); }
  uint64_t index() const { return ordinal; }

  Context context;
  void *owner = nullptr; // for whoever started it
  uint64_t token = 0;    // likewise

private:
  explicit Execution(const Settings &settings) : settings(settings) {}
  ~Execution() = default;
  Outcome fail(const StateError &error);
  void nameIt(RandomSource &names);

  const Settings &settings;
  uint64_t ordinal = 0;
  bool failed = false; // by something outside of resume(), which only reports it
  SeededRandom seeded;
  std::string name, startTime, expressId;
  int64_t startMillisecond = INT64_MIN; // of `startTime`: the executions of a fast run share it
};

} // namespace aslrt
