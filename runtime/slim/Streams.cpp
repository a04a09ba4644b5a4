// Keeps stdio (150 KB with wide characters and conversions of character sets) out: the runtime reads and writes descriptors.
//
// glibc itself refers to it where it ends, where it starts a thread, and in functions that stand in one section with others that are
// needed: malloc_stats beside malloc, tempnam beside mkostemp. Those nobody calls; cmake/CheckSlim.cmake sees to it that the runtime
// refers to none of them.
#include "runtime/slim/Last.h"

/// Where what malloc_stats and tempnam refer to leads.
[[noreturn]] static void leftOut() { aslrt::lastWords({"a function of stdio was called that this executable does not have"}); }

extern "C" {

/// At exit: no stream has anything to write.
int _IO_cleanup() { return 0; }
/// When there is a second thread: no stream needs its lock.
void _IO_enable_locks() {}

void *stderr;
void fprintf() { leftOut(); }
void fwrite() { leftOut(); }
void _IO_fputs() { leftOut(); }
void sprintf() { leftOut(); }
void snprintf() { leftOut(); }
void vsnprintf() { leftOut(); }
}
