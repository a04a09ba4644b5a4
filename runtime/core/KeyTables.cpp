// Items by their keys, for predicates by an equality in loops (ir/passes/HashJoins.cpp).
//
// Each place of the code that asks has a table, which holds for the last items that it was asked for. The first time, nothing is known of
// them but that; the second time it is made. It names at least the items that have the key, by hashes, for the predicate decides.
//
// A table knows its items by their address. That means the same items as long as the arena has given no memory back.
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <vector>

namespace aslrt {

namespace {

/// Whether a value may equal none but those of the same hash. Of others there are few in joins.
bool isKey(Value v) { return v.is(Tag::String) || isNumber(v); }

uint32_t hashOf(Value key) {
  if (key.is(Tag::String))
    return hashKey(key.string());
  auto bits = std::bit_cast<uint64_t>(numberOf(key) + 0.0) * 0x9e3779b97f4a7c15; // -0 is 0
  return uint32_t(bits >> 32);
}

struct Table {
  const void *place;
  Value items;
  uint64_t generation;
  bool made;
  // By item: what its key hashes to, and the next item of its slot, + 1
  std::vector<uint32_t> hashes, next;
  std::vector<uint32_t> slots; // the first item of each, + 1; a power of two
};

void make(Context *c, Table &table, void *names, void *guesses, uint32_t count) {
  uint32_t length = table.items.length();
  spend(c, length);
  table.hashes.assign(length, 0);
  table.next.assign(length, 0);
  table.slots.assign(std::bit_ceil(size_t(length)), 0);
  for (uint32_t i = length; i-- > 0;) { // so that the first is met first
    Value key = aslrt_fields(c, itemsOf(table.items)[i], names, guesses, count);
    if (!isKey(key)) // equals no key
      continue;
    table.hashes[i] = hashOf(key);
    uint32_t &slot = table.slots[table.hashes[i] & (table.slots.size() - 1)];
    table.next[i] = std::exchange(slot, i + 1);
  }
  table.made = true;
}

Value find(Context *c, const Table &table, uint32_t hash) {
  SequenceBuilder found{};
  for (uint32_t i = table.slots[hash & (table.slots.size() - 1)]; i; i = table.next[i - 1])
    if (table.hashes[i - 1] == hash)
      pushInline(c, found, itemsOf(table.items)[i - 1]);
  return found.count ? arrayAt(found.items, found.count) : undefinedValue();
}

} // namespace

struct KeyTables {
  Table &at(const void *place) {
    for (auto &table : tables)
      if (table->place == place)
        return *table;
    tables.push_back(std::make_unique<Table>(Table{place, undefinedValue(), 0, false, {}, {}, {}}));
    return *tables.back();
  }
  std::vector<std::unique_ptr<Table>> tables; // few
};

void DropKeyTables::operator()(KeyTables *tables) const { delete tables; }

Value aslrt_narrow(Context *c, Value items, Value key, void *names, void *guesses, uint32_t count) {
  constexpr uint32_t few = 8; // for which a table is not worth it
  if (!items.is(Tag::Array) || items.length() <= few || !isKey(key))
    return items;
  if (!c->keyTables)
    c->keyTables.reset(new KeyTables);
  Table &table = c->keyTables->at(guesses);
  if (table.items.payload != items.payload || table.items.length() != items.length() || table.generation != c->arena.generation()) {
    table.items = items;
    table.generation = c->arena.generation();
    table.made = false;
    return items;
  }
  if (!table.made)
    make(c, table, names, guesses, count);
  return find(c, table, hashOf(key));
}

} // namespace aslrt
