#include "runtime/engine/Activation.h"

#include "runtime/engine/SharedMap.h"
#include "runtime/engine/Worker.h"

#include <algorithm>
#include <new>

namespace aslrt {

static_assert(alignof(Frame) <= alignof(Activation));

Activation::Pointer Activation::create(Execution &execution, Activation &parent, uint32_t machine) {
  size_t size = sizeOf(execution.context.program->machines[machine]);
  return Pointer(new (::operator new(size)) Activation(execution, &parent, machine));
}

void Activation::begin(const Context &around, Value input, std::span<const Value> captures) {
  frame()->slots[0] = input;
  std::copy(captures.begin(), captures.end(), frame()->slots + 1);
  frame()->resumePoint = 0;
  frame()->liveSlots = uint32_t(1 + captures.size());
  standing = Standing();
  standing.state = around.state;
  standing.enteredEvent = around.enteredEvent;
  standing.enteredTime = around.enteredTime;
  standing.previousEvent = around.previousEvent;
}

void Activation::Deleter::operator()(Activation *activation) const {
  activation->~Activation();
  ::operator delete(activation);
}

void Activation::due(Worker &worker) { worker.timerDue(*this); }

void Activation::goOn(Worker &worker) { worker.advance(this); }

Join::~Join() {
  while (Activation *child = youngest) {
    unlink(*child);
    Activation::Deleter()(child);
  }
}

bool Join::takeMore() {
  if (!isPart)
    return false;
  uint32_t first, size = shared->take(first);
  if (size > 0) {
    shared->results.fill(first, size);
    taken.emplace_back(first, size);
  }
  count += size;
  return size > 0;
}

void Join::link(Activation &child) {
  child.older = youngest;
  child.younger = nullptr;
  if (youngest)
    youngest->younger = &child;
  youngest = &child;
  ++alive;
}

void Join::unlink(Activation &child) {
  (child.younger ? child.younger->older : youngest) = child.older;
  if (child.older)
    child.older->younger = child.younger;
  --alive;
}

} // namespace aslrt
