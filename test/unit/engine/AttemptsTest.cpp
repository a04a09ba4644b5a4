// Retries, timeouts and heartbeats of one Task state in virtual time, by tasks that answer as a script says. The times are counted by hand.
#include "runtime/engine/Worker.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

using namespace aslrt;

namespace {

constexpr int64_t second = 1'000'000'000;
constexpr Text t(std::string_view s) { return {s.data(), s.size()}; }

struct Given {
  uint32_t timeout = 0, heartbeat = 0;
} given;

/// The state's work, from point 1 on, which the attempt names; the output is the task's answer, or the index of the catcher.
Outcome machine(Context *c, Frame *frame) {
  if (frame->resumePoint == 2) {
    c->result = c->handler == noIndex ? c->taskResult : numberValue(c->handler);
    return Outcome::Succeeded;
  }
  if (frame->resumePoint == 0) {
    c->attempt = 0;
    c->retryCount = 0;
  } else if (c->handler != noIndex) {
    c->result = numberValue(c->handler);
    return Outcome::Succeeded;
  }
  frame->resumePoint = 2;
  frame->liveSlots = 1;
  c->request = {.kind = Request::Task, .timeout = given.timeout, .heartbeat = given.heartbeat};
  return Outcome::Suspended;
}

/// A retrier's delays, in seconds; maxDelay 0: any.
RetrierInfo every(uint32_t interval, double backoff, uint32_t attempts, uint32_t maxDelay = 0, bool jitter = false) {
  return {{nullptr, 0}, backoff, interval, attempts, maxDelay, jitter};
}

/// What a task does: answer, fail with an error, or say nothing but for heartbeats at these seconds after its start.
struct Act {
  std::string error;
  bool silent = false;
  std::vector<int64_t> beats = {};
};
const Act good = {}, silent = {"", true};

struct Script : TaskService {
  std::deque<Act> acts;
  std::vector<int64_t> starts; // seconds
  std::unique_ptr<TaskRunner> makeRunner(Worker &worker) override;
};

struct Runner final : TaskRunner {
  Runner(Script &script, Worker &worker) : script(script), worker(worker) {}
  struct Beat final : Timer {
    Beat(Activation &activation) : activation(activation) {}
    void due(Worker &worker) override { worker.heartbeat(activation); }
    Activation &activation;
  };

  TaskStart start(Activation &activation) override {
    Context &context = activation.execution.context;
    script.starts.push_back(context.clock->now() / second);
    Act act = script.acts.front();
    script.acts.pop_front();
    for (int64_t at : act.beats) {
      beats.push_back(std::make_unique<Beat>(activation));
      worker.setTimer(at * second, *beats.back());
    }
    if (act.silent)
      return TaskStart::Silent;
    if (act.error.empty()) {
      context.taskResult = makeString(&context, "good");
    } else {
      context.taskFailed = true;
      context.taskError = makeString(&context, act.error);
    }
    return TaskStart::Answered;
  }
  void cancel(Activation &) override { FAIL() << "nothing was pending"; }

  Script &script;
  Worker &worker;
  std::vector<std::unique_ptr<Beat>> beats;
};

std::unique_ptr<TaskRunner> Script::makeRunner(Worker &worker) { return std::make_unique<Runner>(*this, worker); }

struct Ended : Listener {
  void ended(Execution &execution, Outcome outcome) override {
    Context &context = execution.context;
    Value shown = outcome == Outcome::Succeeded ? context.result : context.error;
    text = shown.is(Tag::String) ? std::string(shown.string()) : std::to_string(int(numberOf(shown)));
    at = context.clock->now() / second;
  }
  std::string text;
  int64_t at = -1; // seconds
};

using Times = std::vector<int64_t>;

class Attempts : public testing::Test {
protected:
  void SetUp() override { given = {}; }

