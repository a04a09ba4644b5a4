#include "runtime/builtins/Signature.h"

#include "Calls.h"
#include "runtime/json/Json.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace aslrt;

namespace {

/// What a function `f` of this signature is given, or the error. Expected texts are those of the reference, with a lambda
/// that returns its parameters.
std::string validated(const char *signature, std::string_view arguments, std::string_view context = "@undefined") {
  test::Execution execution;
  Value array = execution.value(arguments), outer = itemsOf(execution.value(context))[0];
  try {
    std::string text;
    for (Value value : validateArguments(execution, 3, "f", std::string_view(signature), outer, itemsOf(array))) {
      text += text.empty() ? "" : " ";
      if (value.is(Tag::Undefined))
        text += "undefined";
      else
        writeJson(text, value);
    }
    return text;
  } catch (const Error &error) {
    EXPECT_EQ(error.position, 3u);
    return std::string(codeName(error.code)) + " " + error.message;
  }
}

SignatureFault faultOf(std::string_view signature) {
  Parameter parameters[maxSignatureParameters];
  return parseSignature(signature, parameters).fault;
}

constexpr Parameter onlyOf(std::string_view signature) {
  Parameter parameter;
  parseSignature(signature, {&parameter, 1});
  return parameter;
}
static_assert(onlyOf("<a<n>:n>").subtype == 'n' && onlyOf("<a<n>:n>").plainSubtype);
static_assert(!onlyOf("<a<(ns)>>").plainSubtype);
static_assert(onlyOf("<s-:n>").context && onlyOf("<s-:n>").optional && !onlyOf("<s?:n>").context);

} // namespace

TEST(Signature, TypesThatMatch) {
  EXPECT_EQ(validated("<sn:s>", R"("a", 1)"), R"("a" 1)");
  EXPECT_EQ(validated("<bo>", R"(true, {})"), "true {}");
  EXPECT_EQ(validated("<l>", "null"), "null");
  EXPECT_EQ(validated("<(sn)>", "5"), "5");
  EXPECT_EQ(validated("<s>", "@undefined"), "undefined");
  EXPECT_EQ(validated("<sn>", "@undefined, 1"), "undefined 1");
  EXPECT_EQ(validated("<f>", "@twice"), R"("")");
  EXPECT_EQ(validated("<x>", "@twice"), R"("")");
  EXPECT_EQ(validated("<>", ""), "");
}

TEST(Signature, MismatchesNameTheArgument) {
  auto mismatch = [](int index) {
    return "T0410 Argument " + std::to_string(index) + " of function \"f\" does not match function signature";
  };
  EXPECT_EQ(validated("<sn>", "1, 1"), mismatch(1));
  EXPECT_EQ(validated("<sn>", R"("a", "b")"), mismatch(2));
  EXPECT_EQ(validated("<sn>", R"("a", 1, 1)"), mismatch(3));
  EXPECT_EQ(validated("<sn>", R"("a")"), mismatch(2));
  EXPECT_EQ(validated("<>", "1"), mismatch(1));
  EXPECT_EQ(validated("<j>", "@twice"), mismatch(1));
  EXPECT_EQ(validated("<f>", "@undefined"), mismatch(1));
  EXPECT_EQ(validated("<s?n?b>", R"(1, "a", true)"), mismatch(2));
  EXPECT_EQ(validated("<n+s>", R"(1, 2, true)"), mismatch(3));
  EXPECT_EQ(validated("<n+n+n>", "1, 2"), mismatch(3));
}

TEST(Signature, ContextStandsIn) {
  auto misfit = [](int index) {
    return "T0411 Context value is not a compatible type with argument " + std::to_string(index) + " of function \"f\"";
  };
  EXPECT_EQ(validated("<s-n>", "1", R"("c")"), R"("c" 1)");
  EXPECT_EQ(validated("<s-n>", R"("a", 1)", R"("c")"), R"("a" 1)");
  EXPECT_EQ(validated("<s-s>", R"("a")", R"("c")"), R"("c" "a")");
  EXPECT_EQ(validated("<s-n>", "1"), "undefined 1");
  EXPECT_EQ(validated("<x-n?>", "", "[1]"), "[1]");
  EXPECT_EQ(validated("<s-n>", "1", "5"), misfit(1));
  EXPECT_EQ(validated("<ss-n>", R"("a", 1)", "5"), misfit(2));
  EXPECT_EQ(validated("<f->", "", "5"), misfit(1));
}

