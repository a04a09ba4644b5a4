// Reads of workflow variables.
#pragma once

#include "frontend/basic/Source.h"

#include <string>

namespace aslc::sema {

struct VariableRead {
  std::string name;
  SourceRange range;   // of the name with its '$'
  std::string pointer; // JSON pointer of the field
};

} // namespace aslc::sema