  void retry(std::vector<std::string_view> errors, RetrierInfo row) {
    row.errors = named(errors);
    retriers.push_back(row);
  }
  void handle(std::vector<std::string_view> errors) { catchers.push_back(named(errors)); }

  /// How an execution that starts at 0 ends.
  Ended run(std::deque<Act> acts) {
    const MachineInfo machines[] = {{machine, machine, 1, 0}};
    const StateInfo states[] = {{t("Charge"), StateType::Task, 0}};
    const TaskInfo tasks[] = {{t("arn"), 0, HandlerKind::None, nullptr, 0, nullptr, nullptr}};
    const AttemptInfo attempts[] = {{0, 1, 1, 0, retriers.data(), retriers.size(), catchers.data(), catchers.size()}};
    Program program = {};
    program.timeoutSeconds = machineTimeout;
    program.machines = machines;
    program.machineCount = 1;
    program.states = states;
    program.stateCount = 1;
    program.tasks = tasks;
    program.taskCount = 1;
    program.attempts = attempts;
    program.attemptCount = 1;
    script.acts = std::move(acts);
    script.starts.clear();
    Settings settings;
    settings.program = &program;
    settings.virtualTime = true;
    settings.seed = seed;
    settings.tasks = &script;
    Ended ended;
    Worker worker(settings, ended);
    Execution::Pointer execution = worker.begin(0);
    ReadError error;
    EXPECT_TRUE(execution->read("{}", error, worker.readMemory));
    EXPECT_TRUE(worker.run(std::move(execution)));
    return ended;
  }

  Script script;
  uint64_t seed = 1;
  uint32_t machineTimeout = 0;

private:
  ErrorNames named(const std::vector<std::string_view> &errors) {
    std::vector<Text> &texts = names.emplace_back();
    for (std::string_view error : errors)
      texts.push_back(t(error));
    return {texts.data(), texts.size()};
  }

