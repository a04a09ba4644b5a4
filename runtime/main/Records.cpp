#include "runtime/main/Records.h"

#include "runtime/main/Fatal.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace aslrt {

Records::Records(const Program &program, const Options &options) {
  recorded.sink = this;
  recorded.trace = options.trace;
  if (options.history) {
    historyFile = open(*options.history);
    recorded.history = &stateTexts.emplace(program);
    recorded.streams = !options.ndjson && !options.historyChildren;
  }
  if (options.historyChildren) {
    ofChildren.sink = this;
    ofChildren.history = recorded.history;
    recorded.children = &ofChildren;
  }
  recorded.level = options.level;
  recorded.logData = options.logData;
  if (options.log)
    logFile = open(*options.log);
  if (options.coverage) {
    coverageFile = open(*options.coverage);
    recorded.coverage = ofChildren.coverage = &coverage.emplace(program);
    recorded.children = &ofChildren;
  }
}

Records::~Records() {
  if (coverage)
    write(coverageFile, coverage->json());
  for (const File *file : {&historyFile, &logFile, &coverageFile})
    if (file->fd > 2)
      close(file->fd);
}

Records::File Records::open(std::string_view path) {
  if (path == "-")
    return {1, "<stdout>"};
  File file{-1, std::string(path)};
  file.fd = ::open(file.name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file.fd < 0)
    fatalErrno("cannot write '" + file.name + "'", errno);
  return file;
}

void Records::write(const File &file, std::string_view text) {
  std::lock_guard lock(mutex);
  while (!text.empty()) {
    ssize_t count = ::write(file.fd, text.data(), text.size());
    if (count >= 0)
      text.remove_prefix(size_t(count));
    else if (errno != EINTR)
      fatalErrno("cannot write '" + file.name + "'", errno);
  }
}

} // namespace aslrt
