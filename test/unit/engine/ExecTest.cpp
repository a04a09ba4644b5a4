// Handler programs, and how they may misbehave.
#include "ProductRun.h"

#include <gtest/gtest.h>

#include <chrono>

namespace {

/// Binds the Task of the program "task" to a shell script.
class Exec : public testing::Test {
protected:
  Result run(std::string_view script, std::string_view input = "{}", std::vector<std::string> options = {}) {
    folder.write("handler", "#!/bin/sh\n" + std::string(script));
    folder.write("handlers.json", R"({"arn:aws:lambda:*:function:charge": "exec:./handler"})");
    options.insert(options.begin(), {"--handlers", folder.path("handlers.json")});
    return runProduct("task", options, input);
  }
  /// The result's failure of the task, "States.TaskFailed" left out.
  std::string failure(const Result &result) {
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.out, "");
    std::string begin = "{\"error\":\"States.TaskFailed\",\"cause\":\"handler '" + folder.path("./handler") + "' ";
    EXPECT_EQ(result.err.rfind(begin, 0), 0u) << result.err;
    return result.err.size() < begin.size() + 3 ? "" : result.err.substr(begin.size(), result.err.size() - begin.size() - 3);
  }
  Folder folder;
};

} // namespace

TEST_F(Exec, ArgumentsInResultOut) {
  Result result = run("cat", R"({"b": [1.50, "ü\n"], "a": null})");
  EXPECT_EQ(result.out, "{\"b\":[1.50,\"ü\\n\"],\"a\":null}\n");
  EXPECT_EQ(result.status, 0);
}

TEST_F(Exec, KnowsStateAndResource) {
  Result result = run(R"(printf '["%s","%s","%s"]' "$ASLC_STATE" "$ASLC_RESOURCE" "$HOME")");
  EXPECT_EQ(result.out, "[\"Charge\",\"arn:aws:lambda:us-east-1:123456789012:function:charge\",\"" + std::string(getenv("HOME")) + "\"]\n");
}

TEST_F(Exec, LargeArgumentsAndResult) {
  std::string text = '"' + std::string(5 << 20, 'x') + '"';
  EXPECT_TRUE(run("cat", text).out == text + '\n');
}

TEST_F(Exec, NamedError) {
  EXPECT_EQ(run(R"(echo '{"error": "Declined", "cause": "no money"}' >&2; exit 3)").err,
            "{\"error\":\"Declined\",\"cause\":\"no money\"}\n");
  EXPECT_EQ(run(R"(echo connecting... >&2; echo '{"error": "Declined"}' >&2; exit 1)").err, "{\"error\":\"Declined\"}\n");
}

TEST_F(Exec, OtherExits) {
  EXPECT_EQ(failure(run("exit 3")), "exited with status 3");
  EXPECT_EQ(failure(run("echo 'no such card' >&2; exit 3")), "exited with status 3: no such card");
  EXPECT_EQ(failure(run("kill -9 $$")), "was killed by signal 9 (Killed)");
  EXPECT_EQ(failure(run(R"(echo '{"error": 1}' >&2; exit 1)")), R"(exited with status 1: {\"error\": 1})");
  EXPECT_EQ(failure(run(R"(printf '\377bad' >&2; exit 1)")), "exited with status 1: \xef\xbf\xbd" "bad");
}

TEST_F(Exec, ResultsThatAreNone) {
  EXPECT_EQ(failure(run("")), "gave no result (a result is JSON; null if there is nothing to say)");
  EXPECT_EQ(failure(run("echo oops")).rfind("gave a result that is not JSON: at byte 0, ", 0), 0u);
  EXPECT_EQ(failure(run("echo 1 2")).rfind("gave a result that is not JSON: at byte 2, ", 0), 0u);
  EXPECT_EQ(run("cat", "\"x\"", {"--max-task-output=3"}).status, 0);
  EXPECT_EQ(failure(run("cat /dev/zero", "{}", {"--max-task-output=1M"})),
            "wrote more than 1048576 bytes (option --max-task-output)");
}

