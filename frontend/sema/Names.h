// What the names of an expression refer to.
#pragma once

#include "frontend/sema/Reads.h"
#include "frontend/sema/Reporter.h"
#include "frontend/sema/Sema.h"

#include <map>

namespace aslc::sema {

/// Variables that a machine assigns, and those of the machines around it.
struct Variables {
  struct Entry {
    SourceRange range;   // of the first assignment
    std::string pointer; // of the same
    bool read = false;
  };
  std::map<std::string, Entry, std::less<>> own;
  Variables *outer = nullptr;

  Entry *find(llvm::StringRef name);
};

/// What an expression may refer to where it stands.
struct Surroundings {
  Variables &variables;
  bool hasResult = true;      // $states.result
  bool hasErrorOutput = true; // $states.errorOutput
  bool hasStates = true;      // $states at all
  std::string state = "";     // where it stands, as Step Functions writes it: "/States/Route"
  std::vector<VariableRead> *reads = nullptr; // takes the reads of workflow variables
};

/// Resolves the names of `expression`, checks the calls of built-ins, and notes the variables that it reads.
void checkNames(CheckedExpression &expression, const Surroundings &surroundings, Dialect dialect,
                const Reporter &reporter);

} // namespace aslc::sema
