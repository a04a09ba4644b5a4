#include "Output.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc;

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
  return llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
    out << content;
    out.flush();
    auto &file = static_cast<llvm::raw_fd_ostream &>(out);
    std::error_code code = file.error();
    file.clear_error();
    return llvm::errorCodeToError(code);
  });
}
