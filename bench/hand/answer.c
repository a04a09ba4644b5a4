// The handler of tasks: reads its input and answers an empty object.
#include <unistd.h>

int main(void) {
  char buffer[4096];
  while (read(0, buffer, sizeof buffer) > 0) {
  }
  return write(1, "{}\n", 3) == 3 ? 0 : 1;
}
