// How the process ends when it cannot do what it was asked.
#pragma once

#include <string_view>

namespace aslrt {

/// Exit status of wrong usage and of input or output that cannot be read or written.
inline constexpr int exitUnusable = 2;

/// The name before the messages: how the program was called, without folders.
void setProgramName(const char *argv0);
std::string_view programName();

/// Writes "order: message" to stderr.
void complain(std::string_view message);
/// complain(), then ends the process with exitUnusable; handler programs and a half-written output go first. From any thread.
[[noreturn]] void fatal(std::string_view message);
/// fatal("`what`: " and the text of an errno).
[[noreturn]] void fatalErrno(std::string_view what, int error);

} // namespace aslrt
