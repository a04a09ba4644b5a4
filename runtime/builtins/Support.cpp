#include "runtime/builtins/Support.h"
#include "runtime/builtins/Signature.h"

#include <cmath>

namespace aslrt {

void raiseArgument(Context *c, uint32_t position, std::string_view name, uint32_t index, Value value) {
  raise(c, ErrorCode::T0410, position, {.token = name, .value = value, .index = index});
}

void raiseItems(Context *c, uint32_t position, std::string_view name, Value array, std::string_view type) {
  raise(c, ErrorCode::T0412, position, {.token = name, .value = array, .index = 1, .type = type});
}

void raiseMessage(Context *c, uint32_t position, std::string_view message) {
  raise(c, ErrorCode::D3137, position, {.message = message});
}

double integerArgument(Context *c, Value number) {
  return c->dialect == Dialect::Aws ? std::floor(numberOf(number)) : numberOf(number);
}

double randomFraction(Context *c) { return double(c->random->next() >> 11) * 0x1p-53; }

Value Callback::operator()(std::span<const Value> arguments) const {
  if (const char *signature = function.pointer<Closure>()->signature)
    arguments = validateArguments(context, position, name, signature, nullValue(), arguments);
  try {
    return call(context, position, function, arguments);
  } catch (Error &error) {
    if (error.position == 0) // from a builtin as a value, which does not know where it is called
      error.position = position;
    throw;
  }
}

} // namespace aslrt
