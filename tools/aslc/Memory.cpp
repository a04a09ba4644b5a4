// How aslc's own memory is made. A compilation is millions of small objects that passes walk over again and again: jemalloc puts those of a
// size next to each other, and in large pages, so that the processor need not look up where they are.
#include "Memory.h"

#include <malloc.h>

#ifdef ASLC_JEMALLOC

#include <jemalloc/jemalloc.h>
#include <sys/mman.h>

/// Read by jemalloc as it starts. Nothing is given back: the next phase wants it again.
extern "C" const char *malloc_conf = "narenas:1,dirty_decay_ms:-1,muzzy_decay_ms:-1";

/// LLVM's reports on memory, which aslc has not, ask for it: glibc's would bring a second malloc with it.
extern "C" struct mallinfo2 mallinfo2() noexcept { return {}; }

static constexpr size_t largePage = 2 << 20;
static extent_hooks_t *usual;

static void *allocate(extent_hooks_t *, void *address, size_t size, size_t alignment, bool *zero, bool *commit, unsigned arena) {
  bool isLarge = size >= largePage;
  void *piece = usual->alloc(usual, address, size, isLarge && alignment < largePage ? largePage : alignment, zero, commit, arena);
  if (piece && isLarge)
    madvise(piece, size, MADV_HUGEPAGE);
  return piece;
}

/// What is made before, as programs start, is in small pages: it takes a millisecond to clear a large one that is new to a virtual machine.
void aslc::prepareMemory() {
  size_t size = sizeof(usual);
  if (mallctl("arena.0.extent_hooks", &usual, &size, nullptr, 0))
    return;
  static extent_hooks_t hooks = *usual;
  hooks.alloc = allocate;
  extent_hooks_t *address = &hooks;
  mallctl("arena.0.extent_hooks", nullptr, nullptr, &address, sizeof(address));
}

#else

void aslc::prepareMemory() {
  mallopt(M_ARENA_MAX, 1); // else the memory of threads grows by a call of the kernel for each page
  mallopt(M_TOP_PAD, 4 << 20);
}

#endif
