// The writer behind writeJson and $string.
#pragma once

#include "runtime/core/Context.h"

#include <string>

namespace aslrt {

struct WriteStyle {
  unsigned indent = 0;  // blanks a level; 0: compact
  bool rounded = false; // numbers as $string prints them, Decimals as numbers
  bool spelled = false; // Infinity and NaN as strings, else as null
  /// Bytes. A longer text breaks the limit on memory: values that share their parts can be small, and their text without end.
  size_t longest = size_t(1) << 30;
  ThreadPool *pool = nullptr; // of threads that may write parts of long arrays, unless there is an indentation
};
/// Appends JSON text. False if an infinite number was among what was written. Throws LimitExceeded.
bool write(std::string &out, Value value, WriteStyle style);
class Appender;
bool write(Appender &out, Value value, WriteStyle style);

} // namespace aslrt
