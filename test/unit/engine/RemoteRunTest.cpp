// Children of distributed Map states that run on several workers, in real time: what comes out is what one worker gives.
#include "runtime/engine/Scheduler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>

using namespace aslrt;

namespace {

constexpr Text t(std::string_view s) { return {s.data(), s.size()}; }

struct Script {
  uint32_t items = 2'000, concurrency = 0;
  int failing = -1, waiting = -1; // the item that fails; that waits for an hour
  int resting = 0;                // each so many items wait for a millisecond
  double tolerated = 0;           // failures
  std::atomic<uint32_t> ended = 0;
  std::atomic<bool> elsewhere = false; // not all ran on one thread
  std::thread::id first;
} *script;

Outcome whole(Context *c, Frame *frame) {
  if (frame->resumePoint == 0) {
    c->state = 0;
    std::vector<Value> items;
    for (uint32_t i = 0; i < script->items; ++i)
      items.push_back(numberValue(i));
    Member tolerance{stringAt("ToleratedFailureCount", 21, Static), numberValue(script->tolerated)};
    Value settings = makeObject(c, {&tolerance, 1});
    frame->resumePoint = 1;
    frame->liveSlots = 1;
    c->request = {.kind = Request::Fork,
                  .index = 0,
                  .arguments = makeArray(c, items),
                  .captures = makeArray(c, {&settings, 1}),
                  .concurrency = script->concurrency};
    return Outcome::Suspended;
  }
  c->result = c->taskResult;
  return Outcome::Succeeded;
}

/// Takes fifty microseconds; gives its input as a text.
Outcome child(Context *c, Frame *frame) {
  int number = int(numberOf(c->input));
  if (frame->resumePoint == 0) {
    if (std::this_thread::get_id() != script->first)
      script->elsewhere = true;
    for (auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(50); std::chrono::steady_clock::now() < until;)
      makeString(c, "garbage");
    bool waits = number == script->waiting, rests = script->resting && number % script->resting == script->resting - 1;
    if (waits || rests) {
      frame->resumePoint = 1;
      c->request = {.kind = Request::Timer, .deadline = c->clock->now() + (waits ? 3'600'000 : 1) * int64_t(1'000'000)};
      return Outcome::Suspended;
    }
  }
  ++script->ended;
  if (number == script->failing)
    throw StateError{"Broken", "at " + std::to_string(number)};
  c->result = makeString(c, "item number " + std::to_string(number));
  return Outcome::Succeeded;
}

class RemoteRunTest : public testing::Test, public Listener {
protected:
  void SetUp() override {
    script = &run;
    run.first = std::this_thread::get_id();
  }
  void ended(Execution &execution, Outcome outcome) override {
    Context &context = execution.context;
    succeeded = outcome == Outcome::Succeeded;
    if (!succeeded) {
      error = std::string(context.error.string());
      return;
    }
    ASSERT_EQ(context.result.length(), run.items);
    for (uint32_t i = 0; i < run.items; ++i)
      if (Value item = itemsOf(context.result)[i]; int(i) == run.failing)
        EXPECT_TRUE(item.is(Tag::Object)); // what became of it
      else
        ASSERT_EQ(item.string(), "item number " + std::to_string(i));
  }

  /// On `count` workers.
  void execute(unsigned count, uint32_t timeoutSeconds = 0) {
    const MachineInfo machines[] = {{whole, whole, 1, 0}, {child, child, 2, 0}};
    const StateInfo states[] = {{t("Each"), StateType::Map, 0}};
    const ForkInfo forks[] = {{0, 1, 0, 1}};
    Program program = {};
    program.timeoutSeconds = timeoutSeconds;
    program.machines = machines;
    program.machineCount = std::size(machines);
    program.states = states;
    program.stateCount = 1;
    program.forks = forks;
    program.forkCount = 1;
    program.services = {aslrt_make_event_loop, nullptr, aslrt_make_map_run, nullptr};
    Settings settings;
    settings.program = &program;
    SpareWorkers helpers(settings, *this, count - 1);
    settings.helpers = &helpers;
    Worker worker(settings, *this);
    Execution::Pointer execution = worker.begin(0);
    ReadError readError;
    EXPECT_TRUE(execution->read("{}", readError));
    worker.run(std::move(execution));
    worker.drain();
  }

  Script run;
  bool succeeded = false;
  std::string error;
};

TEST_F(RemoteRunTest, ResultsAreInOrder) {
  execute(4);
  EXPECT_TRUE(succeeded);
  EXPECT_TRUE(run.elsewhere);
  EXPECT_EQ(run.ended, run.items);
}

TEST_F(RemoteRunTest, ChildrenMayWaitAndBeFew) {
  run.resting = 50;
  run.concurrency = 7;
  execute(3);
  EXPECT_TRUE(succeeded);
  EXPECT_TRUE(run.elsewhere);
}

TEST_F(RemoteRunTest, AFailureIsTolerated) {
  run.failing = 1'000;
  run.tolerated = 1;
  execute(4);
  EXPECT_TRUE(succeeded);
}

TEST_F(RemoteRunTest, TooManyFailuresEndThoseElsewhere) {
  run.failing = 1'500;
  run.waiting = 900;
  execute(4);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(error, "States.ExceedToleratedFailureThreshold");
}

TEST_F(RemoteRunTest, TheMachineTimeoutEndsThoseElsewhere) {
  run.waiting = 900;
  execute(4, /*timeoutSeconds=*/1);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(error, "States.Timeout");
}

TEST_F(RemoteRunTest, OneWorkerKeepsAll) {
  execute(1);
  EXPECT_TRUE(succeeded);
  EXPECT_FALSE(run.elsewhere);
}

} // namespace
