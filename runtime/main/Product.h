// The command line of a compiled workflow.
#pragma once

#include "runtime/abi/Program.h"

namespace aslrt {

/// Does what the arguments say, and returns the exit status; or ends the process, if that cannot be done.
int runProduct(const Program &program, int argc, char **argv);

} // namespace aslrt
