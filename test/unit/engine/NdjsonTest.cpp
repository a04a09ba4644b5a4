// --ndjson: order, lines that are none, memory.
#include "ProductRun.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

TEST(Ndjson, AnExecutionALine) {
  Result result = runProduct("echo", {"--ndjson"}, "{\"a\":1}\n\n  \t\r\n[2]\r\n3");
  EXPECT_EQ(result.out, "{\"a\":1}\n[2]\n3\n"); // blank lines are none, the last needs no end
  EXPECT_EQ(result.status, 0);
}

TEST(Ndjson, NoLines) {
  Result result = runProduct("echo", {"--ndjson"}, "");
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.status, 0);
}

TEST(Ndjson, AnUnreadableLineHasItsPlaceAndTheRunGoesOn) {
  Result result = runProduct("echo", {"--ndjson"}, "1\n\n{\"a\":}\n2\n");
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.out.rfind("1\n{\"error\":\"States.Runtime\",\"cause\":\"line 3, column 6: ", 0), 0u) << result.out;
  EXPECT_EQ(result.out.substr(result.out.size() - 3), "\n2\n");
}

TEST(Ndjson, FailuresKeepTheirPlace) {
  Result result = runProduct("delay", {"--ndjson"}, "{\"text\":\"a\"}\n{\"error\":\"E\",\"ms\":1}\n{\"text\":\"b\"}\n");
  EXPECT_EQ(result.out, "\"made before: a\"\n{\"error\":\"E\"}\n\"made before: b\"\n");
  EXPECT_EQ(result.status, 1);
}

TEST(Ndjson, OrderWithThreads) {
  std::string lines;
  for (int i = 0; i < 200'000; ++i)
    lines += "{\"line\":" + std::to_string(i) + "}\n";
  for (const char *jobs : {"--jobs=1", "--jobs=4", "--jobs=0"}) {
    Result result = runProduct("echo", {"--ndjson", jobs}, lines);
    EXPECT_TRUE(result.out == lines) << jobs;
    EXPECT_EQ(result.status, 0);
  }
}

TEST(Ndjson, OrderWithWaits) {
  std::string lines, expected;
  for (int i = 0; i < 3000; ++i) {
    std::string number = std::to_string(i);
    lines += "{\"text\":\"" + number + "\"" + (i % 3 ? ",\"ms\":" + std::to_string(i * 7919 % 50) : "") + "}\n";
    expected += "\"made before: " + number + "\"\n";
  }
  for (const char *jobs : {"--jobs=1", "--jobs=3"}) {
    EXPECT_EQ(runProduct("delay", {"--ndjson", jobs}, lines).out, expected);
    EXPECT_EQ(runProduct("delay", {"--ndjson", jobs, "--max-waiting=2"}, lines.substr(0, lines.find("\"200\"") - 8)).out,
              expected.substr(0, expected.find("\"made before: 200\"")));
  }
}

TEST(Ndjson, NamesAreNumberedByLine) {
  Result result = runProduct("chance", {"--ndjson", "--name=batch"}, "1\n\n1\n");
  EXPECT_NE(result.out.find("\"batch-1\""), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\"batch-3\""), std::string::npos) << result.out;
}

TEST(Ndjson, LongLines) {
  std::string text = '"' + std::string(3 << 20, 'x') + "\"\n";
  EXPECT_TRUE(runProduct("echo", {"--ndjson"}, text + text).out == text + text);
  Result result = runProduct("echo", {"--ndjson", "--max-input=1M"}, "1\n" + text + "2\n" + text + "3");
  EXPECT_EQ(result.out, "1\n{\"error\":\"States.Runtime\",\"cause\":\"line 2, longer than 1048576 bytes (option --max-input)\"}\n"
                        "2\n{\"error\":\"States.Runtime\",\"cause\":\"line 4, longer than 1048576 bytes (option --max-input)\"}\n3\n");
  result = runProduct("echo", {"--ndjson", "--max-input=5"}, "12345\n123456\n1\n");
  EXPECT_EQ(result.out.substr(0, 21), "12345\n{\"error\":\"State");
  EXPECT_EQ(result.out.substr(result.out.size() - 3), "\n1\n");
}

/// A line is answered when it was read, though the input goes on and a later one waits.
TEST(Ndjson, AnswersLineByLine) {
  for (const char *program : {"echo", "delay"}) {
    int in[2], out[2];
    ASSERT_EQ(pipe2(in, O_CLOEXEC), 0);
    ASSERT_EQ(pipe2(out, O_CLOEXEC), 0);
    ProductRun run(program, {"--ndjson"}, "", in[0], out[1]);
    close(in[0]);
    close(out[1]);
    char buffer[100];
    for (std::string line : {"{\"text\":\"1\"}\n", "{\"text\":\"2\"}\n{\"ms\":500}\n"}) {
      ASSERT_EQ(write(in[1], line.data(), line.size()), ssize_t(line.size()));
      EXPECT_GT(read(out[0], buffer, sizeof buffer), 0);
    }
    close(in[1]);
    EXPECT_EQ(run.wait().status, 0);
    close(out[0]);
  }
}

#if !defined(__has_feature) || !(__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
TEST(Ndjson, MemoryIsConstant) {
  std::string lines;
  for (int i = 0; i < 300'000; ++i)
    lines += "{\"text\":\"some text or other, again and again\",\"n\":[1,2,3,4,5,6,7,8]}\n";
  for (const char *jobs : {"--jobs=1", "--jobs=2"}) {
    EXPECT_TRUE(runProduct("echo", {"--ndjson", jobs}, lines).out == lines);
    rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    EXPECT_LT(usage.ru_maxrss, 100 << 10) << jobs; // KiB; all of it at once would be more
  }
}
#endif
