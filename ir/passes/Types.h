// What is known of the types of values, from what makes them: literals, operators, constructors, intrinsic and built-in functions.
#pragma once

#include "ir/flow/Flow.h"

#include "llvm/ADT/DenseMap.h"

#include "runtime/abi/Value.h"

#include <initializer_list>

namespace aslc::ir {

/// A set of tags: those that a value may have. None is said of code that has not been reached. With arrays and objects goes whether there
/// may be something inside them, at any depth, that is no JSON: a function.
class TagSet {
public:
  constexpr TagSet() = default;
  constexpr TagSet(std::initializer_list<aslrt::Tag> tags) {
    for (aslrt::Tag tag : tags)
      bits |= 1u << unsigned(tag);
  }
  static constexpr TagSet any() { return TagSet(0x1ff | holdsOthers); }
  /// These tags; an array or object may hold anything.
  constexpr TagSet holdingAny() const { return TagSet(bits | holdsOthers); }
  /// These tags; an array or object holds JSON alone.
  constexpr TagSet holdingData() const { return TagSet(bits & ~holdsOthers); }

  constexpr TagSet operator|(TagSet other) const { return TagSet(bits | other.bits); }
  constexpr TagSet operator&(TagSet other) const { return TagSet(bits & other.bits); }
  /// Without these; an array or object that is left may hold what it might before.
  constexpr TagSet operator-(TagSet other) const {
    unsigned left = bits & ~(other.bits & ~holdsOthers);
    return TagSet(left & containers ? left : left & ~holdsOthers);
  }
  constexpr bool operator==(const TagSet &) const = default;
  /// Whether there is nothing but these.
  constexpr bool isOnly(TagSet others) const { return (bits & ~others.bits) == 0; }
  constexpr bool mayBe(TagSet others) const { return (bits & others.bits & ~holdsOthers) != 0; }
  constexpr bool mayHoldOthers() const { return (bits & holdsOthers) != 0; }
  constexpr bool isNone() const { return bits == 0; }

private:
  static constexpr unsigned holdsOthers = 1u << 9, containers = 1u << unsigned(aslrt::Tag::Array) | 1u << unsigned(aslrt::Tag::Object);
  constexpr explicit TagSet(unsigned bits) : bits(bits) {}
  unsigned bits = 0;
};

namespace tags {
inline constexpr TagSet undefined{aslrt::Tag::Undefined}, null{aslrt::Tag::Null}, boolean{aslrt::Tag::Boolean}, string{aslrt::Tag::String},
    array = TagSet{aslrt::Tag::Array}.holdingAny(), object = TagSet{aslrt::Tag::Object}.holdingAny(), function{aslrt::Tag::Function};
/// A double alone, and a number in any form.
inline constexpr TagSet plainNumber{aslrt::Tag::Number}, number{aslrt::Tag::Number, aslrt::Tag::Decimal};
inline constexpr TagSet scalar = null | boolean | number | string;
inline constexpr TagSet data = (scalar | array | object).holdingData();
} // namespace tags

/// The tags that a letter of a signature, or of aslrt_matches, stands for.
TagSet tagsOfLetter(char letter);

/// Whether the op that gives a value never gives undefined.
bool isAlwaysDefined(mlir::Value value);

/// Whether an op gives its operand as it is, if that is of these types: what is no sequence is not opened or unwrapped, and what is JSON
/// need not be required to be.
bool givesOperand(mlir::Operation *op, TagSet operand);

/// Types of the values in a region, whatever way control takes through it.
class Types {
public:
  explicit Types(mlir::Region &body);

  TagSet of(mlir::Value value) const;

private:
  bool update(mlir::Value value, TagSet tags);
  bool visit(mlir::Operation &op);
  TagSet typeOf(mlir::Operation &op) const;
  TagSet typeOf(json::CallOp call) const;
  TagSet incoming(mlir::BlockArgument argument) const;

  llvm::DenseMap<mlir::Value, TagSet> types; // not reached: absent
  bool isSettled = true;
};

} // namespace aslc::ir
