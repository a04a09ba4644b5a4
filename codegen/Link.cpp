// Links an executable in process (decision D3): the workflow's object, the user's objects, and the runtime that aslc carries.
//
// LLD reads files only, so what is in memory goes to it as memfds, by their names under /proc/self/fd; where there is no /proc, as
// temporary files. LLD's output goes to a temporary file beside the target, which is renamed at the end: the target is never
// half-written.

#include "codegen/Codegen.h"
#include "codegen/Embedded.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

LLD_HAS_DRIVER(elf)

using namespace aslc;
using namespace aslc::codegen;

namespace {

/// Bytes under a name that LLD can open.
class NamedBytes {
public:
  NamedBytes(llvm::ArrayRef<char> bytes, llvm::StringRef directory) : fd(memfd_create("aslc", MFD_CLOEXEC)) {
    if (fd >= 0 && access("/proc/self/fd", X_OK) == 0) {
      path = "/proc/self/fd/" + std::to_string(fd);
    } else {
      llvm::SmallString<128> name;
      if (fd >= 0)
        close(fd);
      if (auto code = llvm::sys::fs::createUniqueFile(directory + "/aslc-%%%%%%%%.o", fd, name)) {
        failure = code;
        return;
      }
      path = name.str().str();
      temporary = true;
    }
    for (size_t done = 0; done < bytes.size();) {
      ssize_t written = write(fd, bytes.data() + done, bytes.size() - done);
      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0) {
        failure = std::error_code(errno, std::generic_category());
        return;
      }
      done += size_t(written);
    }
  }
  NamedBytes(const NamedBytes &) = delete;
  NamedBytes &operator=(const NamedBytes &) = delete;
  ~NamedBytes() {
    if (fd >= 0)
      close(fd);
    if (temporary)
      unlink(path.c_str());
  }

  std::string path;
  std::error_code failure;

private:
  int fd;
  bool temporary = false;
};

} // namespace

static llvm::Error failed(const std::string &what, std::error_code code) {
  return llvm::createStringError(code, what + ": " + code.message());
}

/// Runs LLD; its complaints become the error.
static llvm::Error runLinker(llvm::ArrayRef<const char *> arguments) {
  std::string complaints;
  llvm::raw_string_ostream out(complaints);
  lld::Result result = lld::lldMain(arguments, out, out, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode == 0)
    return llvm::Error::success();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), llvm::StringRef(complaints).trim().str());
}

/// The mode that a new executable gets: 0777 without the umask.
static mode_t executableMode() {
  mode_t mask = umask(0);
  umask(mask);
  return 0777 & ~mask;
}

/// Why a path is nothing that a rename may replace: a folder, /dev/null.
static std::error_code whyNotReplaceable(const std::string &path) {
  llvm::sys::fs::file_status status;
  if (llvm::sys::fs::status(path, status) || !llvm::sys::fs::exists(status) || llvm::sys::fs::is_regular_file(status))
    return {};
  return {llvm::sys::fs::is_directory(status) ? EISDIR : ENODEV, std::generic_category()};
}

llvm::Error codegen::link(llvm::ArrayRef<char> object, const LinkOptions &options) {
  if (std::error_code reason = whyNotReplaceable(options.output))
    return failed("cannot write '" + options.output + "'", reason);
  std::string directory = llvm::sys::path::parent_path(options.output).str();
  if (directory.empty())
    directory = ".";
  llvm::StringRef runtime = embedded::runtimeObject();
  NamedBytes workflow(object, directory), library({runtime.data(), runtime.size()}, directory);
  for (const NamedBytes *bytes : {&workflow, &library})
    if (bytes->failure)
      return failed("cannot write to '" + directory + "'", bytes->failure);

  // A name of our own beside the target, so that the rename stays on one file system.
  llvm::SmallString<128> unique;
  llvm::sys::fs::createUniquePath(options.output + ".%%%%%%%%.tmp", unique, /*MakeAbsolute=*/false);
  std::string temporary = unique.str().str();
  llvm::sys::RemoveFileOnSignal(temporary);
  std::vector<std::string> arguments = {"ld.lld", "-static", "--gc-sections", "--eh-frame-hdr", "--build-id=none", "--threads=1", "-z", "noexecstack",
                                        "--no-dependent-libraries", "-o", temporary, workflow.path};
  arguments.insert(arguments.end(), options.objects.begin(), options.objects.end());
  arguments.push_back(library.path);
  if (options.strip)
    arguments.push_back("--strip-all");
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());

  llvm::Error error = runLinker(pointers);
  if (!error && (chmod(temporary.c_str(), executableMode()) != 0 || rename(temporary.c_str(), options.output.c_str()) != 0))
    error = failed("cannot write '" + options.output + "'", std::error_code(errno, std::generic_category()));
  if (error)
    unlink(temporary.c_str());
  llvm::sys::DontRemoveFileOnSignal(temporary);
  return error;
}
