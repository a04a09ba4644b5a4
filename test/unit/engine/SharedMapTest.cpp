// Map and Parallel states whose children several workers run, in real time: what comes out is what one worker gives.
#include "SeveralWorkers.h"

using namespace aslrt;

namespace {

Script *script;

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
    script->work(c, std::chrono::microseconds(10));
    if (script->waits(c, frame, index))
      return Outcome::Suspended;
  }
  script->end(index);
  EXPECT_TRUE(frame->slots[1].is(Tag::Object)); // the capture: the input
  Value both[] = {frame->slots[0], makeString(c, frame->slots[0].string())};
  c->result = makeArray(c, both);
  return Outcome::Succeeded;
}

template <int Number> Outcome branch(Context *c, Frame *frame) {
  if (frame->resumePoint == 0) {
    script->work(c, std::chrono::milliseconds(20));
    if (script->waits(c, frame, Number))
      return Outcome::Suspended;
  }
  script->end(Number);
  Value both[] = {makeString(c, "item number " + std::to_string(Number)), makeString(c, "item number " + std::to_string(Number))};
  c->result = makeArray(c, both);
  return Outcome::Succeeded;
}

class SharedMapTest : public SeveralWorkers {
protected:
  SharedMapTest() { script = &run; }
  void check(Value result) override {
    ASSERT_EQ(result.length(), run.items);
    for (uint32_t i = 0; i < run.items; ++i)
      for (Value text : itemsOf(itemsOf(result)[i]))
        ASSERT_EQ(text.string(), "item number " + std::to_string(i));
  }
  /// On `count` workers.
  void execute(unsigned count, uint32_t timeoutSeconds = 0, uint64_t memory = 1 << 30) {
    const MachineInfo machines[] = {{whole, whole, 1, 0},
                                    {iteration, iteration, 2, 0},
                                    {branch<0>, branch<0>, 2, 0},
                                    {branch<1>, branch<1>, 2, 0},
                                    {branch<2>, branch<2>, 2, 0}};
    Program program = {};
    program.timeoutSeconds = timeoutSeconds;
    program.services = {aslrt_make_event_loop, nullptr, nullptr, nullptr, nullptr};
    SeveralWorkers::execute(program, machines, branches ? StateType::Parallel : StateType::Map, {0, branches ? 2u : 1u, branches, 0}, count,
                            "{\"a\": 1}", memory);
  }

  uint32_t branches = 0; // of a Parallel state; 0: it is a Map state
};

TEST_F(SharedMapTest, ResultsAreInOrder) {
  run.shared = true;
  execute(4);
  EXPECT_TRUE(succeeded);
  EXPECT_TRUE(run.elsewhere);
  EXPECT_EQ(run.ended, run.items);
}

TEST_F(SharedMapTest, IterationsMayWait) {
  run.shared = true;
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
  run.shared = true;
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
