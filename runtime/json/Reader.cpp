// The JSON reader: one pass over the text.
//
// Values read so far stand on a scratch stack: the items of the open arrays, and key and value by turns of the open objects,
// which is how members lie in memory. When a container closes, what it gathered is copied into the arena at once, in its final
// size, and its place on the stack is taken by the value that it became. A second stack tells where open containers begin.
// Nothing recurses, so the depth of a text costs only these two stacks, and Limits::jsonDepth bounds it.
#include "runtime/json/Reader.h"

#include "runtime/abi/Program.h"
#include "runtime/core/Objects.h"
#include "runtime/json/ReadAhead.h"

namespace aslrt {

namespace {

/// An open container.
struct Open {
  size_t base; // its first value on the scratch stack
  bool object;
  const Demand *demand; // of it; null: all
};

void skipManyBlanks(ReadCursor &cursor) {
  constexpr uint64_t blanks = 0x2020202020202020;
  const char *p = cursor.at;
  for (; p != cursor.end; ++p) {
    while (cursor.end - p > 8 && loadWord(p) == blanks) // indentation
      p += 8;
    if (*p != ' ' && *p != '\n' && *p != '\r' && *p != '\t')
      break;
  }
  cursor.at = p;
}

class Reader {
public:
  Reader(ReadCursor &cursor, size_t depth, const Demand *demand) : cursor(cursor), depth(depth), wanted(Demand::built(demand)) {}

  bool read(Value &out) {
    do {
      if (!readValue() || !readSeparators())
        return false;
    } while (!open.empty());
    out = values.top();
    return true;
  }

private:
  void skipBlanks() {
    if (cursor.at != cursor.end && uint8_t(*cursor.at) <= ' ')
      skipManyBlanks(cursor);
  }

  bool next(char c) {
    if (cursor.at == cursor.end || *cursor.at != c)
      return false;
    ++cursor.at;
    return true;
  }

  /// Reads a scalar or an empty container, or opens others down to the first of these.
  bool readValue() {
    for (;;) {
      if (cursor.at == cursor.end)
        return cursor.fail("the text ends where a value is expected");
      char c = *cursor.at;
      if (c != '{' && c != '[')
        return readScalar(c);
      const char *bracket = cursor.at++;
      skipBlanks();
      if (next(c == '{' ? '}' : ']')) {
        pushValue(values, {makeHead(c == '{' ? Tag::Object : Tag::Array, Data), 0});
        return true;
      }
      if (depth + open.size() >= cursor.context->limits.jsonDepth) {
        cursor.at = bracket;
        return cursor.fail("the text is nested too deep");
      }
      if (c == '{' && wanted && wanted->kept == Kept::Items && (open.empty() || open.top().object))
        wanted = nullptr;
      open.push({values.size(), c == '{', wanted});
      if (c != '{')
        continue;
      Step step = readKey();
      if (step != Step::Value)
        return step == Step::Closed;
    }
  }

  bool readScalar(char c) {
    Value v;
    switch (c) {
    case '"':
      ++cursor.at;
      if (!readString(cursor, v))
        return false;
      break;
    case 't': return readLiteral("true", booleanValue(true));
    case 'f': return readLiteral("false", booleanValue(false));
    case 'n': return readLiteral("null", nullValue());
    default:
      if (c != '-' && uint8_t(c - '0') > 9)
        return cursor.fail("expected a value");
      if (!readNumber(cursor, v))
        return false;
    }
    pushValue(values, v);
    return true;
  }

  bool readLiteral(std::string_view literal, Value v) {
    if (!std::string_view(cursor.at, cursor.left()).starts_with(literal))
      return cursor.fail("expected a value");
    cursor.at += literal.size();
    pushValue(values, v);
    return true;
  }

  /// What comes after a key.
  enum class Step { Value, Closed, Fault };

  /// Reads keys up to one whose value is wanted. If there is none, the object is closed.
  Step readKey() {
    for (const Demand *demand = open.top().demand;;) {
      if (!next('"'))
        return cursor.fail("expected a string as key"), Step::Fault;
      Value key;
      if (!readString(cursor, key))
        return Step::Fault;
      skipBlanks();
      if (!next(':'))
        return cursor.fail("expected ':'"), Step::Fault;
      skipBlanks();
      const Demand::Member *member = demand ? demand->find(key.string()) : nullptr;
      if (!demand || member) {
        pushValue(values, key);
        wanted = demand ? Demand::built(member->demand) : nullptr;
        return Step::Value;
      }
      if (!skipValue(cursor, depth + open.size()))
        return Step::Fault;
      skipBlanks();
      if (!next(','))
        return closeObject();
      skipBlanks();
    }
  }

