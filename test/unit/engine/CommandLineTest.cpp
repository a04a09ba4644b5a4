// Options, messages, exit statuses.
#include "ProductRun.h"

#include "runtime/main/Options.h"

#include <gtest/gtest.h>

TEST(CommandLine, InputAndOutputStreams) {
  Result result = runProduct("echo", {}, " {\"a\" : [1.50, \"x\"]}\n");
  EXPECT_EQ(result.out, "{\"a\":[1.50,\"x\"]}\n");
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.status, 0);
}

TEST(CommandLine, NoInputIsAnEmptyObject) {
  EXPECT_EQ(runProduct("echo", {}, "").out, "{}\n");
  EXPECT_EQ(runProduct("echo", {}, "\n").out, "{}\n");
}

TEST(CommandLine, InputFile) {
  Folder folder;
  EXPECT_EQ(runProduct("echo", {"--input", folder.write("in.json", "[1]")}, "[2]").out, "[1]\n");
  EXPECT_EQ(runProduct("echo", {"--input=-"}, "[2]").out, "[2]\n");
  Result missing = runProduct("echo", {"--input", "/nowhere/in.json"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(missing.err, "order: cannot open '/nowhere/in.json': No such file or directory\n");
  EXPECT_EQ(runProduct("echo", {"--input", "/"}).err, "order: cannot read '/': Is a directory\n");
}

TEST(CommandLine, UnreadableInput) {
  Result result = runProduct("echo", {}, "{\"a\": 1,\n \"b\": }");
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err.rfind("order: <stdin>:2:7: ", 0), 0u) << result.err;
  EXPECT_NE(runProduct("echo", {}, "{}\n{}\n").err.find("--ndjson"), std::string::npos);
  EXPECT_EQ(runProduct("echo", {}, "{} {}").err.find("--ndjson"), std::string::npos);
  EXPECT_EQ(runProduct("echo", {"--max-json-depth=3"}, "[[[[1]]]]").status, 2);
  EXPECT_EQ(runProduct("echo", {"--max-json-depth=4"}, "[[[[1]]]]").status, 0);
  EXPECT_EQ(runProduct("echo", {}, std::string(10'000, '[')).status, 2);
  EXPECT_NE(runProduct("echo", {"--max-input=10"}, "[1,2,3,4,5]").err.find("raise --max-input"), std::string::npos);
}

TEST(CommandLine, WrongUsage) {
  auto message = [](std::vector<std::string> arguments) {
    Result result = runProduct("echo", arguments);
    EXPECT_EQ(result.status, 2);
    EXPECT_EQ(result.out, "");
    return result.err;
  };
  EXPECT_EQ(message({"--ndjsn"}), "order: unknown option '--ndjsn'; did you mean '--ndjson'?\n");
  EXPECT_EQ(message({"--outptu=x"}), "order: unknown option '--outptu'; did you mean '--output'?\n");
  EXPECT_EQ(message({"--frobnicate"}), "order: unknown option '--frobnicate'; --help lists the options\n");
  EXPECT_EQ(message({"-x"}), "order: unexpected argument '-x'; --help lists the options\n");
  EXPECT_EQ(message({"in.json"}), "order: unexpected argument 'in.json'; a file of input is given with --input FILE\n");
  EXPECT_EQ(message({"--input"}), "order: --input needs a value: FILE\n");
  EXPECT_EQ(message({"--ndjson=1"}), "order: --ndjson takes no value\n");
  EXPECT_EQ(message({"--jobs=x"}), "order: --jobs takes a number, 0 to 1024, not 'x'\n");
  EXPECT_EQ(message({"--jobs", "1025"}), "order: --jobs takes a number, 0 to 1024, not '1025'\n");
  EXPECT_EQ(message({"--jobs", "-1"}), "order: --jobs takes a number, 0 to 1024, not '-1'\n");
  EXPECT_EQ(message({"--max-memory=1T"}), "order: --max-memory takes a size like 64M, 65536 on, not '1T'\n");
  EXPECT_EQ(message({"--max-memory=99999999999999G"}), "order: --max-memory takes a size like 64M, 65536 on, not '99999999999999G'\n");
  EXPECT_EQ(message({"--seed=-1"}), "order: --seed takes a number, 0 to 18446744073709551615, not '-1'\n");
  EXPECT_EQ(message({"--start-time=2026-01-01T00:00:00Z"}), "order: --start-time needs --virtual-time\n");
  EXPECT_EQ(message({"--virtual-time", "--start-time=now"}), "order: --start-time takes a time like 2026-01-31T12:00:00Z, not 'now'\n");
  EXPECT_EQ(message({"--name="}), "order: --name takes 1 to 80 bytes, as AWS names executions\n");
  EXPECT_EQ(message({"--handlers=/nowhere"}), "order: cannot open '/nowhere': No such file or directory\n");
}

TEST(CommandLine, BadHandlersFile) {
  Folder folder;
  std::string path = folder.write("h.json", "{\n  \"a\" 1}");
  EXPECT_EQ(runProduct("echo", {"--handlers", path}).err.rfind("order: " + path + ":2:7: ", 0), 0u);
}

TEST(CommandLine, ParsesIntoOptions) {
  using namespace aslrt;
  const char *arguments[] = {"--input", "a", "--input=b", "--jobs=3", "--max-memory=2M", "--max-depth", "9", "--seed=18446744073709551615"};
  Options options;
  EXPECT_EQ(parseOptions(std::size(arguments), arguments, options), "");
  EXPECT_EQ(options.input, "b"); // the last one counts
  EXPECT_EQ(options.jobs, 3u);
  EXPECT_EQ(options.limits.memory, 2u << 20);
  EXPECT_EQ(options.limits.depth, 9u);
  EXPECT_EQ(options.seedNumber, UINT64_MAX);
  EXPECT_FALSE(options.ndjson);
  EXPECT_EQ(options.limits.jsonDepth, 1000u);
}

TEST(CommandLine, HelpNamesEveryOption) {
  Result result = runProduct("echo", {"-h"});
  EXPECT_EQ(result.status, 0);
  for (const char *name : {
#define FLAG(Field, Name, Doc) Name,
#define TEXT(Field, Name, Argument, Doc) Name,
#define NUMBER(Field, Name, Default, Min, Max, Doc) Name,
#define SIZE(Field, Name, Default, Min, Max, Doc) Name,
#define LIMIT(Field, Name, Min, Max, Doc) Name,
#define LIMIT_SIZE(Field, Name, Min, Max, Doc) Name,
#include "runtime/main/Options.def"
       })
    EXPECT_NE(result.out.find("\n  --" + std::string(name) + ' '), std::string::npos) << name;
  for (size_t begin = 0, end; (end = result.out.find('\n', begin)) != std::string::npos; begin = end + 1)
    EXPECT_LE(end - begin, 100u) << result.out.substr(begin, end - begin);
}

TEST(CommandLine, Version) {
  EXPECT_EQ(runProduct("echo", {"--version"}).out,
            "echo, compiled by aslc 0.1.0, digest 4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945\n");
}

TEST(CommandLine, Describe) {
  Folder folder;
  std::string handlers = folder.write("h.json", R"({"arn:*": "exec:./charge --fast"})");
  Result result = runProduct("task", {"--describe", "--handlers", handlers});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, R"({
  "name": "task",
  "digest": "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
  "compiler": "aslc 0.1.0",
  "options": "-O2",
  "stateCount": 1,
  "states": [
    {
      "name": "Charge",
      "type": "Task"
    }
  ],
  "resources": [
    {
      "state": "Charge",
      "resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "handler": "exec:)" + folder.path("./charge") + R"( --fast"
    }
  ],
  "definition": {
    "StartAt": "Pass",
    "States": {
      "Pass": {
        "Type": "Pass",
        "End": true
      }
    }
  },
  "variableReferences": {}
}
)");
  EXPECT_NE(runProduct("task", {"--describe"}).out.find("\"handler\": \"none\""), std::string::npos);
  EXPECT_NE(runProduct("native", {"--describe"}).out.find("\"handler\": \"native\""), std::string::npos);
}
