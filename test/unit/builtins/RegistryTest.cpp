#include "Calls.h"

#include "runtime/builtins/BuiltinEntry.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace aslrt;

TEST(Registry, EveryBuiltinHasATest) {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) EXPECT_TRUE(test::isTested(Name)) << "$" << Name;
#include "runtime/abi/Builtins.def"
}

TEST(Registry, EveryIntrinsicHasATest) {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc) EXPECT_TRUE(test::isTested("States." Name)) << Name;
#include "runtime/abi/Intrinsics.def"
}

TEST(Registry, ArityIsWhatTheReferencesFunctionsDeclare) {
  auto arity = [](Builtin id) { return functionValue(builtinEntry(id)).pointer<Closure>()->arity; };
  EXPECT_EQ(arity(Builtin::String), 1u);
  EXPECT_EQ(arity(Builtin::Zip), 0u);
  EXPECT_EQ(arity(Builtin::Substring), 3u);
  EXPECT_EQ(arity(Builtin::Reduce), 3u);
  EXPECT_EQ(arity(Builtin::Uuid), 0u);
}

TEST(Registry, BuiltinAsAValueTakesItsContext) {
  test::Execution execution;
  Value uppercase = functionValue(builtinEntry(Builtin::Uppercase)), context = makeString(execution, "abc");
  EXPECT_TRUE(uppercase.has(Static));
  EXPECT_EQ(aslrt_apply(execution, 0, uppercase, context, nullptr, 0, nullptr).string(), "ABC");
}

// A function value may be called without a check of its signature.
TEST(Registry, BuiltinAsAValueChecksItsArguments) {
  test::Execution execution;
  Value uppercase = functionValue(builtinEntry(Builtin::Uppercase)), number = numberValue(5);
  try {
    call(execution, 0, uppercase, {&number, 1});
    FAIL();
  } catch (const Error &error) {
    EXPECT_EQ(error.message, R"(Argument 1 of function "uppercase" does not match function signature)");
  }
}

TEST(Registry, RepeatedParameterTakesTheRest) {
  test::Execution execution;
  Value arrays = itemsOf(execution.value("[[1, 2], [3, 4]]"))[0];
  Value zipped = aslrt_call_entry(execution, const_cast<BuiltinEntry *>(&aslrt_builtin_Zip), 0, undefinedValue(),
                                    const_cast<Value *>(arrays.pointer<Value>()), 2);
  EXPECT_TRUE(deepEqual(zipped, itemsOf(execution.value("[[1, 3], [2, 4]]"))[0]));
}

TEST(Registry, EntryIsTheValueAndTheCall) {
  test::Execution execution;
  Value text = makeString(execution, "abc");
  void *entry = const_cast<BuiltinEntry *>(&aslrt_builtin_Uppercase);
  EXPECT_EQ(functionValue(builtinEntry(Builtin::Uppercase)).pointer<BuiltinEntry>(), entry);
  EXPECT_EQ(aslrt_call_entry(execution, entry, 0, undefinedValue(), &text, 1).string(), "ABC");
  EXPECT_EQ(aslrt_call_entry(execution, entry, 0, text, nullptr, 0).string(), "ABC");
}
