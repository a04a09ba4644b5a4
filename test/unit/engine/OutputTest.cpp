// --output appears whole or not at all; stdout is checked.
#include "ProductRun.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

TEST(Output, File) {
  Folder folder;
  Result result = runProduct("echo", {"--output", folder.path("out.json")}, "[1]");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(folder.read("out.json"), "[1]\n");
  EXPECT_EQ(folder.list(), "out.json ");
  runProduct("echo", {"--ndjson", "--output", folder.path("out.json")}, "1\n2\n");
  EXPECT_EQ(folder.read("out.json"), "1\n2\n");
  EXPECT_EQ(runProduct("echo", {"--output=-"}, "[2]").out, "[2]\n");
}

TEST(Output, KeepsModeAndLinks) {
  Folder folder;
  std::string file = folder.write("real.json", "old");
  chmod(file.c_str(), 0640);
  ASSERT_EQ(symlink("real.json", folder.path("link.json").c_str()), 0);
  EXPECT_EQ(runProduct("echo", {"--output", folder.path("link.json")}, "1").status, 0);
  EXPECT_EQ(folder.read("real.json"), "1\n");
  struct stat status;
  ASSERT_EQ(lstat(folder.path("link.json").c_str(), &status), 0);
  EXPECT_TRUE(S_ISLNK(status.st_mode));
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640u);
}

TEST(Output, AFailedExecutionLeavesTheOldFile) {
  Folder folder;
  std::string file = folder.write("out.json", "old");
  EXPECT_EQ(runProduct("fail", {"--output", file}, "{}").status, 1);
  EXPECT_EQ(folder.read("out.json"), "old");
  EXPECT_EQ(folder.list(), "out.json ");
}

TEST(Output, Unwritable) {
  Result result = runProduct("echo", {"--output", "/nowhere/out.json"}, "1");
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.err, "order: cannot write '/nowhere/out.json': No such file or directory\n");
}

TEST(Output, DiskFull) {
  int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  for (std::string option : {"--name=x", "--ndjson"}) {
    Result result = ProductRun("echo", {option}, "1", -1, full).wait();
    EXPECT_EQ(result.status, 2) << option;
    EXPECT_EQ(result.err, "order: cannot write '<stdout>': No space left on device\n");
  }
  EXPECT_EQ(runProduct("echo", {"--output=/dev/full"}, "1").status, 2);
  EXPECT_EQ(runProduct("echo", {"--output=/dev/null"}, "1").status, 0);
  close(full);
}

TEST(Output, ReaderGone) {
  Folder folder;
  std::string handlers = folder.write("h.json", R"({"arn:*": "exec:cat"})");
  for (auto &[program, input] : {std::pair("echo", "1"), std::pair("task", "1")}) { // SIGPIPE as it was, and ignored for handlers
    int ends[2];
    ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
    ProductRun run(program, {"--handlers", handlers}, input, -1, ends[1]);
    close(ends[0]);
    close(ends[1]);
    Result result = run.wait();
    EXPECT_TRUE(result.status == 128 + SIGPIPE || result.status == 0) << result.status; // 0: it was faster than close
    EXPECT_EQ(result.err, "");
  }
}
