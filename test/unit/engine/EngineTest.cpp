// Clocks, random numbers, and how executions end.
#include "ProductRun.h"

#include "runtime/core/Uuid.h"
#include "runtime/engine/Random.h"
#include "runtime/engine/TimerQueue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

using namespace aslrt;

TEST(VirtualTime, AYearOfWaitsEndsAtOnce) {
  auto begin = std::chrono::steady_clock::now();
  Result result = runProduct("year", {"--virtual-time"}, R"({"order": 7})");
  EXPECT_EQ(result.out, "[31536000,{\"order\":7}]\n"); // 365 * 86400
  EXPECT_EQ(result.status, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(VirtualTime, EveryExecutionStartsAtTheSameInstant) {
  Result result = runProduct("year", {"--virtual-time", "--ndjson", "--jobs=2"}, "1\n2\n3\n");
  EXPECT_EQ(result.out, "[31536000,1]\n[31536000,2]\n[31536000,3]\n");
}

TEST(VirtualTime, StartsWhereItIsTold) {
  Result result = runProduct("chance", {"--virtual-time", "--start-time", "2026-01-31T12:00:00.5+01:00"});
  EXPECT_NE(result.out.find("\"2026-01-31T11:00:00.500Z\"]"), std::string::npos) << result.out;
}

TEST(RealTime, WaitsPassSideBySide) {
  std::string lines;
  for (int i = 0; i < 200; ++i)
    lines += R"({"ms": 300})" "\n";
  auto begin = std::chrono::steady_clock::now();
  Result result = runProduct("delay", {"--ndjson"}, lines);
  auto passed = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 200);
  EXPECT_GE(passed, std::chrono::milliseconds(300));
  EXPECT_LT(passed, std::chrono::seconds(20)); // one after the other they would take a minute
}

TEST(RealTime, ValuesOutliveTheWait) {
  Result result = runProduct("delay", {}, R"({"ms": 20, "text": "a text that is longer than sixteen bytes"})");
  EXPECT_EQ(result.out, "\"made before: a text that is longer than sixteen bytes\"\n");
}

TEST(Random, SeedsRepeat) {
  Result once = runProduct("chance", {"--seed=42", "--virtual-time", "--start-time=2026-01-01T00:00:00Z"});
  Result again = runProduct("chance", {"--seed=42", "--virtual-time", "--start-time=2026-01-01T00:00:00Z"});
  Result other = runProduct("chance", {"--seed=43", "--virtual-time", "--start-time=2026-01-01T00:00:00Z"});
  EXPECT_EQ(once.out, again.out);
  EXPECT_NE(once.out, other.out);
}

TEST(Random, DependsOnTheLineNotTheThread) {
  std::string lines;
  for (int i = 0; i < 1000; ++i)
    lines += "1\n";
  std::vector<std::string> options{"--seed=1", "--virtual-time", "--start-time=2026-01-01T00:00:00Z", "--ndjson"};
  Result one = runProduct("chance", options, lines);
  options.push_back("--jobs=4");
  Result four = runProduct("chance", options, lines);
  EXPECT_EQ(one.out, four.out);
  EXPECT_NE(one.out.substr(0, one.out.find('\n')), one.out.substr(one.out.rfind('[')));
}

TEST(Random, UnseededRunsDiffer) { EXPECT_NE(runProduct("chance", {}).out, runProduct("chance", {}).out); }

TEST(Random, SplitMix64) {
  // The first numbers of the seed 1234567, from the reference implementation
  SeededRandom random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317u);
  EXPECT_EQ(random.next(), 3203168211198807973u);
  EXPECT_EQ(random.next(), 9817491932198370423u);
}

TEST(Random, Uuid) {
  char text[36];
  formatUuid(0x0123456789abcdef, 0xfedcba9876543210, text);
  EXPECT_EQ(std::string_view(text, 36), "01234567-89ab-4def-bedc-ba9876543210");
}

struct NumberedTimer final : Timer {
  void due(Worker &) override {}
};

TEST(TimerQueue, EarliestFirstThenInOrder) {
  TimerQueue queue;
  NumberedTimer timers[4];
  int64_t deadlines[] = {20, 10, 20, INT64_MIN};
  for (size_t i = 0; i < 4; ++i)
    queue.set(deadlines[i], timers[i]);
  EXPECT_EQ(queue.next(), INT64_MIN);
  for (size_t expected : {3, 1, 0, 2}) {
    EXPECT_TRUE(timers[expected].isSet());
    EXPECT_EQ(&queue.pop(), &timers[expected]);
    EXPECT_FALSE(timers[expected].isSet());
  }
  EXPECT_TRUE(queue.empty());
}

TEST(TimerQueue, WhatIsCancelledLeavesAtOnce) {
  TimerQueue queue;
  NumberedTimer timers[100];
  for (size_t i = 0; i < 100; ++i)
    queue.set(int64_t(i * 37 % 100), timers[i]); // 37 and 100 have no common factor: each deadline once
  for (size_t i = 0; i < 100; i += 3)
    queue.cancel(timers[i]);
  queue.cancel(timers[0]); // no longer set: nothing happens
  std::vector<int64_t> left, expected;
  while (!queue.empty()) {
    left.push_back(queue.next());
    queue.pop();
  }
  for (int64_t i = 0; i < 100; ++i)
    if (i % 3 != 0)
      expected.push_back(i * 37 % 100);
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(left, expected);
}

TEST(Failure, ErrorAndCauseOnlyIfPresent) {
  Result error = runProduct("fail", {}, R"({"how": "error"})");
  EXPECT_EQ(error.status, 1);
  EXPECT_EQ(error.out, "");
  EXPECT_EQ(error.err, "{\"error\":\"OnlyError\"}\n");
  EXPECT_EQ(runProduct("fail", {}, R"({"how": "cause"})").err, "{\"cause\":\"only \\\"cause\\\"\"}\n");
  EXPECT_EQ(runProduct("fail", {}, "{}").err, "{}\n");
}

TEST(Failure, WhatIsThrownFailsTheExecution) {
  EXPECT_EQ(runProduct("fail", {}, R"({"how": "state"})").err, "{\"error\":\"States.Runtime\",\"cause\":\"thrown\"}\n");
  for (const char *how : {"expression", "memory"}) {
    Result result = runProduct("fail", {}, std::string(R"({"how": ")") + how + "\"}");
    EXPECT_EQ(result.status, 1) << how;
    EXPECT_EQ(result.err.rfind("{\"error\":\"States.", 0), 0u) << result.err;
  }
}

TEST(Failure, MemoryLimitFailsOneExecution) {
  Result result = runProduct("fail", {"--max-memory=1M", "--ndjson"}, "{\"how\": \"limit\"}\n{\"how\": \"error\"}\n");
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.out.find("memory limit"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\n{\"error\":\"OnlyError\"}\n"), std::string::npos) << result.out;
}

TEST(Failure, InputOverTheMemoryLimit) {
  std::string many = "[0";
  for (int i = 0; i < 10'000; ++i)
    many += ",0";
  Result result = runProduct("echo", {"--max-memory=64K"}, many + ']');
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("memory limit"), std::string::npos) << result.err;
}
