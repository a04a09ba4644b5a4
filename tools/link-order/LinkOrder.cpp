// link-order: the functions of a program in the order in which runs of it first call them, for the linker's --symbol-ordering-file.
//
// aslc is 45 MB of code, most of it LLVM's, of which a run needs little here and there: bringing in its pages took more time than running
// them. Laid out in this order, what runs first stands together. Each function's first byte becomes a breakpoint (int3), put back when it
// is met, so a run costs one stop for each function that it uses.
//
//   link-order PROGRAM ORDER -- WORDS ... [-- WORDS ...]...
//
// Each group of words is the command line of a run, which must end with status 0 and start no other program. ORDER gets a name a line.
// Where processes may not be traced, ORDER is empty, with a warning: the program is then linked in the order of its inputs.

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

static constexpr uint8_t breakpoint = 0xcc;

[[noreturn]] static void fail(const llvm::Twine &why) {
  llvm::errs() << "link-order: error: " << why << '\n';
  exit(1);
}

/// The functions of a program that no run has called yet, by address.
using Functions = std::map<uint64_t, llvm::StringRef>;

static Functions functionsOf(const llvm::object::ObjectFile &program) {
  Functions functions;
  for (const llvm::object::SymbolRef &symbol : program.symbols())
    if (llvm::cantFail(symbol.getType()) == llvm::object::SymbolRef::ST_Function && llvm::cantFail(symbol.getAddress()) != 0)
      functions.try_emplace(llvm::cantFail(symbol.getAddress()), llvm::cantFail(symbol.getName()));
  return functions;
}

namespace {

/// One run of the program: its processes' memory, and what stood where the breakpoints are.
class Run {
public:
  Run(const char *program, llvm::ArrayRef<const char *> words) : leader(fork()) {
    if (leader < 0)
      fail(llvm::Twine("fork: ") + strerror(errno));
    if (leader == 0)
      execute(program, words);
  }

  /// False if the program may not be traced. What the run calls goes from `functions` to the end of `order`.
  bool trace(Functions &functions, std::vector<llvm::StringRef> &order);

private:
  pid_t leader;
  int memory = -1;
  std::vector<uint8_t> text;
  uint64_t begin = 0;

  [[noreturn]] static void execute(const char *program, llvm::ArrayRef<const char *> words);
  bool setBreakpoints(const Functions &functions);
  void passBreakpoint(pid_t thread, Functions &functions, std::vector<llvm::StringRef> &order);
};

} // namespace

/// In the child.
void Run::execute(const char *program, llvm::ArrayRef<const char *> words) {
  int null = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd)
    dup2(null, fd);
  std::vector<char *> arguments{const_cast<char *>(program)};
  for (const char *word : words)
    arguments.push_back(const_cast<char *>(word));
  arguments.push_back(nullptr);
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0)
    execv(program, arguments.data());
  _exit(127);
}

/// False if the program's memory may not be read or written.
bool Run::setBreakpoints(const Functions &functions) {
  if (functions.empty())
    return true;
  begin = functions.begin()->first;
  text.resize(functions.rbegin()->first - begin + 1);
  if (pread(memory, text.data(), text.size(), begin) != ssize_t(text.size()))
    return false;
  std::vector<uint8_t> patched = text;
  for (const auto &[address, name] : functions)
    patched[address - begin] = breakpoint;
  return pwrite(memory, patched.data(), patched.size(), begin) == ssize_t(patched.size());
}

/// A thread stands behind a breakpoint, which another thread may have met at the same time.
void Run::passBreakpoint(pid_t thread, Functions &functions, std::vector<llvm::StringRef> &order) {
  constexpr size_t rip = offsetof(user_regs_struct, rip);
  uint64_t address = ptrace(PTRACE_PEEKUSER, thread, rip, nullptr) - 1;
  if (auto function = functions.find(address); function != functions.end()) {
    order.push_back(function->second);
    functions.erase(function);
    if (pwrite(memory, &text[address - begin], 1, address) != 1)
      fail(llvm::Twine("cannot write the program's memory: ") + strerror(errno));
  }
  ptrace(PTRACE_POKEUSER, thread, rip, address);
}

bool Run::trace(Functions &functions, std::vector<llvm::StringRef> &order) {
  int status;
  if (waitpid(leader, &status, 0) != leader || !WIFSTOPPED(status))
    return false; // a sandbox that forbids it
  ptrace(PTRACE_SETOPTIONS, leader, nullptr, PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
  memory = open(("/proc/" + llvm::Twine(leader) + "/mem").str().c_str(), O_RDWR | O_CLOEXEC);
  if (memory < 0 || !setBreakpoints(functions)) {
    kill(leader, SIGKILL);
    waitpid(leader, &status, 0);
    return false;
  }
  ptrace(PTRACE_CONT, leader, nullptr, nullptr);
  while (pid_t thread = waitpid(-1, &status, __WALL)) {
    if (thread < 0)
      fail(llvm::Twine("waitpid: ") + strerror(errno));
    if (!WIFSTOPPED(status)) {
      if (thread != leader)
        continue;
      if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("a run failed");
      break;
    }
    int signal = WSTOPSIG(status);
    bool isEvent = status >> 16 != 0;
    if (signal == SIGTRAP && !isEvent)
      passBreakpoint(thread, functions, order);
    bool isOurs = signal == SIGTRAP || signal == SIGSTOP; // a thread begins by SIGSTOP
    ptrace(PTRACE_CONT, thread, nullptr, isOurs ? 0 : signal);
  }
  close(memory);
  return true;
}

int main(int argc, char **argv) {
  llvm::ArrayRef<const char *> words(argv + 1, argc - 1);
  auto isBorder = [](const char *word) { return llvm::StringRef(word) == "--"; };
  if (words.size() < 3 || !isBorder(words[2]))
    fail("usage: link-order PROGRAM ORDER -- WORDS ... [-- WORDS ...]...");
  auto program = llvm::object::ObjectFile::createObjectFile(words[0]);
  if (!program)
    fail(llvm::Twine(words[0]) + ": " + llvm::toString(program.takeError()));
  Functions functions = functionsOf(*program->getBinary());
  std::vector<llvm::StringRef> order;
  for (auto rest = words.drop_front(2); !rest.empty();) {
    auto run = rest.drop_front().take_until(isBorder);
    if (!Run(words[0], run).trace(functions, order)) {
      llvm::errs() << "link-order: warning: processes cannot be traced here; " << words[0]
                   << " keeps the linker's order and starts more slowly\n";
      order.clear();
      break;
    }
    rest = rest.drop_front(1 + run.size());
  }
  std::error_code error;
  llvm::raw_fd_ostream out(words[1], error);
  if (error)
    fail(llvm::Twine(words[1]) + ": " + error.message());
  for (llvm::StringRef name : order)
    out << name << '\n';
}
