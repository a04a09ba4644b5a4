// Children that several workers run, in real time: what the tests of shared Map states and of children elsewhere have in common.
#pragma once

#include "runtime/engine/Scheduler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <span>
#include <string>
#include <thread>

namespace aslrt {

/// What the children of a test do, by their numbers.
struct Script {
  uint32_t items = 5'000, concurrency = 0;
  int failing = -1, waiting = -1; // which fails; which waits for an hour
  int resting = 0;                // each so many wait for a millisecond
  double tolerated = 0;           // failures
  std::atomic<uint32_t> living = 0, most = 0, ended = 0;
  std::atomic<bool> elsewhere = false; // not all ran on one thread
  bool shared = false;                 // the second half of the children takes its time, ten seconds in all, until one has run elsewhere
  std::thread::id first;

  /// At the beginning of a child: takes that long, and memory.
  void work(Context *c, std::chrono::microseconds time) {
    if (std::this_thread::get_id() != first)
      elsewhere = true;
    most = std::max<uint32_t>(most, ++living);
    for (auto until = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < until;)
      makeString(c, "garbage that is collected some day");
    for (uint32_t patience = 10'000 / items + 1; shared && !elsewhere && ended >= items / 2 && patience > 0; --patience)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  /// Whether the child has to wait, for which it has asked then.
  bool waits(Context *c, Frame *frame, int number) const {
    bool isLong = number == waiting;
    if (!isLong && !(resting && number % resting == resting - 1))
      return false;
    frame->resumePoint = 1;
    c->request = {.kind = Request::Timer, .deadline = c->clock->now() + (isLong ? 3'600'000 : 1) * int64_t(1'000'000)};
    return true;
  }
  /// At its end.
  void end(int number) {
    --living;
    ++ended;
    if (number == failing)
      throw StateError{"Broken", "at " + std::to_string(number)};
  }
};

class SeveralWorkers : public testing::Test, public Listener {
protected:
  void SetUp() override { run.first = std::this_thread::get_id(); }
  void ended(Execution &execution, Outcome outcome) override {
    succeeded = outcome == Outcome::Succeeded;
    if (succeeded)
      check(execution.context.result);
    else
      error = std::string(execution.context.error.string());
  }
  /// Looks at the output.
  virtual void check(Value result) = 0;

  /// Runs the first machine, whose one state forks, on `count` workers. `program` has its services and its time.
  void execute(Program program, std::span<const MachineInfo> machines, StateType type, ForkInfo fork, unsigned count,
               std::string_view input = "{}", uint64_t memory = 1 << 30) {
    const StateInfo state = {{"Each", 4}, type, 0};
    program.machines = machines.data();
    program.machineCount = machines.size();
    program.states = &state;
    program.stateCount = 1;
    program.forks = &fork;
    program.forkCount = 1;
    Settings settings;
    settings.program = &program;
    settings.limits.memory = memory;
    SpareWorkers helpers(settings, *this, count - 1);
    settings.helpers = &helpers;
    Worker worker(settings, *this);
    Execution::Pointer execution = worker.begin(0);
    ReadError readError;
    EXPECT_TRUE(execution->read(input, readError, worker.readMemory));
    worker.run(std::move(execution));
    worker.drain();
  }

  Script run;
  bool succeeded = false;
  std::string error;
};

} // namespace aslrt
