// JSON files: the items of an array, the members of an object, or the lines. A file is never read as a whole: what is stepped over, or
// was handed out, is forgotten.
#include "runtime/maps/Sources.h"

#include "runtime/core/Error.h"
#include "runtime/json/Json.h"

#include <charconv>

namespace aslrt {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Steps through a JSON text.
class Cursor {
public:
  Cursor(Context &context, std::string_view text, std::string name) : context(context), text(text), name(std::move(name)) { skipBlanks(); }

  size_t at = 0;
  std::unique_ptr<ReadMemory> memory = {};

  char peek() const { return at < text.size() ? text[at] : '\0'; }
  bool take(char c) {
    if (peek() != c)
      return false;
    ++at;
    skipBlanks();
    return true;
  }
  void expect(char c) {
    if (!take(c))
      fail(std::string("expected '") + c + "'", at);
  }
  bool ends() const { return at >= text.size(); }

  /// The text of the value here, which is checked.
  std::string_view value() {
    static constexpr Demand nothing{nullptr, 0};
    size_t begin = at, size = 0;
    ReadError error;
    Value value = readJsonPart(&context, text.substr(at), {.loneSurrogates = false}, &nothing, false, size, error, memory);
    if (value.is(Tag::Undefined))
      fail(error.message, at + error.offset);
    at += size;
    std::string_view found = text.substr(begin, size);
    skipBlanks();
    return found;
  }
  /// The string here: a key.
  std::string_view key(std::string &plain) {
    if (peek() != '"')
      fail("expected a key", at);
    std::string_view quoted = value();
    ReadError error;
    plain = readJson(&context, quoted, {}, error).string();
    expect(':');
    return quoted;
  }

  [[noreturn]] void fail(const std::string &message, size_t offset) const {
    throw StateError{readerFailed, name + " is no JSON at byte " + std::to_string(offset) + ": " + message};
  }

private:
  void skipBlanks() { at = std::min(text.find_first_not_of(blanks, at), text.size()); }

  Context &context;
  std::string_view text;
  std::string name;
};

/// "~1" is a slash, "~0" a tilde (RFC 6901).
std::string unescaped(std::string_view token) {
  std::string plain;
  for (size_t i = 0; i < token.size(); ++i)
    if (token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1'))
      plain += token[++i] == '0' ? '~' : '/';
    else
      plain += token[i];
  return plain;
}

class JsonItems final : public ItemSource {
public:
  JsonItems(Context &context, MappedFile given, std::string name, std::string_view pointer)
      : file(std::move(given)), cursor(context, file.text(), std::move(name)) {
    while (!pointer.empty()) {
      if (pointer[0] != '/')
        throw StateError{readerFailed, "ItemsPointer does not begin with '/': " + std::string(pointer)};
      size_t end = std::min(pointer.find('/', 1), pointer.size());
      if (!stepTo(unescaped(pointer.substr(1, end - 1))))
        throw StateError{readerFailed, "ItemsPointer leads nowhere in the file: " + std::string(pointer)};
      pointer.remove_prefix(end);
    }
    isObject = cursor.peek() == '{';
    if (!isObject && cursor.peek() != '[')
      throw StateError{readerFailed, "Attempting to map over non-iterable node."};
    cursor.take(cursor.peek());
  }

  bool next(Item &item) override {
    const char end = isObject ? '}' : ']';
    if (done || (first && cursor.take(end)))
      return false;
    if (std::string plain; isObject)
      item.key = cursor.key(plain);
    item.text = cursor.value();
    first = false;
    if (!cursor.take(',')) {
      cursor.expect(end);
      done = true;
    }
    file.passed(cursor.at);
    return true;
  }

private:
  /// To the member or item of the value here that has this name.
  bool stepTo(const std::string &name) {
    if (cursor.take('{')) {
      if (cursor.take('}'))
        return false;
      for (std::string key;; cursor.value()) {
        if (cursor.peek() == ',')
          cursor.take(',');
        else if (cursor.peek() != '"')
          return false;
        cursor.key(key);
        if (key == name)
          return true;
      }
    }
    size_t index = 0;
    auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (error != std::errc() || end != name.data() + name.size() || !cursor.take('['))
      return false;
    for (; index > 0 && cursor.peek() != ']'; --index) {
      cursor.value();
      if (!cursor.take(','))
        return false;
    }
    return cursor.peek() != ']';
  }

  MappedFile file;
  Cursor cursor;
  bool isObject = false, first = true, done = false;
};

class JsonLines final : public ItemSource {
public:
  JsonLines(Context &context, MappedFile given, std::string name)
      : file(std::move(given)), context(context), name(std::move(name)), text(file.text()) {}

  bool next(Item &item) override {
    for (; at < text.size(); ++line) {
      size_t end = std::min(text.find('\n', at), text.size());
      std::string_view found = text.substr(at, end - at);
      at = end + 1;
      if (found.find_first_not_of(blanks) == found.npos)
        continue;
      Cursor cursor(context, found, name + ", line " + std::to_string(++line) + ",");
      item.text = cursor.value();
      if (!cursor.ends())
        cursor.fail("expected the end of the line", cursor.at);
      file.passed(std::min(at, text.size()));
      return true;
    }
    return false;
  }

private:
  MappedFile file;
  Context &context;
  std::string name;
  std::string_view text;
  size_t at = 0, line = 0;
};

} // namespace

std::unique_ptr<ItemSource> readJsonLines(Context &context, MappedFile file, std::string name) {
  return std::make_unique<JsonLines>(context, std::move(file), std::move(name));
}

std::unique_ptr<ItemSource> readJsonItems(Context &context, MappedFile file, std::string name, std::string_view pointer) {
  return std::make_unique<JsonItems>(context, std::move(file), std::move(name), pointer);
}

} // namespace aslrt
