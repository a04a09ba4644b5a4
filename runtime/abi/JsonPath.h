// What the compiler and the runtime agree on about JSONPath: operators of filters, and the ways in which a path can fail a state.
#pragma once

#include <cstdint>

namespace aslrt {

enum class FilterOperator : uint32_t {
#define FILTER_OPERATOR(Id, Spelling) Id,
#include "runtime/abi/FilterOperators.def"
};

/// What a path that selects nothing is read for: the cause of the failure depends on it (aws-observed.md, section 1.2).
enum class PathUse : uint32_t {
  Field,     // InputPath, OutputPath and other fields: "Invalid path '$.a' : No results for path: $['a']"
  Template,  // `name.$`, ErrorPath, CausePath: "The JSONPath '$.a' specified for the field 'name.$' could not be found ..."
  Parameter, // SecondsPath, TimestampPath: "The SecondsPath parameter does not reference an input value: $.a"
  Condition, // Variable and `...Path` of a choice rule: "The choice state's condition path references an invalid value."
  Argument,  // of an intrinsic function: "The JsonPath argument for the field '$.a' could not be found in the input ..."
};

/// Comparisons of choice rules, by what they compare.
enum class ChoiceOrder : uint32_t { Equals, LessThan, GreaterThan, LessThanEquals, GreaterThanEquals };

} // namespace aslrt
