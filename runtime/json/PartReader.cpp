// Reading a part of a text: the second of two steps, over the places that scanning found (Scan.h).
//
// Most of the grammar has been checked there. What is left is whether brackets match, and whether each stands where it seems to: a
// value behind a colon is a member, another is an item. On the way, members that are wanted are read by the readers of tokens, and
// containers on the way to them are built; what lies in others is walked over bracket by bracket. Whatever is not as it should be, or is
// not judged here, makes it give up, and the whole text is read token by token.
//
// Items of arrays are first compared with the last one that was walked over (Shape.h).
#include "runtime/json/OpenKeys.h"
#include "runtime/json/ReadAhead.h"
#include "runtime/json/Scan.h"
#include "runtime/json/Shape.h"
#include "runtime/json/Spelling.h"

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

/// Of the kind of a bracket.
inline bool isOpening(uint8_t kind) { return kind & 2; }
inline bool isBrace(uint8_t kind) { return kind & 0x20; }
inline bool isOfMember(uint8_t kind) { return kind & Scan::ofMember; }

class PartReader {
public:
  PartReader(ReadCursor &cursor, const Demand *demand, bool spells)
      : cursor(cursor), text(cursor.at), scan(cursor.at, cursor.end, *demand, spells, cursor.options.loneSurrogates), keys(cursor.at) {}

  bool run(const Demand *demand) {
    if (scan.spelling && !cursor.options.borrow) // the texts would be gone
      return refuse();
    uint8_t first = next();
    if (!first || !enter(first, demand))
      return false;
    while (!open.empty()) {
      uint8_t kind = next();
      if (!kind || !visit(kind))
        return false;
    }
    const char *end = text + last + 1;
    if (scan.notAscii && !isUtf8(text, end))
      return false;
    cursor.at = end;
    return true;
  }

  /// Reads on in an array from an item, of which this is wanted; it is in so many containers.
  void runItems(ItemRange &range, const Demand *demand, size_t depth) {
    while (open.size() < depth)
      open.push({demand, 0, 0, 0, 0, 0, /*object=*/false, /*plain=*/true});
    last = UINT32_MAX; // just before the first item
    auto bound = uint32_t(range.bound - text);
    for (uint8_t kind; range.wanted() && (kind = next()) && kind != ':' && isOpening(kind);) {
      if (place() >= bound) {
        range.meets = place() == bound && !isOfMember(kind) && isNextItem(place(), 2);
        break;
      }
      if (!visitWhole(kind))
        break;
      range.add(values.top(), text + last + 1);
      values.pop();
    }
    if (range.behind && scan.notAscii && !isUtf8(range.begin, range.behind))
      range.drop();
  }

  Value value() { return values.top(); }
  bool ranOff() const { return scan.ranOff && !refused; }
  /// There is an object whose text is to be kept, for which one has to look at each key; and whether that was so.
  bool needsTexts() const { return metPassed && !scan.spelling; }
  bool hasTexts() const { return metPassed && scan.spelling; }

private:
  /// The kind of the next event; 0 if there is none.
  uint8_t next() {
    uint8_t kind = scan.kinds[index];
    if (!kind) [[unlikely]]
      return refill();
    ++index;
    return kind;
  }
  /// Of the event that next() gave.
  uint32_t place() const { return scan.events[index - 1]; }

  [[gnu::noinline]] uint8_t refill() {
    if (scan.oddCount && *odd != Scan::none)
      oddAt = scan.odd[scan.oddCount - 1];
    odd = scan.odd;
    ++fills;
    index = scan.fill();
    return scan.kinds[0];
  }

