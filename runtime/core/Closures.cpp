// Function values: making them, calling them, applying them in part, and chaining them.
#include "runtime/core/Closures.h"

#include <algorithm>

namespace aslrt {

namespace {

const Value placeholder{makeHead(Tag::Undefined, 1), 0};
bool isPlaceholder(Value v) { return v.head == placeholder.head; }

/// Counts a call, also when it unwinds.
struct DepthGuard {
  DepthGuard(Context *c, uint32_t position) : c(c) {
    bool stackLeft = static_cast<const char *>(__builtin_frame_address(0)) > c->stackEnd;
    if (c->depth + site > c->limits.depth || !stackLeft) [[unlikely]]
      raiseTooDeep(c, position);
    c->depth += site;
    spend(c, stepsOfCall);
  }
  ~DepthGuard() {
    c->depth -= site;
    c->callDepth = site;
  }

private:
  Context *c;
  uint32_t site = c->callDepth;
};

uint32_t positionOf(Value captured) { return uint32_t(captured.number()); }

/// A call of a partial application. Captures: the function, the position, then each argument, given or a placeholder.
Value runPartial(Context *c, const Closure *self, const Value *args, uint32_t count) {
  uint32_t given = self->captureCount - 2, next = 0;
  Value *merged = allocateItems(c, given);
  for (uint32_t i = 0; i < given; ++i) {
    Value v = self->captures[2 + i];
    merged[i] = !isPlaceholder(v) ? v : next < count ? args[next++] : undefinedValue();
  }
  uint32_t position = c->callPosition ? c->callPosition : positionOf(self->captures[1]);
  try { // without a check of its signature: only a builtin makes its own
    return call(c, position, self->captures[0], {merged, given});
  } catch (Error &error) {
    if (error.position == 0) // from a builtin as a value, which does not know where it is called
      error.position = position;
    throw;
  }
}

/// A call of f ~> g. Captures: f, g, the position.
Value runComposed(Context *c, const Closure *self, const Value *args, uint32_t count) {
  uint32_t position = positionOf(self->captures[2]);
  // The reference composes by a lambda with parameters of these names, whose context is null.
  Value argument = count ? args[0] : undefinedValue(), first = stringAt("f", 1, Static), second = stringAt("g", 1, Static);
  Value inner = aslrt_unwrap(aslrt_apply(c, position, self->captures[0], nullValue(), &argument, 1, &first));
  return aslrt_apply(c, position, self->captures[1], nullValue(), &inner, 1, &second);
}

} // namespace

Value call(Context *c, uint32_t position, Value function, std::span<const Value> arguments) {
  if (!function.is(Tag::Function))
    raise(c, ErrorCode::T1006, position);
  DepthGuard guard(c, position);
  auto *closure = function.pointer<Closure>();
  c->callPosition = position;
  Value result = closure->code(c, closure, arguments.data(), uint32_t(arguments.size()));
  return isTailCall(result) ? makeTailCalls(c) : result;
}

Value aslrt_closure(Context *c, void *code, uint32_t arity, uint32_t captures, void *signature) {
  auto *closure = static_cast<Closure *>(allocate(c, sizeof(Closure) + captures * sizeof(Value)));
  *closure = {reinterpret_cast<Code>(code), arity, captures, static_cast<const char *>(signature), undefinedValue()};
  std::fill_n(closure->captures, captures, undefinedValue());
  return {makeHead(Tag::Function), reinterpret_cast<uint64_t>(closure)};
}

Value aslrt_cell(Context *c, Value first) { return makeArray(c, {&first, 1}); }

Value aslrt_placeholder() { return placeholder; }

Value aslrt_apply(Context *c, uint32_t pos, Value function, Value context, void *args, uint32_t count, void *name) {
  return call(c, pos, function, checkedArguments(c, pos, function, context, {static_cast<const Value *>(args), count}, name));
}

Value aslrt_callee(Context *c, Value callee, Value name, uint32_t pos) {
  if (callee.is(Tag::Undefined))
    raise(c, ErrorCode::T1005, pos, {.token = name.string()});
  return callee;
}

Value aslrt_partial_callee(Context *c, Value callee, Value name, uint32_t pos) {
  if (callee.is(Tag::Undefined))
    raise(c, ErrorCode::T1007, pos, {.token = name.string()});
  return callee;
}

Value aslrt_chain(Context *c, uint32_t pos, Value left, Value right, Value context) {
  if (!right.is(Tag::Function))
    raise(c, ErrorCode::T2006, pos, {.value = right});
  if (!left.is(Tag::Function))
    return aslrt_apply(c, pos, right, nullValue(), &left, 1, nullptr); // whose context is null
  Value result = aslrt_closure(c, reinterpret_cast<void *>(runComposed), 1, 3, nullptr);
  aslrt_closure_capture(result, 0, left);
  aslrt_closure_capture(result, 1, right);
  aslrt_closure_capture(result, 2, numberValue(pos));
  return result;
}

// As the reference does it, arguments left out are bound to Undefined and those too many are dropped.
Value aslrt_partial(Context *c, uint32_t pos, Value function, void *args, uint32_t count) {
  if (!function.is(Tag::Function))
    raise(c, ErrorCode::T1008, pos);
  auto *given = static_cast<const Value *>(args);
  uint32_t parameters = function.pointer<Closure>()->arity;
  Value result = aslrt_closure(c, reinterpret_cast<void *>(runPartial), 0, parameters + 2, nullptr);
  auto *closure = reinterpret_cast<Closure *>(result.payload);
  closure->captures[0] = function;
  closure->captures[1] = numberValue(pos);
  for (uint32_t i = 0; i < std::min(count, parameters); ++i) {
    closure->captures[2 + i] = given[i];
    closure->arity += isPlaceholder(given[i]);
  }
  return result;
}

} // namespace aslrt
