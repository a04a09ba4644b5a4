// The handlers file.
#include "runtime/tasks/Handlers.h"

#include <gtest/gtest.h>

using namespace aslrt;

static Handlers parse(std::string_view text, std::string_view folder = ".") {
  HandlersError error;
  auto handlers = Handlers::parse(text, folder, error);
  EXPECT_TRUE(handlers) << error.message;
  return handlers.value_or(Handlers());
}

static std::string parseError(std::string_view text) {
  HandlersError error;
  EXPECT_FALSE(Handlers::parse(text, ".", error)) << text;
  return error.message;
}

static std::string commandOf(const Handlers &handlers, std::string_view resource) {
  const Handler *handler = handlers.find(resource);
  std::string words;
  for (const std::string &word : handler ? handler->command : std::vector<std::string>{"(none)"})
    words += '[' + word + ']';
  return words;
}

TEST(Handlers, Forms) {
  Handlers handlers = parse(R"({"a": "exec:./charge --fast  -v", "b": {"exec": ["python3", "my file.py"]}, "c": "native:charge_2",
                                "d": {"native": "Charge"}, "e": {"exec": "one program"}})", "conf");
  EXPECT_EQ(commandOf(handlers, "a"), "[conf/./charge][--fast][-v]");
  EXPECT_EQ(commandOf(handlers, "b"), "[python3][my file.py]");
  EXPECT_EQ(commandOf(handlers, "e"), "[one program]");
  EXPECT_EQ(handlers.find("c")->kind, HandlerKind::Native);
  EXPECT_EQ(handlers.find("c")->symbol, "charge_2");
  EXPECT_EQ(handlers.find("d")->symbol, "Charge");
}

TEST(Handlers, ProgramsRelativeToTheFile) {
  std::string_view text = R"({"bare": "exec:cat", "relative": "exec:bin/cat", "absolute": "exec:/bin/cat"})";
  EXPECT_EQ(commandOf(parse(text, "/etc/x"), "bare"), "[cat]");
  EXPECT_EQ(commandOf(parse(text, "/etc/x"), "relative"), "[/etc/x/bin/cat]");
  EXPECT_EQ(commandOf(parse(text, "/etc/x"), "absolute"), "[/bin/cat]");
}

TEST(Handlers, MostSpecificWins) {
  Handlers handlers = parse(R"({"*": "exec:any", "arn:*": "exec:arn", "arn:*:charge": "exec:suffix", "arn:*:*": "exec:later",
                                "arn:aws:charge": "exec:exact", "arn:aws:c*": "exec:longest"})");
  EXPECT_EQ(commandOf(handlers, "other"), "[any]");
  EXPECT_EQ(commandOf(handlers, "arn"), "[any]");
  EXPECT_EQ(commandOf(handlers, "arn:"), "[arn]");
  EXPECT_EQ(commandOf(handlers, "arn:x:y"), "[later]");         // 5 literal bytes against 4
  EXPECT_EQ(commandOf(handlers, "arn:x:charge"), "[suffix]");   // 11
  EXPECT_EQ(commandOf(handlers, "arn:aws:cancel"), "[longest]"); // 9
  EXPECT_EQ(commandOf(handlers, "arn:aws:charge"), "[exact]");
  EXPECT_EQ(commandOf(parse(R"({"a*": "exec:first", "*a": "exec:second"})"), "aa"), "[first]");
  EXPECT_EQ(parse("{}").find("x"), nullptr);
}

TEST(Handlers, Patterns) {
  EXPECT_TRUE(matchesPattern("", ""));
  EXPECT_TRUE(matchesPattern("*", ""));
  EXPECT_TRUE(matchesPattern("a*b*c", "abc"));
  EXPECT_TRUE(matchesPattern("a*b*c", "a:b:b:c:c"));
  EXPECT_TRUE(matchesPattern("*ab", "aab"));
  EXPECT_TRUE(matchesPattern("**", "x"));
  EXPECT_FALSE(matchesPattern("a*b*c", "acb"));
  EXPECT_FALSE(matchesPattern("a", "ab"));
  EXPECT_FALSE(matchesPattern("a*", "ba"));
  EXPECT_FALSE(matchesPattern("A", "a"));
  EXPECT_FALSE(matchesPattern(std::string(2000, '*') + "b", std::string(100'000, 'a'))); // and in no time
}

TEST(Handlers, Errors) {
  EXPECT_NE(parseError("[1]").find("JSON object"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": 1})").find("handler of 'a' must be"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": "./charge"})").find("must begin with \"exec:\" or \"native:\""), std::string::npos);
  EXPECT_NE(parseError(R"({"a": "exec: "})").find("names no program"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": {"exec": []}})").find("names no program"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": {"exec": [1]}})").find("no string"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": {"exec": ["a\u0000b"]}})").find("NUL"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": {"native": 1}})").find("wrong type"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": {"shell": "x"}})").find("neither"), std::string::npos);
  EXPECT_NE(parseError(R"({"a": "native:2x"})").find("C function"), std::string::npos);
  HandlersError error;
  EXPECT_FALSE(Handlers::parse("{\"a\" 1}", ".", error));
  EXPECT_EQ(error.offset, 5u);
}
