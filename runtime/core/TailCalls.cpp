// Calls in tail position: a function returns before its last call is made, so that a loop of them takes no stack; and what its turns leave
// behind takes no memory. Once that is much, the next turns work in an arena of their own, of which a turn needs but what it is called
// with; the rest goes whenever the arena has doubled.
#include "runtime/core/Closures.h"

#include <algorithm>
#include <vector>

namespace aslrt {

std::span<const Value> checkedArguments(Context *c, uint32_t pos, Value function, Value context, std::span<const Value> arguments,
                                        void *name) {
  const char *signature = function.is(Tag::Function) ? function.pointer<Closure>()->signature : nullptr;
  if (!signature)
    return arguments;
  return validateArguments(c, pos, name ? static_cast<const Value *>(name)->string() : std::string_view(), signature, context, arguments);
}

namespace {

/// One call of Context::tail, which may leave the next one there.
Value makeTailCall(Context *c) {
  auto &tail = c->tail;
  if (!tail.function.is(Tag::Function))
    raise(c, ErrorCode::T1006, tail.position);
  auto arguments = checkedArguments(c, tail.position, tail.function, tail.context, {tail.arguments, tail.count}, tail.name);
  auto *closure = tail.function.pointer<Closure>();
  spend(c, stepsOfCall);
  c->callPosition = tail.position;
  return closure->code(c, closure, arguments.data(), uint32_t(arguments.size()));
}

/// The arena of turns, in place of the context's, which holds what was there before and is left as it is. In the end it has all.
class TurnArena {
public:
  explicit TurnArena(Context *c) : c(c), memory(c->arena.ranges()), elsewhere(c->elsewhere) {
    if (elsewhere)
      memory.add(*elsewhere);
    c->elsewhere = &memory;
    before.continueFrom(c->arena);
    c->arena.swap(before);
    c->arena.setMark();
  }
  TurnArena(const TurnArena &) = delete;
  TurnArena &operator=(const TurnArena &) = delete;
  ~TurnArena() {
    c->elsewhere = elsewhere;
    before.deadline = c->arena.deadline;
    c->arena.swap(before);
    c->arena.adopt(before.release());
  }

  /// Frees all but what the next call needs. Throws LimitExceeded.
  void collect() {
    auto &tail = c->tail;
    std::vector<Value> roots(tail.arguments, tail.arguments + tail.count);
    roots.insert(roots.end(), {tail.function, tail.context});
    spare.continueFrom(c->arena);
    spare.limit = c->arena.limit;
    moveInto(spare, &memory, roots);
    tail.arguments = static_cast<Value *>(spare.allocate(tail.count * sizeof(Value)));
    std::copy_n(roots.begin(), tail.count, tail.arguments);
    tail.capacity = tail.count;
    tail.function = roots[tail.count];
    tail.context = roots[tail.count + 1];
    c->arena.swap(spare);
    c->arena.setMark();
    if (spare.isLarge())
      spare.reset();
    else
      spare.recycle();
  }

private:
  Context *c;
  MemoryRanges memory;
  const MemoryRanges *elsewhere;
  Arena before, spare;
};

} // namespace

Value makeTailCalls(Context *c) {
  size_t much = std::min(size_t(8) << 20, c->arena.limit / 8); // bytes
  size_t before = c->arena.used();
  Value result;
  do {
    result = makeTailCall(c);
    if (!isTailCall(result)) [[likely]]
      return result;
  } while (c->arena.used() - before < much);
  TurnArena turns(c);
  do {
    if (c->arena.pastMark())
      turns.collect();
    result = makeTailCall(c);
  } while (isTailCall(result));
  return result;
}

Value aslrt_tail_apply(Context *c, uint32_t pos, Value function, Value context, void *args, uint32_t count, void *name) {
  auto &tail = c->tail;
  if (count > tail.capacity) {
    tail.arguments = allocateItems(c, count);
    tail.capacity = count;
  }
  std::copy_n(static_cast<const Value *>(args), count, tail.arguments);
  tail.position = pos;
  tail.function = function;
  tail.context = context;
  tail.count = count;
  tail.name = name;
  return tailMarker;
}

} // namespace aslrt
