// Reading a part of a text: the second of two steps, over the places that scanning found (Scan.h).
//
// Most of the grammar has been checked there. What is left is whether brackets match, and whether each stands where it seems to: a
// value behind a colon is a member, another is an item. On the way, members that are wanted are read by the readers of tokens, and
// containers on the way to them are built; what lies in others is walked over bracket by bracket. Whatever is not as it should be, or is
// not judged here, makes it give up, and the whole text is read token by token.
//
// Items of arrays are first compared with the last one that was walked over (Shape.h).
#include "runtime/core/Spelling.h"
#include "runtime/json/Events.h"
#include "runtime/json/OpenKeys.h"
#include "runtime/json/ReadAhead.h"
#include "runtime/json/ShortNumber.h"

#include <algorithm>

namespace aslrt {

namespace {

/// An open container of which parts are wanted, or in a text that is kept.
struct OpenPart {
  const Demand *demand;
  uint64_t met;   // a bit for each member of the demand
  uint32_t begin; // its bracket
  uint32_t base;  // its first value on the scratch stack
  uint32_t index; // of the bracket among the events, if they are still those of this fill
  uint32_t fill;
  bool object;
  bool plain; // each member has been met once at most, and none has a key that looks like an index
};

/// What is kept from text to text: memory, what was found out about a demand, and about objects.
struct PartMemory final : ReadMemory {
  Scan scan;
  Shapes shapes;
  static constexpr int mostAttempts = 16;
  int attempts = mostAttempts;    // to take the shape of a whole text; each that is like another is worth one
  uint64_t jsonDepth = 0;         // which the shapes were found not to exceed
  const Demand *demand = nullptr; // which `scan` expects
  bool spells = false;            // with texts
  // Of a text of lines, where reading goes on in what was scanned, with which event and what is odd from there on; else null.
  const char *nextLine = nullptr;
  size_t nextEvent = 0;
  const uint32_t *nextOdd = nullptr;

  void expect(const Demand *wanted, bool texts) {
    if (demand == wanted && spells == texts)
      return;
    scan.expect(*wanted, texts);
    demand = wanted;
    spells = texts;
    nextLine = nullptr;
  }
};

class PartReader : Events {
public:
  /// `lines`: the text may go on with other lines.
  PartReader(ReadCursor &cursor, PartMemory &memory, bool lines = false)
      : Events(begin(cursor, memory, lines)), cursor(cursor), memory(memory), shapes(memory.shapes), text(scan.begin), keys(text) {
    shapes.start(memory.jsonDepth == cursor.context->limits.jsonDepth);
    memory.jsonDepth = cursor.context->limits.jsonDepth;
  }

  bool run(const Demand *demand) {
    if (scan.spelling && !cursor.options.borrow) // the texts would be gone
      return refuse();
    uint8_t first = next();
    if (!first || !(readAlike(first, demand) || walk(first, demand)))
      return false;
    const char *end = text + last + 1;
    if (scan.notAscii > cursor.begin && !isUtf8(cursor.begin, end))
      return false;
    cursor.at = end;
    if (scan.lines)
      endLine();
    return true;
  }

  /// Reads on in an array from an item, of which this is wanted; it is in so many containers.
  void runItems(ItemRange &range, const Demand *demand, size_t depth) {
    while (open.size() < depth)
      open.push({demand, 0, 0, 0, 0, 0, /*object=*/false, /*plain=*/true});
    last = UINT32_MAX; // just before the first item
    bound = uint32_t(range.bound - text);
    for (uint8_t kind; range.wanted() && (kind = next()) && kind != ':' && isOpening(kind);) {
      if (place() >= bound) {
        range.meets = place() == bound && !isOfMember(kind) && isNextItem(place(), 2);
        break;
      }
      if (!visitWhole(kind))
        break;
      for (size_t i = 0; i < values.size(); ++i)
        range.add(values[i], text + last + 1);
      values.shrink(0);
    }
    if (range.behind && scan.notAscii > range.begin && !isUtf8(range.begin, range.behind))
      range.drop();
  }

