// Keeps out what glibc's assertions are printed with: stdio and translations. A process whose memory is corrupt still says so, and aborts.
#include "runtime/slim/Last.h"

extern "C" [[noreturn]] void __assert_fail(const char *assertion, const char *file, unsigned, const char *function) noexcept {
  aslrt::lastWords({file, ": ", function ? function : "?", ": Assertion `", assertion, "' failed."});
}