  /// Sees to it that so many events are there from the one at hand on, if the text has them.
  void reach(size_t count) {
    auto first = uint32_t(index - 1), firstOdd = uint32_t(odd - scan.odd);
    if (first + count <= scan.count || scan.ended || count > Scan::mostKept || scan.oddCount - firstOdd > Scan::mostKept) [[likely]]
      return;
    ++fills;
    scan.fillBehind(first, firstOdd);
    index = 1;
    odd = scan.odd;
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
    default: return close(kind);
    }
  }

  bool visitItem(uint8_t kind) {
    if (isLongArray(values.size() - open.top().base) && readOthers()) [[unlikely]]
      return true;
    return readAlike(kind) || enter(kind, open.top().demand);
  }

  /// A container in an array, to its end.
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
      PartReader(part, demand, scan.spelling).runItems(range, demand, open.size());
    });
    if (found) {
      last = uint32_t(cursor.at - text) - 1;
      restart();
    }
    return found;
  }

  /// Scans on from the cursor, behind a value.
  void restart() {
    scan.restart(cursor.at);
    ++fills;
    index = 0;
    odd = scan.odd;
  }

  /// Whether a bracket in an array follows what came last at once, or behind a comma: no scalar lies between.
  bool isNextItem(uint32_t place, uint32_t distance) { return place - last <= distance || refuse(); }

  bool enter(uint8_t kind, const Demand *demand) {
    last = place();
    if (open.size() >= cursor.context->limits.jsonDepth)
      return refuse();
    bool object = isBrace(kind);
    if (object && demand->passed) {
      metPassed = true;
      if (!scan.spelling)
        return refuse();
    }
    open.push({demand, 0, last, uint32_t(values.size()), uint32_t(index - 1), fills, object, demand->count <= 64});
    spelled += object && demand->passed;
    if (spelled && object)
      keys.open();
    return true;
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

  /// Where the shape of items of the innermost array is kept.
  Shape &shapeOf(const Demand *demand) {
    return shapes[(reinterpret_cast<uintptr_t>(demand) / alignof(Demand) * 0x9e3779b1 / 65536 + open.size()) % std::size(shapes)];
  }
  /// Keys are looked at only in texts that are kept. Other items in such would have to know all keys, too.
  bool mayBeAlike(const Demand *demand) const { return demand->passed || !spelled; }

  /// An object has just been read.
  void keepShape(const OpenPart &done) {
    if (!open.empty() && !open.top().object && done.fill == fills && mayBeAlike(done.demand))
      shapeOf(done.demand).record(scan, text, done.index, index - done.index, done.demand, open.size());
  }

  /// Reads the object that begins here if it is like the last one of its array. False, and nothing is done, if it is not.
  bool readAlike(uint8_t kind) {
    const Demand *demand = open.top().demand;
    Shape &shape = shapeOf(demand);
    constexpr uint32_t wordSize = 8; // may be read before the first key
    if (!shape.isOf(demand, open.size()) || !isBrace(kind) || !mayBeAlike(demand) || place() < wordSize)
      return false;
    reach(shape.size());
    size_t first = index - 1;
    if (!shape.fits(scan, text, first))
      return false;
    uint32_t begin = place(), end = scan.events[first + shape.size() - 1];
    bool spells = demand->passed;
    if (spells) {
      passOdd(end);
      if (oddAt >= int64_t(begin))
        return false;
    }
    auto *row = static_cast<Value *>(allocate(cursor.context, shape.slots() * sizeof(Value)));
    if (!readMembers(shape, scan.events + first, row))
      return false;
    for (const Shape::Container &made : shape.containers())
      row[made.slot] = container(made, row);
    Value object = container(shape.object(), row);
    if (spells)
      *reinterpret_cast<Spelling *>(row + shape.object().begin - 1) = {text + begin, end + 1 - begin};
    index = first + shape.size();
    last = end;
    pushValue(values, object);
    return true;
  }

  static Value container(const Shape::Container &made, Value *row) {
    bool none = Value{made.head, 0}.length() == 0 && !(made.head & makeHead(Tag(0), Spelled));
    return {made.head, none ? 0 : reinterpret_cast<uint64_t>(row + made.begin)};
  }

  /// Keys and scalars that are wanted. False if one of the values is, or is not, a container, unlike in the shape.
  bool readMembers(const Shape &shape, const uint32_t *places, Value *row) {
    for (const Shape::Member &member : shape.members()) {
      uint32_t colon = places[member.event];
      cursor.at = text + colon + 1;
      if (member.container ? places[member.event + 1] != colon + 1 : !readScalarOf(row[member.slot + 1]))
        return false;
      row[member.slot] = stringAt(member.name, member.size, Static | Verbatim);
    }
    return true;
  }

  /// The value that begins at the cursor, if it is a scalar.
  bool readScalarOf(Value &v) {
    if (cursor.left() >= 1 && *cursor.at != '{' && *cursor.at != '[' && readScalar(*cursor.at, v))
      return true;
    cursor.fault = nullptr;
    return false;
  }

  /// Takes note of what is odd up to a place.
  void passOdd(uint32_t place) {
    while (*odd <= place && *odd != Scan::none)
      oddAt = *odd++;
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
        wrong |= objects ^ uint64_t(isOfMember(kind));
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
    if (first == '"') {
      ++cursor.at;
      return readString(cursor, v);
    }
    if (first != '-' && uint8_t(first - '0') > 9)
      return readValue(cursor, 0, nullptr, v);
    const char *start = cursor.at;
    if (readShortNumber(cursor, v) && (!cursor.options.keepNumberText || isAsPrinted({start, cursor.at}, v.number())))
      return true;
    cursor.at = start;
    return readNumber(cursor, v);
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
    Value v;
    if (!readValue(cursor, open.size(), nullptr, v))
      return refuse();
    pushValue(values, v);
    if (spelled)
      return stepOver(kind);
    auto end = uint32_t(cursor.at - text);
    last = end - 1;
    while (scan.kinds[index] && scan.events[index] < end)
      ++index;
    if (!scan.kinds[index] && !scan.reaches(cursor.at))
      restart();
    return true;
  }

  ReadCursor &cursor;
  const char *text;
  Scan scan;
  size_t index = 0; // of the event that comes next
  uint32_t fills = 0;
  uint32_t last = 0; // the last bracket of what is in the innermost container so far, or that container's own
  bool refused = false;
  bool metPassed = false;
  size_t spelled = 0; // open objects whose text is kept
  const uint32_t *odd = scan.odd;
  int64_t oddAt = -1; // the last place so far where a text is not as the writer writes it
  OpenKeys keys;      // of objects in such texts
  Stack<Value, 256> values;
  Stack<OpenPart> open;
  Shape shapes[8];
};

} // namespace

