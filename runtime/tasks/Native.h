// Calls of native handlers.
#pragma once

#include "runtime/json/Json.h"

#include <string>

namespace aslrt {

/// Runs the handler and puts its answer into the context. `arguments` is JSON text. The rules are those of aslc/handler.h.
void callNative(Context &context, const TaskInfo &task, NativeHandler handler, const std::string &arguments,
                std::unique_ptr<ReadMemory> &memory);

} // namespace aslrt
