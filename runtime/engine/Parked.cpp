#include "runtime/engine/Parked.h"

#include "runtime/core/Time.h"
#include "runtime/engine/Worker.h"

#include <array>
#include <bit>
#include <cstring>
#include <new>
#include <utility>

namespace aslrt {

using Words = std::array<uint64_t, sizeof(Standing) / sizeof(uint64_t)>;

/// One that is made anew, with zeros between its fields.
static const Words &newStanding() {
  static const Words words = [] {
    alignas(Standing) Words made{};
    new (&made) Standing;
    return made;
  }();
  return words;
}

bool Parked::fits(Execution &execution) {
  const Activation &root = execution.root();
  return !root.parent && !root.join && !root.run && root.task != TaskStart::Pending && root.task != TaskStart::Timed && !execution.timedOut;
}

Parked::Pointer Parked::pack(Execution &execution) {
  Activation &root = execution.root();
  execution.enter(root);
  execution.collectExactly();
  Context &context = execution.context;
  const Frame &frame = *root.frame();
  Words words;
  std::memcpy(&words, static_cast<Standing *>(&context), sizeof words);
  uint64_t changed = 0;
  for (size_t i = 0; i < words.size(); ++i)
    changed |= uint64_t(words[i] != newStanding()[i]) << i;
  size_t count = size_t(std::popcount(changed)), slots = frame.liveSlots * sizeof(Value);
  size_t size = sizeof(Parked) + count * sizeof(uint64_t) + slots + execution.name.size() + execution.expressId.size();
  Pointer parked(new (::operator new(size)) Parked);
  parked->owner = execution.owner;
  parked->token = execution.token;
  parked->ordinal = execution.ordinal;
  parked->lastEvent = context.lastEvent;
  parked->recorder = std::move(execution.recorder);
  parked->variables = std::move(root.variables);
  parked->retries = std::move(root.retries);
  parked->chunks = context.arena.release();
  parked->seeded = execution.seeded;
  parked->startMillisecond = execution.startMillisecond;
  parked->input = context.input;
  parked->changed = changed;
  parked->resumePoint = frame.resumePoint;
  parked->liveSlots = frame.liveSlots;
  parked->nameSize = uint32_t(execution.name.size());
  parked->idSize = uint32_t(execution.expressId.size());
  uint64_t *to = parked->words();
  for (; changed; changed &= changed - 1)
    *to++ = words[size_t(std::countr_zero(changed))];
  char *bytes = reinterpret_cast<char *>(to);
  bytes = static_cast<char *>(std::memcpy(bytes, frame.slots, slots)) + slots;
  bytes += execution.name.copy(bytes, execution.name.size());
  execution.expressId.copy(bytes, execution.expressId.size());
  return parked;
}

void Parked::unpack(Execution &execution, Clock &clock, RandomSource &random) {
  execution.renew(ordinal, clock, random);
  execution.owner = owner;
  execution.token = token;
  execution.seeded = seeded;
  execution.startMillisecond = startMillisecond;
  if (startMillisecond != INT64_MIN) // else nobody asks
    execution.startTime = formatTimestamp(startMillisecond * 1'000'000);
  Context &context = execution.context;
  context.lastEvent = lastEvent;
  context.input = input;
  context.arena.adopt(std::exchange(chunks, nullptr));
  Words standing = newStanding();
  const uint64_t *from = words();
  for (uint64_t rest = changed; rest; rest &= rest - 1)
    standing[size_t(std::countr_zero(rest))] = *from++;
  std::memcpy(static_cast<Standing *>(&context), &standing, sizeof standing);
  Activation &root = execution.root();
  root.variables = std::move(variables);
  root.retries = std::move(retries);
  Frame &frame = *root.frame();
  frame.resumePoint = resumePoint;
  frame.liveSlots = liveSlots;
  const char *bytes = reinterpret_cast<const char *>(from);
  std::memcpy(frame.slots, bytes, liveSlots * sizeof(Value));
  bytes += liveSlots * sizeof(Value);
  execution.name.assign(bytes, nameSize);
  execution.expressId.assign(bytes + nameSize, idSize);
  execution.recorder = std::move(recorder);
  execution.refer();
}

Parked::~Parked() { Arena().adopt(chunks); }

void Parked::Deleter::operator()(Parked *parked) const {
  parked->~Parked();
  ::operator delete(parked);
}

void Parked::due(Worker &worker) { worker.makeReady(*this); }

void Parked::goOn(Worker &worker) { worker.advance(&worker.unpark(*this).root()); }

void Parked::End::due(Worker &worker) { worker.timeOut(worker.unpark(parked)); }

} // namespace aslrt
