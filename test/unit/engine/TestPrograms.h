// Machines written by hand, as generated code would be: what they do is said in TestPrograms.cpp.
#pragma once

#include "runtime/abi/Program.h"

#include <string_view>

/// Null for an unknown name.
const aslrt::Program *findProgram(std::string_view name);
