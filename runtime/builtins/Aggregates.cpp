// $sum, $max, $min, $average and $count; $boolean, $not and $exists.
//
// Generated code calls these with any Array, so each checks the items that it adds up or compares.
#include "runtime/builtins/Support.h"
#include "runtime/core/ScanNumbers.h"

#include <cmath>

namespace aslrt {
namespace {

/// Folds the numbers of an array; `items` are some of them.
template <typename Step>
double fold(Context *c, uint32_t position, std::string_view name, Value array, std::span<const Value> items, double result, Step step) {
  for (Value item : items) {
    if (!isNumber(item)) [[unlikely]]
      raiseItems(c, position, name, array, "numbers");
    result = step(result, numberOf(item));
  }
  return result;
}

double sum(Context *c, uint32_t position, std::string_view name, Value array) {
  return fold(c, position, name, array, itemsOf(array), 0, [](double a, double b) { return a + b; });
}

/// The largest or smallest: what `scan` cannot judge is left to `step`.
template <typename Scan, typename Step>
Value best(Context *c, uint32_t position, std::string_view name, Value array, double first, Scan scan, Step step) {
  if (isUndefined(array) || array.length() == 0)
    return undefinedValue();
  double result = first;
  for (std::span<const Value> items = itemsOf(array); !items.empty();) {
    items = items.subspan(scan(items, result));
    size_t few = std::min(items.size(), scanBlock);
    result = fold(c, position, name, array, items.first(few), result, step);
    items = items.subspan(few);
  }
  return numberValue(result);
}

/// Functions that look at a value's type fail where it is a number that JSON cannot have.
void requireFinite(Context *c, uint32_t position, Value value) {
  if (value.is(Tag::Number) && std::isinf(value.number()))
    raise(c, ErrorCode::D1001, position, {.value = value});
}

} // namespace

Value aslrt_fn_Sum(Context *c, uint32_t position, Value numbers) {
  return isUndefined(numbers) ? numbers : numberValue(sum(c, position, "sum", numbers));
}

Value aslrt_fn_Average(Context *c, uint32_t position, Value numbers) {
  if (isUndefined(numbers) || numbers.length() == 0)
    return undefinedValue();
  return numberValue(sum(c, position, "average", numbers) / double(numbers.length()));
}

Value aslrt_fn_Max(Context *c, uint32_t position, Value numbers) {
  return best(c, position, "max", numbers, -INFINITY, scanMax, [](double a, double b) { return b > a || std::isnan(b) ? b : a; });
}

Value aslrt_fn_Min(Context *c, uint32_t position, Value numbers) {
  return best(c, position, "min", numbers, INFINITY, scanMin, [](double a, double b) { return b < a || std::isnan(b) ? b : a; });
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
