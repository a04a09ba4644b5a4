#include "runtime/builtins/IntrinsicCall.h"

#include <cmath>

namespace aslrt {

static const char *nounOf(Value value) {
  switch (value.tag()) {
  case Tag::Boolean: return "a boolean";
  case Tag::Number:
  case Tag::Decimal: return "a number";
  case Tag::String: return "a string";
  case Tag::Array: return "an array";
  case Tag::Object: return "an object";
  default: return "null";
  }
}

int64_t IntrinsicCall::integer(uint32_t i, int64_t least, int64_t most) const {
  if (!isNumber(arguments[i]))
    failType(i, "a number");
  double number = numberOf(arguments[i]), floor = std::floor(number);
  double rounded = floor + (number - floor >= 0.5); // floor(number + 0.5) makes 1 of 0.49999999999999994
  if (!(rounded >= double(least)))
    failArgument(i, "at least " + std::to_string(least));
  if (rounded > double(most))
    failArgument(i, "at most " + std::to_string(most));
  return int64_t(rounded);
}

void IntrinsicCall::failType(uint32_t i, const char *expected) const {
  failArgument(i, std::string(expected) + ", not " + nounOf(arguments[i]));
}

void IntrinsicCall::failArgument(uint32_t i, std::string_view what) const {
  fail("argument " + std::to_string(i + 1) + " must be " + std::string(what));
}

void IntrinsicCall::fail(std::string_view why) const {
  throw IntrinsicError{"Invalid arguments in States." + std::string(name) + ": " + std::string(why)};
}

} // namespace aslrt