  Value value() { return values.top(); }
  bool ranOff() const { return scan.ranOff && !refused; }
  /// There is an object whose text is to be kept, for which one has to look at each key; and whether that was so.
  bool needsTexts() const { return metPassed && !scan.spelling; }
  bool hasTexts() const { return metPassed && scan.spelling; }

private:
  /// Scans from the cursor on, unless what was scanned for the last line goes on there.
  static Events begin(const ReadCursor &cursor, PartMemory &memory, bool lines) {
    Scan &scan = memory.scan;
    scan.loneSurrogates = cursor.options.loneSurrogates;
    if (lines && std::exchange(memory.nextLine, nullptr) == cursor.at && scan.end == cursor.end)
      return {scan, memory.nextEvent, memory.nextOdd};
    scan.start(cursor.at, cursor.end, lines);
    return {scan, 0, scan.odd};
  }

  /// Notes where the next line begins, if this one ends at once behind its value.
  void endLine() {
    if (next() != '\n' || place() != last + 1)
      return;
    memory.nextLine = text + last + 2;
    memory.nextEvent = index;
    memory.nextOdd = odd;
  }

  /// Reads the whole text, whose first bracket is at hand.
  bool walk(uint8_t first, const Demand *demand) {
    if (!enter(first, demand))
      return false;
    while (!open.empty()) {
      uint8_t kind = next();
      if (!kind || !visit(kind))
        return false;
    }
    return true;
  }

  /// The same, if it is an object like one of the last texts. False, and nothing is done, if it is not.
  bool readAlike(uint8_t first, const Demand *demand) {
    constexpr uint64_t deepest = Shape::deepest + mostSkippedDepth;
    if (!isBrace(first) || demand->passed || place() < Shape::endSize || cursor.context->limits.jsonDepth < deepest)
      return false;
    uint32_t places[Shape::mostEvents];
    size_t behind = 0;
    const Shape *shape = shapes.find(demand, 0, [&](const Shape &some) { return (behind = compare(some, text, places)) != 0; });
    if (!shape)
      return false;
    auto *row = makeRow(*shape, places);
    if (!row)
      return false;
    index = behind;
    last = scan.events[behind - 1];
    pushValue(values, container(shape->object(), row));
    memory.attempts = std::min(memory.attempts + 1, PartMemory::mostAttempts);
    return true;
  }

  /// What ends the attempt for another reason than that no more is known.
  bool refuse() {
    refused = true;
    return false;
  }

  bool visit(uint8_t kind) {
    switch (kind & ~Scan::ofMember) {
    case ':': return !open.top().object || ((!spelled || checkKey(place())) && readMember(place()));
    case '{':
    case '[':
      if (open.top().object)
        return stepOver(kind);
      return isOfMember(kind) ? refuse() : isNextItem(place(), 2) && visitItem(kind);
    case '\n': return refuse();
    default: return close(kind);
    }
  }

  bool visitItem(uint8_t kind) {
    if (isLongArray(values.size() - open.top().base) && readOthers()) [[unlikely]]
      return true;
    return readItems(kind);
  }

  /// A container in an array, to its end; others that follow may be read with it.
  bool visitWhole(uint8_t kind) {
    size_t around = open.size();
    bool right = visit(kind);
    while (right && open.size() > around)
      right = (kind = next()) && visit(kind);
    return right;
  }

  /// Items of the array at hand from the bracket at hand on, if there are threads for it. False, and nothing is done, if there are none.
  [[gnu::noinline]] bool readOthers() {
    cursor.at = text + place();
    if (spelled || !mayReadAhead(cursor))
      return false;
    const Demand *demand = open.top().demand;
    bool found = readAhead(cursor, values, [&](ItemRange &range) {
      ReadCursor part{&range.reader->context, range.begin, range.begin, cursor.end, cursor.options};
      PartMemory memory;
      memory.expect(demand, scan.spelling);
      PartReader(part, memory).runItems(range, demand, open.size());
    });
    if (found) {
      last = uint32_t(cursor.at - text) - 1;
      restart(cursor.at);
    }
    return found;
  }

  /// Whether a bracket in an array follows what came last at once, or behind a comma: no scalar lies between.
  bool isNextItem(uint32_t place, uint32_t distance) { return place - last <= distance || refuse(); }

