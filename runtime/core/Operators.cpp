// What the operators do with operands off the fast path.
#include "runtime/core/Operators.h"

#include "runtime/core/Inline.h"
#include "runtime/core/ScanNumbers.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace aslrt {

namespace {

/// By enumerator.
constexpr std::string_view arithmeticTokens[] = {"+", "-", "*", "/", "%"};
constexpr std::string_view orderTokens[] = {"<", "<=", ">", ">="};

double calculate(Arithmetic op, double a, double b) {
  switch (op) {
  case Arithmetic::Add:
    return a + b;
  case Arithmetic::Subtract:
    return a - b;
  case Arithmetic::Multiply:
    return a * b;
  case Arithmetic::Divide:
    return a / b;
  case Arithmetic::Modulo:
    return remainderOf(a, b);
  }
  __builtin_unreachable();
}

bool holds(Order order, int sign) {
  switch (order) {
  case Order::Less:
    return sign < 0;
  case Order::LessEqual:
    return sign <= 0;
  case Order::Greater:
    return sign > 0;
  case Order::GreaterEqual:
    return sign >= 0;
  }
  __builtin_unreachable();
}

bool comparable(Value v) { return isNumber(v) || v.is(Tag::String) || v.is(Tag::Undefined); }

/// Results may be Infinity or NaN; what cannot be is an operand: the one is out of range, the other no number.
void requireOperand(Context *c, Value v, ErrorCode code, uint32_t pos, std::string_view token) {
  if (v.is(Tag::Undefined) || (isNumber(v) && isFinite(numberOf(v))))
    return;
  if (isNumber(v) && !std::isnan(numberOf(v)))
    raise(c, ErrorCode::D1001, pos, {.token = token, .value = v});
  raise(c, code, pos, {.token = token, .value = v});
}

Value arithmetic(Context *c, Arithmetic op, Value a, Value b, uint32_t pos) {
  std::string_view token = arithmeticTokens[size_t(op)];
  requireOperand(c, a, ErrorCode::T2001, pos, token);
  requireOperand(c, b, ErrorCode::T2002, pos, token);
  if (a.is(Tag::Undefined) || b.is(Tag::Undefined))
    return undefinedValue();
  return numberValue(calculate(op, numberOf(a), numberOf(b)));
}

Value order(Context *c, Order order, Value a, Value b, uint32_t pos) {
  std::string_view token = orderTokens[size_t(order)];
  if (!comparable(a) || !comparable(b))
    raise(c, ErrorCode::T2010, pos, {.token = token, .value = isNumber(a) || a.is(Tag::String) ? b : a});
  if (a.is(Tag::Undefined) || b.is(Tag::Undefined))
    return undefinedValue();
  if (isNumber(a) != isNumber(b))
    raise(c, ErrorCode::T2009, pos, {.token = token, .value = a, .value2 = b});
  if (!isNumber(a))
    return booleanValue(holds(order, compareStrings(a, b)));
  double x = numberOf(a), y = numberOf(b);
  return booleanValue(!std::isnan(x) && !std::isnan(y) && holds(order, x < y ? -1 : x > y));
}

} // namespace

template <Arithmetic Op> Value arithmeticSlow(Context *c, Value a, Value b, uint32_t pos) { return arithmetic(c, Op, a, b, pos); }
template Value arithmeticSlow<Arithmetic::Add>(Context *, Value, Value, uint32_t);
template Value arithmeticSlow<Arithmetic::Subtract>(Context *, Value, Value, uint32_t);
template Value arithmeticSlow<Arithmetic::Multiply>(Context *, Value, Value, uint32_t);
template Value arithmeticSlow<Arithmetic::Divide>(Context *, Value, Value, uint32_t);
template Value arithmeticSlow<Arithmetic::Modulo>(Context *, Value, Value, uint32_t);

template <Order O> Value orderSlow(Context *c, Value a, Value b, uint32_t pos) { return order(c, O, a, b, pos); }
template Value orderSlow<Order::Less>(Context *, Value, Value, uint32_t);
template Value orderSlow<Order::LessEqual>(Context *, Value, Value, uint32_t);
template Value orderSlow<Order::Greater>(Context *, Value, Value, uint32_t);
template Value orderSlow<Order::GreaterEqual>(Context *, Value, Value, uint32_t);

Value negateSlow(Context *c, Value v, uint32_t pos) {
  if (v.is(Tag::Undefined))
    return v;
  requireOperand(c, v, ErrorCode::D1002, pos, "-");
  return numberValue(-numberOf(v));
}

