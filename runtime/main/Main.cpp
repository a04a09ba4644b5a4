// The start of a compiled workflow.
#include "runtime/main/Product.h"

#include <cstdlib>
#include <exception>
#include <unistd.h>

// libstdc++'s own prints the exception's demangled type before it aborts, for which it links a demangler and stdio into every
// executable. Nothing here lets an exception escape.
void __gnu_cxx::__verbose_terminate_handler() { abort(); }

int main(int argc, char **argv) {
  // All is written by write(2), so nothing is left to be flushed, and to free memory piece by piece would only take time.
  _exit(aslrt::runProduct(aslrt::aslrt_program, argc, argv));
}