  std::deque<std::vector<Text>> names;
  std::vector<RetrierInfo> retriers;
  std::vector<ErrorNames> catchers;
};


TEST_F(Attempts, TimeoutIsRetriedFromItsEnd) {
  given.timeout = 5;
  retry({"States.Timeout"}, every(2, 2, 3));
  Ended ended = run({silent, silent, good});
  EXPECT_EQ(ended.text, "good");
  EXPECT_EQ(script.starts, (Times{0, 7, 16})); // 5 + 2, 7 + 5 + 4
  EXPECT_EQ(ended.at, 16);
}

TEST_F(Attempts, TimeoutIsNoTaskFailed) {
  given.timeout = 5;
  retry({"States.TaskFailed"}, every(1, 2, 3));
  handle({"States.TaskFailed"});
  handle({"Other", "States.Timeout"});
  Ended ended = run({silent});
  EXPECT_EQ(ended.text, "1");
  EXPECT_EQ(ended.at, 5);
}

TEST_F(Attempts, TimeoutWithoutAny) {
  Ended ended = run({silent});
  EXPECT_EQ(ended.text, "States.Timeout");
  EXPECT_EQ(ended.at, 99'999'999); // the longest that a task may take
}

TEST_F(Attempts, MissedHeartbeat) {
  given = {.timeout = 10, .heartbeat = 3};
  handle({"States.HeartbeatTimeout"});
  Ended ended = run({{"", true, {2, 4}}});
  EXPECT_EQ(ended.text, "0");
  EXPECT_EQ(ended.at, 7); // three after the last
  EXPECT_EQ(run({silent}).at, 3);
}

TEST_F(Attempts, HeartbeatsDoNotPutOffTheTimeout) {
  given = {.timeout = 10, .heartbeat = 3};
  handle({"States.HeartbeatTimeout"});
  handle({"States.Timeout"});
  Ended ended = run({{"", true, {2, 4, 6, 8, 9}}});
  EXPECT_EQ(ended.text, "1");
  EXPECT_EQ(ended.at, 10);
}

TEST_F(Attempts, HeartbeatsCountWithoutHeartbeatSecondsNot) {
  given.timeout = 10;
  EXPECT_EQ(run({{"", true, {2, 4, 9}}}).at, 10);
}

TEST_F(Attempts, EachRetrierCountsAlone) {
  retry({"A", "B"}, every(1, 2, 2));
  retry({"C"}, every(5, 2, 3));
  handle({"States.ALL"});
  Ended ended = run({{"A"}, {"B"}, {"C"}, {"B"}});
  EXPECT_EQ(ended.text, "0");
  EXPECT_EQ(script.starts, (Times{0, 1, 3, 8})); // asl.md, section 8.2
}

TEST_F(Attempts, UsedUpIsNoMatterForTheNext) {
  retry({"A"}, every(1, 2, 0));
  retry({"A", "States.ALL"}, every(1, 2, 3));
  Ended ended = run({{"A"}});
  EXPECT_EQ(ended.text, "A");
  EXPECT_EQ(script.starts, Times{0});
}

TEST_F(Attempts, BackoffOfOne) {
  retry({"States.ALL"}, every(3, 1, 4));
  run({{"A"}, {"A"}, {"A"}, {"A"}, good});
  EXPECT_EQ(script.starts, (Times{0, 3, 6, 9, 12}));
}

TEST_F(Attempts, DelaysAreCapped) {
  retry({"States.ALL"}, every(1, 10, 4, 20));
  run({{"A"}, {"A"}, {"A"}, {"A"}, good});
  EXPECT_EQ(script.starts, (Times{0, 1, 11, 31, 51}));
}

TEST_F(Attempts, HugeDelaysStayTimes) {
  retry({"States.ALL"}, every(99'999'999, 1e300, 200));
  std::deque<Act> acts(200, Act{"A"});
  acts.push_back(good);
  Ended ended = run(acts);
  EXPECT_EQ(ended.text, "good");
  EXPECT_EQ(script.starts[2], 2 * 99'999'999);
  EXPECT_TRUE(std::is_sorted(script.starts.begin(), script.starts.end())); // the clock ends in 2262, and does not go round
}

TEST_F(Attempts, JitterLiesWithinTheDelay) {
  retry({"States.ALL"}, every(1000, 2, 3, 0, true));
  int64_t sum = 0;
  for (seed = 1; seed <= 200; ++seed) {
    run({{"A"}, {"A"}, {"A"}, good});
    for (int n = 0; n < 3; ++n) {
      int64_t delay = script.starts[size_t(n) + 1] - script.starts[size_t(n)];
      EXPECT_GE(delay, 0);
      EXPECT_LE(delay, 1000 << n);
    }
    sum += script.starts[1];
  }
  EXPECT_NEAR(double(sum) / 200, 500, 100); // uniform: four standard errors are 82
}

TEST_F(Attempts, RuntimeErrorsAreFinal) {
  retry({"States.Runtime", "States.ALL"}, every(1, 2, 3));
  handle({"States.Runtime", "States.ALL"});
  EXPECT_EQ(run({{"States.Runtime"}}).text, "States.Runtime");
}

TEST_F(Attempts, MachineTimeoutIsFinal) {
  machineTimeout = 4;
  given.timeout = 5;
  retry({"States.ALL"}, every(1, 2, 3));
  handle({"States.Timeout"});
  Ended ended = run({silent});
  EXPECT_EQ(ended.text, "States.Timeout");
  EXPECT_EQ(ended.at, 4);
  EXPECT_EQ(script.starts, Times{0});
}

TEST_F(Attempts, MachineTimeoutEndsAWaitForARetry) {
  machineTimeout = 6;
  retry({"States.ALL"}, every(4, 2, 3));
  Ended ended = run({{"A"}, {"A"}});
  EXPECT_EQ(ended.text, "States.Timeout");
  EXPECT_EQ(script.starts, (Times{0, 4}));
  EXPECT_EQ(ended.at, 6);
}

} // namespace
