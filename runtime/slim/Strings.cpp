// String functions that the runtime calls seldom and on short texts. glibc has each of them once for every generation of processors: 65 KB,
// and a relocation at every start. Those that work on data (memcpy, memchr, strlen, ...) stay glibc's.
#include <cstddef>

extern "C" {

int strncmp(const char *a, const char *b, size_t size) {
  for (; size > 0; ++a, ++b, --size)
    if (*a != *b || !*a)
      return static_cast<unsigned char>(*a) - static_cast<unsigned char>(*b);
  return 0;
}

int strcmp(const char *a, const char *b) { return strncmp(a, b, size_t(-1)); }

char *strchr(const char *text, int c) {
  for (; *text != char(c); ++text)
    if (!*text)
      return nullptr;
  return const_cast<char *>(text);
}

char *strcpy(char *out, const char *text) {
  char *at = out;
  while ((*at++ = *text++)) {
  }
  return out;
}

char *strncpy(char *out, const char *text, size_t size) {
  for (size_t i = 0; i < size; ++i)
    if ((out[i] = *text))
      ++text;
  return out;
}

char *strstr(const char *text, const char *part) {
  for (;; ++text) {
    size_t i = 0;
    while (part[i] && text[i] == part[i])
      ++i;
    if (!part[i])
      return const_cast<char *>(text);
    if (!*text)
      return nullptr;
  }
}
}
