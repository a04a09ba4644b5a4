// The writer behind writeJson and $string.
#pragma once

#include "runtime/core/Context.h"

#include <string>

namespace aslrt {

struct WriteStyle {
  unsigned indent = 0;  // blanks a level; 0: compact
  bool rounded = false; // numbers as $string prints them, Decimals as numbers
  bool spelled = false; // Infinity and NaN as strings, else as null
};
/// False if an infinite number was among what was written.
bool write(std::string &out, Value value, WriteStyle style);

} // namespace aslrt
