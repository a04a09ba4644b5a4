// How AWS bounds executions: what --limits=aws stands for (limits.md).
#pragma once

#include "runtime/abi/Limits.h"

namespace aslrt {

/// By WorkflowType.
inline constexpr Bounds awsBounds[] = {
    {.events = 25'000, .payload = 256 << 10, .variables = 10 << 20, .seconds = 31'536'000, .concurrency = 40},
    {.events = Bounds::none, .payload = 256 << 10, .variables = 10 << 20, .seconds = 300, .concurrency = 40},
};
inline constexpr uint64_t awsInput = 256 << 10; // bytes
inline constexpr uint64_t awsError = 256, awsCause = 32'768; // characters of a request that a task has failed

} // namespace aslrt
