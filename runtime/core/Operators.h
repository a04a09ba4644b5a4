// The slow halves of the operators: Decimals, Undefined, and operands that are errors.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

enum class Arithmetic : uint8_t { Add, Subtract, Multiply, Divide, Modulo };
enum class Order : uint8_t { Less, LessEqual, Greater, GreaterEqual };

// The operator is a template argument so that the others stay in the registers in which the hot half got them.
template <Arithmetic Op> [[gnu::noinline, gnu::cold]] Value arithmeticSlow(Context *c, Value a, Value b, uint32_t pos);
template <Order O> [[gnu::noinline]] Value orderSlow(Context *c, Value a, Value b, uint32_t pos);
[[gnu::noinline, gnu::cold]] Value negateSlow(Context *c, Value v, uint32_t pos);
/// Remainder with the sign of the dividend; not finite if b is 0.
[[gnu::noinline]] double remainderOf(double a, double b);

/// Order of two strings by UTF-16 code units, as JavaScript compares: negative, 0 or positive.
[[gnu::noinline]] int compareStrings(Value a, Value b);

/// Which item of `length` a number names in a predicate, or UINT64_MAX: rounded down, from the end if negative.
inline uint64_t indexOfNumber(double number, uint64_t length) {
  if (!(number > -0x1p33 && number < 0x1p33)) // longer than any array
    return UINT64_MAX;
  auto index = int64_t(number); // floor() is a call on a plain x86-64
  index -= double(index) > number;
  index += index < 0 ? int64_t(length) : 0;
  return uint64_t(index) < length ? uint64_t(index) : UINT64_MAX;
}
/// How often a predicate's result selects item `index`: a number by naming it, an array of numbers likewise, else by its truth.
uint32_t selections(Value predicate, uint64_t index, uint64_t length);
/// Pushes the item as often as a predicate's result, which is no Boolean, selects it.
[[gnu::noinline]] void filterPushSlow(Context *c, SequenceBuilder &builder, Value item, Value predicate, uint64_t index,
                                      uint64_t length);

} // namespace aslrt
