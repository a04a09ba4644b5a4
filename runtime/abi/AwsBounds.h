// How AWS bounds executions: what --limits=aws stands for (limits.md).
#pragma once

#include "runtime/abi/Limits.h"

namespace aslrt {

/// By WorkflowType.
inline constexpr Bounds awsBounds[] = {
    {.events = 25'000, .payload = 256 << 10, .seconds = 31'536'000, .concurrency = 40},
    {.events = Bounds::none, .payload = 256 << 10, .seconds = 300, .concurrency = 40},
};
inline constexpr uint64_t awsInput = 256 << 10; // bytes

} // namespace aslrt
