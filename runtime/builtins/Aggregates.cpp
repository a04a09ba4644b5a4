// $sum, $max, $min, $average and $count; $boolean, $not and $exists.
//
// Generated code calls these with any Array, so each checks the items that it adds up or compares.
#include "runtime/builtins/Support.h"

#include <cmath>

namespace aslrt {
namespace {

/// Folds the numbers of an array.
template <typename Step>
double fold(Context *c, uint32_t position, std::string_view name, Value array, double first, Step step) {
  double result = first;
  for (Value item : itemsOf(array)) {
    if (!isNumber(item)) [[unlikely]]
      raiseItems(c, position, name, array, "numbers");
    result = step(result, numberOf(item));
  }
  return result;
}

double add(double a, double b) { return a + b; }

/// Functions that look at a value's type fail where it is a number that JSON cannot have.
void requireFinite(Context *c, uint32_t position, Value value) {
  if (value.is(Tag::Number) && std::isinf(value.number()))
    raise(c, ErrorCode::D1001, position, {.value = value});
}

} // namespace

Value aslrt_fn_Sum(Context *c, uint32_t position, Value numbers) {
  return isUndefined(numbers) ? numbers : numberValue(fold(c, position, "sum", numbers, 0, add));
}

Value aslrt_fn_Average(Context *c, uint32_t position, Value numbers) {
  if (isUndefined(numbers) || numbers.length() == 0)
    return undefinedValue();
  return numberValue(fold(c, position, "average", numbers, 0, add) / double(numbers.length()));
}

Value aslrt_fn_Max(Context *c, uint32_t position, Value numbers) {
  if (isUndefined(numbers) || numbers.length() == 0)
    return undefinedValue();
  return numberValue(fold(c, position, "max", numbers, -INFINITY, [](double a, double b) { return b > a || std::isnan(b) ? b : a; }));
}

Value aslrt_fn_Min(Context *c, uint32_t position, Value numbers) {
  if (isUndefined(numbers) || numbers.length() == 0)
    return undefinedValue();
  return numberValue(fold(c, position, "min", numbers, INFINITY, [](double a, double b) { return b < a || std::isnan(b) ? b : a; }));
}

Value aslrt_fn_Count(Context *, uint32_t, Value array) { return numberValue(isUndefined(array) ? 0 : array.length()); }

Value aslrt_fn_Boolean(Context *c, uint32_t position, Value value) {
  requireFinite(c, position, value);
  return isUndefined(value) ? value : booleanValue(truthy(value));
}
Value aslrt_fn_Not(Context *c, uint32_t position, Value value) {
  requireFinite(c, position, value);
  return isUndefined(value) ? value : booleanValue(!truthy(value));
}
Value aslrt_fn_Exists(Context *, uint32_t, Value value) { return booleanValue(!isUndefined(value)); }

} // namespace aslrt
