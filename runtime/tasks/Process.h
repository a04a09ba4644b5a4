// A handler program while it runs: fed, read and awaited without ever blocking its worker.
//
// The task is over when the process has ended, whatever holds its pipes open then: a program that leaves a child of its own behind,
// with its output inherited, must not hang the execution. What it had written by its end is in the pipes, and is read. A program
// that does not read its arguments, or closes stdin early, does nothing wrong.
#pragma once

#include "runtime/engine/EventLoop.h"

#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace aslrt {

/// What a program is given.
struct Launch {
  std::vector<std::string> command; // program (looked for in PATH if it has no slash) and arguments
  std::vector<std::string> variables; // of its environment, as NAME=value, beside those of this process
  std::string input;                // stdin
  size_t maxOutput = 16 << 20;      // bytes of stdout after which it is killed
};

/// What became of it.
struct Ending {
  int status = 0;       // as of waitpid
  std::string output;   // stdout
  std::string errors;   // the last 64 KiB of stderr
  bool flooded = false; // wrote more than maxOutput, and was killed for it
};

class Process : public std::enable_shared_from_this<Process> {
public:
  using Done = std::function<void(Process &, Ending &&)>;
  using Alive = std::function<void(Process &)>;

  /// Starts it. Null if that failed, with the reason in `trouble`; else `done` is called once, from the loop, and `alive` before that
  /// whenever it writes to stderr. It lives until it is done.
  static Process *start(EventLoop &loop, Launch launch, Done done, Alive alive, std::string &trouble);
  /// Asks it, and what it has started, to end (SIGTERM), or makes it (SIGKILL). It is done when it has ended.
  void signal(int number);

private:
  Process(Launch &&launch, Done &&done, Alive &&alive) : launch(std::move(launch)), done(std::move(done)), alive(std::move(alive)) {}
  std::string spawn(EventLoop &loop);
  std::string watch(EventLoop &loop, int inputEnd, int outputEnd, int errorsEnd);
  bool feedAtOnce(int pipe);
  void feed();
  void readOutput();
  void readErrors();
  void end();

  Launch launch;
  Done done;
  Alive alive;
  Ending ending;
  pid_t child = 0;
  size_t fed = 0; // bytes of input written
  std::unique_ptr<EventLoop::Descriptor> input, output, errors, exit;
};

} // namespace aslrt