/// Reads the array or object that begins at `at`, and moves on behind it. False, and no fault set, if this must be done token by token;
/// with a fault if that would find the end of the text, and nothing else, and that is enough to know.
static bool readInTwoSteps(ReadCursor &cursor, const Demand *demand, bool mayGoOn, Value &out) {
  if (!scanBlocks() || cursor.left() >= Scan::none)
    return false;
  // Where scalars alone are passed on, keys need no look: so it is tried first, unless the last text was another one.
  static thread_local struct {
    const Demand *demand;
    bool spells;
  } last;
  const char *start = cursor.at;
  for (bool spells = last.demand == demand && last.spells;; spells = true) {
    PartReader reader(cursor, demand, spells);
    bool done = reader.run(demand), again = !done && !spells && reader.needsTexts();
    last = {demand, again || reader.hasTexts()};
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

/// In two steps if a part of an array or object is asked for.
static bool readPart(ReadCursor &cursor, const Demand *demand, bool mayGoOn, Value &out) {
  bool isContainer = cursor.at != cursor.end && (*cursor.at == '{' || *cursor.at == '[');
  if (demand && isContainer && readInTwoSteps(cursor, demand, mayGoOn, out))
    return true;
  return !cursor.fault && readValue(cursor, 0, demand, out);
}

Value readJsonPart(Context *c, std::string_view text, const ReadOptions &options, const Demand *demand, bool mayGoOn, size_t &size,
                   ReadError &error) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  skipBlanks(cursor);
  if (readPart(cursor, demand, mayGoOn, v))
    size = size_t(cursor.at - cursor.begin);
  else
    error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return v;
}

Value aslrt_read_input(Context *c, std::string_view text, const ReadOptions &options, const Demand *demand, ReadError &error) {
  ReadCursor cursor{c, text.data(), text.data(), text.data() + text.size(), options};
  Value v = undefinedValue();
  skipBlanks(cursor);
  if (readPart(cursor, demand, /*mayGoOn=*/false, v) && endsHere(cursor))
    return v;
  error = {size_t(cursor.at - cursor.begin), cursor.fault};
  return undefinedValue();
}

} // namespace aslrt
