#include "Output.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <unistd.h>

using namespace aslc;

/// Without the file's name, which whoever reports it says.
static llvm::Error unnamed(llvm::Error error) { return llvm::errorCodeToError(llvm::errorToErrorCode(std::move(error))); }

llvm::Error aslc::writeWhole(const std::string &path, llvm::StringRef content) {
  if (path == "-") {
    llvm::outs() << content;
    return llvm::Error::success();
  }
  // Devices and pipes cannot be replaced by a rename.
  llvm::sys::fs::file_status status;
  if (!llvm::sys::fs::status(path, status) && llvm::sys::fs::exists(status) && !llvm::sys::fs::is_regular_file(status)) {
    std::error_code code;
    llvm::raw_fd_ostream out(path, code);
    if (!code) {
      out << content;
      out.flush();
      code = out.error();
      out.clear_error();
    }
    return llvm::errorCodeToError(code);
  }
  return unnamed(llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
    out << content;
    out.flush();
    auto &file = static_cast<llvm::raw_fd_ostream &>(out);
    std::error_code code = file.error();
    file.clear_error();
    return llvm::errorCodeToError(code);
  }));
}

static std::error_code fill(llvm::sys::fs::TempFile &file, llvm::StringRef content, const llvm::sys::fs::file_status &like) {
  llvm::raw_fd_ostream out(file.FD, /*shouldClose=*/false);
  out << content;
  out.flush();
  std::error_code code = out.error();
  out.clear_error();
  if (code)
    return code;
  if (fchown(file.FD, like.getUser(), like.getGroup()) != 0 && errno != EPERM) // only root may give files away
    return llvm::errnoAsErrorCode();
  return llvm::sys::fs::setPermissions(file.FD, like.permissions());
}

llvm::Error aslc::rewriteFile(const std::string &path, llvm::StringRef content) {
  llvm::SmallString<128> target;
  llvm::sys::fs::file_status status;
  if (std::error_code code = llvm::sys::fs::real_path(path, target))
    return llvm::errorCodeToError(code);
  if (std::error_code code = llvm::sys::fs::status(target, status))
    return llvm::errorCodeToError(code);
  if (!llvm::sys::fs::is_regular_file(status))
    return writeWhole(path, content);
  if (access(target.c_str(), W_OK) != 0) // the rename would not ask
    return llvm::errorCodeToError(llvm::errnoAsErrorCode());
  auto file = llvm::sys::fs::TempFile::create(target + ".%%%%%%.tmp", llvm::sys::fs::owner_read | llvm::sys::fs::owner_write);
  if (!file)
    return unnamed(file.takeError());
  if (std::error_code code = fill(*file, content, status))
    return llvm::joinErrors(llvm::errorCodeToError(code), file->discard());
  return unnamed(file->keep(target));
}
