#include "runtime/tasks/Process.h"

#include "runtime/engine/StopSignals.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace aslrt {
namespace {

constexpr size_t keptErrors = 64 << 10; // bytes of stderr
constexpr int readsPerTurn = 16;        // of 16 KiB, before other executions get their turn
constexpr int readsAtEnd = 1 << 14;     // more than any pipe holds; stops only a heir of the pipe that goes on writing

/// A pipe whose ends close with it, but for those that are taken.
struct Pipe {
  ~Pipe() {
    for (int end : ends)
      if (end >= 0)
        close(end);
  }
  bool open() { return pipe2(ends, O_CLOEXEC) == 0; }
  /// Hands over an end, made non-blocking.
  int take(int end) {
    int fd = std::exchange(ends[end], -1);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
  }
  int ends[2] = {-1, -1}; // to be read, to be written
};

/// How the child differs from this process: its standard descriptors, a process group of its own (a stop reaches what it starts,
/// too), and the defaults for signals that this process may have changed.
class SpawnPlan {
public:
  SpawnPlan(int input, int output, int errors) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, errors, 2);
    posix_spawnattr_init(&attributes);
    sigset_t defaults, none;
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  /// An errno, or 0.
  int run(const Launch &launch, pid_t &child) {
    std::vector<char *> words;
    for (const std::string &word : launch.command)
      words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    std::vector<char *> environment;
    for (const std::string &variable : launch.variables)
      environment.push_back(const_cast<char *>(variable.c_str()));
    for (char **variable = environ; variable && *variable; ++variable)
      if (!isGiven(launch, *variable))
        environment.push_back(*variable);
    environment.push_back(nullptr);
    return posix_spawnp(&child, words[0], &actions, &attributes, words.data(), environment.data());
  }

private:
  /// Whether a variable of this process is replaced.
  static bool isGiven(const Launch &launch, const char *variable) {
    for (const std::string &own : launch.variables)
      if (strncmp(variable, own.c_str(), own.find('=') + 1) == 0)
        return true;
    return false;
  }

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

std::string explain(const char *what, int error) { return std::string(what) + ": " + strerrordesc_np(error); }

enum class Reading { More, Later, End };

/// One read; what came is appended.
Reading readSome(int fd, std::string &text) {
  char buffer[16 << 10];
  ssize_t size = read(fd, buffer, sizeof buffer);
  if (size > 0) {
    text.append(buffer, size_t(size));
    return Reading::More;
  }
  if (size < 0 && errno == EINTR)
    return Reading::More;
  return size < 0 && errno == EAGAIN ? Reading::Later : Reading::End;
}

} // namespace

Process *Process::start(EventLoop &loop, Launch launch, Done done, Alive alive, std::string &trouble) {
  std::shared_ptr<Process> process(new Process(std::move(launch), std::move(done), std::move(alive)));
  trouble = process->spawn(loop);
  return trouble.empty() ? process.get() : nullptr;
}

void Process::signal(int number) {
  if (exit) // else it has been reaped, and its number may be another's
    kill(-child, number);
}

std::string Process::spawn(EventLoop &loop) {
  Pipe in, out, err;
  if (!in.open() || !out.open() || !err.open())
    return explain("no pipes could be made", errno);
  bool noted;
  {
    StartingChild guard;
    if (isStopping())
      return "this process is being stopped";
    if (int error = SpawnPlan(in.ends[0], out.ends[1], err.ends[1]).run(launch, child))
      return explain("the program could not be started", error);
    noted = addChild(child);
  }
  std::string trouble = noted ? watch(loop, in.take(1), out.take(0), err.take(0)) : "too many programs run";
  if (!trouble.empty()) {
    kill(-child, SIGKILL);
    removeChild(child);
    waitpid(child, nullptr, 0);
    return trouble;
  }
  feed();
  readOutput();
  readErrors();
  exit->whenReadable([self = shared_from_this()] { self->end(); });
  return {};
}

std::string Process::watch(EventLoop &loop, int inputEnd, int outputEnd, int errorsEnd) {
  input = loop.watch(inputEnd);
  output = loop.watch(outputEnd);
  errors = loop.watch(errorsEnd);
  // Not by the function: glibc 2.36 declares it without extern "C"
  if (long pidfd = syscall(SYS_pidfd_open, child, 0); pidfd >= 0)
    exit = loop.watch(int(pidfd));
  return input && output && errors && exit ? std::string() : explain("the program cannot be watched", errno);
}

void Process::feed() {
  while (fed < launch.input.size()) {
    ssize_t size = write(input->fd(), launch.input.data() + fed, launch.input.size() - fed);
    if (size >= 0) {
      fed += size_t(size);
    } else if (errno == EAGAIN) {
      input->whenWritable([self = shared_from_this()] {
        if (self->input)
          self->feed();
      });
      return;
    } else if (errno != EINTR) {
      break; // EPIPE: the program does not want to know
    }
  }
  input.reset();
  launch.input = {};
}

/// At most `reads` reads; true if there may be more later.
bool Process::drainOutput(int reads) {
  while (output && reads-- > 0) {
    Reading reading = readSome(output->fd(), ending.output);
    if (ending.output.size() > launch.maxOutput) {
      ending.flooded = true;
      ending.output = {};
      output.reset();
      kill(-child, SIGKILL);
      return false;
    }
    if (reading == Reading::Later)
      return true;
    if (reading == Reading::End)
      output.reset();
  }
  return output != nullptr;
}

bool Process::drainErrors(int reads) {
  while (errors && reads-- > 0) {
    Reading reading = readSome(errors->fd(), ending.errors);
    if (reading == Reading::More)
      alive(*this);
    if (ending.errors.size() > 2 * keptErrors)
      ending.errors.erase(0, ending.errors.size() - keptErrors);
    if (reading == Reading::Later)
      return true;
    if (reading == Reading::End)
      errors.reset();
  }
  return errors != nullptr;
}

void Process::readOutput() {
  if (drainOutput(readsPerTurn))
    output->whenReadable([self = shared_from_this()] { self->readOutput(); });
}

void Process::readErrors() {
  if (drainErrors(readsPerTurn))
    errors->whenReadable([self = shared_from_this()] { self->readErrors(); });
}

/// The process has ended. It is reaped last: as long as it is not, its number and its group's belong to nobody else.
void Process::end() {
  drainOutput(readsAtEnd);
  drainErrors(readsAtEnd);
  removeChild(child);
  while (waitpid(child, &ending.status, 0) < 0 && errno == EINTR)
    ;
  input.reset();
  output.reset();
  errors.reset();
  exit.reset();
  if (ending.errors.size() > keptErrors)
    ending.errors.erase(0, ending.errors.size() - keptErrors);
  done(*this, std::move(ending));
}

} // namespace aslrt
