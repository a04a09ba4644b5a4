// Which parts of a JSON text a program can read (decision D8). The reader checks the rest and steps over it.
#pragma once

#include <cstdint>
#include <string_view>

namespace aslrt {

/// What is read of a value: of an object the members named, of an array the same of each item; a scalar always. A null pointer to a
/// Demand stands for all of a value. The compiler builds these field by field (codegen/ProgramDescriptor.cpp).
struct Demand {
  struct Member {
    constexpr Member(std::string_view key, const Demand *demand) : name(key.data()), size(key.size()), demand(demand) {}
    std::string_view key() const { return {name, size}; }

    const char *name;
    uint64_t size;
    const Demand *demand; // null: all of it
  };
  const Member *members;
  uint32_t count;
  /// Whether the rest of the value is needed too, but only to be written: then its text will do, if it is what the writer would write.
  bool passed = false;

  /// What a reader has to build who keeps no texts.
  static const Demand *built(const Demand *demand) { return demand && demand->passed ? nullptr : demand; }

  const Member *find(std::string_view key) const {
    for (const Member *member = members; member != members + count; ++member)
      if (member->key() == key)
        return member;
    return nullptr;
  }
};

} // namespace aslrt
