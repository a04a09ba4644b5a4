/* Starts as many executions of wait.asl.json in a library as asked for, and ends once all wait: prints how many do. */
#include "engine-wait.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  aslc_engine *engine = aslc_engine_create(wait_program(), NULL, NULL, NULL);
  (void)argc;
  for (long rest = atol(argv[1]); rest > 0; --rest) {
    aslc_start(engine, "{}", 2, NULL);
    aslc_poll(engine);
  }
  printf("%zu\n", aslc_running(engine));
  fflush(stdout);
  _Exit(0);
}
