// Map and Parallel states whose children several workers run, in real time: what comes out is what one worker gives.
#include "runtime/engine/Scheduler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

using namespace aslrt;

namespace {

constexpr int64_t millisecond = 1'000'000;
constexpr Text t(std::string_view s) { return {s.data(), s.size()}; }

struct Script {
  uint32_t items = 5'000, concurrency = 0;
  int failing = -1, waiting = -1; // at this item; waiting: an hour
  int resting = 0;                // each so many items wait for a millisecond
  std::atomic<uint32_t> living = 0, most = 0, ended = 0;
  std::atomic<bool> elsewhere = false; // not all ran on one thread
  std::thread::id first;
} *script;

/// Texts of the items in order, each twice, are the output.
Outcome whole(Context *c, Frame *frame) {
  if (frame->resumePoint == 0) {
    c->state = 0;
    std::vector<Value> items;
    for (uint32_t i = 0; i < script->items; ++i)
      items.push_back(makeString(c, "item number " + std::to_string(i)));
    frame->resumePoint = 1;
    frame->liveSlots = 1;
    c->request = {.kind = Request::Fork,
                  .index = 0,
                  .arguments = makeArray(c, items),
                  .captures = makeArray(c, {frame->slots, 1}),
                  .concurrency = script->concurrency};
    return Outcome::Suspended;
  }
  c->result = c->taskResult;
  return Outcome::Succeeded;
}

Outcome iteration(Context *c, Frame *frame) {
  int index = int(c->itemIndex);
  if (frame->resumePoint == 0) {
    if (std::this_thread::get_id() != script->first)
      script->elsewhere = true;
    script->most = std::max<uint32_t>(script->most, ++script->living);
    for (auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(10); std::chrono::steady_clock::now() < until;)
      makeString(c, "garbage that is collected some day");
    bool waits = index == script->waiting, rests = script->resting && index % script->resting == script->resting - 1;
    if (waits || rests) {
      frame->resumePoint = 1;
      c->request = {.kind = Request::Timer, .deadline = c->clock->now() + (waits ? 3'600'000 : 1) * millisecond};
      return Outcome::Suspended;
    }
  }
  --script->living;
  ++script->ended;
  if (index == script->failing)
    throw StateError{"Broken", "at " + std::to_string(index)};
  EXPECT_TRUE(frame->slots[1].is(Tag::Object)); // the capture: the input
  Value both[] = {frame->slots[0], makeString(c, frame->slots[0].string())};
  c->result = makeArray(c, both);
  return Outcome::Succeeded;
}

/// Runs for a while; a branch whose number is `failing` fails, that of `waiting` waits for an hour.
template <int Number> Outcome branch(Context *c, Frame *frame) {
  if (frame->resumePoint == 0) {
    if (std::this_thread::get_id() != script->first)
      script->elsewhere = true;
    for (auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(20); std::chrono::steady_clock::now() < until;)
      makeString(c, "garbage");
    if (Number == script->waiting) {
      frame->resumePoint = 1;
      c->request = {.kind = Request::Timer, .deadline = c->clock->now() + 3'600'000 * millisecond};
      return Outcome::Suspended;
    }
  }
  ++script->ended;
  if (Number == script->failing)
    throw StateError{"Broken", "at " + std::to_string(Number)};
  Value both[] = {makeString(c, "item number " + std::to_string(Number)), makeString(c, "item number " + std::to_string(Number))};
  c->result = makeArray(c, both);
  return Outcome::Succeeded;
}

class SharedMapTest : public testing::Test, public Listener {
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
      for (Value text : itemsOf(itemsOf(context.result)[i]))
        ASSERT_EQ(text.string(), "item number " + std::to_string(i));
  }

  /// On `count` workers.
  void execute(unsigned count, uint32_t timeoutSeconds = 0, uint64_t memory = 1 << 30) {
    const MachineInfo machines[] = {{whole, whole, 1, 0}, {iteration, iteration, 2, 0}, {branch<0>, branch<0>, 2, 0},
                                    {branch<1>, branch<1>, 2, 0}, {branch<2>, branch<2>, 2, 0}};
    const StateInfo states[] = {{t("Each"), branches ? StateType::Parallel : StateType::Map, 0}};
    const ForkInfo forks[] = {{0, branches ? 2u : 1u, branches, 0}};
    Program program = {};
    program.timeoutSeconds = timeoutSeconds;
    program.machines = machines;
    program.machineCount = std::size(machines);
    program.states = states;
    program.stateCount = 1;
    program.forks = forks;
    program.forkCount = 1;
    program.services = {aslrt_make_event_loop, nullptr, nullptr, nullptr};
    Settings settings;
    settings.program = &program;
    settings.limits.memory = memory;
    SpareWorkers helpers(settings, *this, count - 1);
    settings.helpers = &helpers;
    Worker worker(settings, *this);
    Execution::Pointer execution = worker.begin(0);
    ReadError readError;
    EXPECT_TRUE(execution->read("{\"a\": 1}", readError));
    worker.run(std::move(execution));
    worker.drain();
  }

  Script run;
  uint32_t branches = 0; // of a Parallel state; 0: it is a Map state
  bool succeeded = false;
  std::string error;
};

TEST_F(SharedMapTest, ResultsAreInOrder) {
  execute(4);
  EXPECT_TRUE(succeeded);
  EXPECT_TRUE(run.elsewhere);
  EXPECT_EQ(run.ended, run.items);
}

TEST_F(SharedMapTest, IterationsMayWait) {
  run.resting = 100;
  run.waiting = -1;
  execute(3);
  EXPECT_TRUE(succeeded);
  EXPECT_TRUE(run.elsewhere);
}

TEST_F(SharedMapTest, NoMoreAtATimeThanAllowed) {
  run.resting = 500;
  run.concurrency = 3;
  execute(4);
  EXPECT_TRUE(succeeded);
  EXPECT_LE(run.most, 3u);
}

TEST_F(SharedMapTest, OneThatFailsEndsTheOthers) {
  run.failing = 3'000;
  run.waiting = 2'000; // for an hour
  execute(4);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(error, "Broken");
  EXPECT_LT(run.ended, run.items);
}

TEST_F(SharedMapTest, TheMachineTimeoutEndsAll) {
  run.waiting = 4'000;
  execute(4, /*timeoutSeconds=*/1);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(error, "States.Timeout");
}

TEST_F(SharedMapTest, LimitOnMemoryHoldsForAllTogether) {
  run.items = 20'000;
  execute(4, 0, 2 << 20);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(error, "States.QueryEvaluationError");
}

TEST_F(SharedMapTest, BranchesRunElsewhere) {
  run.items = branches = 3;
  execute(2);
  EXPECT_TRUE(succeeded);
  EXPECT_TRUE(run.elsewhere);
  EXPECT_EQ(run.ended, 3u);
}

TEST_F(SharedMapTest, ABranchThatFailsEndsThoseElsewhere) {
  run.items = branches = 3;
  run.waiting = 0; // for an hour
  run.failing = 2;
  execute(3);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(error, "Broken");
}

TEST_F(SharedMapTest, TheMachineTimeoutEndsBranches) {
  run.items = branches = 3;
  run.waiting = 1;
  execute(3, /*timeoutSeconds=*/1);
  EXPECT_FALSE(succeeded);
  EXPECT_EQ(error, "States.Timeout");
}

TEST_F(SharedMapTest, OneWorkerSharesNothing) {
  execute(1);
  EXPECT_TRUE(succeeded);
  EXPECT_FALSE(run.elsewhere);
}

} // namespace
