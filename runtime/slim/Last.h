// How a process ends that cannot go on.
#pragma once

#include <cstdlib>
#include <initializer_list>
#include <string_view>
#include <unistd.h>

namespace aslrt {

/// Writes a line of these parts to stderr, and aborts.
[[noreturn]] inline void lastWords(std::initializer_list<std::string_view> parts) {
  [[maybe_unused]] ssize_t written = 0; // there is nobody left to tell
  for (std::string_view part : parts)
    written = write(STDERR_FILENO, part.data(), part.size());
  written = write(STDERR_FILENO, "\n", 1);
  abort();
}

} // namespace aslrt
