// The entry points that generated code calls most. This file is compiled twice: into the runtime, and to bitcode that the
// compiler links into a module and inlines. So each function tests tags first and leaves the rest to a function elsewhere,
// and nothing here has state of its own.
#include "runtime/abi/JsonPath.h"
#include "runtime/core/Failure.h"
#include "runtime/core/Forks.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Operators.h"
#include "runtime/core/Sequences.h"
#include "runtime/core/ThreadPool.h"

#include <functional>

namespace aslrt {

namespace {

SequenceBuilder &builderAt(void *p) { return *static_cast<SequenceBuilder *>(p); }
Closure *closureOf(Value function) { return reinterpret_cast<Closure *>(function.payload); }
bool bothNumbers(Value a, Value b) { return (a.head == numberHead) & (b.head == numberHead); }

} // namespace

// Constructors

Value aslrt_record(Context *c, void *buffer, uint32_t count) {
  if (count > scanLimit)
    return aslrt_object(c, buffer, count);
  auto *given = static_cast<const Member *>(buffer);
  auto *members = static_cast<Member *>(allocate(c, count * sizeof(Member)));
  uint32_t kept = 0;
  bool data = true; // as nearly always: who has to know need not look into it
  for (uint32_t i = 0; i < count; ++i) {
    Value value = given[i].value;
    members[kept] = given[i];
    kept += !value.is(Tag::Undefined);
    data &= isDataInside(value);
  }
  return {makeHead(Tag::Object, data ? Data : 0, kept), reinterpret_cast<uint64_t>(members)};
}

void aslrt_append_item(Context *c, void *p, Value v) {
  if (!v.is(Tag::Undefined))
    pushInline(c, builderAt(p), v);
}

void aslrt_closure_capture(Value function, uint32_t i, Value v) { closureOf(function)->captures[i] = v; }
Value aslrt_captured(void *closure, uint32_t i) { return static_cast<const Closure *>(closure)->captures[i]; }
Value aslrt_closure_context(void *closure) { return static_cast<const Closure *>(closure)->context; }
void aslrt_closure_set_context(Value function, Value context) { closureOf(function)->context = context; }
Value aslrt_self(void *closure) { return {makeHead(Tag::Function), reinterpret_cast<uint64_t>(closure)}; }
Value aslrt_cell_get(Value cell) { return *cell.pointer<Value>(); }
void aslrt_cell_set(Value cell, Value v) { *reinterpret_cast<Value *>(cell.payload) = v; }

// Access. Keys are constants nearly always: only inlined does a look-up become a compare of lengths and of a word or two.

[[gnu::always_inline]] Value aslrt_field(Context *c, Value v, Value key, void *guess) {
  if (v.is(Tag::Object)) [[likely]]
    return memberGuessed(v, key, static_cast<uint32_t *>(guess));
  return v.is(Tag::Array) ? fieldOfArray(c, v, key) : undefinedValue();
}

[[gnu::always_inline]] Value aslrt_member(Value v, Value key) { return v.is(Tag::Object) ? memberOf(v, key) : undefinedValue(); }
uint64_t aslrt_count(Value v) { return v.is(Tag::Array) ? v.length() : 1; }
Value aslrt_item(Value v, uint64_t i) { return v.is(Tag::Array) ? v.pointer<Value>()[i] : v; }

Value aslrt_index_item(Value v, double n) {
  bool array = v.is(Tag::Array);
  uint64_t i = indexOfNumber(n, array ? v.length() : 1);
  return i == UINT64_MAX ? undefinedValue() : array ? v.pointer<Value>()[i] : v;
}

Value aslrt_index(Context *c, Value v, double n) {
  Value item = aslrt_index_item(v, n);
  if (item.is(Tag::Array))
    return item;
  return item.is(Tag::Undefined) ? arrayAt(nullptr, 0, Sequence) : sequenceOf(c, item);
}

// Sequences

void aslrt_seq_begin(void *p) { builderAt(p) = {}; }
void aslrt_seq_push(Context *c, void *p, Value v) { pushInline(c, builderAt(p), v); }

void aslrt_step_push(Context *c, void *p, Value v) {
  auto &builder = builderAt(p);
  if (v.is(Tag::Undefined))
    return;
  if (v.is(Tag::Array) || builder.pad[0] > StepMany) {
    stepPushSlow(c, builder, v);
    return;
  }
  builder.pad[0] = StepMany;
  pushInline(c, builder, v);
}

Value aslrt_step_end(Context *c, void *p, uint32_t last) {
  auto &builder = builderAt(p);
  if (builder.pad[0] > StepMany)
    return stepEndLone(c, {builder.pad[0], builder.pad[1]}, last);
  return arrayAt(builder.items, builder.count, Sequence);
}

void aslrt_filter_push(Context *c, void *p, Value item, Value predicate, uint64_t index, uint64_t length) {
  if (predicate.is(Tag::Boolean)) [[likely]] {
    if (predicate.boolean())
      pushInline(c, builderAt(p), item);
  } else if (!predicate.is(Tag::Undefined)) {
    filterPushSlow(c, builderAt(p), item, predicate, index, length);
  }
}

Value aslrt_seq_end(Context *, void *p) {
  auto &builder = builderAt(p);
  return arrayAt(builder.items, builder.count, Sequence);
}

Value aslrt_group_context(Context *c, Value v) { return v.is(Tag::Array) ? appendItems(c, v) : v; }

Value aslrt_unwrap(Value v) {
  if (!v.is(Tag::Array) || !v.has(Sequence) || v.length() > 1)
    return v;
  if (v.length() == 0)
    return undefinedValue();
  return v.has(KeepSingleton) ? v : *v.pointer<Value>();
}

// Streams

namespace {
constexpr uint64_t declinedHead = makeHead(Tag::Undefined, 2);

/// Where attempts nest, by recursion say, each level that runs the whole code runs all below it once more: no more levels than these do.
constexpr uint32_t mostRepeats = 2;

// A chain whose loop has declined is left out once; for each further time in a row, twice as often as before, and once more. Data that the
// loop is not made for thus hardly costs more than without it. A guess holds how often it is still left out, and above how often it was.
constexpr uint32_t guessHalf = 16, mostLeftOut = (1u << guessHalf) - 1;

[[gnu::noinline, gnu::cold]] bool leavesOut(void *guess, uint32_t seen) {
  bool out = seen & mostLeftOut;
  __atomic_store_n(static_cast<uint32_t *>(guess), out ? seen - 1 : 0, __ATOMIC_RELAXED); // unless it declines again, it is forgiven
  return out;
}

void noteDeclined(void *guess, uint32_t seen) {
  uint32_t times = std::min(2 * (seen >> guessHalf) + 1, mostLeftOut);
  __atomic_store_n(static_cast<uint32_t *>(guess), times << guessHalf | times, __ATOMIC_RELAXED);
}

template <typename Run>
[[gnu::noinline, gnu::cold]] Value runInstead(Context *c, Run run, void *whole, void *guess, uint32_t seen, uint32_t repeats) {
  struct Restore {
    uint32_t &count, before = count;
    ~Restore() { count = before; }
  } restore{c->repeats};
  noteDeclined(guess, seen);
  c->repeats = repeats;
  return run(whole);
}
} // namespace

Value aslrt_attempt(Context *c, void *fast, void *whole, void *captures, void *guess, uint32_t count) {
  auto run = [&](void *code) { return reinterpret_cast<Code>(code)(c, nullptr, static_cast<const Value *>(captures), count); };
  if (c->repeats == mostRepeats) [[unlikely]]
    return run(whole);
  uint32_t seen = __atomic_load_n(static_cast<uint32_t *>(guess), __ATOMIC_RELAXED);
  if (seen && leavesOut(guess, seen)) [[unlikely]]
    return run(whole);
  uint32_t repeats = mostRepeats; // an error is met in any case
  try {
    if (Value result = run(fast); result.head != declinedHead) [[likely]]
      return result;
    repeats = c->repeats + 1;
  } catch (...) { // whatever it is, the whole computation meets it again, or what comes before it
  }
  return runInstead(c, run, whole, guess, seen, repeats);
}

Value aslrt_declined() { return {declinedHead, 0}; }
uint64_t aslrt_flat_count(Value v) { return v.is(Tag::Array) ? v.length() : !v.is(Tag::Undefined); }
bool aslrt_flattens(Value v) { return !(v.is(Tag::Array) && v.has(Cons)); }

bool aslrt_settled(Value v) {
  if (!v.is(Tag::Array)) [[likely]]
    return true;
  return v.length() != 0 && !v.has(Cons) && !(v.has(Sequence) && v.length() == 1);
}

bool aslrt_single(Value v) { return !v.is(Tag::Array) && !v.is(Tag::Undefined); }
bool aslrt_is_plain_number(Value v) { return v.head == numberHead; }
bool aslrt_is_number(Value v) { return isNumber(v); }
double aslrt_to_number(Value v) { return v.is(Tag::Decimal) ? v.pointer<DecimalData>()->number : v.number(); }

// Rows

uint64_t aslrt_row_count(void *p, uint32_t width) { return builderAt(p).count / width; }
Value aslrt_entry(void *p, uint64_t i) { return builderAt(p).items[i]; }
Value aslrt_place(uint64_t i) { return numberValue(double(i)); }

void aslrt_spend(Context *c, uint64_t steps) { spend(c, steps); }

// Operators

Value aslrt_add(Context *c, Value a, Value b, uint32_t pos) {
  double result = a.number() + b.number();
  if (bothNumbers(a, b) && isFinite(result)) [[likely]]
    return numberValue(result);
  return arithmeticSlow<Arithmetic::Add>(c, a, b, pos);
}

Value aslrt_subtract(Context *c, Value a, Value b, uint32_t pos) {
  double result = a.number() - b.number();
  if (bothNumbers(a, b) && isFinite(result)) [[likely]]
    return numberValue(result);
  return arithmeticSlow<Arithmetic::Subtract>(c, a, b, pos);
}

Value aslrt_multiply(Context *c, Value a, Value b, uint32_t pos) {
  double result = a.number() * b.number();
  if (bothNumbers(a, b) && isFinite(result)) [[likely]]
    return numberValue(result);
  return arithmeticSlow<Arithmetic::Multiply>(c, a, b, pos);
}

Value aslrt_divide(Context *c, Value a, Value b, uint32_t pos) {
  if (bothNumbers(a, b)) [[likely]] {
    double result = a.number() / b.number();
    if (isFinite(result) && isFinite(b.number())) [[likely]]
      return numberValue(result);
  }
  return arithmeticSlow<Arithmetic::Divide>(c, a, b, pos);
}

Value aslrt_modulo(Context *c, Value a, Value b, uint32_t pos) {
  if (bothNumbers(a, b) && b.number() != 0 && isFinite(a.number()) && isFinite(b.number())) [[likely]]
    return numberValue(remainderOf(a.number(), b.number()));
  return arithmeticSlow<Arithmetic::Modulo>(c, a, b, pos);
}

Value aslrt_negate(Context *c, Value v, uint32_t pos) {
  if (v.head == numberHead && isFinite(v.number())) [[likely]]
    return numberValue(-v.number());
  return negateSlow(c, v, pos);
}

namespace {

[[gnu::always_inline]] inline bool equals(Value a, Value b) {
  if (bothNumbers(a, b))
    return a.number() == b.number();
  if (a.is(Tag::String) && b.is(Tag::String))
    return sameText(a, b);
  if (a.tag() <= Tag::Boolean && b.tag() <= Tag::Boolean)
    return a.tag() == b.tag() && a.payload == b.payload;
  return deepEqual(a, b);
}

bool eitherUndefined(Value a, Value b) { return a.is(Tag::Undefined) || b.is(Tag::Undefined); }

} // namespace

Value aslrt_equal(Value a, Value b) { return booleanValue(!eitherUndefined(a, b) && equals(a, b)); }
Value aslrt_not_equal(Value a, Value b) { return booleanValue(!eitherUndefined(a, b) && !equals(a, b)); }

Value aslrt_less(Context *c, Value a, Value b, uint32_t pos) {
  if (bothNumbers(a, b)) [[likely]]
    return booleanValue(a.number() < b.number());
  return orderSlow<Order::Less>(c, a, b, pos);
}

Value aslrt_less_equal(Context *c, Value a, Value b, uint32_t pos) {
  if (bothNumbers(a, b)) [[likely]]
    return booleanValue(a.number() <= b.number());
  return orderSlow<Order::LessEqual>(c, a, b, pos);
}

Value aslrt_greater(Context *c, Value a, Value b, uint32_t pos) {
  if (bothNumbers(a, b)) [[likely]]
    return booleanValue(a.number() > b.number());
  return orderSlow<Order::Greater>(c, a, b, pos);
}

Value aslrt_greater_equal(Context *c, Value a, Value b, uint32_t pos) {
  if (bothNumbers(a, b)) [[likely]]
    return booleanValue(a.number() >= b.number());
  return orderSlow<Order::GreaterEqual>(c, a, b, pos);
}

namespace {
/// What is compared may be undefined, which is as good as false.
template <Order O, typename Compare>
[[gnu::always_inline]] inline bool isOrdered(Context *c, Value a, Value b, uint32_t pos, Compare compare) {
  if (bothNumbers(a, b)) [[likely]]
    return compare(a.number(), b.number());
  return orderSlow<O>(c, a, b, pos).payload;
}
} // namespace

bool aslrt_is_less(Context *c, Value a, Value b, uint32_t pos) { return isOrdered<Order::Less>(c, a, b, pos, std::less<>()); }
bool aslrt_is_less_equal(Context *c, Value a, Value b, uint32_t pos) {
  return isOrdered<Order::LessEqual>(c, a, b, pos, std::less_equal<>());
}
bool aslrt_is_greater(Context *c, Value a, Value b, uint32_t pos) { return isOrdered<Order::Greater>(c, a, b, pos, std::greater<>()); }
bool aslrt_is_greater_equal(Context *c, Value a, Value b, uint32_t pos) {
  return isOrdered<Order::GreaterEqual>(c, a, b, pos, std::greater_equal<>());
}

bool aslrt_truthy(Value v) { return truthyInline(v); }
bool aslrt_defined(Value v) { return !v.is(Tag::Undefined); }

// Calls

bool aslrt_matches(Value v, uint32_t letter) {
  switch (letter) {
  case 's': return v.is(Tag::String);
  case 'n': return isNumber(v);
  case 'b': return v.is(Tag::Boolean);
  case 'l': return v.is(Tag::Null);
  case 'a': return v.is(Tag::Array);
  case 'o': return v.is(Tag::Object);
  case 'f': return v.is(Tag::Function);
  default: return true;
  }
}

// JSONPath

bool aslrt_integers(Value a, Value b) {
  auto fits = [](Value v) {
    double number = v.number();
    return number >= INT32_MIN && number <= INT32_MAX && numberValue(int32_t(number)).payload == v.payload;
  };
  return bothNumbers(a, b) && fits(a) && fits(b);
}

[[gnu::always_inline]] Value aslrt_member_at(Value v, Value key, void *guess) {
  return v.is(Tag::Object) ? memberGuessed(v, key, static_cast<uint32_t *>(guess)) : undefinedValue();
}

Value aslrt_element(Value v, uint32_t index) {
  if (!v.is(Tag::Array))
    return undefinedValue();
  int64_t i = int32_t(index);
  i += i < 0 ? int64_t(v.length()) : 0;
  return i >= 0 && i < int64_t(v.length()) ? v.pointer<Value>()[i] : undefinedValue();
}

Value aslrt_require_path(Context *c, Value selected, Value from, void *steps, uint32_t expression, uint32_t use) {
  if (selected.is(Tag::Undefined)) [[unlikely]]
    failPath(c, from, *static_cast<const Value *>(steps), expression, PathUse(use));
  return selected;
}

namespace {
template <typename T> [[gnu::always_inline]] inline bool inOrder(ChoiceOrder order, T a, T b) {
  switch (order) {
  case ChoiceOrder::Equals: return a == b;
  case ChoiceOrder::LessThan: return a < b;
  case ChoiceOrder::GreaterThan: return a > b;
  case ChoiceOrder::LessThanEquals: return a <= b;
  case ChoiceOrder::GreaterThanEquals: return a >= b;
  }
  return false;
}
} // namespace

bool aslrt_string_order(Value a, Value b, uint32_t order) {
  if (!a.is(Tag::String) || !b.is(Tag::String))
    return false;
  return ChoiceOrder(order) == ChoiceOrder::Equals ? sameText(a, b) : inOrder(ChoiceOrder(order), compareStrings(a, b), 0);
}

bool aslrt_number_order(Value a, Value b, uint32_t order) {
  return isNumber(a) && isNumber(b) && inOrder(ChoiceOrder(order), numberOf(a), numberOf(b));
}

bool aslrt_same_boolean(Value a, Value b) { return a.is(Tag::Boolean) && b.is(Tag::Boolean) && a.payload == b.payload; }

// Workflows

void aslrt_check_depth(Context *c, uint32_t depth, uint32_t position) {
  if (c->depth + depth > c->limits.depth) [[unlikely]]
    raiseTooDeep(c, position);
}
void aslrt_call_depth(Context *c, uint32_t depth) { c->callDepth = depth; }

void aslrt_enter(Context *c, uint32_t state) {
  c->state = state;
  c->enteredEvent = ++c->lastEvent;
  c->enteredTime = INT64_MIN;
  c->arena.deadline = 0;
}
void aslrt_exit(Context *c) { ++c->lastEvent; }

void aslrt_evaluate(Context *c, uint32_t expression) {
  c->expression = expression;
  c->evaluationTime = 0;
  c->arena.deadline = 0;
  c->callDepth = 1;
}

Value aslrt_require(Context *c, Value v, uint32_t expression) {
  bool scalar = v.tag() >= Tag::Null && v.tag() <= Tag::String;
  if (!scalar && !(v.tag() <= Tag::Object && v.has(Data))) [[unlikely]]
    requireData(c, v, expression);
  return asArray(v);
}

bool aslrt_condition(Context *c, Value v, uint32_t expression) {
  if (!v.is(Tag::Boolean)) [[unlikely]]
    failType(c, expression, "boolean", v);
  return v.boolean();
}

bool aslrt_more_items(Context *c) { return c->iterations.next < c->iterations.end; }

Value aslrt_begin_item(Context *c, Value items) {
  const Iterations &iterations = c->iterations;
  ++c->lastEvent;
  c->state = iterations.state;
  c->expression = noIndex;
  c->enteredEvent = iterations.enteredEvent;
  c->enteredTime = iterations.enteredTime;
  c->itemIndex = iterations.next;
  return c->itemValue = items.pointer<Value>()[iterations.next];
}

void aslrt_end_item(Context *c, Value result) {
  c->iterations.results[c->iterations.next++] = result;
  ++c->lastEvent;
}

bool aslrt_forks_in_line(Context *c) {
  return !c->itemsFollowed && (!c->pool || c->elsewhere || c->pool->idle() == 0); // a shard is not shared once more
}

void aslrt_note_entered(Context *c) { noteEntered(c); }

void aslrt_begin_branch(Context *c) {
  beginChild(c);
  c->itemIndex = noIndex;
  c->itemValue = undefinedValue();
}

void aslrt_end_branch(Value fork, uint64_t place, Value result) { resultsOf(fork)[place] = result; }

Value aslrt_begin_iteration(Context *c, Value items, uint64_t place) {
  ++c->lastEvent;
  beginChild(c);
  c->itemIndex = uint32_t(place);
  return c->itemValue = items.pointer<Value>()[place];
}

void aslrt_end_iteration(Context *c, Value fork, uint64_t place, Value result) {
  resultsOf(fork)[place] = result;
  ++c->lastEvent;
}

Value aslrt_task_result(Context *c) { return c->taskResult; }
void aslrt_succeed(Context *c, Value output) { c->result = output; }
Value aslrt_global(Context *c, uint32_t i) { return i < c->globals.size() ? c->globals[i] : undefinedValue(); }
bool aslrt_pause_due(Context *c) { return c->arena.pastMark() | (c->lastEvent >= c->lookAt); }

} // namespace aslrt
