// Signals that end the process, put off until what it has begun is undone: temporary files, programs that run.
#pragma once

namespace aslc {

/// While it lives, the first SIGINT, SIGTERM or SIGHUP is noted; another ends the process at once. One at a time.
class Interrupt {
public:
  Interrupt();
  /// Ends the process as the signal that has come would have.
  ~Interrupt();
  Interrupt(const Interrupt &) = delete;

  /// 0: none has come.
  int signal() const;
  /// Can be read once one has come; -1: there is none.
  int descriptor() const;
};

} // namespace aslc
