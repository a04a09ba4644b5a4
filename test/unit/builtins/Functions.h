// Functions for tests to hand to $map, $sort, $replace and the like.
#pragma once

#include "runtime/core/Context.h"

#include <string_view>

namespace aslrt::test {

/// A function of the table in Functions.cpp; Undefined if there is none.
Value testFunction(Context *c, std::string_view name);

} // namespace aslrt::test