TEST(Signature, ArraysAreMadeAndChecked) {
  EXPECT_EQ(validated("<a>", "5"), "[5]");
  EXPECT_EQ(validated("<a>", "[5]"), "[5]");
  EXPECT_EQ(validated("<a<n>>", "5"), "[5]");
  EXPECT_EQ(validated("<a<n>>", "[]"), "[]");
  EXPECT_EQ(validated("<a<n>>", "@undefined"), "undefined");
  EXPECT_EQ(validated("<a<a>>", "[[1], []]"), "[[1],[]]");
  EXPECT_EQ(validated("<a<a<n>>>", R"([["not looked at"]])"), R"([["not looked at"]])");
  EXPECT_EQ(validated("<xa<s>>", R"(1, ["a", 2])"), R"(T0412 Argument 2 of function "f" must be an array of "strings")");
  EXPECT_EQ(validated("<a<b>>", "1"), "T0412 Argument 1 of function \"f\" must be an array of \"booleans\"");
  EXPECT_EQ(validated("<a<o>>", "[1]"), "T0412 Argument 1 of function \"f\" must be an array of \"objects\"");
  EXPECT_EQ(validated("<a<f>>", "[1]"), "T0412 Argument 1 of function \"f\" must be an array of \"functions\"");
  EXPECT_EQ(validated("<a<x>>", "[1]"), "T0412 Argument 1 of function \"f\" must be an array of undefined");
  EXPECT_EQ(validated("<a<(ns)>>", "[1]"), "T0412 Argument 1 of function \"f\" must be an array of undefined");
}

TEST(Signature, RepeatedAndOptional) {
  EXPECT_EQ(validated("<n+>", "1, 2, 3"), "1 2 3");
  EXPECT_EQ(validated("<a+>", "1, [2]"), "[1] [2]");
  EXPECT_EQ(validated("<n+n>", "1, 2, 3"), "1 2 3");
  EXPECT_EQ(validated("<n?s>", R"(1, "a")"), R"(1 "a")");
  EXPECT_EQ(validated("<sn?>", R"("a")"), R"("a")");
  // A parameter that matched nothing is given the next argument all the same, and the ones after it move on.
  EXPECT_EQ(validated("<s?n>", "5"), "5");
  EXPECT_EQ(validated("<s?a<n>>", "[1]"), "[1]"); // the reference fails in JavaScript
  EXPECT_EQ(validated("<a<n>+>", "1, 2"), "T0412 Argument 1 of function \"f\" must be an array of \"numbers\"");
}

TEST(Signature, Faults) {
  EXPECT_EQ(faultOf("<s-nn?:s>"), SignatureFault::None);
  EXPECT_EQ(faultOf("<n<s>>"), SignatureFault::MisplacedSubtype);
  EXPECT_EQ(faultOf("<<s>>"), SignatureFault::MisplacedSubtype);
  EXPECT_EQ(faultOf("<(sa<n>)>"), SignatureFault::ParameterizedChoice);
  EXPECT_EQ(faultOf("<-s>"), SignatureFault::MisplacedModifier);
  EXPECT_EQ(faultOf("<s?+>"), SignatureFault::MisplacedModifier);
  EXPECT_EQ(faultOf("<s+?>"), SignatureFault::None);
  EXPECT_EQ(faultOf("<" + std::string(maxSignatureParameters, 's') + ">"), SignatureFault::None);
  EXPECT_EQ(faultOf("<" + std::string(maxSignatureParameters + 1, 's') + ">"), SignatureFault::TooManyParameters);
  for (const char *text : {"", "<", "<a<", "<(", "<a<(", "<:", "<)>>", "<z s>"})
    faultOf(text); // does not crash
}

TEST(Signature, FaultyOneAcceptsNothing) {
  EXPECT_EQ(validated("<n<s>>", "1"), "T0410 Argument 1 of function \"f\" does not match function signature");
}

// A matcher that backtracks takes 2^60 steps for this.
TEST(Signature, ManyRepetitionsTakeBoundedWork) {
  std::string signature = "<", arguments = "1";
  for (size_t i = 0; i < maxSignatureParameters; ++i)
    signature += i % 2 ? "n?" : "n+";
  for (int i = 0; i < 1000; ++i)
    arguments += ", 1";
  EXPECT_EQ(validated((signature + ">").c_str(), arguments + R"(, "a")"),
            "T0410 Argument 1002 of function \"f\" does not match function signature");
}
