// The copying collector: what a suspended or looping execution still needs moves into a fresh arena, and the old one is freed.
//
// A block that is reached again must not be copied again: shared values would unfold into trees, and a cell would lose its
// identity. Values may be slices of others (the items of one array within another), so a forwarding address cannot be written
// into the old block; it stands in a table by (address, tag, length). The work left is a stack of runs of values in new blocks
// that still point to old ones, so depth costs no recursion.
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Spelling.h"
#include "runtime/core/Stack.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace aslrt {

namespace {

/// Strings up to this size are copied each time: a table entry costs more.
constexpr uint32_t smallString = 16;

/// Where blocks have moved.
class Forwarding {
public:
  /// The entry of a value's block: its new address, or 0 if it has not moved yet.
  uint64_t &operator[](Value old) {
    if (used * 2 >= capacity)
      resize(std::max<size_t>(64, capacity * 2));
    Entry &entry = find(old.payload, identity(old));
    if (!entry.from) {
      entry = {old.payload, identity(old), 0};
      ++used;
    }
    return entry.to;
  }

private:
  struct Entry {
    uint64_t from, identity, to;
  };

  static uint64_t identity(Value v) { return v.head & ~uint64_t(0xff00); } // tag and length

  Entry &find(uint64_t from, uint64_t identity) {
    uint64_t hash = (from ^ identity << 7) * 0x9e3779b97f4a7c15;
    for (size_t i = size_t(hash >> 20);; ++i) {
      Entry &entry = entries[i & (capacity - 1)];
      if (!entry.from || (entry.from == from && entry.identity == identity))
        return entry;
    }
  }

  void resize(size_t size) {
    std::unique_ptr<Entry[]> old = std::exchange(entries, std::make_unique<Entry[]>(size));
    size_t oldCapacity = std::exchange(capacity, size);
    for (size_t i = 0; i < oldCapacity; ++i)
      if (old[i].from)
        find(old[i].from, old[i].identity) = old[i];
  }

  std::unique_ptr<Entry[]> entries;
  size_t capacity = 0, used = 0;
};

class Collector {
public:
  Collector(Arena &fresh, const MemoryRanges *elsewhere) : fresh(fresh), elsewhere(elsewhere) {}

  void move(std::span<Value> roots) {
    pending.push(roots);
    while (!pending.empty()) {
      auto &run = pending.top();
      if (run.empty()) {
        pending.pop();
        continue;
      }
      Value &value = run.front();
      run = run.subspan(1);
      forward(value);
    }
  }

private:
  void forward(Value &v) {
    if (v.tag() < Tag::Decimal || v.has(Static))
      return;
    if (v.length() == 0 && !v.is(Tag::Function) && !hasSpelling(v) && !isTuple(v)) {
      v.payload = 0;
      return;
    }
    if (elsewhere && elsewhere->has(v.payload))
      return;
    if (v.is(Tag::String) && v.length() <= smallString) {
      v.payload = copy(v.payload, v.length());
      return;
    }
    if (uint64_t known = moved[v]) {
      v.payload = known;
      return;
    }
    uint64_t to = copyBlock(v);
    moved[v] = to;
    v.payload = to;
  }

  uint64_t copy(uint64_t from, size_t bytes) {
    return reinterpret_cast<uint64_t>(std::memcpy(fresh.allocate(bytes), reinterpret_cast<const void *>(from), bytes));
  }

  uint64_t copyBlock(Value v) {
    switch (v.tag()) {
    case Tag::Decimal: return copy(v.payload, sizeof(DecimalData) + v.length());
    case Tag::String: return copy(v.payload, v.length());
    case Tag::Array: return copyValues(v.payload, v.length());
    case Tag::Object:
      if (hasSpelling(v))
        return copySpelled(v);
      if (isTuple(v))
        return copyValues(v.payload, tupleSize(v));
      return v.has(Indexed) ? copyIndexed(v) : copyValues(v.payload, size_t(v.length()) * 2);
    default: return copyClosure(*v.pointer<Closure>());
    }
  }

