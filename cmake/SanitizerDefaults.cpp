// Options of AddressSanitizer for programs that link Debian's LLVM, which is not instrumented itself. Headers of LLVM that are
// compiled here poison the memory of BumpPtrAllocator and of vectors, and the library, which does not know, neither unpoisons it nor
// keeps to it: without these lines the first MLIR context is a false report.
extern "C" const char *__asan_default_options() { return "allow_user_poisoning=0:detect_container_overflow=0"; }
