// Values to JSON text. An explicit stack holds the open arrays and objects: depth is the user's.
#include "runtime/json/Writer.h"

#include "runtime/core/Inline.h"
#include "runtime/core/Spelling.h"
#include "runtime/core/Stack.h"
#include "runtime/core/ThreadPool.h"
#include "runtime/json/Appender.h"
#include "runtime/json/Json.h"
#include "runtime/json/Swar.h"
#include "runtime/json/Text.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstring>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace aslrt {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

/// Marks bytes that may need an escape: quote, backslash, control, or 0xed, the lead byte of surrogates.
uint64_t markEscapes(uint64_t word) {
  return swar::below(word, 0x20) | swar::equal(word, '"') | swar::equal(word, '\\') | swar::equal(word, 0xed);
}

} // namespace

size_t Appender::left() const {
  size_t used = size() - start;
  return used < longest ? longest - used : 0;
}

void Appender::flush() {
  if (!sink || at == base)
    return;
  auto used = size_t(at - base);
  sink->write({base, used});
  before += used;
  at = base;
}

void Appender::splice(std::string_view piece) {
  if (piece.size() > left())
    raiseMemoryLimit();
  if (!sink)
    return put(piece);
  flush();
  sink->write(piece);
  before += piece.size();
}

void Appender::open(Buffer &text) {
  buffer = &text;
  base = text.begin();
  at = text.end();
  end = at + text.room();
}

void Appender::enlarge(size_t n) {
  if (n > left())
    raiseMemoryLimit();
  constexpr size_t worthWriting = 64 << 10; // bytes
  if (sink && at - base >= ptrdiff_t(worthWriting)) {
    flush();
    if (n + copySlack <= size_t(end - at))
      return;
  }
  auto used = size_t(at - base);
  n += copySlack;
  if (string) {
    string->resize(used + std::max(n, 2 * (used - start) + 256)); // not in proportion to what was there before: that may be long
    base = string->data();
    end = base + string->size();
  } else {
    buffer->size = used;
    buffer->grow(used + std::max(n, used + 256));
    base = buffer->begin();
    end = buffer->end() + buffer->room();
  }
  at = base + used;
}

void Appender::putUnit(uint32_t unit) {
  const char escape[] = {'\\', 'u', hexDigits[unit >> 12], hexDigits[unit >> 8 & 15], hexDigits[unit >> 4 & 15], hexDigits[unit & 15]};
  put({escape, sizeof escape});
}

void Appender::putInteger(uint64_t number) {
  need(20);
  at = std::to_chars(at, end, number).ptr;
}

