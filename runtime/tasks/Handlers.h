// The handlers file: which program or function does the work of which Resource. Read by the products (--handlers) and by the
// compiler.
//
//     {
//       "arn:aws:lambda:*:*:function:charge": "exec:./charge --fast",
//       "arn:aws:states:::lambda:invoke": {"exec": ["python3", "my handlers/invoke.py"]},
//       "arn:aws:states:::sqs:*": "native:sendMessage"
//     }
//
// A `*` in a pattern matches any text, colons included. Of several patterns that match, one without `*` wins, then the one with
// most literal bytes, then the first. An "exec:" string is split at blanks, without quoting; the array form takes words as they
// are. A program with a slash in its name is meant relative to the folder of the file, another is looked for in PATH.
#pragma once

#include "runtime/abi/Program.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aslrt {

struct Handler {
  std::string pattern;
  HandlerKind kind = HandlerKind::None;
  std::vector<std::string> command; // Exec: program and arguments, not empty
  std::string symbol;               // Native: a C identifier
};

/// Why a handlers file cannot be used. `offset` in bytes if its text is no JSON, else the start.
struct HandlersError {
  size_t offset = 0;
  std::string message;
};

class Handlers {
public:
  /// `folder` is that of the file, as given by the user ("" or "." for the current one).
  static std::optional<Handlers> parse(std::string_view text, std::string_view folder, HandlersError &error);
  /// The handler that a Resource is bound to, or null.
  const Handler *find(std::string_view resource) const;
  const std::vector<Handler> &all() const { return entries; }

private:
  std::vector<Handler> entries;
};

/// Whether the whole text matches a pattern in which `*` stands for any text.
bool matchesPattern(std::string_view pattern, std::string_view text);

} // namespace aslrt
