// JSON files: the items of an array, the members of an object, or the lines. A file is never read as a whole: what is stepped over, or
// was handed out, is forgotten.
#include "runtime/maps/Sources.h"

#include "runtime/core/Error.h"
#include "runtime/json/Json.h"

#include <charconv>

namespace aslrt {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Steps through a JSON text, a line of which it may be.
class Cursor {
public:
  Cursor(Context &context, ObjectText &source, const std::string &name, uint64_t line = 0)
      : context(context), source(source), text(source.view()), name(name), line(line) {}

  /// What comes next behind blanks; 0: the end, or a character 0.
  char peek() {
    do
      at = std::min(text.find_first_not_of(blanks, at), text.size());
    while (at == text.size() && readMore());
    return at < text.size() ? text[at] : '\0';
  }
  bool take(char c) {
    if (peek() != c)
      return false;
    ++at;
    return true;
  }
  void expect(char c) {
    if (!take(c))
      fail(std::string("expected '") + c + "'");
  }
  void expectEnd() {
    peek();
    if (at < text.size())
      fail("expected the end of the line");
  }

  /// The text of the value here, which is checked. It stays until the cursor moves on.
  std::string_view value() {
    static constexpr Demand nothing{nullptr, 0};
    peek();
    for (bool atEnd = false;; atEnd = !readMore()) {
      std::string_view rest = text.substr(at);
      size_t size = 0;
      ReadError error;
      bool found = !readJsonPart(&context, rest, {.loneSurrogates = false}, &nothing, !atEnd, size, error, memory).is(Tag::Undefined);
      if (!atEnd && (found ? size == rest.size() : error.offset + longestFaultyToken >= rest.size()))
        continue; // it may go on behind what is there
      if (!found)
        fail(error.message, error.offset);
      at += size;
      return rest.substr(0, size);
    }
  }
  /// The string here, a key: its JSON text; `plain`: what it says.
  std::string key(std::string &plain) {
    if (peek() != '"')
      fail("expected a key");
    std::string quoted(value());
    ReadError error;
    plain = readJson(&context, quoted, {}, error).string();
    expect(':');
    return quoted;
  }
  /// Forgets what was stepped over.
  void pass() {
    source.pass(at);
    text = source.view();
    at = 0;
  }

private:
  bool readMore() {
    source.pass(at);
    at = 0;
    bool got = source.more();
    text = source.view();
    return got;
  }

  [[noreturn]] void fail(const std::string &message, size_t offset = 0) const {
    throw StateError{readerFailed, name + (line ? ", line " + std::to_string(line) + "," : "") + " is no JSON at byte " +
                                       std::to_string(source.before() + at + offset) + ": " + message};
  }

  Context &context;
  ObjectText &source;
  std::string_view text;
  size_t at = 0;
  const std::string &name;
  uint64_t line;
  std::unique_ptr<ReadMemory> memory = {};
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
  JsonItems(Context &context, std::unique_ptr<ObjectText> given, std::string fileName, std::string_view pointer)
      : source(std::move(given)), name(std::move(fileName)), cursor(context, *source, name) {
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
    cursor.pass();
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

  std::unique_ptr<ObjectText> source;
  std::string name;
  Cursor cursor;
  bool isObject = false, first = true, done = false;
};

class JsonLines final : public ItemSource {
public:
  JsonLines(Context &context, std::unique_ptr<ObjectText> given, std::string name)
      : source(std::move(given)), context(context), name(std::move(name)) {}

  bool next(Item &item) override {
    for (size_t size; (size = readLine()) != 0; source->pass(size)) {
      std::string_view text = source->view().substr(0, size);
      if (text.find_first_not_of(blanks) == text.npos)
        continue;
      ObjectText alone(text);
      Cursor cursor(context, alone, name, line);
      item.text = cursor.value();
      cursor.expectEnd();
      source->pass(size);
      return true;
    }
    return false;
  }

private:
  /// Has the next line in view. Its length with its line feed; 0 at the end.
  size_t readLine() {
    ++line;
    for (size_t from = 0;;) {
      size_t end = source->view().find('\n', from);
      if (end != std::string_view::npos)
        return end + 1;
      from = source->view().size();
      if (!source->more())
        return from;
    }
  }

  std::unique_ptr<ObjectText> source;
  Context &context;
  std::string name;
  uint64_t line = 0;
};

} // namespace

std::unique_ptr<ItemSource> readJsonLines(Context &context, std::unique_ptr<ObjectText> text, std::string name) {
  return std::make_unique<JsonLines>(context, std::move(text), std::move(name));
}

std::unique_ptr<ItemSource> readJsonItems(Context &context, std::unique_ptr<ObjectText> text, std::string name, std::string_view pointer) {
  return std::make_unique<JsonItems>(context, std::move(text), std::move(name), pointer);
}

} // namespace aslrt
