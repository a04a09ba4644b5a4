// Children of distributed Map states that run on several workers, in real time: what comes out is what one worker gives.
#include "SeveralWorkers.h"

using namespace aslrt;

namespace {

Script *script;

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
    script->work(c, std::chrono::microseconds(50));
    if (script->waits(c, frame, number))
      return Outcome::Suspended;
  }
  script->end(number);
  c->result = makeString(c, "item number " + std::to_string(number));
  return Outcome::Succeeded;
}

class RemoteRunTest : public SeveralWorkers {
protected:
  RemoteRunTest() {
    script = &run;
    run.items = 2'000;
  }
  void check(Value result) override {
    ASSERT_EQ(result.length(), run.items);
    for (uint32_t i = 0; i < run.items; ++i)
      if (Value item = itemsOf(result)[i]; int(i) == run.failing)
        EXPECT_TRUE(item.is(Tag::Object)); // what became of it
      else
        ASSERT_EQ(item.string(), "item number " + std::to_string(i));
  }
  /// On `count` workers.
  void execute(unsigned count, uint32_t timeoutSeconds = 0) {
    const MachineInfo machines[] = {{whole, whole, 1, 0}, {child, child, 2, 0}};
    Program program = {};
    program.timeoutSeconds = timeoutSeconds;
    program.services = {aslrt_make_event_loop, nullptr, aslrt_make_map_run, nullptr, nullptr};
    SeveralWorkers::execute(program, machines, StateType::Map, {0, 1, 0, 1}, count);
  }
};

TEST_F(RemoteRunTest, ResultsAreInOrder) {
  run.shared = true;
  execute(4);
  EXPECT_TRUE(succeeded);
  EXPECT_TRUE(run.elsewhere);
  EXPECT_EQ(run.ended, run.items);
}

TEST_F(RemoteRunTest, ChildrenMayWaitAndBeFew) {
  run.shared = true;
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
