#include "Graphviz.h"
#include "Command.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <csignal>
#include <sys/wait.h>
#include <thread>

using namespace aslc;
using namespace llvm;

namespace {

/// An empty file that goes when this does.
struct Scratch {
  SmallString<128> path;
  FileRemover remover;
  Scratch() {
    if (!sys::fs::createTemporaryFile("aslc", "dot", path))
      remover.setFile(path);
  }
  std::string content() const {
    auto buffer = MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : "";
  }
};

} // namespace

/// Waits for a child. sys::Wait's own limit is a signal, which a thread other than the first may never see. No status: it
/// took too long, and was ended.
static std::optional<int> waitFor(pid_t child, unsigned seconds) {
  auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  for (int status;;) {
    if (waitpid(child, &status, WNOHANG) == child)
      return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (std::chrono::steady_clock::now() >= end) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return std::nullopt;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

std::optional<std::string> aslc::runDot(StringRef program, StringRef graph, unsigned seconds) {
  auto fail = [](const Twine &text, const Twine &hint) {
    complain(text, hint);
    return std::nullopt;
  };
  auto path = sys::findProgramByName(program);
  if (!path)
    return fail("SVG is laid out by Graphviz, and there is no program '" + program + "'",
                "install the package graphviz, or name the program by --dot; Mermaid and DOT need none");
  Scratch input, output, errors;
  std::error_code code;
  raw_fd_ostream(input.path, code) << graph;
  if (code)
    return fail("cannot write '" + input.path + "': " + code.message(), "");
  std::string why;
  bool failed = false;
  std::optional<StringRef> redirects[] = {input.path.str(), output.path.str(), errors.path.str()};
  sys::ProcessInfo child = sys::ExecuteNoWait(*path, {program, "-Tjson0"}, std::nullopt, redirects, 0, &why, &failed);
  if (failed)
    return fail("cannot run '" + *path + "': " + why, "");
  std::optional<int> status = waitFor(child.Pid, seconds);
  if (!status)
    return fail("'" + program + "' has not laid out the graph within " + Twine(seconds) + " s",
                "--layout-timeout sets the limit; Mermaid and DOT need no layout");
  if (*status != 0)
    return fail("'" + program + "' cannot lay out the graph: " + StringRef(errors.content()).trim(), "");
  return output.content();
}