TEST_F(Exec, NeitherReadsNorCloses) {
  std::string large = '"' + std::string(1 << 20, 'x') + '"';
  EXPECT_EQ(run("echo 1", large).out, "1\n");
  EXPECT_EQ(run("exec <&-; sleep 0.1; echo 1", large).out, "1\n");
}

TEST_F(Exec, FloodsStderr) {
  EXPECT_EQ(run("head -c 20000000 /dev/zero >&2; echo 1").out, "1\n");
  std::string cause = failure(run("yes noise | head -c 9999996 >&2; echo end >&2; exit 1"));
  EXPECT_TRUE(cause.ends_with("\\nnoise\\nend")) << cause.substr(cause.size() - 40);
  EXPECT_LT(cause.size(), 6000u);
}

TEST_F(Exec, LeavesAChildThatHoldsItsPipes) {
  auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(run("sleep 25 & echo 1").out, "1\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST_F(Exec, CannotBeStarted) {
  folder.write("handlers.json", R"({"arn:*": "exec:./missing"})");
  Result result = runProduct("task", {"--handlers", folder.path("handlers.json")});
  EXPECT_EQ(result.err, "{\"error\":\"States.TaskFailed\",\"cause\":\"handler '" + folder.path("./missing") +
                            "': the program could not be started: No such file or directory\"}\n");
  folder.write("plain", "echo 1");
  folder.write("handlers.json", R"({"arn:*": "exec:./plain"})");
  result = runProduct("task", {"--handlers", folder.path("handlers.json")});
  EXPECT_NE(result.err.find("Permission denied"), std::string::npos) << result.err;
}

TEST_F(Exec, FromThePath) {
  folder.write("handlers.json", R"({"arn:*": {"exec": ["printf", "[\"%s\"]", "a b"]}})");
  EXPECT_EQ(runProduct("task", {"--handlers", folder.path("handlers.json")}).out, "[\"a b\"]\n");
}

TEST_F(Exec, OneThatHangsHoldsUpNoOther) {
  std::string lines = "{\"slow\":1}\n";
  for (int i = 0; i < 20; ++i)
    lines += "{}\n";
  Result result = run(R"(case $(cat) in *slow*) sleep 1; echo 0;; *) date +%s%N;; esac)", lines, {"--ndjson"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out.substr(0, 2), "0\n");
}

TEST_F(Exec, ManyQueue) {
  std::string lines, expected;
  for (int i = 0; i < 300; ++i)
    lines += std::to_string(i) + '\n';
  EXPECT_EQ(run("cat", lines, {"--ndjson", "--max-processes=3"}).out, lines);
  EXPECT_EQ(run("cat", lines, {"--ndjson", "--jobs=3"}).out, lines);
}

TEST_F(Exec, FailedStartsInTheQueue) {
  folder.write("handlers.json", R"({"arn:*": "exec:./missing"})");
  std::string lines;
  for (int i = 0; i < 50; ++i)
    lines += "1\n";
  Result result = runProduct("task", {"--ndjson", "--max-processes=2", "--handlers", folder.path("handlers.json")}, lines);
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 50);
}

TEST_F(Exec, InVirtualTime) {
  EXPECT_EQ(run("cat", "{\"times\":3}", {"--virtual-time"}).out, "{\"times\":3}\n");
}

TEST_F(Exec, Unbound) {
  Result result = runProduct("task", {});
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("no handler is bound to Resource 'arn:aws:lambda:us-east-1:123456789012:function:charge'; bind one"),
            std::string::npos)
      << result.err;
}

TEST_F(Exec, NativeNeedsTheCompiler) {
  folder.write("handlers.json", R"({"arn:*": "native:charge"})");
  Result result = runProduct("task", {"--handlers", folder.path("handlers.json")});
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.err.find("aslc compile --handlers"), std::string::npos) << result.err;
  EXPECT_EQ(runProduct("native", {"--handlers", folder.path("handlers.json")}, "{\"who\":1}").status, 0);
}

TEST_F(Exec, OverridesNative) {
  folder.write("handlers.json", R"({"arn:*": "exec:cat"})");
  EXPECT_EQ(runProduct("native", {"--handlers", folder.path("handlers.json")}, "5").out, "5\n");
}
