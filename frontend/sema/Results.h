// What is certain about the value of an expression before it runs.
#pragma once

#include "frontend/asl/Model.h"
#include "frontend/jsonata/Paths.h"
#include "frontend/sema/Builtins.h"
#include "frontend/sema/Reporter.h"

#include <optional>

namespace aslc::sema {

/// A type, if the value has it whenever there is a value.
struct CertainType {
  std::optional<Type> type;
  bool defined = false; // there is always a value
};
CertainType certainType(const jsonata::Term &term);
/// The value of a condition that does not depend on anything.
std::optional<bool> constantCondition(const jsonata::Term &term);

/// Warns of an expression whose result cannot be of the type or in the range of its field. AWS accepts such a
/// definition (recorded: `Items` of `{% 1 %}`); the state fails when it runs, and the error may be caught. `name` is what
/// the message calls the field.
void checkResult(asl::Field field, llvm::StringRef name, const jsonata::Term &root, const Reporter &reporter);

} // namespace aslc::sema
