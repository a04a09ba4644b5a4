// Native handlers: TestPrograms.cpp's `answer`, through aslc/handler.h.
#include "ProductRun.h"

#include <gtest/gtest.h>

static Result call(std::string_view input) { return runProduct("native", {}, input); }

TEST(Native, ReadsItsCallAndAnswers) {
  Result result = call(R"({"who": [1.50, "ü"]})");
  EXPECT_EQ(result.out, "[\"Charge\",\"arn:aws:lambda:us-east-1:123456789012:function:charge\",{\"who\":[1.50,\"ü\"]}]\n");
  EXPECT_EQ(result.status, 0);
}

TEST(Native, Errors) {
  EXPECT_EQ(call("\"decline\"").err, "{\"error\":\"Declined\",\"cause\":\"no money\"}\n");
  EXPECT_EQ(call("\"shrug\"").err, "{\"error\":\"Shrug\"}\n");
  EXPECT_EQ(call("\"decline\"").status, 1);
}

TEST(Native, MisbehaviourFailsTheTask) {
  std::string who = "{\"error\":\"States.TaskFailed\",\"cause\":\"the native handler of "
                    "'arn:aws:lambda:us-east-1:123456789012:function:charge' ";
  EXPECT_EQ(call("\"other\"").err, who + "returned 7\"}\n");
  EXPECT_EQ(call("\"silent\"").err, who + "returned without an answer\"}\n");
  EXPECT_EQ(call("\"throw\"").err, who + "threw an exception: out of ink\"}\n");
  EXPECT_EQ(call("\"garbage\"").err.rfind(who + "gave a result that is not JSON: at byte 1, ", 0), 0u);
}

TEST(Native, ManyCallsNeedNoEventLoop) {
  EXPECT_EQ(runProduct("native", {}, R"({"who": 1, "times": 100000})").status, 0);
  std::string lines;
  for (int i = 0; i < 1000; ++i)
    lines += "{\"who\":1}\n";
  EXPECT_EQ(runProduct("native", {"--ndjson", "--jobs=2"}, lines).status, 0);
}
