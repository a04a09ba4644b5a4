// Reading input: the whole of a file, or blocks of whole lines.
#pragma once

#include "runtime/core/Buffer.h"
#include "runtime/core/ThreadPool.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace aslrt {

/// Opens --input: stdin for none and "-". Ends the process if it cannot.
int openInput(std::optional<std::string_view> path);
/// How messages call it: its path, or "<stdin>".
std::string_view inputName(std::optional<std::string_view> path);
/// All of it. Ends the process if it cannot be read, or is longer than `limit`; `limitOption` names the option that says so. Threads of
/// the pool, if there is one, read parts of a long file.
Buffer readAll(int fd, std::string_view name, size_t limit, std::string_view limitOption, ThreadPool *pool = nullptr);

/// How many line ends there are.
uint64_t countLines(std::string_view text);

/// Whole lines of the input, as many as one read gave.
struct Block {
  Buffer text;
  uint64_t firstLine = 1;
  bool tooLong = false; // stands for one line over the limit
};

/// Cuts a stream into blocks of lines in constant memory. A line ends by LF, or at the end of the input.
class LineReader {
public:
  LineReader(int fd, std::string_view name, size_t maxLine) : fd(fd), name(name), maxLine(maxLine) {}
  /// Fills the block anew. False at the end of the input, and once the process drains. Waits for the first line only: who writes line by
  /// line is answered so.
  /// Lines are not counted here: who runs a block tells before the next one, by passed().
  bool next(Block &block);
  void passed(uint64_t lines) { line += lines; }

  /// Number of the first line that was not given, if there may be one: the process drained before the end.
  std::optional<uint64_t> unread() const { return drained ? std::optional(line) : std::nullopt; }

private:
  size_t read(Buffer &buffer);
  void skipLine();
  bool give(Block &block, size_t size);

  int fd;
  std::string_view name;
  size_t maxLine;
  Buffer rest; // the start of a line whose end was not read yet
  uint64_t line = 1;
  bool skipping = false, atEnd = false, drained = false;
};

} // namespace aslrt
