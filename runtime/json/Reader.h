// The parts of the JSON reader. See Reader.cpp for the whole.
#pragma once

#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"

namespace aslrt {

/// A place in the text. What reads from it moves `at`; what fails leaves `at` where the fault is, `fault` set.
struct ReadCursor {
  Context *context;
  const char *begin, *at, *end;
  ReadOptions options;
  const char *fault = nullptr; // why the text is no JSON
  std::string buffer = {};     // of strings with escapes

  size_t left() const { return size_t(end - at); }
  /// Notes the fault; false.
  bool fail(const char *message) {
    fault = message;
    return false;
  }
};

/// Reads a string; `at` stands behind its opening quote and ends behind the closing one.
bool readString(ReadCursor &cursor, Value &out);
/// Reads a number; `at` stands at its first character, a minus or digit.
bool readNumber(ReadCursor &cursor, Value &out);

} // namespace aslrt