void Appender::putNumber(double value, const WriteStyle &style) {
  need(32);
  if (!isFinite(value)) [[unlikely]]
    return put(!style.spelled ? "null" : std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
  if (isSmall(value)) [[likely]]
    at += formatSmall(uint32_t(value), at);
  else
    at += style.rounded ? formatRounded(value, at) : formatNumber(value, at);
}

// Words are stored before they are looked at; what is wrong of them is then written over.
void Appender::putString(std::string_view string) {
  need(string.size() + 10);
  *at++ = '"';
  for (size_t i = 0; i < string.size();) {
    uint64_t word = loadUpTo8(string, i), marks = markEscapes(word);
    std::memcpy(at, &word, 8);
    size_t plain = std::min<size_t>(marks ? swar::firstMark(marks) : 8, string.size() - i);
    at += plain;
    i += plain;
    if (plain < 8 && i < string.size()) {
      i = putEscape(string, i);
      need(string.size() - i + 9);
    }
  }
  put('"');
}

/// Writes what stands at i and is not plain, and returns what follows.
size_t Appender::putEscape(std::string_view string, size_t i) {
  auto c = uint8_t(string[i]);
  if (c == 0xed) {
    if (i + 2 < string.size() && uint8_t(string[i + 1]) >= 0xa0)
      putUnit(0xd000 | uint32_t(string[i + 1] & 0x3f) << 6 | uint32_t(string[i + 2] & 0x3f));
    else
      put(string.substr(i, 3));
    return std::min(i + 3, string.size());
  }
  constexpr std::string_view shortForms = "\bb\tt\nn\ff\rr\"\"\\\\";
  for (size_t form = 0; form < shortForms.size(); form += 2)
    if (shortForms[form] == char(c)) {
      put('\\');
      put(shortForms[form + 1]);
      return i + 1;
    }
  putUnit(c);
  return i + 1;
}

namespace {

/// Texts that threads make in any order, and that are appended in theirs: by whoever has made the one that comes next, while others go on.
class InOrder {
public:
  InOrder(Appender &out, size_t count) : out(out), texts(count) {}

  /// A buffer for a text; none if it is of no use any more.
  std::optional<Buffer> begin() {
    std::lock_guard lock(mutex);
    if (failure)
      return std::nullopt;
    constexpr size_t usualText = 64 << 10; // bytes
    Buffer buffer;
    if (unused.empty()) {
      buffer.grow(usualText);
      return buffer;
    }
    buffer = std::move(unused.back());
    unused.pop_back();
    return buffer;
  }

  void end(uint32_t place, Buffer &&text) {
    std::unique_lock lock(mutex);
    texts[place] = std::move(text);
    if (std::exchange(appending, true))
      return;
    while (!failure && next < texts.size() && texts[next]) {
      Buffer &ready = *texts[next++];
      lock.unlock();
      append(ready);
      lock.lock();
      ready.size = 0;
      unused.push_back(std::move(ready));
    }
    appending = false;
  }

  void fail(std::exception_ptr exception) {
    std::lock_guard lock(mutex);
    failure = std::move(exception);
  }
  void rethrow() const {
    if (failure)
      std::rethrow_exception(failure);
  }

private:
  void append(const Buffer &text) {
    try {
      out.splice(text.view());
    } catch (...) {
      fail(std::current_exception());
    }
  }

  Appender &out;
  std::mutex mutex;
  std::vector<std::optional<Buffer>> texts; // by place
  std::vector<Buffer> unused;
  size_t next = 0; // to be appended
  bool appending = false;
  std::exception_ptr failure;
};

/// An Array or Object being written.
struct Open {
  Value container;
  uint32_t next;
  bool any; // something has been written in it
};

class Writer {
public:
  Writer(Appender &out, WriteStyle style) : out(out), style(style) {} // without zeros in the stack

  /// False if some number is infinite.
  bool run(Value value) {
    begin(value);
    while (!open.empty()) {
      Open &top = open.top();
      if (top.next == top.container.length())
        end();
      else
        goOn(top);
    }
    return !infinite;
  }

private:
  /// Writes what is left of an array or object, up to a container that is open then; `top` may have moved.
  void goOn(Open &top) {
    size_t depth = open.size();
    if (top.container.is(Tag::Array))
      while (open.size() == depth && top.next != top.container.length())
        item(top);
    else
      while (open.size() == depth && top.next != top.container.length())
        member(top);
  }

  void item(Open &top) {
    Value value = itemsOf(top.container)[top.next++];
    separate(top);
    put(value);
  }

  void member(Open &top) {
    const Member &member = membersOf(top.container)[top.next++];
    if (member.value.is(Tag::Undefined))
      return;
    if (member.key.has(Verbatim) && !style.indent) [[likely]] {
      out.putKey(member.key.string(), std::exchange(top.any, true));
    } else {
      separate(top);
      putString(member.key);
      out.put(style.indent ? std::string_view(": ") : std::string_view(":"));
    }
    put(member.value);
  }

  /// Strings, most of what there is, need no call, nor do items that have been made as text.
  void put(Value v) {
    if (v.is(Tag::String) && v.has(Verbatim))
      out.putVerbatim(v.string());
    else if (isSpelled(v))
      out.putText({spellingOf(v).text, spellingOf(v).size});
    else
      begin(v);
  }

  void separate(Open &top) {
    if (top.any)
      out.put(',');
    top.any = true;
    newLine();
  }

  void putString(Value string) {
    if (string.has(Verbatim)) [[likely]]
      out.putVerbatim(string.string());
    else
      out.putString(string.string());
  }

  void newLine() {
    if (style.indent)
      out.putLine(open.size() * style.indent);
  }

  void end() {
    Open done = open.top();
    open.pop();
    if (done.any)
      newLine();
    out.put(done.container.is(Tag::Array) ? ']' : '}');
  }

  /// Writes a scalar, or opens a container.
  void begin(Value v) {
    switch (v.tag()) {
    case Tag::Undefined:
    case Tag::Null: out.put("null"); break;
    case Tag::Boolean: out.put(v.boolean() ? std::string_view("true") : std::string_view("false")); break;
    case Tag::Number:
      infinite |= std::isinf(v.number());
      out.putNumber(v.number(), style);
      break;
    case Tag::Decimal:
      if (style.rounded)
        out.putNumber(numberOf(v), style);
      else
        out.put({v.pointer<DecimalData>()->text, v.length()});
      break;
    case Tag::String: putString(v); break;
    case Tag::Function: out.put("\"\""); break;
    case Tag::Array:
    case Tag::Object:
      if (v.is(Tag::Array) && mayWriteParts(v))
        return writeParts(itemsOf(v));
      if (hasSpelling(v))
        return putSpelling(v);
      out.put(v.is(Tag::Array) ? '[' : '{');
      open.push({v, 0, false});
      break;
    }
  }

  void putSpelling(Value object) {
    std::string_view text(spellingOf(object).text, spellingOf(object).size);
    if (object.has(Spelled))
      out.put(text);
    else
      putAnew(text, spellingOf(object).indicesFirst);
  }

  /// An object of which there is the text that was read: that is seldom what one writes, and is read once more.
  [[gnu::noinline, gnu::cold]] void putAnew(std::string_view text, bool indicesFirst) {
    Context memory;
    memory.dialect = indicesFirst ? Dialect::Jsonata : Dialect::Aws;
    memory.limits.jsonDepth = SIZE_MAX; // it has been read
    ReadError none;
    infinite |= !Writer(out, style).run(readJson(&memory, text, {}, none));
  }

  static constexpr size_t leastPart = 1024; // items

  bool mayWriteParts(Value array) const { return array.length() >= 2 * leastPart && style.pool && !style.indent && style.pool->idle() > 0; }

  /// A long array, by several threads.
  void writeParts(std::span<const Value> items) {
    size_t count = items.size() / leastPart, room = out.left();
    InOrder texts(out, count);
    std::atomic<bool> anyInfinite = false;
    inParallel(*style.pool, uint32_t(count), [&](uint32_t i) {
      try {
        std::optional<Buffer> text = texts.begin();
        if (!text)
          return;
        size_t begin = items.size() * i / count, end = items.size() * (i + 1) / count;
        if (!writePart(items.subspan(begin, end - begin), i == 0 ? '[' : ',', *text, room))
          anyInfinite = true;
        texts.end(i, std::move(*text));
      } catch (...) {
        texts.fail(std::current_exception());
      }
    });
    texts.rethrow();
    infinite |= anyInfinite;
    out.put(']');
  }

  /// Items behind a bracket or comma. False if some number is infinite.
  bool writePart(std::span<const Value> items, char before, Buffer &text, size_t room) const {
    Appender part(text);
    part.bound(room);
    WriteStyle alone = style;
    alone.pool = nullptr;
    Writer writer(part, alone);
    for (Value item : items) {
      part.put(std::exchange(before, ','));
      writer.run(item);
    }
    return !writer.infinite;
  }

  Appender &out;
  WriteStyle style;
  Stack<Open> open;
  bool infinite = false; // some number was
};

} // namespace

bool write(Appender &out, Value value, WriteStyle style) { return Writer(out, style).run(value); }

bool write(std::string &out, Value value, WriteStyle style) {
  Appender appender(out, style.longest);
  return write(appender, value, style);
}

void writeJson(std::string &out, Value value) { write(out, value, {}); }
void writePayload(const Context &context, Appender &out, Value value) {
  out.bound(context.arena.limit);
  write(out, value, {.spelled = context.dialect == Dialect::Aws, .pool = context.pool});
}
void writePayload(const Context &context, std::string &out, Value value, unsigned indent) {
  write(out, value, {.indent = indent, .spelled = context.dialect == Dialect::Aws, .longest = context.arena.limit});
}
void writeJsonPretty(std::string &out, Value value, unsigned indent) { write(out, value, {.indent = indent}); }

} // namespace aslrt
