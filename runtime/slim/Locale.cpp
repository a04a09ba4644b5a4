// Keeps locales (100 KB: the C locale's tables of wide characters, translations, and what reads the files of others) out: the runtime
// has the C locale only, and classifies characters itself. cmake/CheckSlim.cmake sees to it that it does not ask <ctype.h>.
#include <cstring>

extern "C" {

/// Gives a thread its tables of <ctype.h>.
void __ctype_init() {}

/// gettext, of a language that has no translations.
char *__dcgettext(const char *, const char *text, int) { return const_cast<char *>(text); }

/// Texts of errors without gettext; of std::error_code and Boost.System.
char *strerror(int error) {
  const char *text = strerrordesc_np(error);
  return const_cast<char *>(text ? text : "Unknown error");
}
char *__strerror_r(int error, char *, size_t) { return strerror(error); }
char *strerror_r(int, char *, size_t) __attribute__((alias("__strerror_r")));

/// Of decimal numbers; glibc reads its files under /proc and /sys with them.
unsigned long strtoul(const char *text, char **end, int) {
  unsigned long number = 0;
  for (; *text >= '0' && *text <= '9'; ++text)
    number = number * 10 + static_cast<unsigned long>(*text - '0');
  if (end)
    *end = const_cast<char *>(text);
  return number;
}
long strtol(const char *text, char **end, int base) { return long(strtoul(text, end, base)); }
}
