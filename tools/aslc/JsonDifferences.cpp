#include "JsonDifferences.h"

#include "runtime/json/Json.h"

#include "llvm/ADT/StringExtras.h"

using namespace aslc;
using aslrt::Tag;
using aslrt::Value;

namespace {

std::string textOf(Value value) {
  std::string text;
  aslrt::writeJson(text, value);
  return text;
}

/// The text of a number that is an integer, or "": of those a double cannot tell all apart.
llvm::StringRef digitsOf(Value value) {
  if (!value.is(Tag::Decimal))
    return "";
  llvm::StringRef text(value.pointer<aslrt::DecimalData>()->text, value.length());
  return text.find_first_not_of("-0123456789") == text.npos ? text : "";
}

bool sameNumber(Value a, Value b) {
  if (llvm::StringRef left = digitsOf(a), right = digitsOf(b); !left.empty() && !right.empty())
    return left == right;
  return aslrt::numberOf(a) == aslrt::numberOf(b);
}

bool sameKind(Value a, Value b) { return a.tag() == b.tag() || (aslrt::isNumber(a) && aslrt::isNumber(b)); }

class Comparison {
public:
  void compare(Value expected, Value actual) {
    if (!sameKind(expected, actual))
      return note(expected, actual);
    if (expected.is(Tag::Object))
      return compareObjects(expected, actual);
    if (expected.is(Tag::Array))
      return compareArrays(expected, actual);
    bool same = aslrt::isNumber(expected)      ? sameNumber(expected, actual)
                : expected.is(Tag::String)  ? expected.string() == actual.string()
                : expected.is(Tag::Boolean) ? expected.boolean() == actual.boolean()
                                            : true;
    if (!same)
      note(expected, actual);
  }

  std::vector<JsonDifference> differences;

private:
  void compareObjects(Value expected, Value actual) {
    for (const aslrt::Member &member : membersOf(expected))
      within(step(member.key), member.value, lookup(actual, member.key.string()));
    for (const aslrt::Member &member : membersOf(actual))
      if (lookup(expected, member.key.string()).is(Tag::Undefined))
        within(step(member.key), aslrt::undefinedValue(), member.value);
  }

  void compareArrays(Value expected, Value actual) {
    auto left = itemsOf(expected), right = itemsOf(actual);
    auto item = [](std::span<const Value> items, size_t i) { return i < items.size() ? items[i] : aslrt::undefinedValue(); };
    for (size_t i = 0; i < std::max(left.size(), right.size()); ++i)
      within("[" + std::to_string(i) + "]", item(left, i), item(right, i));
  }

  /// Undefined: there is none.
  void within(const std::string &step, Value expected, Value actual) {
    size_t size = path.size();
    path += step;
    compare(expected, actual);
    path.resize(size);
  }

  static std::string step(Value key) {
    llvm::StringRef name(key.string().data(), key.string().size());
    bool plain = !name.empty() && !llvm::isDigit(name[0]) && llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
    if (plain)
      return "." + name.str();
    std::string quoted = textOf(key);
    return "[" + quoted + "]";
  }

  void note(Value expected, Value actual) {
    auto text = [](Value value) { return value.is(Tag::Undefined) ? std::nullopt : std::optional(textOf(value)); };
    differences.push_back({path, text(expected), text(actual)});
  }

  std::string path = "$";
};

} // namespace

std::optional<std::vector<JsonDifference>> aslc::jsonDifferences(llvm::StringRef expected, llvm::StringRef actual) {
  aslrt::Context memory;
  memory.limits.jsonDepth = 1'000'000;
  auto read = [&](llvm::StringRef text) {
    aslrt::ReadError error;
    return aslrt::readJson(&memory, {text.data(), text.size()}, {.keepNumberText = true, .borrow = true}, error);
  };
  Value left = read(expected), right = read(actual);
  if (left.is(Tag::Undefined) || right.is(Tag::Undefined))
    return std::nullopt;
  Comparison comparison;
  comparison.compare(left, right);
  return std::move(comparison.differences);
}