  /// Closes the object at hand, whose last member was stepped over.
  Step closeObject() {
    if (!next('}')) {
      cursor.fail(cursor.at == cursor.end ? "the text ends before its last bracket closes" : "expected ',' or '}'");
      return Step::Fault;
    }
    close();
    return Step::Closed;
  }

  /// After a value: closes containers up to one that goes on, and reads up to its next value.
  bool readSeparators() {
    while (!open.empty()) {
      bool object = open.top().object;
      skipBlanks();
      if (next(',')) {
        skipBlanks();
        wanted = open.top().demand;
        if (!object && isLongArray(values.size() - open.top().base) && mayReadAhead(cursor) && readOthers())
          continue;
        Step step = object ? readKey() : Step::Value;
        if (step != Step::Closed)
          return step == Step::Value;
        continue;
      }
      if (!next(object ? '}' : ']'))
        return cursor.fail(cursor.at == cursor.end ? "the text ends before its last bracket closes"
                           : object                ? "expected ',' or '}'"
                                                   : "expected ',' or ']'");
      close();
    }
    return true;
  }

  /// Items of the array at hand, with other threads. False if there are none.
  bool readOthers() {
    return readAhead(cursor, values, [&](ItemRange &range) {
      ReadCursor part{&range.reader->context, cursor.begin, range.begin, cursor.end, cursor.options};
      for (Value item; part.at < range.bound && range.wanted();) {
        if (!aslrt::readValue(part, depth + open.size(), wanted, item))
          return;
        range.add(item, part.at);
        skipManyBlanks(part);
        if (part.at == part.end || *part.at != ',')
          return;
        ++part.at;
        skipManyBlanks(part);
        range.meets = part.at == range.bound;
      }
    });
  }

  void close() {
    Open done = open.top();
    open.pop();
    pushValue(values, makeContainer(cursor.context, done.object, values, done.base));
  }

  ReadCursor &cursor;
  size_t depth;         // containers around what is read
  const Demand *wanted; // of the value that comes next
  Stack<Value, 256> values;
  Stack<Open> open;
};

} // namespace

/// Of so many items that their memory is better taken over than copied.
static Value takeArray(Context *c, Stack<Value, 256> &values, size_t base) {
  size_t count = values.size() - base;
  Value *items;
  c->arena.adopt(values.takeOff(base, items));
  c->arena.checkLimit();
  return arrayAt(items, count, Data);
}

Value makeContainer(Context *c, bool object, Stack<Value, 256> &values, size_t base) {
  size_t count = values.size() - base;
  const Value *from = &values[base];
  if (count > UINT32_MAX)
    raiseMemoryLimit();
  Value v{makeHead(Tag::Object, Data), 0}; // of which nothing was wanted
  if (!object) {
    if (isLargeBlock(count * sizeof(Value)) && base < count)
      return takeArray(c, values, base);
    Value *items = allocateItems(c, count);
    copyValues(from, count, items);
    v = arrayAt(items, count, Data);
  } else if (count > 0) {
    Member *members = allocateMembers(c, count / 2);
    copyValues(from, count, &members->key);
    v = finishObject(c, members, count / 2, Data);
  }
  values.shrink(base);
  return v;
}

void skipBlanks(ReadCursor &cursor) { skipManyBlanks(cursor); }

bool readValue(ReadCursor &cursor, size_t depth, const Demand *demand, Value &out) { return Reader(cursor, depth, demand).read(out); }

bool endsHere(ReadCursor &cursor) {
  skipBlanks(cursor);
  return cursor.at == cursor.end || cursor.fail("there is more after the value");
}

Value readJson(Context *c, std::string_view text, const ReadOptions &options, ReadError &error) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  skipBlanks(cursor);
  if (readValue(cursor, 0, nullptr, v) && endsHere(cursor))
    return v;
  error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return undefinedValue();
}

Value readDemanded(Context *c, std::string_view &text, bool lines, bool outlives, const Demand *demand, ReadError &error,
                   std::unique_ptr<ReadMemory> &memory) {
  ReadOptions options{.loneSurrogates = false, .outlives = outlives};
  if (demand && outlives) // it finds out where the line ends
    return c->program->services.readInput(c, text, lines, options, demand, error, memory);
  if (lines)
    text = firstLine(text);
  std::string_view here = text;
  if (!outlives && text.size() > 2) // what is shorter, as `{}`, has nothing to be pointed at, and needs no memory
    here = {static_cast<char *>(std::memcpy(allocate(c, text.size()), text.data(), text.size())), text.size()};
  return demand ? c->program->services.readInput(c, here, false, options, demand, error, memory) : readJson(c, here, options, error);
}

Value readJsonPrefix(Context *c, std::string_view text, const ReadOptions &options, size_t &size, ReadError &error) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  skipBlanks(cursor);
  if (readValue(cursor, 0, nullptr, v))
    size = size_t(cursor.at - cursor.begin);
  else
    error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return v;
}

} // namespace aslrt
