// Regular expressions as JSONata's functions. Expected values are those of the reference.
#include "Engines.h"

#include "runtime/json/Json.h"

#include <gtest/gtest.h>

using namespace aslrt;
using aslc::regex::test::Subject;

namespace {

class Functions : public testing::Test {
protected:
  Value string(std::string_view text) { return makeString(&context, text); }
  std::string json(Value value) {
    std::string out;
    writeJson(out, value);
    return out;
  }
  std::string match(Value regex, std::initializer_list<Value> arguments) {
    Value found = aslrt::call(&context, 0, regex, {arguments.begin(), arguments.size()});
    return found.is(Tag::Undefined) ? "undefined" : json(found);
  }
  template <typename Call> std::string codeOf(Call &&call) {
    try {
      call();
      return "no error";
    } catch (const Error &error) {
      return std::string(codeName(error.code));
    }
  }
  Context context;
};

} // namespace

TEST_F(Functions, GiveAMatch) {
  Subject regex("(b)|(c)", "");
  EXPECT_EQ(match(regex.value(), {string("abc")}), R"({"match":"b","start":1,"end":2,"groups":["b",null],"next":""})");
  EXPECT_EQ(match(regex.value(), {string("😀é")}), "undefined");
  EXPECT_EQ(match(regex.value(), {string("😀éc")}), R"({"match":"c","start":3,"end":4,"groups":[null,"c"],"next":""})");
}

TEST_F(Functions, BeginWhereTheyAreTold) {
  Subject regex("a", "");
  auto start = [&](double from) { return match(regex.value(), {string("aab"), numberValue(from)}).substr(0, 24); };
  EXPECT_EQ(start(1), R"({"match":"a","start":1,")");
  EXPECT_EQ(start(1.5), R"({"match":"a","start":1,")");
  EXPECT_EQ(start(-1), R"({"match":"a","start":0,")");
  EXPECT_EQ(start(2), "undefined");
  EXPECT_EQ(start(1e300), "undefined");
}

TEST_F(Functions, TakeWhatIsNoStringAsJavaScriptDoes) {
  auto matches = [&](const char *pattern, Value value) {
    Subject regex(pattern, "");
    return match(regex.value(), {value}) != "undefined";
  };
  EXPECT_TRUE(matches("^undefined$", undefinedValue()));
  EXPECT_TRUE(matches("^null$", nullValue()));
  EXPECT_TRUE(matches("^true$", booleanValue(true)));
  EXPECT_TRUE(matches("^1e\\+21$", numberValue(1e21)));
  Value inner[] = {nullValue(), numberValue(2)};
  Value items[] = {string("a"), makeArray(&context, inner), makeArray(&context, {}), undefinedValue()};
  EXPECT_TRUE(matches("^a,,2,,$", makeArray(&context, items)));
  EXPECT_TRUE(matches("^\\[object Object\\]$", makeObject(&context, {})));
}

TEST_F(Functions, GoOnFromAMatch) {
  Subject regex("a(\\d)", "");
  Value subject = string("a1éa2"), found = aslrt::call(&context, 0, regex.value(), {&subject, 1});
  Value next = aslrt::call(&context, 0, lookup(found, "next"), {});
  EXPECT_EQ(json(next), R"({"match":"a2","start":3,"end":5,"groups":["2"],"next":""})");
  EXPECT_TRUE(aslrt::call(&context, 0, lookup(next, "next"), {}).is(Tag::Undefined));
}

TEST_F(Functions, RefuseToGoOnWithEmptyMatches) {
  Subject regex("x*", "");
  Value subject = string("abc"), found = aslrt::call(&context, 0, regex.value(), {&subject, 1});
  EXPECT_EQ(json(found), R"({"match":"","start":0,"end":0,"groups":[],"next":""})");
  EXPECT_EQ(codeOf([&] { aslrt::call(&context, 0, lookup(found, "next"), {}); }), "D1004");
  // At the end of the text there is nothing to go on with.
  Value empty = string("");
  found = aslrt::call(&context, 0, regex.value(), {&empty, 1});
  EXPECT_TRUE(aslrt::call(&context, 0, lookup(found, "next"), {}).is(Tag::Undefined));
}
