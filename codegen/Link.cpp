// Links an executable or a shared library in process (decision D3): the workflow's object, the user's objects, and the runtime that aslc
// carries.
//
// LLD reads files only, so what is in memory goes to it as memfds, by their names under /proc/self/fd; where there is no /proc, as
// temporary files. Its output goes to a memfd, too, by way of stdout: LLD writes files through a mapping, which on a full disk would end in
// SIGBUS. From there it is copied to a temporary file beside the target, which is renamed at the end: the target is never half-written.

#include "codegen/Codegen.h"
#include "codegen/Embedded.h"

#include "lld/Common/Driver.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
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

  int descriptor() const { return fd; }

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

/// What LLD says, in words of the user's: which function of a native handler nobody defines.
static std::string explain(llvm::StringRef complaints) {
  constexpr llvm::StringLiteral undefined = "undefined symbol: ";
  size_t at = complaints.find(undefined);
  if (at == llvm::StringRef::npos)
    return complaints.trim().str();
  llvm::StringRef symbol = complaints.substr(at + undefined.size()).split('\n').first;
  return ("no object or archive that was given defines '" + symbol + "'").str();
}

/// Lets stdout be another file for as long as it lives.
class StdoutTo {
public:
  explicit StdoutTo(int fd) : saved((llvm::outs().flush(), fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3))) { dup2(fd, STDOUT_FILENO); }
  StdoutTo(const StdoutTo &) = delete;
  StdoutTo &operator=(const StdoutTo &) = delete;
  ~StdoutTo() {
    llvm::outs().flush();
    if (saved >= 0)
      dup2(saved, STDOUT_FILENO);
    close(saved >= 0 ? saved : STDOUT_FILENO);
  }

private:
  int saved;
};

/// Runs LLD, whose output `-` goes to `output`; its complaints become the error.
static llvm::Error runLinker(llvm::ArrayRef<const char *> arguments, int output) {
  std::string complaints;
  llvm::raw_string_ostream out(complaints);
  StdoutTo redirected(output);
  lld::Result result = lld::lldMain(arguments, out, out, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode == 0)
    return llvm::Error::success();
  return llvm::createStringError(llvm::inconvertibleErrorCode(), explain(complaints));
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
  return {llvm::sys::fs::is_directory(status) ? EISDIR : EINVAL, std::generic_category()};
}

/// Writes an executable by way of a temporary file beside it.
static std::error_code install(llvm::StringRef bytes, const std::string &output) {
  llvm::SmallString<128> unique;
  llvm::sys::fs::createUniquePath(output + ".%%%%%%%%.tmp", unique, /*MakeAbsolute=*/false);
  std::string temporary = unique.str().str();
  llvm::sys::RemoveFileOnSignal(temporary);
  int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, executableMode());
  std::error_code failure(fd < 0 ? errno : 0, std::generic_category());
  while (!failure && !bytes.empty()) {
    ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written >= 0)
      bytes = bytes.drop_front(size_t(written));
    else if (errno != EINTR)
      failure = std::error_code(errno, std::generic_category());
  }
  if (fd >= 0 && close(fd) != 0 && !failure)
    failure = std::error_code(errno, std::generic_category());
  if (!failure && rename(temporary.c_str(), output.c_str()) != 0)
    failure = std::error_code(errno, std::generic_category());
  if (failure && fd >= 0)
    unlink(temporary.c_str());
  llvm::sys::DontRemoveFileOnSignal(temporary);
  return failure;
}

static std::string directoryOf(llvm::StringRef output) {
  llvm::StringRef directory = llvm::sys::path::parent_path(output);
  return directory.empty() ? "." : directory.str();
}

namespace {
/// What the linker reads, by names that hold while this lives.
class Inputs {
public:
  explicit Inputs(std::string directory) : directory(std::move(directory)) {}
  /// The name of one more.
  const std::string &add(llvm::ArrayRef<char> content) {
    all.push_back(std::make_unique<NamedBytes>(content, directory));
    return all.back()->path;
  }
  const std::string &add(llvm::StringRef content) { return add(llvm::ArrayRef<char>(content.data(), content.size())); }

  const std::string directory;
  std::vector<std::unique_ptr<NamedBytes>> all;
};
} // namespace

/// Runs the linker, whose output is stdout, and installs what it gives.
static llvm::Error produce(llvm::ArrayRef<std::string> arguments, const Inputs &inputs, const std::string &output) {
  if (std::error_code reason = whyNotReplaceable(output))
    return failed("cannot write '" + output + "'", reason);
  const std::string &directory = inputs.directory;
  NamedBytes result({}, directory);
  for (const auto &bytes : inputs.all)
    if (bytes->failure)
      return failed("cannot write to '" + directory + "'", bytes->failure);
  if (result.failure)
    return failed("cannot write to '" + directory + "'", result.failure);
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  if (llvm::Error error = runLinker(pointers, result.descriptor()))
    return error;
  auto linked = llvm::MemoryBuffer::getFile(result.path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!linked)
    return failed("cannot read what was linked", linked.getError());
  if (std::error_code failure = install((*linked)->getBuffer(), output))
    return failed("cannot write '" + output + "'", failure);
  return llvm::Error::success();
}

llvm::Error codegen::link(llvm::ArrayRef<char> object, const LinkOptions &options) {
  Inputs inputs(directoryOf(options.output));
  std::vector<std::string> arguments = {"ld.lld", "-static", "--gc-sections", "--eh-frame-hdr", "--build-id=none", "--threads=1", "-z", "noexecstack",
                                        "--no-dependent-libraries", "-o", "-", inputs.add(object)};
  arguments.insert(arguments.end(), options.objects.begin(), options.objects.end());
  arguments.push_back(inputs.add(embedded::runtimeObject()));
  // Native handlers may call what the runtime does not; without them, parts of the C library are left out.
  std::vector<llvm::StringRef> contents = {embedded::slimObject()};
  if (!options.objects.empty())
    contents = {embedded::cLibrary(), embedded::mathLibrary()};
  for (llvm::StringRef content : contents)
    arguments.push_back(inputs.add(content));
  if (options.strip)
    arguments.push_back("--strip-all");
  return produce(arguments, inputs, options.output);
}

llvm::Error codegen::linkShared(llvm::ArrayRef<char> object, llvm::StringRef entry, const std::string &output) {
  Inputs inputs(directoryOf(output));
  std::string script = "{ global: aslc_*; " + entry.str() + "; local: *; };";
  std::vector<std::string> arguments = {"ld.lld", "-shared", "--gc-sections", "--eh-frame-hdr", "--build-id=none", "--threads=1", "-z",
                                        "noexecstack", "-z", "text", "--strip-all", "--no-dependent-libraries", "--as-needed", "-o", "-",
                                        "-soname", llvm::sys::path::filename(output).str(), "--version-script", inputs.add(script),
                                        inputs.add(object), inputs.add(embedded::embedObject())};
  for (llvm::StringRef content : embedded::systemLibraries())
    arguments.push_back(inputs.add(content));
  return produce(arguments, inputs, output);
}
