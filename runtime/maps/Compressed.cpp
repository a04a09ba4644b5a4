// Objects compressed as a whole, as the ends of their names say (distributed-map.md): gzip (RFC 1952), in one or several members, and
// Zstandard (RFC 8878), in one or several frames. They are decompressed by blocks, as readers ask for more; what was passed is forgotten, so
// that memory depends on the longest item alone, and on the window of Zstandard, which its decoder takes up to 128 MB.
#include "runtime/maps/ObjectText.h"

#include "runtime/core/Buffer.h"
#include "runtime/core/Error.h"
#include "runtime/maps/Sources.h"

#include <algorithm>
#include <cstring>
#include <new>
#define ZLIB_CONST // what it reads is const
#include <zlib.h>
#include <zstd.h>

namespace aslrt {

namespace {

constexpr size_t blockSize = 256 << 10; // fits in the second-level cache

[[noreturn]] void fail(const std::string &message) { throw StateError{readerFailed, message}; }

/// A file that is mapped, as it is.
class PlainText final : public ObjectText {
public:
  explicit PlainText(MappedFile given) : ObjectText(given.text()), file(std::move(given)) {}
  void pass(size_t count) override {
    ObjectText::pass(count);
    file.passed(before());
  }

private:
  MappedFile file;
};

/// A way to compress; `part` is what a file consists of one or several of.
struct Format {
  std::string_view ending, name, part;
  bool (*begins)(std::string_view text);
  std::unique_ptr<ObjectText> (*open)(const Format &format, MappedFile file, std::string name, uint64_t longest);
};

class CompressedText : public ObjectText {
public:
  CompressedText(const Format &format, MappedFile given, std::string name, uint64_t longest)
      : file(std::move(given)), input(file.text()), format(format), name(std::move(name)), longest(longest) {}

  bool more() override {
    if (text.size() > longest)
      fail(name + ": an item is longer than " + std::to_string(longest) + " bytes (--max-memory)");
    if (!text.empty())
      std::memmove(buffer.begin(), text.data(), text.size());
    buffer.size = text.size();
    if (buffer.room() < std::max(buffer.size, blockSize))
      buffer.grow(2 * buffer.size + blockSize);
    size_t got = decode(buffer.end(), buffer.room());
    buffer.size += got;
    text = buffer.view();
    return got != 0;
  }

protected:
  /// Gets ready for another part.
  virtual void begin() = 0;
  /// Decompresses from `at` on, which moves, and clears `inside` at the end of a part. Returns how many bytes.
  virtual size_t step(char *to, size_t room) = 0;
  [[noreturn]] void failBroken(const char *why) const { fail(name + ", compressed by " + std::string(format.name) + ", is broken: " + why); }

  MappedFile file;
  const std::string_view input;
  size_t at = 0;
  bool inside = false; // a part

private:
  /// 0 at the end of the file.
  size_t decode(char *to, size_t room) {
    while (inside || enter()) {
      size_t from = at, got = step(to, room);
      file.passed(at);
      if (got)
        return got;
      if (inside && at == from)
        fail(name + " ends too early: " + std::string(format.part) + " is not complete");
    }
    return 0;
  }

  bool enter() {
    std::string_view rest = input.substr(at);
    if (rest.empty() && at != 0)
      return false;
    if (!format.begins(rest))
      fail(at == 0 ? name + " is not compressed by " + std::string(format.name) + ", as its name says"
                   : name + " has something else behind " + std::string(format.part) + " that ends at byte " + std::to_string(at));
    begin();
    return inside = true;
  }

  const Format &format;
  const std::string name;
  const uint64_t longest;
  Buffer buffer;
};

class GzipText final : public CompressedText {
public:
  using CompressedText::CompressedText;
  ~GzipText() override { inflateEnd(&stream); }

protected:
  void begin() override {
    constexpr int gzipOnly = 16;
    if ((stream.state ? inflateReset(&stream) : inflateInit2(&stream, gzipOnly + MAX_WBITS)) != Z_OK)
      throw std::bad_alloc();
  }

  size_t step(char *to, size_t room) override {
    constexpr size_t most = 1 << 30; // what its counters hold
    stream.next_in = reinterpret_cast<const Bytef *>(input.data() + at);
    stream.avail_in = uInt(std::min(input.size() - at, most));
    stream.next_out = reinterpret_cast<Bytef *>(to);
    stream.avail_out = uInt(std::min(room, most));
    int result = inflate(&stream, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR)
      throw std::bad_alloc();
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
      failBroken(stream.msg ? stream.msg : zError(result));
    at = size_t(reinterpret_cast<const char *>(stream.next_in) - input.data());
    inside = result != Z_STREAM_END;
    return size_t(reinterpret_cast<char *>(stream.next_out) - to);
  }

private:
  z_stream stream = {};
};

class ZstandardText final : public CompressedText {
public:
  using CompressedText::CompressedText;
  ~ZstandardText() override { ZSTD_freeDStream(stream); }

protected:
  void begin() override {
    if (!stream && !(stream = ZSTD_createDStream()))
      throw std::bad_alloc();
    ZSTD_initDStream(stream);
  }

  size_t step(char *to, size_t room) override {
    ZSTD_inBuffer in{input.data(), input.size(), at};
    ZSTD_outBuffer out{to, room, 0};
    size_t result = ZSTD_decompressStream(stream, &out, &in);
    if (ZSTD_isError(result))
      failBroken(ZSTD_getErrorName(result));
    at = in.pos;
    inside = result != 0;
    return out.pos;
  }

private:
  ZSTD_DStream *stream = nullptr;
};

bool isGzip(std::string_view text) { return text.starts_with("\x1f\x8b"); }

/// A frame, or one that is to be skipped: 0x184D2A50 to 0x184D2A5F.
bool isZstandard(std::string_view text) {
  return text.starts_with("\x28\xb5\x2f\xfd") || (text.size() >= 4 && text.substr(1, 3) == "\x2a\x4d\x18" && (text[0] & 0xf0) == 0x50);
}

template <typename Text> std::unique_ptr<ObjectText> open(const Format &format, MappedFile file, std::string name, uint64_t longest) {
  return std::make_unique<Text>(format, std::move(file), std::move(name), longest);
}

constexpr Format formats[] = {
    {".gz", "gzip", "a gzip member", isGzip, open<GzipText>},
    {".zstd", "Zstandard", "a Zstandard frame", isZstandard, open<ZstandardText>},
};

} // namespace

std::unique_ptr<ObjectText> openText(MappedFile file, std::string name, uint64_t longest) {
  for (const Format &format : formats)
    if (name.ends_with(format.ending))
      return format.open(format, std::move(file), std::move(name), longest);
  for (const Format &format : formats)
    if (format.begins(file.text()))
      fail(name + " is compressed by " + std::string(format.name) + ", but its name does not end in " + std::string(format.ending));
  return std::make_unique<PlainText>(std::move(file));
}

} // namespace aslrt