  bool enter(uint8_t kind, const Demand *demand) {
    last = place();
    if (open.size() >= cursor.context->limits.jsonDepth)
      return refuse();
    bool object = isBrace(kind);
    if (object && demand->passed && !mayKeepText())
      return refuse();
    open.push({demand, 0, last, uint32_t(values.size()), uint32_t(index - 1), fills, object, demand->count <= 64});
    spelled += object && demand->passed;
    if (spelled && object)
      keys.open();
    return true;
  }

  /// Of an object that is passed on.
  bool mayKeepText() {
    metPassed = true;
    return scan.spelling;
  }

  bool close(uint8_t kind) {
    OpenPart done = open.top();
    if (isBrace(kind) != done.object || !(done.object || isNextItem(place(), 1)))
      return refuse();
    last = place();
    open.pop();
    if (spelled && done.object) [[unlikely]] {
      keys.close();
      if (done.demand->passed)
        return closeSpelled(done, last);
    }
    const Value *from = &values[done.base];
    size_t count = values.size() - done.base;
    bool simple = count <= 2 * scanLimit && (done.plain || !done.object);
    if (simple && done.object)
      keepShape(done);
    Value v = simple ? copyContainer(done.object, from, count) : makeContainer(cursor.context, done.object, from, count);
    values.shrink(done.base);
    pushValue(values, v);
    return true;
  }

  /// Members are known to be distinct and in their order.
  Value copyContainer(bool object, const Value *from, size_t count) {
    Tag tag = object ? Tag::Object : Tag::Array;
    if (count == 0)
      return {makeHead(tag, Data), 0};
    auto *to = static_cast<Value *>(allocate(cursor.context, count * sizeof(Value)));
    copyValues(from, count, to);
    return {makeHead(tag, Data, uint32_t(count >> object)), reinterpret_cast<uint64_t>(to)};
  }

  /// An object whose text is kept, if the writer would write it so; else it is read whole.
  bool closeSpelled(const OpenPart &done, uint32_t place) {
    --spelled;
    passOdd(place);
    size_t count = values.size() - done.base;
    Value v;
    if (oddAt >= int64_t(done.begin) || count > 2 * scanLimit) {
      cursor.at = text + done.begin;
      if (!readValue(cursor, open.size(), nullptr, v))
        return refuse();
    } else {
      auto *spelling = static_cast<Spelling *>(allocate(cursor.context, sizeof(Spelling) + count * sizeof(Value)));
      *spelling = {text + done.begin, place + 1 - done.begin};
      auto *members = reinterpret_cast<Value *>(spelling + 1);
      copyValues(&values[done.base], count, members);
      v = {makeHead(Tag::Object, Data | Spelled, uint32_t(count / 2)), reinterpret_cast<uint64_t>(members)};
      if (done.plain)
        keepShape(done);
    }
    values.shrink(done.base);
    pushValue(values, v);
    return true;
  }

  /// Keys are looked at only in texts that are kept. Other items in such would have to know all keys, too.
  bool mayBeAlike(const Demand *demand) const { return demand->passed || !spelled; }

  /// An object has just been read.
  void keepShape(const OpenPart &done) {
    bool whole = open.empty();
    if (done.fill != fills || !mayBeAlike(done.demand) || (whole ? memory.attempts == 0 : open.top().object))
      return;
    memory.attempts -= whole;
    if (Shape *shape = shapes.replace(done.demand, open.size()))
      shape->record(scan, text, done.index, index - done.index, done.demand, open.size());
  }

  /// Reads the containers that begin here, in an array, as long as they are objects like the last ones there; and enters the next.
  bool readItems(uint8_t kind) {
    const Demand *demand = open.top().demand;
    if (!mayBeAlike(demand) || (demand->passed && !mayKeepText()) || place() < Shape::endSize)
      return enter(kind, demand);
    for (;; kind = scan.kinds[index++]) {
      const Shape *shape = isBrace(kind) ? alike(demand) : nullptr;
      if (!shape || !readAs(*shape, demand->passed))
        return enter(kind, demand);
      bool goesOn = scan.kinds[index] == '{' && scan.events[index] - last <= 2 && scan.events[index] < bound;
      if (!goesOn || isLongArray(values.size() - open.top().base))
        return true;
    }
  }

  /// The shape that the object at hand has.
  const Shape *alike(const Demand *demand) {
    return shapes.find(demand, open.size(), [this](const Shape &shape) {
      reach(shape.size());
      return shape.fits(scan, text, index - 1);
    });
  }

