#include "Calls.h"

#include "Functions.h"
#include "runtime/abi/EntryPoints.h"
#include "runtime/builtins/BuiltinEntry.h"
#include "runtime/json/Json.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <set>
#include <vector>

namespace aslrt::test {
namespace {

constexpr std::string_view names[] = {
#define BUILTIN(Id, Name, Signature, Effects, Availability, Doc) Name,
#include "runtime/abi/Builtins.def"
};

std::optional<uint32_t> builtinNamed(std::string_view name) {
  auto found = std::find(std::begin(names), std::end(names), name);
  return found == std::end(names) ? std::nullopt : std::optional(uint32_t(found - std::begin(names)));
}

IntrinsicCode *intrinsicNamed(std::string_view name) {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc)                                                                  \
  if (name == "States." Name)                                                                                          \
    return aslrt_states_##Id;
#include "runtime/abi/Intrinsics.def"
  return nullptr;
}

std::set<std::string, std::less<>> &testedNames() {
  static std::set<std::string, std::less<>> tested;
  return tested;
}

struct StoppedClock : Clock {
  int64_t now() override { return 1709208000'123456789; } // 2024-02-29T12:00:00.123Z
};
struct CountingRandom : RandomSource {
  uint64_t count = 0;
  uint64_t next() override { return ++count * 0x9e3779b97f4a7c15; }
};

bool isSequence(Value value) { return value.is(Tag::Array) && value.has(Sequence); }

/// Arguments are written as one JSON array, in which texts that begin with @ stand for what JSON cannot say.
std::string quoteNames(std::string_view text) {
  std::string quoted;
  for (size_t i = 0; i < text.size(); ++i) {
    bool name = text[i] == '@' && (text[i - 1] == '[' || text[i - 1] == ' ');
    size_t end = name ? text.find_first_of(",] ", i) : i;
    if (end != i) {
      end = std::min(end, text.size());
      quoted.append("\"").append(text.substr(i, end - i)).append("\"");
      i = end - 1;
    } else {
      quoted += text[i];
    }
  }
  return quoted;
}

} // namespace

struct Execution::Sources {
  StoppedClock clock;
  CountingRandom random;
};

Execution::Execution() : sources(std::make_unique<Sources>()) {
  context.clock = &sources->clock;
  context.random = &sources->random;
}
Execution::~Execution() = default;

Value Execution::value(std::string_view text) {
  ReadError error{};
  ReadOptions options{.keepNumberText = true, .borrow = false};
  Value array = readJson(&context, quoteNames("[" + std::string(text) + "]"), options, error);
  EXPECT_FALSE(array.is(Tag::Undefined)) << text << ": " << error.message;
  std::vector<Value> items;
  for (Value item : itemsOf(array)) {
    std::string_view name = item.is(Tag::String) ? item.string() : std::string_view();
    if (name == "@undefined")
      item = undefinedValue();
    else if (name.starts_with("@@"))
      item = functionValue(builtinEntry(Builtin(builtinNamed(name.substr(2)).value())));
    else if (name.starts_with("@"))
      item = testFunction(&context, name.substr(1));
    items.push_back(item);
  }
  return makeArray(&context, items);
}

std::string Execution::call(const Call &call) {
  std::string_view name = call.builtin;
  IntrinsicCode *intrinsic = intrinsicNamed(name);
  bool aws = name.starts_with("aws:");
  context.dialect = aws || intrinsic ? Dialect::Aws : Dialect::Jsonata;
  auto id = builtinNamed(name.substr(aws ? 4 : 0));
  if (!id && !intrinsic)
    return "no builtin of that name";
  Value arguments = value(call.arguments), outer = itemsOf(value(call.context))[0];
  try {
    auto *items = const_cast<Value *>(arguments.pointer<Value>());
    Value result = intrinsic ? intrinsic(&context, items, arguments.length())
                             : aslrt_call_entry(&context, const_cast<BuiltinEntry *>(&builtinEntry(Builtin(*id))), 7,
                                                outer, items, arguments.length());
    if (result.is(Tag::Undefined))
      return "undefined";
    std::string text = isSequence(result) ? "~" : "";
    writeJson(text, result);
    return text;
  } catch (const Error &error) {
    return "!" + std::string(codeName(error.code)) + " " + error.message;
  } catch (const IntrinsicError &error) {
    return "!" + error.message;
  } catch (const LimitExceeded &limit) {
    return "!" + limit.message;
  }
}

bool isTested(std::string_view builtin) { return testedNames().contains(builtin); }

Calls::Calls(std::initializer_list<Call> list) : count(list.size()), calls(std::make_unique<Call[]>(list.size())) {
  std::copy(list.begin(), list.end(), calls.get());
  for (const Call &call : list)
    testedNames().insert(call.builtin);
}

void Calls::check() const {
  for (size_t i = 0; i < count; ++i) {
    Execution execution;
    std::string result = execution.call(calls[i]), expected = calls[i].result;
    if (expected.starts_with("!") && expected.find(' ') == std::string::npos) // only the code
      result = result.substr(0, result.find(' '));
    EXPECT_EQ(result, expected) << calls[i].builtin << "(" << calls[i].arguments << ")";
  }
}

} // namespace aslrt::test
