// The handlers file when compiling: what binds which resource of the workflow.
#pragma once

#include "Frontend.h"

#include "codegen/Codegen.h"
#include "runtime/tasks/Handlers.h"

#include <optional>

namespace aslc {

/// Reads `--handlers FILE`; faults are diagnostics at their place. Without the option there are no handlers.
std::optional<aslrt::Handlers> readHandlers(Session &session);
/// Warns of each Task whose Resource nothing binds (an error with --require-handlers).
void checkBindings(Session &session, const asl::Machine &machine, const aslrt::Handlers *handlers);
/// What binds a resource.
codegen::TaskBinding bindingOf(const aslrt::Handlers *handlers, llvm::StringRef resource);

} // namespace aslc
