// Which parts of a JSON text a program can read (decision D8). The reader checks the rest and steps over it.
#pragma once

#include <cstdint>
#include <string_view>

namespace aslrt {

/// What becomes of that part of an object which nobody looks into.
enum class Kept : uint32_t {
  Nothing,
  Items,  // an array is expected, of whose items nothing is kept: a failure tells what stands in its place, which is read whole
  Told,   // a failure may tell it: its text is kept as it is read
  Passed, // it is written, too: then its text will do, if it is what the writer would write
};

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
  Kept kept = Kept::Nothing;
  /// Whether the object has its other members, too, and what becomes of each: then it needs no text of its own.
  Kept others = Kept::Nothing;
  /// Objects in so many containers may be Tuples of what the members name. 0: none may.
  uint32_t tuples = 0;

  /// Whether there is text to be kept of an object.
  bool keeps() const { return kept > Kept::Items || others != Kept::Nothing; }
  /// What a reader has to build who keeps no texts.
  static const Demand *built(const Demand *demand) { return demand && demand->keeps() ? nullptr : demand; }

  /// Of a member that is kept and that nobody has named.
  static const Demand &ofOther(Kept kept);

  const Member *find(std::string_view key) const {
    for (const Member *member = members; member != members + count; ++member)
      if (member->key() == key)
        return member;
    return nullptr;
  }
};

inline const Demand &Demand::ofOther(Kept kept) {
  static constexpr Demand told{nullptr, 0, Kept::Told}, passed{nullptr, 0, Kept::Passed};
  return kept == Kept::Told ? told : passed;
}

} // namespace aslrt
