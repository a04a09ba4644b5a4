// The layout of a JSON value, shared by the runtime and by the compiler, which emits constants in this layout.
//
// A value is 16 bytes and travels in two registers (decision D6). Everything that one asks of a value often stands in its
// head, so that no memory is touched for it:
//
//     head     bits  0..7  tag
//                    8..15 flags (their meaning depends on the tag)
//                   16..31 zero; of a Tuple its values
//                   32..63 length: bytes of a String, items of an Array, members of an Object, else 0
//     payload        Boolean: 0 or 1. Number: the bits of a double. Otherwise a pointer.
//
// Values are immutable. What a payload points to lives in the arena of its execution, or (flag Static) in memory that
// outlives the execution: constants of the program, a parent's arena, the text of the input.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace aslrt {

enum class Tag : uint8_t {
  Undefined, // JSONata's "nothing"; never inside an array or object
  Null,
  Boolean,
  Number,  // payload: double; Infinity and NaN only as results of arithmetic
  Decimal, // a number whose text must survive ("0.0", 20 digits): payload: DecimalData*, length: bytes of the text
  String,  // payload: WTF-8 bytes (UTF-8 that may hold a lone surrogate), not terminated
  Array,   // payload: Value[length]
  Object,  // payload: Member[length], in the order written
  Function // payload: Closure*
};

/// Flags of the head, by tag. Static goes with every tag that has a pointer.
enum Flag : uint8_t {
  Static = 0x80, // payload outlives the execution: never copied
  // Array, Object
  Data = 0x40, // no function and no Undefined at any depth, as JSON text gives. Absent means "not known".
  // String
  Ascii = 0x01,    // every byte < 0x80: a code point is a byte. Absent means "not known".
  Verbatim = 0x02, // JSON text has it as it is, between quotes: nothing to be escaped. Absent means "not known".
  // Array; JSONata's sequence rules
  Sequence = 0x01,      // result of a path or filter: of one item unwraps, of none is Undefined
  KeepSingleton = 0x02, // marked by `[]`: does not unwrap
  Cons = 0x04,          // built by an array constructor: not flattened into a sequence
  // Function
  Pattern = 0x01, // a regular expression: payload is a Regex (runtime/abi/Regex.h)
  // Object
  Indexed = 0x01, // an ObjectIndex* stands in the 8 bytes before the first member
  // The values alone of members that code looks up by place (ir/passes/FormTuples.cpp), Undefined if there is none; for other code it has
  // no members.
  Tuple = 0x10,
};

struct Value {
  uint64_t head;
  uint64_t payload;

  Tag tag() const { return static_cast<Tag>(head & 0xff); }
  bool has(Flag flag) const { return head & (uint64_t(flag) << 8); }
  uint32_t length() const { return static_cast<uint32_t>(head >> 32); }
  bool is(Tag t) const { return tag() == t; }
  double number() const { return std::bit_cast<double>(payload); }
  bool boolean() const { return payload != 0; }
  template <typename T> const T *pointer() const { return reinterpret_cast<const T *>(payload); }
  std::string_view string() const { return {pointer<char>(), length()}; }
};

/// A member of an object: the key is a String value.
struct Member {
  Value key;
  Value value;
};

/// A number with its text. `text` has as many bytes as the value's length.
struct DecimalData {
  double number;
  char text[];
};

struct Context;
struct Closure;

/// The code of a function value. `args` holds `count` values; missing ones count as Undefined.
using Code = Value (*)(Context *, const Closure *self, const Value *args, uint32_t count);

/// A function: code, and the values that it captured. Variables captured by reference are cells: one-item arrays of the
/// arena that their owner may overwrite.
struct Closure {
  Code code;
  uint32_t arity;        // parameters declared, as $map and friends ask
  uint32_t captureCount; // entries of `captures`
  const char *signature; // JSONata signature ("<s-nn?:s>"), zero-terminated, or null
  Value context;         // `$` where the lambda was written
  Value captures[];
};

constexpr uint64_t makeHead(Tag tag, uint8_t flags = 0, uint32_t length = 0) {
  return uint64_t(tag) | uint64_t(flags) << 8 | uint64_t(length) << 32;
}

constexpr uint64_t tupleHead(uint32_t count) { return makeHead(Tag::Object, Data | Tuple) | uint64_t(count) << 16; }
inline bool isTuple(Value v) { return v.is(Tag::Object) && v.has(Tuple); }
constexpr uint32_t tupleSize(Value v) { return v.head >> 16 & 0xffff; }

constexpr Value undefinedValue() { return {makeHead(Tag::Undefined), 0}; }
constexpr Value nullValue() { return {makeHead(Tag::Null), 0}; }
constexpr Value booleanValue(bool b) { return {makeHead(Tag::Boolean), uint64_t(b)}; }
constexpr Value numberValue(double d) { return {makeHead(Tag::Number), std::bit_cast<uint64_t>(d)}; }

} // namespace aslrt
