// Input and output of the hand-written programs, as cheap as they get: stdin mapped, stdout written once.
#pragma once
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct Bytes {
  const char *data;
  size_t size;
};

// A file is mapped over the front of an anonymous mapping, which gives `padding` readable bytes behind its end without
// a copy, wherever in its last page it ends. It is mapped read-only: a writable private mapping would copy every page
// when it is populated. Whatever cannot be mapped (a pipe) is a wrong use of these programs.
inline Bytes mapStdin(size_t padding) {
  struct stat info;
  if (fstat(0, &info) != 0 || !S_ISREG(info.st_mode)) {
    fputs("stdin must be a file\n", stderr);
    exit(2);
  }
  size_t size = info.st_size;
  void *data = mmap(nullptr, size + padding, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED || (size != 0 && mmap(data, size, PROT_READ, MAP_PRIVATE | MAP_FIXED | MAP_POPULATE, 0, 0) == MAP_FAILED)) {
    perror("mmap");
    exit(2);
  }
  return {static_cast<char *>(data), size};
}

inline void writeStdout(const char *data, size_t size) {
  while (size != 0) {
    ssize_t n = write(1, data, size);
    if (n <= 0) {
      perror("write");
      exit(2);
    }
    data += n;
    size -= n;
  }
}