  /// Reads the object at hand, which has this shape. False, and nothing is done, if a value is not as in the shape, or its text, which
  /// should be kept, is odd.
  bool readAs(const Shape &shape, bool spells) {
    size_t first = index - 1;
    uint32_t begin = place(), end = scan.events[first + shape.size() - 1];
    if (spells) {
      passOdd(end);
      if (oddAt >= int64_t(begin))
        return false;
    }
    Value *row = makeRow(shape, scan.events + first);
    if (!row)
      return false;
    if (spells)
      *reinterpret_cast<Spelling *>(row + shape.object().begin - 1) = {text + begin, end + 1 - begin};
    index = first + shape.size();
    last = end;
    pushValue(values, container(shape.object(), row));
    return true;
  }

  /// The values of an object of a shape but for itself. Null if one of them is not as in the shape.
  Value *makeRow(const Shape &shape, const uint32_t *places) {
    auto *row = static_cast<Value *>(allocate(cursor.context, shape.slots() * sizeof(Value)));
    if (!readMembers(shape, places, row))
      return nullptr;
    for (const Shape::Container &made : shape.containers())
      row[made.slot] = container(made, row);
    return row;
  }

  static Value container(const Shape::Container &made, Value *row) {
    return {made.head, made.empty ? 0 : reinterpret_cast<uint64_t>(row + made.begin)};
  }

  /// Keys and scalars that are wanted. False if one of the values is, or is not, a container, unlike in the shape.
  bool readMembers(const Shape &shape, const uint32_t *places, Value *row) {
    const char *begin = text;
    for (const Shape::Member &member : shape.members()) {
      uint32_t colon = places[member.event];
      const char *at = begin + colon + 1;
      row[member.slot] = member.key;
      if (member.container ? places[member.event + 1] != colon + 1
                           : !readSimple(at, row[member.slot + 1]) && !readScalarAt(at, row[member.slot + 1]))
        return false;
    }
    return true;
  }

  /// The value that begins there, if it is a scalar.
  [[gnu::noinline]] bool readScalarAt(const char *at, Value &v) {
    cursor.at = at;
    if (cursor.left() >= 1 && *at != '{' && *at != '[' && readScalar(*at, v))
      return true;
    cursor.fault = nullptr;
    return false;
  }

  /// Takes note of a key in a text that may be kept.
  [[gnu::always_inline]] bool checkKey(uint32_t colon) {
    if (cursor.end - text < 8)
      return refuse();
    if (keys.add(colon))
      oddAt = colon;
    return true;
  }

  /// A value of a member that is not wanted: up to its last bracket.
  bool stepOver(uint8_t kind) {
    if (!isOfMember(kind))
      return refuse();
    return spelled ? stepOver<true>(kind) : stepOver<false>(kind);
  }

  /// `Keys`: in a text that is kept, where keys are looked at.
  template <bool Keys> bool stepOver(uint8_t kind) {
    size_t limit = cursor.context->limits.jsonDepth - open.size();
    uint64_t objects = 0, depth = 0; // of each open container, whether it is an object; the innermost is the lowest bit
    uint64_t wrong = limit == 0;
    size_t deepest = std::min<size_t>(limit, 64);
    auto enter = [&] {
      bool object = isBrace(kind);
      objects = objects << 1 | object;
      if (Keys && object)
        keys.open();
      return ++depth <= deepest;
    };
    for (enter(); depth;) {
      kind = next();
      if (!kind)
        return false;
      if (kind == ':') {
        if (Keys && (objects & 1) && !checkKey(place()))
          return false;
      } else if (isOpening(kind)) {
        wrong |= (objects ^ uint64_t(isOfMember(kind))) | (kind == '\n');
        if (!enter())
          return refuse();
      } else {
        wrong |= objects ^ uint64_t(isBrace(kind));
        if (Keys && (objects & 1))
          keys.close();
        objects >>= 1;
        --depth;
      }
      wrong &= 1;
    }
    last = place();
    return !wrong || refuse();
  }

