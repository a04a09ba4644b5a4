// What is bounded, and use by many threads.
#include "Engines.h"

#include <gtest/gtest.h>

#include <thread>

using namespace aslc::regex;
using aslc::regex::test::Subject;

namespace {

std::string messageOf(Subject &subject, aslrt::Context &context, std::string_view text) {
  try {
    return subject.search(&context, text);
  } catch (const aslrt::Error &error) {
    EXPECT_EQ(error.code, aslrt::ErrorCode::U1001);
    return error.message;
  }
}

const std::string many(40, 'a');

} // namespace

TEST(Limits, EndRunawayBacktracking) {
  for (Engine engine : {Engine::Any, Engine::Backtracker}) {
    aslrt::Context context;
    context.limits.backtracking = 100000;
    Subject subject("(a+)+$", "", engine);
    for (int i = 0; i < 20; ++i) // until it is machine code
      EXPECT_EQ(messageOf(subject, context, many + 'b'), "The regular expression /(a+)+$/ takes too many steps on this text. More than "
                                                         "100000 ways to match were tried (--max-backtracking)");
    EXPECT_EQ(messageOf(subject, context, many), "0-40 0-40"); // and it is usable after that
  }
}

TEST(Limits, BoundTheMemoryToGoBack) {
  // A repetition that may be given up at each of its steps has to remember all of them.
  std::string text(30'000'000, 'a');
  for (Engine engine : {Engine::Any, Engine::Backtracker}) {
    aslrt::Context context;
    context.limits.backtracking = UINT32_MAX;
    Subject subject("(?:aa|ab|a)*b", "", engine);
    EXPECT_EQ(messageOf(subject, context, text), "The regular expression /(?:aa|ab|a)*b/ takes more than 64 MB to match this text");
  }
}

TEST(Limits, TakeDeepMatchesThatFit) {
  // More than the 32 KB of stack that PCRE2's machine code has at first.
  std::string text(100'000, 'a');
  for (Engine engine : {Engine::Any, Engine::Backtracker}) {
    aslrt::Context context;
    Subject subject("(?:aa|ab|a)*$", "", engine);
    EXPECT_EQ(messageOf(subject, context, text), "0-100000");
  }
}

TEST(Threads, ShareAPattern) {
  Subject subject("(\\d+)-(\\w+)", "");
  auto work = [&] {
    aslrt::Context context;
    for (int i = 0; i < 200; ++i)
      EXPECT_EQ(subject.search(&context, "x 12-ab"), "2-7 2-4 5-7");
  };
  std::thread threads[] = {std::thread(work), std::thread(work), std::thread(work), std::thread(work)};
  for (std::thread &thread : threads)
    thread.join();
}
