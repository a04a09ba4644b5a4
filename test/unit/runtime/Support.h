// What the tests of the runtime share: values from JSON text and back, and the code of an error.
#pragma once

#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Closures.h"
#include "runtime/json/Json.h"
#include "runtime/json/Text.h"

#include <gtest/gtest.h>

namespace aslrt {

class RuntimeTest : public testing::Test {
protected:
  /// The value of a JSON text; a failure if it is none. Strings lie in the arena.
  Value json(std::string_view text) {
    ReadError error;
    Value v = readJson(&context, text, {.keepNumberText = true, .borrow = false}, error);
    EXPECT_FALSE(v.is(Tag::Undefined)) << text << ": " << error.message << " at " << error.offset;
    return v;
  }
  Value string(std::string_view text) { return makeString(&context, text); }
  /// An array with flags, from the JSON text of an array.
  Value sequence(std::string_view text, uint8_t flags = Sequence) { return makeArray(&context, itemsOf(json(text)), flags); }

  static std::string text(Value v) {
    if (v.is(Tag::Undefined))
      return "undefined";
    std::string out;
    writeJson(out, v);
    return out;
  }

  /// "T2001: The left side of ..." of the error that an action raises, or "none".
  template <typename Action> static std::string errorOf(Action action) {
    try {
      action();
    } catch (const Error &error) {
      return std::string(codeName(error.code)) + ": " + error.message;
    } catch (const StateError &error) {
      return error.error + ": " + error.cause;
    } catch (const LimitExceeded &limit) {
      return "limit: " + limit.message;
    }
    return "none";
  }

  /// [[[...]]], built without a text.
  Value nested(size_t depth) {
    Value v = json("[]");
    while (depth--)
      v = makeArray(&context, {&v, 1});
    return v;
  }

  Context context;
  Context *c = &context;
};

inline Value undefined() { return undefinedValue(); }
inline Value number(double d) { return numberValue(d); }

} // namespace aslrt
