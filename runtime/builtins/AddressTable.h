// A table of addresses, for walks over values that must know what they have seen.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace aslrt {

/// A table from addresses to numbers.
class AddressTable {
public:
  /// The number of an address (not 0); null if it is not there. With `add` it then is, and its number UINT32_MAX.
  uint32_t *find(uint64_t address, bool add) {
    if (entries.empty() && !add)
      return nullptr;
    if (add && used * 2 >= entries.size())
      enlarge();
    Entry &entry = entryOf(address);
    if (!entry.address && !add)
      return nullptr;
    if (!entry.address) {
      entry = {address, UINT32_MAX};
      ++used;
    }
    return &entry.number;
  }
  /// Whether an address was not there before.
  bool insert(uint64_t address) {
    uint32_t *number = find(address, true);
    return std::exchange(*number, 0) == UINT32_MAX;
  }

private:
  struct Entry {
    uint64_t address = 0;
    uint32_t number = 0;
  };
  Entry &entryOf(uint64_t address) {
    for (size_t i = (address * 0x9e3779b97f4a7c15) >> 20;; ++i) {
      Entry &entry = entries[i & (entries.size() - 1)];
      if (!entry.address || entry.address == address)
        return entry;
    }
  }
  void enlarge() {
    std::vector<Entry> old(std::max<size_t>(entries.size() * 2, 16));
    old.swap(entries);
    for (const Entry &entry : old)
      if (entry.address)
        entryOf(entry.address) = entry;
  }

  std::vector<Entry> entries;
  size_t used = 0;
};

} // namespace aslrt
