// Objects of which there is the text.
#pragma once

#include "runtime/abi/Demand.h"
#include "runtime/abi/Value.h"

namespace aslrt {

/// Flags of an Object: a Spelling stands in the 16 bytes before its first member. That is the whole object, of whose members only those are
/// there that are looked at. A reader that knows these makes such objects (readJsonPart), and code whose object is only written
/// (aslrt_spell); ResultPath adds to them or reads them whole (aslrt_put), and the compact writer writes them. Nothing else understands
/// them.
inline constexpr Flag Spelled = Flag(0x02); // the text is what the writer writes
inline constexpr Flag Excerpt = Flag(0x08); // it is the text that was read, for failures to tell
/// With Spelled: of no members; the text stands in the arena, where the first member would.
inline constexpr Flag SpelledHere = Flag(0x04);

inline constexpr Flag keptFlag(Kept kept) { return kept == Kept::Passed ? Spelled : Excerpt; }

/// The text of an object.
struct Spelling {
  const char *text;
  uint32_t size;
  bool outlives;     // the execution; else it lies in its arena
  bool indicesFirst; // members whose keys look like indices come first, in the dialect that it was read in
};

inline const Spelling &spellingOf(Value object) { return object.pointer<Spelling>()[-1]; }
inline bool isSpelled(Value v) { return v.is(Tag::Object) && v.has(Spelled); }
inline bool hasSpelling(Value v) { return v.is(Tag::Object) && (v.has(Spelled) || v.has(Excerpt)); }

} // namespace aslrt
