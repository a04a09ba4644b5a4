// Which handler each Task of a program has: what was compiled in, unless a handlers file given at the start says otherwise.
#pragma once

#include "runtime/tasks/Handlers.h"

#include <span>

namespace aslrt {

struct Binding {
  HandlerKind kind = HandlerKind::None;
  std::vector<std::string> command; // Exec
  NativeHandler native = nullptr;   // Native
  /// "exec:./charge --fast", "native", "none": for --describe.
  std::string describe() const;
};

class Bindings {
public:
  explicit Bindings(const Program &program);
  /// Lets the file override. False, with `message`, if it binds a Task to a native handler that is not compiled in: those cannot
  /// be had at the start.
  bool override(const Program &program, const Handlers &handlers, std::string &message);
  const Binding &of(uint32_t task) const { return bindings[task]; }

private:
  std::vector<Binding> bindings;
};

} // namespace aslrt
