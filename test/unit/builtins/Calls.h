// Tables of calls: a builtin, its arguments, and what it gives.
#pragma once

#include "runtime/core/Context.h"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace aslrt::test {

/// A call and its result, as texts.
///   builtin    its name, with aws: before it for the dialect of Step Functions, or States. and that of an intrinsic function.
///   arguments  JSON texts with commas between. @undefined is an argument left out on purpose, @name a function of
///              Functions.cpp, @@name a builtin as a value.
///   result     JSON text. undefined; ~[...] is a sequence, which unwraps where it is used; ! and a code, with or
///              without its message, is an error.
struct Call {
  const char *builtin;
  const char *arguments;
  const char *result;
  const char *context = "@undefined";
};

/// An execution to call builtins in: its clock stands still, its random numbers are seeded.
class Execution {
public:
  Execution();
  ~Execution();
  Context *operator->() { return &context; }
  operator Context *() { return &context; }

  /// The value of a text as Call::arguments has it.
  Value value(std::string_view text);
  /// The result of a call as Call::result has it.
  std::string call(const Call &call);

private:
  struct Sources;
  std::unique_ptr<Sources> sources;
  Context context;
};

/// Whether a table has a call of the builtin or intrinsic function (States.Format).
bool isTested(std::string_view builtin);

/// A table of calls, to be checked by a test.
class Calls {
public:
  Calls(std::initializer_list<Call> calls);
  void check() const;

private:
  std::initializer_list<Call>::size_type count;
  std::unique_ptr<Call[]> calls;
};

} // namespace aslrt::test

/// A test of a table: CALLS(Strings, Substring, {"substring", ...}, ...);
#define CALLS(Suite, Name, ...)                                                                                        \
  static const aslrt::test::Calls Suite##Name##Calls{__VA_ARGS__};                                                     \
  TEST(Suite, Name) { Suite##Name##Calls.check(); }                                                                    \
  static_assert(true)
