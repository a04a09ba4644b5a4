// What a program that stands alone costs at least: reads its input, writes a line, exits. Linked statically.
#include <stdio.h>

int main(void) {
  char buffer[4096];
  size_t total = 0, n;
  while ((n = fread(buffer, 1, sizeof buffer, stdin)) > 0)
    total += n;
  printf("hello, %zu bytes\n", total);
}
