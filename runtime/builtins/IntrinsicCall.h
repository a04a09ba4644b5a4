// What the intrinsic functions of JSONPath states share: their arguments, checked where they are taken.
#pragma once

#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Context.h"
#include "runtime/core/Error.h"

#include <string>
#include <string_view>

namespace aslrt {

/// A call of States.<name>. An argument of another type than it is taken for fails the call. Arguments count from 0 here, from 1 in
/// messages.
class IntrinsicCall {
public:
  IntrinsicCall(std::string_view name, const Value *arguments, uint32_t count) : name(name), arguments(arguments), count(count) {}

  uint32_t size() const { return count; }
  Value operator[](uint32_t i) const { return arguments[i]; }
  Value array(uint32_t i) const { return checked(i, Tag::Array, "an array"); }
  Value object(uint32_t i) const { return checked(i, Tag::Object, "an object"); }
  Value string(uint32_t i) const { return checked(i, Tag::String, "a string"); }
  bool boolean(uint32_t i) const { return checked(i, Tag::Boolean, "a boolean").boolean(); }
  /// A number rounded to the nearest integer, halves upwards (measured of States.MathAdd: -1.5 is -1). It must lie in the range,
  /// which is at most that where doubles count by ones.
  int64_t integer(uint32_t i, int64_t least = -exact, int64_t most = exact) const;

  /// "Invalid arguments in States.Hash: ..."; the part before the colon is AWS's.
  [[noreturn]] void fail(std::string_view why) const;

  static constexpr int64_t exact = int64_t(1) << 53;

private:
  Value checked(uint32_t i, Tag tag, const char *noun) const {
    if (!arguments[i].is(tag)) [[unlikely]]
      failType(i, noun);
    return arguments[i];
  }
  [[noreturn]] void failType(uint32_t i, const char *expected) const;
  [[noreturn]] void failArgument(uint32_t i, std::string_view what) const;

  std::string_view name;
  const Value *arguments;
  uint32_t count;
};

/// Flag of an array or object that is made of this value.
inline uint8_t itemFlag(Value item) { return item.tag() < Tag::Array || item.has(Data) ? Data : 0; }

} // namespace aslrt
