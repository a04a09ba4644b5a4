// aslc: compiles Amazon States Language workflows to executables.

#include "Command.h"
#include "Memory.h"

#include "frontend/basic/Diagnostics.h"

#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/thread.h"

#include <csignal>
#include <unistd.h>

using namespace aslc;

static int help() {
  llvm::outs() << "aslc " ASLC_VERSION ": compiles Amazon States Language workflows to native executables\n\nUsage: aslc COMMAND [options] ...\n\nCommands:\n";
  for (const Command *command : allCommands())
    llvm::outs() << "  " << llvm::left_justify(command->name(), 10) << command->summary() << '\n';
  llvm::outs() << "\n`aslc COMMAND --help` lists a command's options; `aslc --completion bash|zsh|fish` prints a completion script.\n"
                  "Exit status: 0 success, 1 errors in what was given, 2 wrong use.\n";
  return Ok;
}

static int dispatch(llvm::ArrayRef<const char *> words) {
  if (words.empty()) {
    help();
    return WrongUse;
  }
  llvm::StringRef first = words[0];
  if (first == "--help" || first == "-h" || first == "help")
    return help();
  if (first == "--version") {
    llvm::outs() << "aslc " ASLC_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
    return Ok;
  }
  if (first == "--completion") {
    std::string script = completionScript(words.size() > 1 ? words[1] : "");
    if (script.empty())
      return complain("--completion takes bash, zsh or fish");
    llvm::outs() << script;
    return Ok;
  }
  std::vector<llvm::StringRef> names;
  for (const Command *command : allCommands()) {
    names.push_back(command->name());
    if (command->name() != first)
      continue;
    auto arguments = parseArguments(*command, words.drop_front());
    if (!arguments)
      return WrongUse;
    if (arguments->has("help")) {
      printHelp(*command);
      return Ok;
    }
    return command->run(*arguments);
  }
  llvm::StringRef nearest = closest(first, names);
  return complain("no command '" + first + "'", nearest.empty() ? "`aslc --help` lists the commands" : "did you mean " + nearest.str() + "?");
}

/// Nested definitions and expressions are walked by recursion; their depth is bounded by options whose largest values want more
/// stack than a process starts with. Only what is touched takes memory.
static constexpr unsigned stackSize = 512u << 20;

int main(int argc, char **argv) {
  signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is an error of write(2), not a death
  prepareMemory();
  int status = WrongUse;
  llvm::thread worker(std::optional<unsigned>(stackSize), [&] { status = dispatch(llvm::ArrayRef<const char *>(argv + 1, argc - 1)); });
  worker.join();
  llvm::outs().flush();
  if (llvm::outs().has_error()) {
    llvm::errs() << "aslc: error: cannot write to stdout: " << llvm::outs().error().message() << '\n';
    llvm::outs().clear_error();
    status = WrongUse;
  }
  llvm::errs().flush();
  // LLVM's teardown would take longer than a small compilation.
  _exit(status);
}