  uint64_t copyValues(uint64_t from, size_t count) {
    uint64_t to = copy(from, count * sizeof(Value));
    pending.push({reinterpret_cast<Value *>(to), count});
    return to;
  }

  uint64_t copyIndexed(Value object) {
    const ObjectIndex *index = indexOf(object.pointer<Member>());
    uint64_t newIndex = copy(reinterpret_cast<uint64_t>(index), indexBytes(*index));
    size_t bytes = object.length() * sizeof(Member);
    auto *members = reinterpret_cast<Member *>(static_cast<char *>(fresh.allocate(16 + bytes)) + 16);
    std::memcpy(members, object.pointer<Member>(), bytes);
    indexOf(members) = reinterpret_cast<ObjectIndex *>(newIndex);
    pending.push({&members->key, size_t(object.length()) * 2});
    return reinterpret_cast<uint64_t>(members);
  }

  uint64_t copySpelled(Value object) {
    const Spelling &spelling = spellingOf(object);
    bool here = object.has(SpelledHere);
    size_t values = size_t(object.length()) * 2;
    auto *to = reinterpret_cast<Spelling *>(
        copy(reinterpret_cast<uint64_t>(&spelling), sizeof(Spelling) + (here ? spelling.size : values * sizeof(Value))));
    if (here)
      to->text = reinterpret_cast<const char *>(to + 1);
    else
      pending.push({reinterpret_cast<Value *>(to + 1), values});
    if (!here && !spelling.outlives)
      to->text = reinterpret_cast<const char *>(copy(reinterpret_cast<uint64_t>(spelling.text), spelling.size));
    return reinterpret_cast<uint64_t>(to + 1);
  }

  uint64_t copyClosure(const Closure &closure) {
    size_t bytes = sizeof(Closure) + closure.captureCount * sizeof(Value);
    auto *moved = reinterpret_cast<Closure *>(copy(reinterpret_cast<uint64_t>(&closure), bytes));
    pending.push({moved->captures, closure.captureCount});
    pending.push({&moved->context, 1});
    return reinterpret_cast<uint64_t>(moved);
  }

  Arena &fresh;
  const MemoryRanges *elsewhere;
  Forwarding moved;
  Stack<std::span<Value>> pending;
};

} // namespace

void collect(Context *c, Frame *frame) {
  if (c->pins > 0) {
    c->arena.setMark();
    return;
  }
  Arena fresh;
  fresh.limit = c->arena.limit;
  collectInto(c, frame, fresh);
}

void moveInto(Arena &fresh, const MemoryRanges *elsewhere, std::span<Value> values) { Collector(fresh, elsewhere).move(values); }

void collectInto(Context *c, Frame *frame, Arena &fresh) {
  std::vector<std::span<Value>> spans{{frame->slots, frame->liveSlots}, {&c->input, 1}, {&c->forks.outermost, 1}};
  c->forEachRoot([&](Value &root) { spans.push_back({&root, 1}); });
  for (ForkStanding &standing : c->forks.standings)
    spans.insert(spans.end(), {{&standing.itemValue, 1}, {&standing.itemKey, 1}});
  if (c->others)
    c->others->append(spans);
  // The new roots are written back only when all is copied: on LimitExceeded the old ones still hold.
  std::vector<Value> roots;
  for (std::span<Value> span : spans)
    roots.insert(roots.end(), span.begin(), span.end());
  moveInto(fresh, c->elsewhere, roots);
  for (auto from = roots.begin(); std::span<Value> span : spans) {
    std::copy_n(from, span.size(), span.begin());
    from += ptrdiff_t(span.size());
  }
  std::swap(fresh.first, c->arena.first); // stays
  c->arena.swap(fresh);
  c->tail.capacity = 0; // lay in the old arena
  if (c->observer)
    c->observer->moved();
  c->arena.setMark();
}

void aslrt_pause(Context *c, void *frame) {
  if (timeIsUp(c))
    throw Stopped();
  if (c->arena.pastMark())
    collect(c, static_cast<Frame *>(frame));
}

} // namespace aslrt
