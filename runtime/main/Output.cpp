#include "runtime/main/Output.h"

#include "runtime/engine/StopSignals.h"
#include "runtime/main/Fatal.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aslrt {

/// It can only be asked for by setting it; no thread runs yet.
static mode_t currentUmask() {
  mode_t mask = umask(022);
  umask(mask);
  return mask;
}

Output::Output(std::optional<std::string_view> path) {
  if (!path || *path == "-")
    return;
  name = *path;
  struct stat status;
  bool exists = stat(name.c_str(), &status) == 0;
  if (!exists || S_ISREG(status.st_mode)) {
    if (exists && access(name.c_str(), W_OK) != 0)
      fail("cannot write", errno); // renaming over it would get round its protection
    createBeside();
    fchmod(fd, exists ? status.st_mode & 07777 : 0666 & ~currentUmask());
    return;
  }
  fd = open(name.c_str(), O_WRONLY | O_CLOEXEC); // a device or a FIFO has nothing to be half-written
  if (fd < 0)
    fail("cannot open", errno);
}

void Output::createBeside() {
  // A link is kept: the file that it leads to is replaced
  if (char *real = realpath(name.c_str(), nullptr)) {
    temporary = real;
    free(real);
  } else {
    temporary = name;
  }
  name = temporary;
  temporary += ".XXXXXX";
  fd = mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) {
    int error = errno;
    temporary.clear();
    fail("cannot write", error);
  }
  guardFile(temporary.c_str());
}

Output::~Output() {
  if (temporary.empty())
    return;
  unlink(temporary.c_str());
  guardFile(nullptr);
}

void Output::write(std::string_view text) {
  waitIfStopping();
  while (!text.empty()) {
    ssize_t count = ::write(fd, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(size_t(count));
    } else if (errno == EAGAIN) { // somebody made our stdout non-blocking
      pollfd waiting{fd, POLLOUT, 0};
      poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      if (errno == EPIPE)
        endByPipeSignal();
      fail("cannot write", errno);
    }
  }
}

void Output::commit() {
  if (temporary.empty())
    return;
  if (close(fd) != 0)
    fail("cannot write", errno); // network file systems tell late that a disk is full
  waitIfStopping();
  if (rename(temporary.c_str(), name.c_str()) != 0)
    fail("cannot write", errno);
  guardFile(nullptr);
  temporary.clear();
}

void Output::fail(const char *what, int error) { fatalErrno(std::string(what) + " '" + name + "'", error); }

} // namespace aslrt
