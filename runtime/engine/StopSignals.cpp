#include "runtime/engine/StopSignals.h"

#include <atomic>
#include <mutex>
#include <sys/wait.h>
#include <unistd.h>

namespace aslrt {

static std::atomic<pid_t> children[maxChildren];
static std::atomic<unsigned> childrenEnd; // entries from here on were never used
static std::atomic<const char *> guardedFile;
static std::atomic<bool> stopping;
static std::atomic<unsigned> starting; // children that are being started

static constexpr int stopSignals[] = {SIGINT, SIGTERM, SIGHUP};

static void signalChildren(int signal) {
  for (unsigned i = 0; i < childrenEnd; ++i)
    if (pid_t child = children[i])
      kill(-child, signal);
}

/// Whether one has not ended yet, or is only coming. Asks without reaping, which is the worker's business.
static bool childRuns() {
  if (starting > 0)
    return true;
  for (unsigned i = 0; i < childrenEnd; ++i) {
    siginfo_t info;
    info.si_pid = 0;
    if (pid_t child = children[i])
      if (waitid(P_PID, id_t(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0)
        return true;
  }
  return false;
}

void endChildren() {
  signalChildren(SIGTERM);
  for (int tick = 0; tick < 200 && childRuns(); ++tick) {
    timespec tenMilliseconds{0, 10'000'000};
    nanosleep(&tenMilliseconds, nullptr);
  }
  signalChildren(SIGKILL);
}

void cleanUp() {
  stopping = true;
  if (const char *path = guardedFile.exchange(nullptr))
    unlink(path);
  endChildren();
}

static void stop(int signal) {
  cleanUp();
  kill(getpid(), signal); // SA_RESETHAND has put back the default
}

static void installHandlers() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action = {};
    action.sa_handler = stop;
    action.sa_flags = int(SA_RESETHAND | SA_NODEFER);
    for (int signal : stopSignals) {
      struct sigaction old;
      sigaction(signal, nullptr, &old);
      if (old.sa_handler != SIG_IGN) // nohup, or a shell's background job
        sigaction(signal, &action, nullptr);
    }
  });
}

void guardFile(const char *path) {
  guardedFile = path;
  if (path)
    installHandlers();
}

bool isStopping() { return stopping; }

StartingChild::StartingChild() {
  installHandlers();
  // The handler must not interrupt this thread here: it would wait for what it has stopped
  sigset_t blocked;
  sigemptyset(&blocked);
  for (int signal : stopSignals)
    sigaddset(&blocked, signal);
  pthread_sigmask(SIG_BLOCK, &blocked, &oldMask);
  ++starting;
}

StartingChild::~StartingChild() {
  --starting;
  pthread_sigmask(SIG_SETMASK, &oldMask, nullptr);
}

bool addChild(pid_t child) {
  for (unsigned i = 0; i < maxChildren; ++i) {
    pid_t none = 0;
    if (!children[i].compare_exchange_strong(none, child))
      continue;
    for (unsigned end = childrenEnd; end <= i && !childrenEnd.compare_exchange_weak(end, i + 1);)
      ;
    if (stopping)
      kill(-child, SIGTERM); // it came too late for the handler's
    return true;
  }
  return false;
}

void removeChild(pid_t child) {
  for (unsigned i = 0; i < childrenEnd; ++i) {
    pid_t expected = child;
    if (children[i].compare_exchange_strong(expected, 0))
      return;
  }
}

static bool pipeSignalIgnored; // by ignorePipeSignal

void ignorePipeSignal() {
  static std::once_flag once;
  std::call_once(once, [] { pipeSignalIgnored = signal(SIGPIPE, SIG_IGN) != SIG_IGN; });
}

void endByPipeSignal() {
  if (!pipeSignalIgnored)
    return;
  cleanUp();
  signal(SIGPIPE, SIG_DFL);
  raise(SIGPIPE);
}

} // namespace aslrt
