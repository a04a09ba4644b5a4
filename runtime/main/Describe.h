// --describe
#pragma once

#include "runtime/tasks/Bindings.h"

namespace aslrt {

/// What the program is, as indented JSON with a line's end.
std::string describeProgram(const Program &program, const Bindings &bindings);

} // namespace aslrt
