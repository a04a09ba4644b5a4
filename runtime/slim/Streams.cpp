// Keeps stdio (150 KB with wide characters and conversions of character sets) out: the runtime reads and writes descriptors.
//
// glibc itself refers to it where it ends, where it starts a thread, and in functions that stand in one section with others that are
// needed: malloc_stats beside malloc, tempnam beside mkostemp. Those nobody calls; cmake/CheckSlim.cmake sees to it that the runtime
// refers to none of them.
#include "runtime/slim/Last.h"

#include <cstdarg>
#include <cstring>
#include <string_view>

/// Where what malloc_stats and tempnam refer to leads.
[[noreturn]] static void leftOut() { aslrt::lastWords({"a function of stdio was called that this executable does not have"}); }

static void append(char *out, size_t room, size_t &size, std::string_view text) {
  for (char c : text)
    if (++size < room)
      out[size - 1] = c;
}

static std::string_view decimal(unsigned long number, char (&digits)[24]) {
  char *end = digits + sizeof digits, *begin = end;
  do
    *--begin = char('0' + number % 10);
  while (number /= 10);
  return {begin, size_t(end - begin)};
}

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

/// With %d, %lu and %s: what Boost.System composes texts of errors with.
int vsnprintf(char *out, size_t room, const char *format, va_list arguments) {
  size_t size = 0;
  char digits[24];
  while (*format) {
    size_t plain = strcspn(format, "%");
    append(out, room, size, {format, plain});
    format += plain;
    std::string_view rest = format;
    if (rest.starts_with("%d")) {
      long number = va_arg(arguments, int);
      append(out, room, size, number < 0 ? "-" : "");
      append(out, room, size, decimal(static_cast<unsigned long>(number < 0 ? -number : number), digits));
      format += 2;
    } else if (rest.starts_with("%lu")) {
      append(out, room, size, decimal(va_arg(arguments, unsigned long), digits));
      format += 3;
    } else if (rest.starts_with("%s")) {
      append(out, room, size, va_arg(arguments, const char *));
      format += 2;
    } else if (*format) {
      leftOut();
    }
  }
  if (room > 0)
    out[size < room ? size : room - 1] = 0;
  return int(size);
}

int snprintf(char *out, size_t room, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(out, room, format, arguments);
  va_end(arguments);
  return size;
}
}
