#include "Functions.h"

#include "runtime/abi/EntryPoints.h"

#include <string>
#include <utility>

namespace aslrt::test {
namespace {

Value closure(Context *c, Code code, uint32_t arity, const char *signature, std::initializer_list<Value> captures) {
  Value function = aslrt_closure(c, reinterpret_cast<void *>(code), arity, uint32_t(captures.size()),
                                 const_cast<char *>(signature));
  uint32_t i = 0;
  for (Value value : captures)
    aslrt_closure_capture(function, i++, value);
  return function;
}

Value object(Context *c, std::initializer_list<std::pair<std::string_view, Value>> members) {
  Member list[8];
  size_t count = 0;
  for (auto &[key, value] : members)
    list[count++] = {makeString(c, key), value};
  return makeObject(c, {list, count});
}

Value twice(Context *, const Closure *, const Value *args, uint32_t) { return numberValue(numberOf(args[0]) * 2); }
Value isBig(Context *, const Closure *, const Value *args, uint32_t) { return booleanValue(numberOf(args[0]) > 2); }
Value key(Context *, const Closure *, const Value *args, uint32_t count) {
  return count == 2 ? args[1] : undefinedValue();
}
Value size(Context *, const Closure *, const Value *args, uint32_t count) {
  return count == 3 ? numberValue(args[2].length()) : undefinedValue();
}
Value none(Context *, const Closure *, const Value *, uint32_t) { return undefinedValue(); }
Value emptyArray(Context *c, const Closure *, const Value *, uint32_t) { return makeArray(c, {}); }
Value add(Context *, const Closure *, const Value *args, uint32_t) {
  return numberValue(numberOf(args[0]) + numberOf(args[1]));
}
Value after(Context *, const Closure *, const Value *args, uint32_t) {
  return booleanValue(numberOf(args[0]) > numberOf(args[1]));
}
Value foldAll(Context *, const Closure *, const Value *args, uint32_t count) {
  return numberValue(numberOf(args[0]) + numberOf(args[1]) * numberOf(args[2]) + (count == 4 ? args[3].length() : 0));
}

/// A match of the digit at or behind a place, as a regular expression with one group gives it. Captures: string, place.
Value nextDigit(Context *c, const Closure *self, const Value *args, uint32_t) {
  Value string = self->captureCount ? self->captures[0] : args[0];
  size_t place = self->captureCount ? size_t(self->captures[1].number()) : 0;
  size_t at = string.string().find_first_of("0123456789", place);
  if (at == std::string_view::npos)
    return undefinedValue();
  Value digit = makeString(c, string.string().substr(at, 1));
  return object(c, {{"match", digit},
                    {"start", numberValue(double(at))},
                    {"end", numberValue(double(at + 1))},
                    {"groups", makeArray(c, {&digit, 1})},
                    {"next", closure(c, nextDigit, 0, nullptr, {string, numberValue(double(at + 1))})}});
}

Value emptyMatch(Context *c, const Closure *, const Value *, uint32_t) {
  return object(c, {{"match", makeString(c, "")},
                    {"start", numberValue(0)},
                    {"end", numberValue(0)},
                    {"groups", makeArray(c, {})},
                    {"next", closure(c, emptyMatch, 0, nullptr, {})}});
}
Value five(Context *, const Closure *, const Value *, uint32_t) { return numberValue(5); }
Value emptyObject(Context *c, const Closure *, const Value *, uint32_t) { return makeObject(c, {}); }
Value matchTwice(Context *c, const Closure *, const Value *args, uint32_t) {
  std::string_view text = lookup(args[0], "match").string();
  return makeString(c, std::string(text) + std::string(text));
}

struct Function {
  std::string_view name;
  Code code;
  uint32_t arity;
  const char *signature;
};
constexpr Function functions[] = {
    {"twice", twice, 1, nullptr},
    {"isBig", isBig, 1, nullptr},
    {"key", key, 2, nullptr},
    {"size", size, 3, nullptr},
    {"none", none, 1, nullptr},
    {"emptyArray", emptyArray, 2, nullptr},
    {"add", add, 2, nullptr},
    {"after", after, 2, nullptr},
    {"foldIndex", foldAll, 3, nullptr},
    {"foldAll", foldAll, 4, nullptr},
    {"twiceNumber", twice, 1, "<n:n>"},
    {"digits", nextDigit, 1, nullptr},
    {"emptyMatch", emptyMatch, 1, nullptr},
    {"five", five, 1, nullptr},
    {"emptyObject", emptyObject, 1, nullptr},
    {"matchTwice", matchTwice, 1, nullptr},
};

} // namespace

Value testFunction(Context *c, std::string_view name) {
  for (const Function &function : functions)
    if (function.name == name)
      return closure(c, function.code, function.arity, function.signature, {});
  return undefinedValue();
}

} // namespace aslrt::test
