#include "Depfile.h"
#include "Output.h"

using namespace aslc;

/// Blanks and # are escaped by a backslash, $ is doubled.
static std::string escaped(llvm::StringRef path) {
  std::string result;
  for (char c : path) {
    if (c == ' ' || c == '#')
      result += '\\';
    else if (c == '$')
      result += '$';
    result += c;
  }
  return result;
}

llvm::Error aslc::writeDepfile(const std::string &path, const std::string &target, llvm::ArrayRef<std::string> prerequisites) {
  std::string text = escaped(target) + ":";
  for (const std::string &prerequisite : prerequisites)
    text += " \\\n  " + escaped(prerequisite);
  return writeWhole(path, text + "\n");
}
