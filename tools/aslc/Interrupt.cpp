#include "Interrupt.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <iterator>
#include <unistd.h>

using namespace aslc;

static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
static volatile std::sig_atomic_t received = 0;
static int ends[2] = {-1, -1}; // of a pipe
static struct sigaction before[std::size(signals)];

static void note(int signal) {
  int saved = errno;
  received = signal;
  [[maybe_unused]] ssize_t written = write(ends[1], "", 1);
  errno = saved;
}

Interrupt::Interrupt() {
  received = 0;
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
    ends[0] = ends[1] = -1;
  struct sigaction action = {};
  action.sa_handler = note;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  for (unsigned i = 0; i < std::size(signals); ++i)
    if (sigaction(signals[i], nullptr, &before[i]) == 0 && before[i].sa_handler != SIG_IGN) // as nohup wants it
      sigaction(signals[i], &action, nullptr);
}

Interrupt::~Interrupt() {
  for (unsigned i = 0; i < std::size(signals); ++i)
    sigaction(signals[i], &before[i], nullptr);
  for (int &end : ends)
    if (end >= 0)
      close(end), end = -1;
  if (received)
    raise(received);
}

int Interrupt::signal() const { return received; }
int Interrupt::descriptor() const { return ends[0]; }
