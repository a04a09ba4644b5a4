// How aslc's own memory is made. A compilation is millions of small objects that passes walk over again and again: jemalloc puts those of a
// size next to each other, and in large pages, so that the processor need not look up where they are.
#include "Memory.h"

#include <malloc.h>

#ifdef ASLC_JEMALLOC

/// Read by jemalloc as it starts. Nothing is given back: the next phase wants it again.
extern "C" const char *malloc_conf = "narenas:1,thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1";

/// LLVM's reports on memory, which aslc has not, ask for it: glibc's would bring a second malloc with it.
extern "C" struct mallinfo2 mallinfo2() noexcept { return {}; }

void aslc::prepareMemory() {}

#else

void aslc::prepareMemory() {
  mallopt(M_ARENA_MAX, 1); // else the memory of threads grows by a call of the kernel for each page
  mallopt(M_TOP_PAD, 4 << 20);
}

#endif
