// What the engine asks of whoever runs a distributed Map state (runtime/maps): its children are executions of their own, on this
// worker or others. The activation of the state waits for it as others wait for children.
#pragma once

#include "runtime/core/Context.h"

#include <span>
#include <vector>

namespace aslrt {

class Activation;

class MapRun {
public:
  /// Ends the children that still run.
  virtual ~MapRun() = default;
  /// Called once, when the activation that made it is entered. True if all is over already: then that activation can go on, and its
  /// context holds the answer.
  virtual bool start() = 0;
  /// The root of a child has ended: the activation, if it can go on now.
  virtual Activation *ended(Activation &child, Outcome outcome) = 0;
  /// What it keeps of the values of the activation's execution.
  virtual void append(std::vector<std::span<Value>> &spans) = 0;
};

} // namespace aslrt
