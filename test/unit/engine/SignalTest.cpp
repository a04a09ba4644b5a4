// What a signal leaves behind: nothing.
#include "ProductRun.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <unistd.h>

namespace {

/// Waits until a file exists and has a text, at most 20 seconds.
std::string await(const Folder &folder, std::string_view name) {
  for (int tick = 0; tick < 2000; ++tick) {
    if (std::string text = folder.read(name); text.ends_with('\n'))
      return text;
    usleep(10'000);
  }
  ADD_FAILURE() << name << " does not appear";
  return "0";
}

bool goesAway(pid_t process) {
  for (int tick = 0; tick < 1000 && kill(process, 0) == 0; ++tick)
    usleep(10'000);
  return kill(process, 0) != 0;
}

Result stopWithHandler(const std::string &script, int signal, Folder &folder) {
  folder.write("handler", "#!/bin/sh\n" + script);
  std::string handlers = folder.write("h.json", R"({"arn:*": "exec:./handler"})");
  ProductRun run("task", {"--handlers", handlers, "--drain-timeout=0", "--output", folder.path("out.json")}, "1");
  pid_t handler = pid_t(std::stol(await(folder, "pid")));
  kill(run.pid, signal);
  Result result = run.wait();
  EXPECT_TRUE(goesAway(handler)) << "handler " << handler << " runs on";
  return result;
}

} // namespace

TEST(Signals, NoHalfWrittenFile) {
#if defined(__has_feature)
  if (__has_feature(thread_sanitizer))
    GTEST_SKIP() << "ThreadSanitizer delivers no signal to a thread that makes no calls";
#endif
  for (int signal : {SIGTERM, SIGINT}) {
    Folder folder;
    ProductRun run("spin", {"--output", folder.path("out.json")}, "1"); // a worker that never looks up
    while (folder.list().empty())
      usleep(10'000);
    usleep(100'000);
    kill(run.pid, signal);
    EXPECT_EQ(run.wait().status, 128 + signal);
    EXPECT_EQ(folder.list(), "");
  }
}

TEST(Signals, DefaultsWithoutFileOrHandlers) {
  ProductRun run("spin", {}, "1");
  usleep(100'000);
  kill(run.pid, SIGTERM);
  EXPECT_EQ(run.wait().status, 128 + SIGTERM);
}

TEST(Signals, HandlersAreTerminated) {
  Folder folder;
  std::string script = "trap 'echo stopped > " + folder.path("trap") + "; exit' TERM\necho $$ > " + folder.path("pid") +
                       "\nsleep 60 & wait";
  EXPECT_EQ(stopWithHandler(script, SIGTERM, folder).status, 128 + SIGTERM);
  EXPECT_EQ(await(folder, "trap"), "stopped\n");
  EXPECT_EQ(folder.list(), "h.json handler pid trap ");
}

TEST(Signals, DeafHandlersAreKilled) {
  Folder folder;
  std::string script = "trap '' TERM\necho $$ > " + folder.path("pid") + "\nwhile :; do sleep 0.1; done";
  auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(stopWithHandler(script, SIGINT, folder).status, 128 + SIGINT);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2)); // the grace
}

TEST(Signals, WhileManyWait) {
  std::string lines;
  for (int i = 0; i < 5000; ++i)
    lines += "{\"ms\":60000}\n";
  Folder folder;
  ProductRun run("delay", {"--ndjson", "--jobs=2", "--drain-timeout=0", "--output", folder.path("out")}, lines);
  while (folder.list().empty())
    usleep(10'000);
  usleep(300'000);
  kill(run.pid, SIGTERM);
  EXPECT_EQ(run.wait().status, 128 + SIGTERM);
  EXPECT_EQ(folder.list(), "");
}
