// Reading a stream of JSON texts: one after the other, with or without white space or line ends between them.
#pragma once

#include "runtime/json/Json.h"
#include "runtime/main/Input.h"

#include <functional>
#include <string>

namespace aslc {

/// Gives the values of a stream in order, in memory that does not grow with their number. A value's strings point into the
/// stream's buffer and hold until the next one is asked for.
class JsonStream {
public:
  /// Reads `fd`, called `name` in messages. Texts of more than `maxValue` bytes are refused. `beforeWait` is called when more
  /// input is needed, none is there, and who writes it may wait for our answer.
  JsonStream(int fd, std::string name, size_t maxValue, std::function<void()> beforeWait)
      : fd(fd), name(std::move(name)), maxValue(maxValue), beforeWait(std::move(beforeWait)) {}

  enum Status { Value, End, Failed };
  /// Reads the next value, as far as `demand` asks for it, into the context's arena, which is emptied before.
  Status next(aslrt::Context &context, const aslrt::Demand *demand, aslrt::Value &value);
  /// After Failed: "in.json:3:7: expected a value".
  const std::string &failure() const { return message; }
  /// Number of the value given last, from 1, and the line that it begins at.
  uint64_t number() const { return count; }
  uint64_t line() const;
  /// Whether the value given last is known to be one of several.
  bool isOneOfSeveral() const;
  const std::string &inputName() const { return name; }

private:
  std::string_view rest() const { return buffer.view().substr(at); }
  bool begin();
  bool skipBlanks();
  bool fill();
  void completeLine();
  void discard();
  bool hasMoreNow() const;
  Status fail(const std::string &text, size_t offset);
  Status failToRead();
  bool mayBeTruncated(size_t offset) const;
  bool needsMore(size_t size) const;

  int fd;
  std::string name;
  size_t maxValue;
  std::function<void()> beforeWait;
  aslrt::Buffer buffer;
  std::unique_ptr<aslrt::ReadMemory> memory;
  size_t at = 0;         // where the next value is looked for
  size_t valueBegin = 0; // of the value given last
  size_t lineEnd = 0;    // the last in the buffer, if there is one behind `at`
  bool byLines = false;  // a line ends at once behind the value given last
  bool started = false, atEnd = false;
  int error = 0; // of read(2)
  std::string message;
  uint64_t count = 0;
  // Place of the buffer's first byte: lines before it, code points before it in its line.
  uint64_t linesBefore = 0, columnsBefore = 0;
};

} // namespace aslc
