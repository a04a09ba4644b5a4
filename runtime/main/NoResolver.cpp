// Keeps glibc's name resolver (70 KB) out of executables that never look a name up.
//
// In a static executable pthread_create refers to __libc_resp, the calling thread's resolver state, which libc.a defines beside
// the resolver itself. Nothing but the resolver reads it, so that a variable of our own serves. Only for the tier without network.
extern "C" {
[[gnu::visibility("hidden")]] __thread void *__libc_resp;
extern __thread void *__resp __attribute__((alias("__libc_resp")));
}
