// The second of two steps of reading a part of a text: over the places that scanning found. For PartReader.cpp alone, which tells of both.
#pragma once

#include "runtime/core/Spelling.h"
#include "runtime/json/Brackets.h"
#include "runtime/json/PartMemory.h"
#include "runtime/json/ReadAhead.h"
#include "runtime/json/ShapeRows.h"

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

class PartReader : Brackets {
public:
  /// `lines`: the text may go on with other lines.
  PartReader(ReadCursor &cursor, PartMemory &memory, bool lines = false)
      : Brackets(begin(cursor, memory, lines), cursor), memory(memory), shapes(memory.shapes) {
    shapes.start(memory.jsonDepth == cursor.context->limits.jsonDepth);
    memory.jsonDepth = cursor.context->limits.jsonDepth;
  }

  bool run(const Demand *demand) {
    if (scan.spelling && !cursor.options.borrow) // the texts would be gone
      return refuse();
    uint8_t first = next();
    if (isBrace(first) && demand->kept == Kept::Items)
      return refuse();
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
    uint32_t bracket = place();
    bool mayBe = mayKeepText(demand) && bracket >= Shape::endSize, passes = demand->kept == Kept::Passed;
    if (!isBrace(first) || !mayBe || cursor.context->limits.jsonDepth < deepest)
      return false;
    uint32_t places[Shape::mostEvents];
    size_t behind = 0;
    auto isRight = [&](size_t first, size_t end) { return !passes || haveNewKeys(first, end); };
    const Shape *shape = shapes.find(demand, 0, [&](const Shape &some) { return (behind = compare(some, text, places, isRight)) != 0; });
    if (!shape)
      return false;
    uint32_t end = scan.events[behind - 1];
    if (passes && isOdd(bracket, end))
      return false;
    auto *row = makeRow(cursor, text, *shape, places);
    if (!row)
      return false;
    index = behind;
    last = end;
    if (demand->kept > Kept::Items)
      spellingBefore(row, *shape) = spelling(bracket, last);
    pushValue(values, container(shape->object(), row));
    memory.attempts = std::min(memory.attempts + 1, PartMemory::mostAttempts);
    return true;
  }

  /// Of events in a container whose text is kept, from behind its first bracket on: whether the text will do as far as keys go.
  bool haveNewKeys(size_t first, size_t end) {
    bool odd = cursor.end - text < 8;
    for (size_t at = first - 1; at < end && !odd; ++at) {
      uint8_t kind = scan.kinds[at];
      if (kind == ':')
        odd = keys.add(scan.events[at]);
      else if (isBrace(kind))
        isOpening(kind) ? keys.open() : keys.close();
    }
    if (odd)
      keys.closeAll();
    return !odd;
  }

  /// Whether there is something odd in a part of the text, which is kept: up to an event that is known.
  bool isOdd(uint32_t begin, uint32_t end) {
    passOdd(end);
    return oddAt >= int64_t(begin);
  }

