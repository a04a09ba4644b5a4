// Objects that are passed on as text.
#pragma once

#include "runtime/abi/Value.h"

namespace aslrt {

/// Flag of an Object: a Spelling stands in the 16 bytes before its first member. That is the whole object, of whose members only those are
/// there that are looked at. Only a reader that knows these makes such objects (readJsonPart), and code whose object is only written
/// (aslrt_spell); and only the compact writer understands them.
inline constexpr Flag Spelled = Flag(0x02);
/// With Spelled: of no members; the text stands in the arena, where the first member would.
inline constexpr Flag SpelledHere = Flag(0x04);

/// The text of an object as the writer writes it, compact, in memory that outlives the execution, or behind this.
struct Spelling {
  const char *text;
  uint64_t size;
};

inline bool isSpelled(Value v) { return v.is(Tag::Object) && v.has(Spelled); }

} // namespace aslrt
