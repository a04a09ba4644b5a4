// Runs products as a user would: another process, its streams, its exit status.
#pragma once

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

/// A folder that goes away with its contents.
class Folder {
public:
  Folder();
  ~Folder();
  std::string path(std::string_view name) const { return root + '/' + std::string(name); }
  /// Writes a file; a script ("#!...") becomes executable. Returns its path.
  std::string write(std::string_view name, std::string_view text) const;
  std::string read(std::string_view name) const;
  /// Names of what is in it, sorted, each followed by a blank.
  std::string list() const;

private:
  std::string root;
};

struct Result {
  int status = -1; // exit status; 128 + the signal that ended it
  std::string out, err;
};

/// A product that runs.
class ProductRun {
public:
  /// Input from a text, or from `inputFd`; output into files.
  ProductRun(std::string_view program, std::vector<std::string> arguments, std::string_view input = "", int inputFd = -1,
             int outputFd = -1);
  /// Its result. A product that has not ended after 30 seconds is killed, which is a failure of the test.
  Result wait();
  pid_t pid = 0;
  Folder folder;
};

Result runProduct(std::string_view program, std::vector<std::string> arguments, std::string_view input = "");