  bool visit(uint8_t kind) {
    switch (kind & ~Scan::ofMember) {
    case ':': return !open.top().object || ((!spelled || checkKey(place())) && readMember(place()));
    case '{':
    case '[':
      if (open.top().object)
        return stepOver(kind, cursor.context->limits.jsonDepth - open.size());
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
      PartMemory &memory = PartMemory::of(range.reader->memory);
      memory.expect(demand, scan.spelling);
      PartReader(part, memory).runItems(range, demand, open.size());
    });
    if (found) {
      last = uint32_t(cursor.at - text) - 1;
      restart(cursor.at);
    }
    return found;
  }

  bool enter(uint8_t kind, const Demand *demand) {
    last = place();
    if (open.size() >= cursor.context->limits.jsonDepth)
      return refuse();
    bool object = isBrace(kind);
    if (object && !mayKeepText(demand))
      return refuse();
    open.push({demand, 0, last, uint32_t(values.size()), uint32_t(index - 1), fills, object, demand->count <= 64});
    spelled += object && demand->kept == Kept::Passed;
    if (spelled && object)
      keys.open();
    return true;
  }

  /// Of an object.
  bool mayKeepText(const Demand *demand) {
    if (demand->kept != Kept::Passed)
      return demand->kept != Kept::Told || cursor.options.borrow;
    metPassed = true;
    return scan.spelling;
  }

  bool close(uint8_t kind) {
    OpenPart done = open.top();
    if (isBrace(kind) != done.object || !(done.object || isNextItem(place(), 1)))
      return refuse();
    last = place();
    open.pop();
    if (spelled && done.object) [[unlikely]]
      keys.close();
    if (done.object && done.demand->kept > Kept::Items)
      return closeKept(done);
    const Value *from = &values[done.base];
    size_t count = values.size() - done.base;
    bool simple = count <= 2 * scanLimit && (done.plain || !done.object);
    if (simple && done.object)
      keepShape(done);
    if (!simple) {
      pushValue(values, makeContainer(cursor.context, done.object, values, done.base));
      return true;
    }
    Value v = copyContainer(done.object, from, count);
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

  /// Whether the object that has just been closed has nothing in it, and begins there.
  bool isEmpty(uint32_t begin) const { return last == begin + 1; }

  Spelling spelling(uint32_t begin, uint32_t end) const {
    return {text + begin, end + 1 - begin, cursor.options.outlives, cursor.context->dialect == Dialect::Jsonata};
  }

  /// An object that has just been closed and whose text is kept. If that will not do, it is read whole.
  bool closeKept(const OpenPart &done) {
    size_t count = values.size() - done.base;
    bool passes = done.demand->kept == Kept::Passed;
    spelled -= passes;
    Value v{makeHead(Tag::Object, Data), 0};
    if (count > 2 * scanLimit || (passes ? isOdd(done.begin, last) : !done.plain)) {
      cursor.at = text + done.begin;
      if (!readValue(cursor, open.size(), nullptr, v))
        return refuse();
    } else if (!isEmpty(done.begin)) {
      auto *kept = static_cast<Spelling *>(allocate(cursor.context, sizeof(Spelling) + count * sizeof(Value)));
      *kept = spelling(done.begin, last);
      auto *members = reinterpret_cast<Value *>(kept + 1);
      copyValues(&values[done.base], count, members);
      v = {makeHead(Tag::Object, Data | keptFlag(done.demand->kept), uint32_t(count / 2)), reinterpret_cast<uint64_t>(members)};
      if (done.plain)
        keepShape(done);
    }
    values.shrink(done.base);
    pushValue(values, v);
    return true;
  }

  /// Keys are looked at only in texts that are passed on. Other items in such would have to know all keys, too.
  bool mayBeAlike(const Demand *demand) const { return demand->kept == Kept::Passed || !spelled; }

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
    if (!mayBeAlike(demand) || !mayKeepText(demand) || place() < Shape::endSize)
      return enter(kind, demand);
    for (;; kind = scan.kinds[index++]) {
      const Shape *shape = isBrace(kind) ? alike(demand) : nullptr;
      if (!shape || !readAs(*shape, demand->kept))
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
  bool readAs(const Shape &shape, Kept kept) {
    size_t first = index - 1;
    uint32_t begin = place(), end = scan.events[first + shape.size() - 1];
    if (kept == Kept::Passed && isOdd(begin, end))
      return false;
    Value *row = makeRow(cursor, text, shape, scan.events + first);
    if (!row)
      return false;
    if (kept > Kept::Items)
      spellingBefore(row, shape) = spelling(begin, end);
    index = first + shape.size();
    last = end;
    pushValue(values, container(shape.object(), row));
    return true;
  }

  /// A member, if it is wanted.
  bool readMember(uint32_t colon) {
    OpenPart &object = open.top();
    const Demand::Member *member = find(colon);
    if (!member)
      return object.demand->others == Kept::Nothing || readOther(colon, object);
    size_t size = member->key().size();
    const char *key = text + colon - 1 - size;
    uint64_t bit = uint64_t(1) << (member - object.demand->members & 63);
    object.plain &= !(object.met & bit) && uint8_t(*key - '0') > 9;
    object.met |= bit;
    pushValue(values, stringAt(member->name, size, Static | Verbatim));
    return readMemberValue(colon, member->demand);
  }

  /// A member that is kept though nobody has named it.
  bool readOther(uint32_t colon, OpenPart &object) {
    const char *end = text + colon - 1, *key = end;
    while (key[-1] != '"')
      if (*--key == '\\') // what stands in the text is not the key
        return refuse();
    if (key[-2] == '\\')
      return refuse();
    object.plain = false;
    pushValue(values, stringAt(key, size_t(end - key), Verbatim | cursor.options.borrowed()));
    return readMemberValue(colon, &Demand::ofOther(object.demand->others));
  }

  bool readMemberValue(uint32_t colon, const Demand *demand) {
    cursor.at = text + colon + 1;
    if (cursor.left() < 1)
      return refuse();
    char first = *cursor.at;
    if (first == '{' || first == '[') {
      uint8_t kind = next(); // so all before it is right
      return kind && (isWantedWhole(demand) ? readWhole() : first == '{' && isOnlyTold(demand) ? readTold(kind) : enter(kind, demand));
    }
    Value v;
    if (!readScalar(cursor, first, v))
      return refuse();
    pushValue(values, v);
    return true;
  }

  /// Of the container at the cursor; also if it is an array of scalars, it seems, which are kept as values.
  bool isWantedWhole(const Demand *demand) const {
    if (!demand || (demand->kept == Kept::Items && *cursor.at == '{'))
      return true;
    bool mayBeScalars = *cursor.at == '[' && cursor.left() > 1 && cursor.at[1] != '{' && cursor.at[1] != '[';
    return mayBeScalars && demand->count == 0 && demand->kept >= Kept::Items;
  }

  bool isOnlyTold(const Demand *demand) const {
    return demand->kept == Kept::Told && demand->count == 0 && demand->others == Kept::Nothing && cursor.options.borrow;
  }

  /// The object at hand, of which nobody looks at a member.
  bool readTold(uint8_t kind) {
    uint32_t begin = place();
    if (!stepOver(kind, cursor.context->limits.jsonDepth - open.size()))
      return false;
    if (isEmpty(begin)) {
      pushValue(values, {makeHead(Tag::Object, Data), 0});
      return true;
    }
    auto *kept = static_cast<Spelling *>(allocate(cursor.context, sizeof(Spelling)));
    *kept = spelling(begin, last);
    pushValue(values, {makeHead(Tag::Object, Data | Excerpt), reinterpret_cast<uint64_t>(kept + 1)});
    return true;
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
      return stepOver(kind, cursor.context->limits.jsonDepth - open.size());
    auto end = uint32_t(cursor.at - text);
    last = end - 1;
    while (scan.kinds[index] && scan.events[index] < end)
      ++index;
    if (!scan.kinds[index] && !scan.reaches(cursor.at))
      restart(cursor.at);
    return true;
  }

  PartMemory &memory;
  Shapes &shapes;
  uint32_t bound = UINT32_MAX; // where the first item is that others read
  bool metPassed = false;
  Stack<Value, 256> values;
  Stack<OpenPart> open;
};

} // namespace

} // namespace aslrt
