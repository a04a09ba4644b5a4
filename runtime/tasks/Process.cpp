#include "runtime/tasks/Process.h"

#include "runtime/engine/StopSignals.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace aslrt {
namespace {

constexpr size_t keptErrors = 64 << 10; // bytes of stderr
constexpr int readsAtEnd = 1 << 12;     // more than any pipe holds; stops only a heir of the pipe that goes on writing

/// A pipe whose ends close with it, but for those that are taken.
struct Pipe {
  ~Pipe() {
    for (int end : ends)
      if (end >= 0)
        close(end);
  }
  bool open() { return pipe2(ends, O_CLOEXEC) == 0; }
  int take(int end) { return std::exchange(ends[end], -1); }
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

/// Reads what is there, as much as a pipe usually holds; what came is appended. False at the end.
bool readSome(int fd, std::string &text) {
  char buffer[64 << 10];
  ssize_t size = read(fd, buffer, sizeof buffer);
  if (size > 0)
    text.append(buffer, size_t(size));
  return size > 0 || (size < 0 && errno == EINTR);
}

/// Whether something is there to be read, short of the end.
bool holdsMore(int fd) {
  int size = 0;
  return ioctl(fd, FIONREAD, &size) == 0 && size > 0;
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
  if (trouble.empty())
    return trouble;
  kill(-child, SIGKILL);
  removeChild(child);
  waitpid(child, nullptr, 0);
  exit.reset(); // which would keep this alive
  return trouble;
}

/// What is read has just been said to be there: so the pipes may block.
std::string Process::watch(EventLoop &loop, int inputEnd, int outputEnd, int errorsEnd) {
  using Event = EventLoop::Event;
  bool feeds = feedAtOnce(inputEnd);
  if (feeds)
    input = loop.watch(inputEnd, Event::Writable, [this] { feed(); });
  else
    close(inputEnd);
  output = loop.watch(outputEnd, Event::Readable, [this] { readOutput(); });
  errors = loop.watch(errorsEnd, Event::Readable, [this] { readErrors(); });
  // Not by the function: glibc 2.36 declares it without extern "C"
  if (long pidfd = syscall(SYS_pidfd_open, child, 0); pidfd >= 0)
    exit = loop.watch(int(pidfd), Event::Readable, [self = shared_from_this()] { self->end(); });
  return (input || !feeds) && output && errors && exit ? std::string() : explain("the program cannot be watched", errno);
}

/// Writes to the new pipe, which holds a page at least, what fits without asking. True if there is more, for which it must not block.
bool Process::feedAtOnce(int pipe) {
  if (launch.input.size() > PIPE_BUF) {
    fcntl(pipe, F_SETFL, O_NONBLOCK);
    return true;
  }
  while (write(pipe, launch.input.data(), launch.input.size()) < 0 && errno == EINTR) // EPIPE: the program does not want to know
    ;
  launch.input = {};
  return false;
}

void Process::feed() {
  while (fed < launch.input.size()) {
    ssize_t size = write(input->fd(), launch.input.data() + fed, launch.input.size() - fed);
    if (size >= 0)
      fed += size_t(size);
    else if (errno == EAGAIN)
      return;
    else if (errno != EINTR)
      break; // EPIPE, as above
  }
  input.reset();
  launch.input = {};
}

void Process::readOutput() {
  if (!readSome(output->fd(), ending.output))
    output.reset();
  if (ending.output.size() <= launch.maxOutput)
    return;
  ending.flooded = true;
  ending.output = {};
  output.reset();
  kill(-child, SIGKILL);
}

void Process::readErrors() {
  size_t before = ending.errors.size();
  if (!readSome(errors->fd(), ending.errors))
    errors.reset();
  if (ending.errors.size() != before)
    alive(*this);
  if (ending.errors.size() > 2 * keptErrors)
    ending.errors.erase(0, ending.errors.size() - keptErrors);
}

/// The process has ended. It is reaped last: as long as it is not, its number and its group's belong to nobody else.
void Process::end() {
  for (int reads = 0; reads < readsAtEnd && output && holdsMore(output->fd()); ++reads)
    readOutput();
  for (int reads = 0; reads < readsAtEnd && errors && holdsMore(errors->fd()); ++reads)
    readErrors();
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
