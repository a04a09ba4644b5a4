// The two clocks of decision D10.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// The time of the system.
class RealClock final : public Clock {
public:
  int64_t now() override;
};

/// Time that stands still until it is moved, which costs nothing: waits of any length end at once.
class VirtualClock final : public Clock {
public:
  int64_t now() override { return time; }
  int64_t time = 0; // nanoseconds since 1970
};

} // namespace aslrt
