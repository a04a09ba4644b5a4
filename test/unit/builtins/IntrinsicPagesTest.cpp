// The examples that `aslc builtins` shows of intrinsic functions.
#include "Calls.h"

#include "runtime/json/Json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

using namespace aslrt;

/// The arguments of a call as Call::arguments has them: strings of its literals, which have no escapes, and members of the input.
static std::string argumentsOf(std::string_view call, std::string_view input) {
  test::Execution execution;
  Value object = itemsOf(execution.value(input))[0];
  std::string arguments;
  call.remove_suffix(1);
  call.remove_prefix(call.find('(') + 1);
  while (!call.empty()) {
    size_t begin = call.front() == '\'' ? call.find('\'', 1) : 0;
    std::string_view argument = call.substr(0, call.find(", ", begin));
    call.remove_prefix(std::min(argument.size() + 2, call.size()));
    arguments += arguments.empty() ? "" : ", ";
    if (argument.starts_with("$."))
      writeJson(arguments, lookup(object, argument.substr(2)));
    else
      std::replace_copy(argument.begin(), argument.end(), std::back_inserter(arguments), '\'', '"');
  }
  return arguments;
}

static void check(const char *page, std::string_view input, const std::string &example, const char *result) {
  std::string name = example.substr(0, example.find('(')), arguments = argumentsOf(example, input);
  EXPECT_EQ(name, std::string("States.") + page);
  EXPECT_EQ(test::Execution().call({name.c_str(), arguments.c_str(), ""}), result) << example;
}

TEST(IntrinsicPages, ExamplesGiveWhatIsSaid) {
#define INTRINSIC_PAGE(Id, Parameters, Input, Example, Result) check(#Id, Input, Example, Result);
#include "tools/aslc/IntrinsicPages.def"
}
