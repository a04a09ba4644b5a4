// $parse.
#include "runtime/builtins/Support.h"
#include "runtime/json/Json.h"

#include <string>

namespace aslrt {

Value aslrt_fn_Parse(Context *c, uint32_t position, Value text) {
  if (isUndefined(text))
    return text;
  ReadError error;
  // Numbers do not keep their text: on AWS "-0" gives 0. Only a text that outlives the execution may be pointed into.
  ReadOptions options{.keepNumberText = false, .borrow = text.has(Static)};
  Value value = readJson(c, text.string(), options, error);
  if (isUndefined(value))
    raiseMessage(c, position,
                 "The argument of the parse function is not valid JSON: " + error.message + " (offset " +
                     std::to_string(error.offset) + ")");
  return value;
}

} // namespace aslrt