double remainderOf(double a, double b) {
  // Small integers are the usual case, and fmod is slow. The result keeps the sign of a dividend whose remainder is 0.
  auto x = int32_t(a >= -1e9 && a <= 1e9 ? a : 0), y = int32_t(b >= -1e9 && b <= 1e9 ? b : 0);
  if (x == a && y == b && x > 0 && y != 0)
    return x % y;
  return std::fmod(a, b);
}

uint32_t selections(Value predicate, uint64_t index, uint64_t length) {
  if (isNumber(predicate))
    return indexOfNumber(numberOf(predicate), length) == index;
  if (!predicate.is(Tag::Array))
    return truthyInline(predicate);
  uint32_t times = 0;
  for (Value item : itemsOf(predicate)) {
    if (!isNumber(item) || std::isnan(numberOf(item))) // no list of indices
      return truthyArray(predicate);
    times += indexOfNumber(numberOf(item), length) == index;
  }
  return times;
}

void filterPushSlow(Context *c, SequenceBuilder &builder, Value item, Value predicate, uint64_t index, uint64_t length) {
  for (uint32_t times = selections(predicate, index, length); times; --times)
    pushInline(c, builder, item);
}

Value aslrt_filter_by(Context *c, Value v, Value predicate) {
  SequenceBuilder builder{};
  uint64_t length = aslrt_count(v);
  spend(c, length);
  auto isIndex = [](Value item) { return isNumber(item) && !std::isnan(numberOf(item)); };
  if (predicate.is(Tag::Array) && predicate.length() > 0 && std::ranges::all_of(itemsOf(predicate), isIndex)) {
    std::vector<uint64_t> indices;
    for (Value number : itemsOf(predicate))
      if (uint64_t index = indexOfNumber(numberOf(number), length); index != UINT64_MAX)
        indices.push_back(index);
    std::ranges::sort(indices);
    for (uint64_t index : indices)
      pushInline(c, builder, aslrt_item(v, index));
  } else if (!predicate.is(Tag::Undefined)) {
    for (uint64_t i = 0; i < length; ++i)
      filterPushSlow(c, builder, aslrt_item(v, i), predicate, i, length);
  }
  return arrayAt(builder.items, builder.count, Sequence);
}

Value aslrt_contains(Value item, Value array) {
  if (item.is(Tag::Undefined) || array.is(Tag::Undefined))
    return booleanValue(false);
  // JavaScript's ===: arrays, objects and functions are equal only to themselves.
  auto identical = [&](Value other) {
    if (isNumber(item))
      return isNumber(other) && numberOf(item) == numberOf(other);
    if (item.tag() != other.tag())
      return false;
    if (item.is(Tag::String))
      return sameText(item, other);
    return item.payload == other.payload && item.length() == other.length() &&
           (item.length() != 0 || !(item.is(Tag::Array) || item.is(Tag::Object)));
  };
  if (!array.is(Tag::Array))
    return booleanValue(identical(array));
  if (isNumber(item))
    return booleanValue(hasNumber(itemsOf(array), numberOf(item)));
  return booleanValue(std::ranges::any_of(itemsOf(array), identical));
}

Value aslrt_range(Context *c, Value first, Value last, uint32_t pos) {
  auto integral = [](Value v) { return isNumber(v) && isFinite(numberOf(v)) && std::floor(numberOf(v)) == numberOf(v); };
  if (!first.is(Tag::Undefined) && !integral(first))
    raise(c, ErrorCode::T2003, pos, {.token = "..", .value = first});
  if (!last.is(Tag::Undefined) && !integral(last))
    raise(c, ErrorCode::T2004, pos, {.token = "..", .value = last});
  if (first.is(Tag::Undefined) || last.is(Tag::Undefined) || numberOf(first) > numberOf(last))
    return undefinedValue();
  double start = numberOf(first), size = numberOf(last) - start + 1;
  if (size > 1e7) // in both versions, though the text of AWS's names another number
    raise(c, ErrorCode::D2014, pos,
          {.token = "..", .value = numberValue(size), .message = c->dialect == Dialect::Aws ? "1e6" : "1e7"});
  if (size > double(c->limits.items))
    raiseMemoryLimit();
  auto count = uint32_t(size);
  Value *items = allocateItems(c, count);
  for (uint32_t i = 0; i < count; ++i)
    items[i] = numberValue(start + i);
  return arrayAt(items, count, Sequence);
}

} // namespace aslrt
