#include "runtime/engine/StopSignals.h"

#include <fcntl.h>
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

std::atomic<int> drainSignal;
static std::atomic<unsigned> drainSeconds;     // 0: it stops at once
static void (*tellOfDrain)(DrainStep, int);
static std::atomic<int> drainPipe[2] = {-1, -1};

int drainDescriptor() { return drainPipe[0]; }

void endBySignal(int signal) {
  ::signal(signal, SIG_DFL);
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, signal);
  pthread_sigmask(SIG_UNBLOCK, &mask, nullptr);
  kill(getpid(), signal);
  for (;;)
    pause();
}

/// SIGALRM: the time to drain is over.
static void stop(int signal) {
  for (int each : stopSignals)
    ::signal(each, SIG_DFL);
  if (int first = drainSignal) {
    tellOfDrain(DrainStep::Over, signal);
    signal = signal == SIGALRM ? first : signal;
  }
  cleanUp();
  kill(getpid(), signal);
}

static void drainOrStop(int signal) {
  int none = 0;
  if (signal == SIGHUP || drainSeconds == 0 || !drainSignal.compare_exchange_strong(none, signal))
    return stop(signal);
  alarm(drainSeconds);
  [[maybe_unused]] ssize_t written = write(drainPipe[1], "", 1);
  tellOfDrain(DrainStep::Begun, signal);
}

static void installHandlers() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action = {};
    action.sa_handler = drainOrStop;
    action.sa_flags = SA_NODEFER | SA_RESTART;
    for (int signal : stopSignals) {
      struct sigaction old;
      sigaction(signal, nullptr, &old);
      if (old.sa_handler != SIG_IGN) // nohup, or a shell's background job
        sigaction(signal, &action, nullptr);
    }
  });
}

void drainFirst(unsigned seconds, void (*tell)(DrainStep, int)) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) { // without it, who waits for input goes on until there is some
    drainPipe[0] = ends[0];
    drainPipe[1] = ends[1];
  }
  tellOfDrain = tell;
  struct sigaction action = {};
  action.sa_handler = stop;
  action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &action, nullptr);
  drainSeconds = seconds;
  installHandlers();
}

void guardFile(const char *path) {
  guardedFile = path;
  if (path)
    installHandlers();
}

bool isStopping() { return stopping; }

void waitIfStopping() {
  while (stopping)
    pause();
}

StartingChild::StartingChild() {
  installHandlers();
  // The handler must not interrupt this thread here: it would wait for what it has stopped
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGALRM);
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