  /// A member, if it is wanted.
  bool readMember(uint32_t colon) {
    const Demand::Member *member = find(colon);
    if (!member)
      return true;
    size_t size = member->key().size();
    const char *key = text + colon - 1 - size;
    cursor.at = text + colon + 1;
    if (cursor.left() < 1)
      return refuse();
    OpenPart &object = open.top();
    uint64_t bit = uint64_t(1) << (member - object.demand->members & 63);
    object.plain &= !(object.met & bit) && uint8_t(*key - '0') > 9;
    object.met |= bit;
    pushValue(values, stringAt(member->name, size, Static | Verbatim));
    char first = *cursor.at;
    if (first == '{' || first == '[') {
      uint8_t kind = next(); // so all before it is right
      return kind && (isWantedWhole(*member) ? readWhole() : enter(kind, member->demand));
    }
    Value v;
    if (!readScalar(first, v))
      return refuse();
    pushValue(values, v);
    return true;
  }

  /// Of the container at the cursor; also if it is an array of scalars, it seems, which are passed on as values.
  bool isWantedWhole(const Demand::Member &member) const {
    if (!member.demand)
      return true;
    bool mayBeScalars = *cursor.at == '[' && cursor.left() > 1 && cursor.at[1] != '{' && cursor.at[1] != '[';
    return mayBeScalars && member.demand->passed && member.demand->count == 0;
  }

  bool readScalar(char first, Value &v) {
    unsigned size = readSimple(cursor.at, v);
    cursor.at += size;
    return size != 0 || readOther(first, v);
  }

  /// A short number, a word, or in place a short string of ASCII without escapes, if nothing of it needs a closer look. Its size, or 0 if
  /// this is none.
  [[gnu::always_inline]] unsigned readSimple(const char *at, Value &v) const {
    if (cursor.end - at < 17)
      return 0;
    if (isDigit(*at)) {
      ShortNumber read = readShortest(at);
      if (read.decimals != 0 && at[read.size - 1] == '0' && cursor.options.keepNumberText) // it would be printed without
        return 0;
      v = numberValue(read.number);
      return read.size;
    }
    if (*at != '"')
      return readWord(at, v);
    if (!cursor.options.borrow)
      return 0;
    auto size = unsigned(std::countr_zero(marksOfString(at + 1)));
    if (size == 32 || at[size + 1] != '"')
      return 0;
    v = stringAt(at + 1, size, Ascii | Verbatim | Static);
    return size + 2;
  }

  static bool isDigit(char c) { return uint8_t(c - '0') <= 9; }

  [[gnu::noinline]] bool readOther(char first, Value &v) {
    if (first == '"') {
      ++cursor.at;
      return readString(cursor, v);
    }
    if (first != '-' && !isDigit(first)) // a word at the end of the text
      return readValue(cursor, 0, nullptr, v);
    const char *start = cursor.at;
    if (readShortNumber(cursor, v) && (!cursor.options.keepNumberText || isAsPrinted({start, cursor.at}, v.number())))
      return true;
    cursor.at = start;
    return readNumber(cursor, v);
  }

  /// `true`, `false` or `null`, where there are 5 bytes at least. Its size, or 0.
  static unsigned readWord(const char *at, Value &v) {
    uint32_t word = loadHalf(at);
    bool isTrue = word == loadHalf("true"), isFalse = word == loadHalf("fals") && at[4] == 'e';
    if (!isTrue && !isFalse && word != loadHalf("null"))
      return 0;
    v = isTrue || isFalse ? booleanValue(isTrue) : nullValue();
    return 4 + isFalse;
  }

  /// Whether a number of few digits is written as JavaScript prints it.
  static bool isAsPrinted(std::string_view text, double number) {
    bool needless = text.back() == '0' && text.find('.') != text.npos;
    return !needless && (number >= 1e-6 || number == 0);
  }

  /// The member that is wanted of the key before a colon.
  const Demand::Member *find(uint32_t colon) {
    const Demand *demand = open.top().demand;
    for (const Demand::Member *member = demand->members; member != demand->members + demand->count; ++member) {
      size_t size = member->key().size();
      const char *key = text + colon - 1 - size;
      if (size + 2 <= colon && key[-1] == '"' && sameBytes(key, member->key().data(), size))
        return member;
    }
    return nullptr;
  }

