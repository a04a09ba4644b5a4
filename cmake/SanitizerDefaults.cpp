// Options of AddressSanitizer for programs that link Debian's LLVM, which is not instrumented itself. Headers of LLVM that are
// compiled here poison the memory of BumpPtrAllocator and of vectors, and the library, which does not know, neither unpoisons it nor
// keeps to it: without the first two the first MLIR context is a false report. LLD gives the thread that links a signal stack of its
// own; with use_sigaltstack, AddressSanitizer takes that for its own at the thread's end, and fails to unmap it.
extern "C" const char *__asan_default_options() { return "allow_user_poisoning=0:detect_container_overflow=0:use_sigaltstack=0"; }
