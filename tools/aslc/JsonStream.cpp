// The buffer holds whole values and the start of one that goes on behind its end. Such a value is read again once there is more of
// it: twice as much, so that a long value costs a constant number of passes, or all that has arrived, so that who writes line by
// line is answered line by line.

#include "JsonStream.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

using namespace aslc;

static constexpr size_t blockSize = 256 << 10; // fits in the second-level cache with its output

static bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

static uint64_t countCodePoints(std::string_view text) {
  return uint64_t(std::count_if(text.begin(), text.end(), [](char c) { return (uint8_t(c) & 0xc0) != 0x80; }));
}

/// Moves lines and columns on over a text. By memchr, which costs a fiftieth of reading the values.
static void advance(std::string_view text, uint64_t &lines, uint64_t &columns) {
  while (const void *end = text.empty() ? nullptr : memchr(text.data(), '\n', text.size())) {
    text.remove_prefix(size_t(static_cast<const char *>(end) - text.data()) + 1);
    ++lines;
    columns = 0;
  }
  columns += countCodePoints(text);
}

/// Drops what was consumed.
void JsonStream::discard() {
  advance(buffer.view().substr(0, at), linesBefore, columnsBefore);
  if (at != buffer.size)
    memmove(buffer.end() - buffer.size, buffer.end() - buffer.size + at, buffer.size - at);
  buffer.size -= at;
  at = 0;
}

bool JsonStream::hasMoreNow() const {
  pollfd waiting{fd, POLLIN, 0};
  return poll(&waiting, 1, 0) != 0;
}

/// Reads on. False at the end of the input, and after an error.
bool JsonStream::fill() {
  if (atEnd)
    return false;
  discard();
  size_t enough = std::max(buffer.size * 2, size_t(1)), before = buffer.size;
  while (buffer.size < enough) {
    if (buffer.room() < blockSize / 2)
      buffer.grow(std::max(blockSize, buffer.size * 2 + blockSize));
    if (!hasMoreNow()) {
      if (buffer.size != before)
        break;
      beforeWait();
    }
    ssize_t got = read(fd, buffer.end(), std::min(buffer.room(), blockSize));
    if (got < 0 && errno == EINTR)
      continue;
    atEnd = got <= 0;
    error = got < 0 ? errno : 0;
    if (atEnd)
      break;
    buffer.size += size_t(got);
  }
  const void *newline = buffer.size ? memrchr(buffer.begin(), '\n', buffer.size) : nullptr;
  lineEnd = newline ? size_t(static_cast<const char *>(newline) - buffer.begin()) : 0;
  return buffer.size != before;
}

/// Reads on if the next value seems to end behind what there is, as the line that it is on does: so it is not begun twice. Who may wait for
/// our answer is not waited for.
void JsonStream::completeLine() {
  if (byLines && at > lineEnd && !atEnd && hasMoreNow())
    fill();
}

/// False at the end of the input.
bool JsonStream::skipBlanks() {
  for (;;) {
    std::string_view text = buffer.view();
    while (at != text.size() && isBlank(text[at]))
      ++at;
    if (at != text.size())
      return true;
    if (!fill())
      return false;
  }
}

/// Faults at the end of what was read may only be that more is to come.
bool JsonStream::mayBeTruncated(size_t offset) const { return !atEnd && offset + aslrt::longestFaultyToken >= rest().size(); }

/// Numbers and words that end where the buffer ends may go on.
bool JsonStream::needsMore(size_t size) const { return !atEnd && size == rest().size() && isalnum(uint8_t(rest()[size - 1])); }

/// `truefalse` and `1-2` are no two values.
static bool isSeparated(char last, char following) {
  return !isalnum(uint8_t(last)) || isBlank(following) || following == '"' || following == '{' || following == '[';
}

JsonStream::Status JsonStream::fail(const std::string &text, size_t offset) {
  uint64_t lines = linesBefore, columns = columnsBefore;
  advance(buffer.view().substr(0, at + offset), lines, columns);
  message = name + ":" + std::to_string(lines + 1) + ":" + std::to_string(columns + 1) + ": " + text;
  return Failed;
}

JsonStream::Status JsonStream::failToRead() {
  message = "cannot read '" + name + "': " + strerror(error);
  return Failed;
}

uint64_t JsonStream::line() const {
  uint64_t lines = linesBefore, columns = 0;
  advance(buffer.view().substr(0, valueBegin), lines, columns);
  return lines + 1;
}

bool JsonStream::isOneOfSeveral() const {
  std::string_view text = rest();
  return count > 1 || !std::all_of(text.begin(), text.end(), isBlank);
}

/// Steps over a byte order mark. False if the input is in an encoding that its mark names as another.
bool JsonStream::begin() {
  started = true;
  // Only what may be a mark is worth waiting for: a first line can be two bytes long.
  auto mayBeMark = [this] { return rest().empty() || std::string_view("\xef\xfe\xff").find(rest()[0]) != std::string_view::npos; };
  while (rest().size() < 3 && mayBeMark() && fill()) {
  }
  if (rest().starts_with("\xef\xbb\xbf"))
    at = 3;
  return !rest().starts_with("\xff\xfe") && !rest().starts_with("\xfe\xff");
}

JsonStream::Status JsonStream::next(aslrt::Context &context, const aslrt::Demand *demand, aslrt::Value &value) {
  if (!started && !begin())
    return fail("the input is UTF-16, not UTF-8", 0);
  if (!skipBlanks())
    return error ? failToRead() : End;
  completeLine();
  for (;;) {
    context.recycle();
    aslrt::ReadError fault{0, ""};
    size_t size = 0;
    value = aslrt::readJsonPart(&context, rest(), {.keepNumberText = false, .borrow = true}, demand, !atEnd, size, fault, memory);
    bool failed = value.is(aslrt::Tag::Undefined);
    bool unfinished = failed ? mayBeTruncated(fault.offset) : needsMore(size);
    if ((unfinished ? rest().size() : size) > maxValue)
      return fail("a value is longer than " + std::to_string(maxValue) + " bytes (--max-input)", 0);
    if (unfinished) {
      fill();
      if (error)
        return failToRead();
      continue;
    }
    if (failed)
      return fail(fault.message, fault.offset);
    if (size < rest().size() && !isSeparated(rest()[size - 1], rest()[size]))
      return fail("expected white space after the value", size);
    valueBegin = at;
    at += size;
    byLines = !rest().empty() && rest()[0] == '\n';
    ++count;
    return Value;
  }
}
