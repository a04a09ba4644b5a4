// Reading input: the whole of a file, or blocks of whole lines.
#pragma once

#include "runtime/core/Buffer.h"
#include "runtime/core/ThreadPool.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <sys/types.h>

namespace aslrt {

/// Opens --input: stdin for none and "-". Ends the process if it cannot.
int openInput(std::optional<std::string_view> path);
/// How messages call it: its path, or "<stdin>".
std::string_view inputName(std::optional<std::string_view> path);
/// All of it. Ends the process if it cannot be read, or is longer than `limit`; `limitOption` names the option that says so. Threads of
/// the pool, if there is one, read parts of a long file.
Buffer readAll(int fd, std::string_view name, size_t limit, std::string_view limitOption, ThreadPool *pool = nullptr);

/// Whole lines of the input, as many as one read gave, or as are to be read at a place of a file.
struct Block {
  Buffer text;
  off_t place = 0;      // in the file, of what is still to be read
  size_t unread = 0;    // bytes there
  bool tooLong = false; // stands for one line over the limit

  size_t size() const { return unread + text.size; }
  uint64_t countLines() const;
};

/// Cuts a stream into blocks of lines in constant memory. A line ends by LF, or at the end of the input. For several threads only the borders
/// of a file's blocks are looked for in turn: they read them side by side.
class LineReader {
public:
  LineReader(int fd, std::string_view name, size_t maxLine, unsigned threads);
  /// The next block: to be loaded. False at the end of the input, and once the process drains. Waits for the first line only: who writes
  /// line by line is answered so.
  bool next(Block &block);
  /// Reads what of it is unread. From any thread.
  void load(Block &block) const;
  /// Whether there may be lines that were not given: the process drained before the end.
  bool mayHaveMore() const { return drained; }

private:
  bool findBorder(Block &block);
  size_t read(Buffer &buffer);
  void skipLine();
  bool give(Block &block, size_t size);

  int fd;
  std::string_view name;
  size_t maxLine;
  off_t place = -1; // of the next block, where borders are looked for; else negative
  Buffer rest;      // the start of a line whose end was not read yet
  bool skipping = false, atEnd = false, drained = false;
};

} // namespace aslrt