  /// A container that is wanted whole; and on behind it.
  bool readWhole() {
    uint8_t kind = scan.kinds[index - 1];
    const char *start = cursor.at;
    Value v;
    if (!readValue(cursor, open.size(), nullptr, v) || (scan.lines && std::memchr(start, '\n', size_t(cursor.at - start))))
      return refuse();
    pushValue(values, v);
    if (spelled)
      return stepOver(kind);
    auto end = uint32_t(cursor.at - text);
    last = end - 1;
    while (scan.kinds[index] && scan.events[index] < end)
      ++index;
    if (!scan.kinds[index] && !scan.reaches(cursor.at))
      restart(cursor.at);
    return true;
  }

  ReadCursor &cursor;
  PartMemory &memory;
  Shapes &shapes;
  const char *text;            // what offsets count from
  uint32_t bound = UINT32_MAX; // where the first item is that others read
  uint32_t last = 0;           // the last bracket of what is in the innermost container so far, or that container's own
  bool refused = false;
  bool metPassed = false;
  size_t spelled = 0; // open objects whose text is kept
  OpenKeys keys;      // of objects in such texts
  Stack<Value, 256> values;
  Stack<OpenPart> open;
};

} // namespace

/// Reads the array or object that begins at `at`, and moves on behind it. False, and no fault set, if this must be done token by token;
/// with a fault if that would find the end of the text, and nothing else, and that is enough to know.
static bool readInTwoSteps(ReadCursor &cursor, const Demand *demand, bool lines, bool mayGoOn, std::unique_ptr<ReadMemory> &kept,
                           Value &out) {
  if (!scanBlocks() || cursor.left() >= Scan::none)
    return false;
  if (!kept)
    kept.reset(new PartMemory); // not make_unique, which would fill it with zeros
  auto &memory = static_cast<PartMemory &>(*kept);
  const char *start = cursor.at;
  // Where scalars alone are passed on, keys need no look: so it is tried first, unless the last text was another one.
  for (bool spells = memory.demand == demand && memory.spells;; spells = true) {
    memory.expect(demand, spells);
    PartReader reader(cursor, memory, lines);
    bool done = reader.run(demand), again = !done && !spells && reader.needsTexts();
    if (spells && !reader.hasTexts())
      memory.expect(demand, false);
    if (done) {
      out = reader.value();
      return true;
    }
    cursor.at = start;
    cursor.fault = nullptr;
    if (again)
      continue;
    if (!mayGoOn || !reader.ranOff())
      return false;
    cursor.at = cursor.end;
    return cursor.fail("the text ends before its last bracket closes");
  }
}

static bool atContainer(const ReadCursor &cursor) { return cursor.at != cursor.end && (*cursor.at == '{' || *cursor.at == '['); }

/// In two steps if a part of an array or object is asked for.
static bool readPart(ReadCursor &cursor, const Demand *demand, bool mayGoOn, std::unique_ptr<ReadMemory> &memory, Value &out) {
  if (demand && atContainer(cursor) && readInTwoSteps(cursor, demand, /*lines=*/false, mayGoOn, memory, out))
    return true;
  return !cursor.fault && readValue(cursor, 0, demand, out);
}

Value readJsonPart(Context *c, std::string_view text, const ReadOptions &options, const Demand *demand, bool mayGoOn, size_t &size,
                   ReadError &error, std::unique_ptr<ReadMemory> &memory) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  skipBlanks(cursor);
  if (readPart(cursor, demand, mayGoOn, memory, v))
    size = size_t(cursor.at - cursor.begin);
  else
    error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return v;
}

Value aslrt_read_input(Context *c, std::string_view &text, bool lines, const ReadOptions &options, const Demand *demand, ReadError &error,
                       std::unique_ptr<ReadMemory> &memory) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  bool atOnce = lines && atContainer(cursor), read = atOnce && readInTwoSteps(cursor, demand, lines, /*mayGoOn=*/false, memory, v);
  if (lines) { // the others are no part of it from here on
    text = firstLine(text, size_t(cursor.at - cursor.begin));
    cursor.end = cursor.begin + text.size();
  }
  skipBlanks(cursor);
  if (atOnce && !read)
    read = readValue(cursor, 0, demand, v);
  else if (!atOnce)
    read = readPart(cursor, demand, /*mayGoOn=*/false, memory, v);
  if (read && endsHere(cursor))
    return v;
  error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return undefinedValue();
}

} // namespace aslrt
