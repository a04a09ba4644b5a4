// From a checked definition to an executable.
#pragma once

#include "Frontend.h"

#include "codegen/Codegen.h"
#include "runtime/tasks/Handlers.h"

namespace aslc {

/// "order" for "flows/order.asl.json".
std::string stemOf(llvm::StringRef path);
/// What an executable is told of itself; `handlers`, if there are any, must outlive it.
codegen::ProgramInfo programInfo(const Session &session, const Definition &definition, llvm::StringRef name, unsigned level,
                                 const aslrt::Handlers *handlers);
/// Compiles a definition without errors and links it; `level` is that of -O. False after an error, which is printed.
bool buildExecutable(const Session &session, const Definition &definition, const codegen::ProgramInfo &info, unsigned level,
                     const codegen::LinkOptions &options);

} // namespace aslc
