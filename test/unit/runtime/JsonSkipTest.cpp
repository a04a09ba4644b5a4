// Reading a part of a text: it refuses what reading all of it refuses, in the same words at the same place, and gives the same part.
#include "Support.h"

#include "runtime/abi/Demand.h"
#include "runtime/abi/Program.h"
#include "runtime/core/Spelling.h"
#include "runtime/json/Scan.h"

#include <algorithm>
#include <random>

namespace aslrt {
namespace {

constexpr Demand nothing{nullptr, 0};
constexpr Demand::Member nMember[] = {{"n", nullptr}};
constexpr Demand onlyN{nMember, 1};
constexpr Demand::Member itemMembers[] = {{"price", nullptr}, {"bins", &onlyN}};
constexpr Demand itemPart{itemMembers, 2};
constexpr Demand::Member orderMembers[] = {{"items", &itemPart}, {"id", nullptr}};
constexpr Demand orderPart{orderMembers, 2};
constexpr Demand::Member oddMembers[] = {{"", nullptr}, {"a\":", nullptr}, {"é", nullptr}};
constexpr Demand oddPart{oddMembers, 3};
// The same, with the rest passed on.
constexpr Demand passed{nullptr, 0, Kept::Passed};
constexpr Demand::Member passedMembers[] = {{"price", nullptr}, {"bins", &onlyN}, {"address", &passed}, {"tags", nullptr}};
constexpr Demand passedItem{passedMembers, 4, Kept::Passed};
constexpr Demand::Member passedOrderMembers[] = {{"items", &passedItem}, {"customer", &passed}};
constexpr Demand passedOrder{passedOrderMembers, 2};
// Of items, scalars alone.
constexpr Demand::Member scalarMembers[] = {{"price", nullptr}, {"a key of more than a word", nullptr}};
constexpr Demand scalarItem{scalarMembers, 2}, passedScalarItem{scalarMembers, 2, Kept::Passed};
constexpr Demand::Member scalarOrderMembers[] = {{"items", &scalarItem}}, passedScalarOrderMembers[] = {{"items", &passedScalarItem}};
constexpr Demand scalarOrder{scalarOrderMembers, 1}, passedScalarOrder{passedScalarOrderMembers, 1};
// Of what should be an array.
constexpr Demand listedN{nMember, 1, Kept::Items}, listedItem{itemMembers, 2, Kept::Items};
constexpr Demand::Member listedMembers[] = {{"items", &listedItem}, {"customer", &listedN}, {"bins", &listedN}};
constexpr Demand listedOrder{listedMembers, 3};
// Whole, of members that are not named, too; and as far as a failure may tell.
constexpr Demand passedN{nMember, 1, Kept::Nothing, Kept::Passed};
constexpr Demand::Member eachItemMembers[] = {{"price", nullptr}, {"bins", &passedN}, {"address", &passed}};
constexpr Demand passedEach{eachItemMembers, 3, Kept::Nothing, Kept::Passed};
constexpr Demand::Member eachMembers[] = {{"items", &passedEach}, {"id", nullptr}};
constexpr Demand passedEachOrder{eachMembers, 2, Kept::Nothing, Kept::Passed};
constexpr Demand told{nullptr, 0, Kept::Told}, toldItem{scalarMembers, 2, Kept::Told}, toldN{nMember, 1, Kept::Told};
constexpr Demand::Member toldMembers[] = {{"items", &toldItem}, {"customer", &told}, {"bins", &toldN}};
constexpr Demand toldOrder{toldMembers, 3}, toldWhole{scalarOrderMembers, 1, Kept::Told},
    toldEach{toldMembers, 3, Kept::Nothing, Kept::Told};
constexpr Demand::Member passedToldMembers[] = {{"items", &toldItem}, {"customer", &toldEach}};
constexpr Demand passedTold{passedToldMembers, 2, Kept::Passed};
// Items as tuples.
constexpr Demand tupleItem{itemMembers, 2, Kept::Nothing, Kept::Nothing, 2}, listedTupleItem{itemMembers, 2, Kept::Items, Kept::Nothing, 2};
constexpr Demand::Member tupleOrderMembers[] = {{"items", &tupleItem}, {"bins", &listedTupleItem}, {"id", nullptr}};
constexpr Demand tupleOrder{tupleOrderMembers, 3};
constexpr const Demand *demands[] = {
    &nothing,     &onlyN,       &itemPart,          &orderPart,  &oddPart,         &passed,     &passedItem,
    &passedOrder, &scalarOrder, &passedScalarOrder, &passedEach, &passedEachOrder, &listedItem, &listedOrder,
    &tupleOrder,  &told,        &toldItem,          &toldOrder,  &toldWhole,       &toldEach,   &passedTold};
constexpr size_t notTelling = 15; // of them, from the first on

class JsonSkipTest : public RuntimeTest {
protected:
  struct Outcome {
    std::string fault; // "" if there is none
    Value value;
  };

  Outcome read(std::string_view input, const Demand *demand) {
    // A buffer of its own size, so that a read past its end shows.
    exact.assign(input.begin(), input.end());
    ReadError error{99, ""};
    std::string_view given(exact.data(), exact.size());
    size_t size = 0;
    Value v = readJsonPart(&context, given, {.keepNumberText = keepNumberText, .borrow = borrow, .loneSurrogates = loneSurrogates}, demand,
                           false, size, error, memory);
    if (!v.is(Tag::Undefined) && given.find_first_not_of(" \n\r\t", size) != given.npos)
      return {"more at " + std::to_string(size), v};
    return {v.is(Tag::Undefined) ? error.message + " at " + std::to_string(error.offset) : "", v};
  }

  /// What a demand leaves of a value.
  Value part(Value v, const Demand *demand, bool isItem = false) {
    demand = Demand::built(demand);
    if (demand && demand->kept == Kept::Items && v.is(Tag::Object) && !isItem)
      return v;
    if (!demand || (!v.is(Tag::Array) && !v.is(Tag::Object)))
      return v;
    if (v.is(Tag::Array)) {
      std::vector<Value> items;
      for (Value item : itemsOf(v))
        items.push_back(part(item, demand, true));
      return makeArray(&context, items);
    }
    std::vector<Member> members;
    for (const Member &member : membersOf(v))
      if (const Demand::Member *wanted = demand->find(member.key.string()))
        members.push_back({member.key, part(member.value, wanted->demand)});
    return makeObject(&context, members);
  }

  /// Tuples as objects; where there may be some, all objects with their members in the order of the demand.
  Value plain(Value v, const Demand *demand) {
    if (!demand || !(v.is(Tag::Array) || v.is(Tag::Object)) || hasSpelling(v))
      return v;
    if (v.is(Tag::Array)) {
      std::vector<Value> items;
      for (Value item : itemsOf(v))
        items.push_back(plain(item, demand));
      return makeArray(&context, items);
    }
    auto find = [&](const Demand::Member &wanted) {
      return isTuple(v) ? v.pointer<Value>()[&wanted - demand->members] : lookup(v, wanted.key());
    };
    std::vector<Member> members;
    if (demand->tuples || isTuple(v)) {
      for (const Demand::Member &wanted : std::span(demand->members, demand->count))
        if (Value value = find(wanted); !value.is(Tag::Undefined))
          members.push_back({makeString(&context, wanted.key()), plain(value, wanted.demand)});
    } else {
      for (const Member &member : membersOf(v))
        members.push_back(
            {member.key, plain(member.value, demand->find(member.key.string()) ? demand->find(member.key.string())->demand : nullptr)});
    }
    return makeObject(&context, members);
  }
  std::string plainText(Value v, const Demand *demand) { return text(demand == &tupleOrder ? plain(v, demand) : v); }

  /// False after a failure.
  bool agrees(const std::string &input) {
    bool agree = true;
    for (bool keeps : {true, false}) { // what is told of a text keeps the text of numbers, whenever it is written
      keepNumberText = keeps;
      agree &= agrees(input, keeps ? std::span(demands) : std::span(demands).first(notTelling));
    }
    return agree;
  }

  bool agrees(const std::string &input, std::span<const Demand *const> asked) {
    bool agree = true;
    Outcome whole = read(input, nullptr);
    for (const Demand *demand : asked) {
      scanBlocks() = ++reads % 2 || !best ? best : scanOnAvx2; // each in its turn
      if (reads % 3)                                           // what was found out about one text is tried on the next
        read(input, demand);
      Outcome some = read(input, demand);
      EXPECT_EQ(some.fault, whole.fault) << input;
      agree &= some.fault == whole.fault;
      if (!whole.fault.empty() || !some.fault.empty())
        continue;
      std::string left = plainText(part(whole.value, demand), demand);
      EXPECT_EQ(plainText(some.value, demand), left) << input;
      agree &= plainText(some.value, demand) == left;
    }
    context.recycle();
    return agree;
  }

  /// Whether each of the lines is read as it would be alone, and is the part of it that is asked for. `anew`: no demand finds what the ones
  /// before it have left, who may have given up to compare lines with others.
  bool keepsApart(const std::string &all, bool anew = false) {
    bool agree = true;
    exact.assign(all.begin(), all.end());
    for (const Demand *demand : demands) {
      scanBlocks() = ++reads % 2 || !best ? best : scanOnAvx2;
      if (anew)
        memory.reset();
      for (std::string_view rest(exact.data(), exact.size()); !rest.empty();) {
        std::string_view line = rest, alone = firstLine(rest);
        std::unique_ptr<ReadMemory> none;
        ReadError error{99, ""}, errorAlone{99, ""};
        Value some = aslrt_read_input(&context, line, /*lines=*/true, {}, demand, error, memory);
        Value same = aslrt_read_input(&context, alone, /*lines=*/false, {}, demand, errorAlone, none);
        agree &= line == alone && error.message == errorAlone.message && error.offset == errorAlone.offset &&
                 plainText(some, demand) == plainText(same, demand);
        EXPECT_TRUE(agree) << all << alone << "\n" << error.message << "\n" << errorAlone.message << text(some) << text(same);
        if (Value whole = readJson(&context, alone, {}, error); !whole.is(Tag::Undefined)) {
          std::string left = plainText(part(whole, demand), demand);
          EXPECT_EQ(plainText(some, demand), left) << alone;
          agree &= plainText(some, demand) == left;
        }
        rest.remove_prefix(std::min(alone.size() + 1, rest.size()));
      }
      context.recycle();
    }
    return agree;
  }

  const ScanBlocks best = [] {
    static const ScanBlocks found = scanBlocks();
    return found;
  }();
  std::vector<char> exact;
  bool loneSurrogates = true, borrow = true;
  bool keepNumberText = false;
  size_t reads = 0;
  std::unique_ptr<ReadMemory> memory;
};

std::string orderOf(size_t count) {
  std::string items;
  for (size_t i = 0; i < count; ++i)
    items += (i ? "," : "") + std::string(R"({"sku":"SKU-)") + std::string(i % 23, 'x') + R"(","qty":)" + std::to_string(i * 7 % 130) +
             R"(,"price":-)" + std::to_string(i * 13 % 70) + "." + std::to_string(i % 9) + R"(5,"tags":["new","{,:[]}",[]],"active":)" +
             (i % 2 ? "true" : "false") + R"(,"gift":null,"address":{"zip":"","city":{}},"bins":[[{"n":50},{"n":0}],[{"m":0,"n":-0.5}]]})";
  return R"({"id":1,"customer":{"name":"Ada Poe","items":[{"price":3}]},"items":[)" + items + R"(],"rest":[0,[1,{"":2}]]})";
}

TEST_F(JsonSkipTest, GivesTheSamePart) {
  for (size_t count : {0, 1, 2, 5, 20})
    EXPECT_TRUE(agrees(orderOf(count)));
  for (size_t before = 0; before < 140; ++before) // every token at every place of a block
    EXPECT_TRUE(agrees("{\"x\":\"" + std::string(before, 'a') + "\"," + orderOf(3).substr(1)));
}

TEST_F(JsonSkipTest, WhatIsNotAsciiAnywhere) {
  for (size_t before = 0; before < 140; ++before)
    for (const char *some : {"é", "\U0001F600", "\xff", "\xc3", "\xed\xa0\x80"})
      EXPECT_TRUE(agrees("{\"x\":\"" + std::string(before, 'a') + some + std::string(140 - before, 'a') + "\",\"price\":1}"));
}

// A key of the last text that is longer than all of this one up to where a key with the same end stands.
TEST_F(JsonSkipTest, LongKeysOfOtherTexts) {
  auto textOf = [](size_t size) { return R"({"items":[{")" + std::string(size, 'x') + R"(":0,"price":1}]})"; };
  for (size_t size : {60, 20, 400, 8, 9, 7, 60, 59})
    EXPECT_TRUE(agrees(textOf(size)));
}

TEST_F(JsonSkipTest, RefusesTheSameTexts) {
  for (const char *member : {"1",
                             "01",
                             "-01",
                             "-0",
                             "0.0",
                             "00",
                             "1.",
                             ".1",
                             "1.2.3",
                             "1.2.",
                             "--1",
                             "1-",
                             "-",
                             "-x",
                             "+1",
                             "1e5",
                             "1e",
                             "1e400",
                             "tru",
                             "true",
                             "truee",
                             "truefalse",
                             "true1",
                             "1true",
                             "nul",
                             "\"a\"\"b\"",
                             "\"a\"1",
                             "1\"a\"",
                             "\"\x01\"",
                             "\"\\x\"",
                             "\"\\\"\"",
                             "\"\xff\"",
                             "\"é\"",
                             "[1,]",
                             "[,1]",
                             "[1:2]",
                             "[\"a\":1]",
                             "[1 2]",
                             "[1}",
                             "{\"a\":1]",
                             "{1:2}",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{\"a\":1,}",
                             "{,}",
                             "{\"a\":1:2}",
                             "{\"a\",1}",
                             "{\"a\":\"x\":\"y\"}",
                             "{[]:1}",
                             "{\"a\" : 1}",
                             "{}{}",
                             "[][]",
                             "[]1",
                             "[]\"x\"",
                             "1[]",
                             "\"x\"[]",
                             "{\"a\":1,[]}",
                             "\"",
                             "[",
                             "{",
                             "}",
                             "]",
                             ":",
                             ",",
                             "",
                             "[[[[[[[[[[[[[[]]]]]]]]]]]]]]",
                             "\x7f",
                             "{\"a\\\":\":1}",
                             "{\"é\":1}",
                             "{\"\":1}",
                             "{\"a\":\"b\"}"})
    for (size_t before : {0u, 1u, 40u, 50u, 55u, 56u, 57u, 58u, 59u, 60u, 61u, 62u, 63u, 64u, 65u, 120u}) {
      std::string filler(before, 'a'), value = member;
      EXPECT_TRUE(agrees("{\"" + filler + "\":" + value + ",\"n\":1}"));
      EXPECT_TRUE(agrees("{\"" + filler + "\":1,\"b\":" + value + "}"));
      EXPECT_TRUE(agrees("{\"n\":1,\"b\":[\"" + filler + "\"," + value + "],\"c\":2}"));
      EXPECT_TRUE(agrees("[{\"" + filler + "\":{\"c\":" + value + "}}]"));
    }
}

/// Items are read by the shape of the one before. Each of these is like the others but in one thing, and comes between two of each other.
TEST_F(JsonSkipTest, ItemsThatAreAlike) {
  const char *items[] = {R"({"price":1,"tags":["a","b"],"a key of more than a word":"x","address":{"price":{}}})",
                         R"({"price":-2.5,"tags":["price","b:"],"a key of more than a word":"\n","address":{"price":{}}})",
                         R"({"price":[],"tags":1,"a key of more than a word":"x","address":{"price":{}}})",
                         R"({"price":1,"tags":["a","b"],"a kez of more than a word":"x","address":{"price":{}}})",
                         R"({"price":1,"tags":["a","b"],"a key of more than a word":"x","address":{"prize":{}}})",
                         R"({"price":1,"tags":["a","b"],"price":"x","address":{"price":{}}})",
                         R"({"price":1,"tags":{"a":"b"},"a key of more than a word":"x","address":{"price":{}}})",
                         R"({"tags":["a","b"],"a key of more than a word":"x","address":{"price":{}}})",
                         R"({"price":1.0,"tags":["a","b"],"a key of more than a word":"x","address":{"price":{}}})",
                         R"({"price":1,"tags":["a","b"],"a key of more than a word":"\/","address":{"price":{}}})",
                         R"({"price":1,"tags":["a","b"],"a key of more than a word":null,"address":["price",{}]})",
                         R"({"":1,"tags":["a","b"],"1":2,"address":{"":{}}})",
                         R"({"price":1,"bins":[[{"n":1},{"n":2}],{"n":3}]})",
                         R"({"price":1,"bins":[[{"n":1},{"n":2}],5,{"n":3}]})",
                         R"({"price":1,"bins":[[{"n":1},{"n":2}],{"n":[]}]})",
                         R"({"price":1,"bins":1,"tags":[[{"n":1},{"n":2}],{"n":3}]})",
                         R"({"price":1,"bins":[[{"n":1},{"n":2},7],{"n":3}]})",
                         R"({"price":1,"bins":[[{"n":1},{"n":2}],{"n":3,"n":4}]})",
                         R"({"price":1,"bins":[]})",
                         R"({"price":1,"bins":{}})",
                         R"({"price":1,"bins":{"n":1.0}})",
                         R"({})",
                         R"([])",
                         R"([{"price":1}])",
                         R"("price")",
                         R"(1)"};
  for (const char *one : items)
    for (const char *other : items) {
      std::string two = std::string(one) + "," + other;
      EXPECT_TRUE(agrees("{\"items\":[" + two + "," + two + "," + one + "," + other + "," + other + "]}"));
      EXPECT_TRUE(agrees("{\"items\":[[" + two + "]," + two + ",[[" + two + "]]]}"));
    }
  for (size_t size = 0; size < 200; size += 3) { // so that scanning stops at every place of an item
    std::string many;
    for (int i = 0; i < 40; ++i)
      many += R"({"price":)" + std::string(i % 7 ? "1.5" : "1.50") + R"(,"tags":["a"],"s":")" + std::string(size, 'x') +
              R"(","bins":[{"n":1},{"n":2}]},)";
    EXPECT_TRUE(agrees("{\"items\":[" + many + "{\"price\":1}]}"));
    EXPECT_TRUE(agrees("{\"items\":[" + many + "{\"price\":1]}"));
  }
  for (size_t size = 1; size < 40; ++size) // keys that differ in one byte, wherever it stands
    for (size_t at = 0; at < size; ++at) {
      std::string key(size, 'k'), item = R"({"price":1,")" + key + R"(":2})";
      std::string like = item;
      like[item.find(key) + at] = 'p';
      EXPECT_TRUE(agrees("{\"items\":[" + item + "," + item + "," + like + "," + item + "]}"));
    }
  for (size_t size = 4; size < 40; ++size) { // the wanted one among others, which takes the place of one that is not
    std::string other(size, 'x'), like = other;
    like.replace(0, 5, "price", 0, std::min<size_t>(5, size));
    std::string one = R"({")" + other + R"(":1,"price":2})", two = R"({"price":1,")" + other + R"(":2})",
                three = R"({")" + like + R"(":1,"price":2})";
    EXPECT_TRUE(agrees("{\"items\":[" + one + "," + one + "," + two + "," + three + "," + one + "]}"));
  }
  std::string price = R"({"price":1},)";
  for (const char *wrong :
       {R"({"price":01})", R"({"price":1]})", R"({"price":1)", R"(["price":1})", R"(["price":1])", R"({"price":})", R"({"price"})"})
    EXPECT_TRUE(agrees("{\"items\":[" + price + price + wrong + "]}"));
}

/// What is passed on is written as what was read would be, in whichever way it stands in the text.
// From the second on, as they are like one before; a collector takes them along. Others stay objects: in an array in an array, in an object
// in an array, with a key twice.
TEST_F(JsonSkipTest, TuplesOfWhatIsWanted) {
  keepNumberText = true;
  Value items = lookup(read(R"({"id":1,"items":[{"price":1,"bins":[{"n":2}],"x":0},{"price":3,"bins":[{"n":4}],"x":0},)"
                            R"({"sku":"a","price":"a text of more than sixteen bytes"},{"sku":"b","price":5.0}]})",
                            &tupleOrder)
                           .value,
                       "items");
  for (bool collected : {false, true}) {
    if (collected) {
      std::vector<Value> storage(3);
      auto *frame = reinterpret_cast<Frame *>(storage.data());
      frame->liveSlots = 1;
      frame->slots[0] = items;
      collect(&context, frame);
      items = frame->slots[0];
    }
    ASSERT_EQ(items.length(), 4u);
    EXPECT_EQ(text(itemsOf(items)[0]), R"({"price":1,"bins":[{"n":2}]})");
    const Value *second = itemsOf(items)[1].pointer<Value>(), *last = itemsOf(items)[3].pointer<Value>();
    EXPECT_EQ(itemsOf(items)[1].head, tupleHead(2));
    EXPECT_EQ(text(second[0]), "3");
    EXPECT_EQ(text(second[1]), R"([{"n":4}])");
    EXPECT_EQ(itemsOf(items)[3].head, tupleHead(2));
    EXPECT_EQ(text(last[0]), "5.0");
    EXPECT_TRUE(last[1].is(Tag::Undefined));
  }
  for (const char *others : {R"({"items":[[{"price":1},{"price":2},{"price":3}]]})", R"([{"items":[{"price":1},{"price":2},{"price":3}]}])",
                             R"({"items":[{"price":1,"price":1},{"price":2,"price":2},{"price":3,"price":3}]})"}) {
    std::string input = others;
    exact.assign(input.begin(), input.end());
    EXPECT_EQ(text(read(input, &tupleOrder).value).find("{}"), std::string::npos) << input;
  }
}

TEST_F(JsonSkipTest, PassesOnWhatTheWriterWrites) {
  for (const char *value : {"1.50",
                            "1.05",
                            "0.50",
                            "10",
                            "100",
                            "-0",
                            "-0.0",
                            "-0.5",
                            "0.000001",
                            "0.0000001",
                            "1.0000001",
                            "123456789012345",
                            "1234567890123456",
                            "12345678.12345678",
                            "0.1234567890123456",
                            "0.30000000000000004",
                            "1700000000000",
                            "1e5",
                            "\"\\/\"",
                            "\"\\u0041\"",
                            "\"\\n\\\\\\\"\"",
                            "\"\\u0001\"",
                            "\"\\ud83d\\ude00\"",
                            "\"\\ud83d\"",
                            "\"é\"",
                            "{\"b\":1,\"b\":2}",
                            "{\"b\":1,\"\":2,\"c\":{\"b\":1}}",
                            "{\"x\":1,\"1\":2}",
                            "{\"longer than a word\":1,\"longer than a wore\":2,\"longer than a word\":3}",
                            "[{\"b\":1,\"b\":2},{\"b\":1}]",
                            "{ }",
                            "[1.0]"})
    for (size_t before : {0u, 40u, 50u, 54u, 55u, 56u, 57u, 58u, 59u, 60u, 61u, 62u, 63u, 64u}) {
      std::string filler(before, 'a'), member = value;
      EXPECT_TRUE(agrees("{\"items\":[{\"" + filler + "\":" + member + ",\"price\":2},{\"price\":" + member +
                         "}],\"customer\":{\"price\":" + member + "}}"));
      EXPECT_TRUE(
          agrees("[{\"price\":1,\"" + filler + "\":{\"n\":[" + member + "]},\"price\":2},{\"1\":{},\"address\":{\"a\":" + member + "}}]"));
    }
  std::string many = "{\"items\":[{";
  for (int i = 0; i < 40; ++i)
    many += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ".5,";
  EXPECT_TRUE(agrees(many + "\"price\":1}]}"));
  EXPECT_TRUE(agrees(many + "\"price\":1,\"k7\":1.0}]}"));
}

TEST_F(JsonSkipTest, LongNumbersAndDeepTexts) {
  for (size_t size : {63, 64, 65, 127, 128, 129, 300, 400})
    for (const char *end : {"", ".5", "x"})
      EXPECT_TRUE(agrees("{\"a\":[1," + std::string(size, '9') + end + "],\"n\":2}"));
  for (size_t limit : {1, 2, 3, 20, 63, 64, 65, 100}) {
    context.limits.jsonDepth = limit;
    for (size_t depth = limit > 3 ? limit - 3 : 0; depth < limit + 3; ++depth)
      for (const char *inner : {"", "1", "{ }", "{\"n\":1}"}) {
        std::string array = std::string(depth, '[') + inner + std::string(depth, ']');
        if (depth) {
          EXPECT_TRUE(agrees(array));
          EXPECT_TRUE(agrees("{\"a\":" + array + ",\"n\":[" + array + "]}"));
        }
      }
  }
}

/// Texts with a few bytes changed, left out, doubled or swapped.
/// A line is read as it would be alone, whatever stands in the others.
TEST_F(JsonSkipTest, LinesKeepApart) {
  std::string order = orderOf(3), latin = "{\"id\":\"\xff\"}";
  const std::string_view lines[] = {order,
                                    R"({"id":1})",
                                    R"({"id":"\u00e9","items":[{"price":1.50,"bins":[{"n":1}]},{"price":2}]})",
                                    R"({"id":"é","n":{}})",
                                    latin,
                                    R"({})",
                                    R"([[]])",
                                    R"( {"id":1})",
                                    "{\"id\":1} \r",
                                    R"({"id": 1})",
                                    R"({"id":1}{)",
                                    R"({"id":{})",
                                    R"({"items":[{})",
                                    R"({"rest":[{})",
                                    R"({"n":[{})",
                                    R"({}]})",
                                    R"(,{}]})",
                                    R"({"id":")",
                                    R"("id":1})",
                                    R"({"id")",
                                    "12"};
  for (std::string_view first : lines)
    for (std::string_view second : lines)
      EXPECT_TRUE(keepsApart(std::string(first) + "\n" + std::string(second) + "\n" + std::string(first) + "\n" + std::string(second)));
}

/// Lines that are alike, but for what lies in arrays that nobody wants, and some that are not.
TEST_F(JsonSkipTest, LinesThatAreAlike) {
  std::mt19937 dice(2);
  auto below = [&](size_t n) { return size_t(dice() % n); };
  constexpr std::string_view bytes = "{}[]:,\"\\-.0019eEtfn/ \n\tx\x01\x80\xc3\xa9ud8";
  // The last ones are not as the writer writes them.
  constexpr std::string_view rests[] = {"[]",
                                        "[1,2]",
                                        "[{}]",
                                        R"([{"n":1},[[]],{"id":{}}])",
                                        R"([[{"a":{}}],"]"])",
                                        R"([{"name":1,"nema":2,"mane":3},{"name":1,"x":{"name":1}}])",
                                        R"([{"name":1,"x":{},"name":2}])",
                                        R"([{"a":[{"b":1,"7":1}]}])",
                                        R"([{"\u0061":1}])",
                                        R"([{"n": 1}])",
                                        R"([{"n":1.0e1}])"};
  constexpr std::string_view parts[] = {R"({"price":1.5,"bins":{"n":null,"m":{"n":2}}})", R"({"price":1.5,"bins":{"n":null,"m":{"n":2}}})",
                                        R"({"price":1,"bins":{},"price":2})", R"([{"price":1,"n":2},{"price":1,"n":2,"price":3}])"};
  constexpr std::string_view scalars[] = {"\"n\"", "12", "\"n\"", "true", "\"\\u006e\"", "1.0e1"};
  for (int round = 0; round < 1000; ++round) {
    std::string all;
    for (size_t line = 0; line < 8; ++line) {
      std::string text = R"({"first":)" + std::string(scalars[below(std::size(scalars))]) + R"(,"rest":)" +
                         std::string(rests[below(std::size(rests))]) + R"(,"id":)" + std::to_string(below(200)) +
                         R"(,"a key of more than a word":"x","items":)" + std::string(parts[below(std::size(parts))]) + R"(,"n":)" +
                         std::string(scalars[below(std::size(scalars))]) + R"(,"price":true,"tags":{"a":)" +
                         std::string(rests[below(std::size(rests))]) + "}}";
      if (below(4) == 0) {
        size_t at = below(text.size());
        switch (below(3)) {
        case 0: text[at] = bytes[below(bytes.size())]; break;
        case 1: text.erase(at, 1 + below(6)); break;
        case 2: text.insert(at, text.substr(below(text.size()), 1 + below(6))); break;
        }
      }
      all += text + "\n";
    }
    ASSERT_TRUE(keepsApart(all, /*anew=*/true)) << "round " << round;
  }
}

TEST_F(JsonSkipTest, AgreesOnMutations) {
  std::mt19937 dice(1);
  auto below = [&](size_t n) { return size_t(dice() % n); };
  constexpr std::string_view bytes = "{}[]:,\"\\-.0019eEtfn/ \n\tx\x01\x80\xc3\xa9ud8";
  const std::string sources[] = {orderOf(1), orderOf(4), "{\"n\":1,\"a\":" + orderOf(2) + "}", "[" + orderOf(1) + "," + orderOf(1) + "]",
                                 R"({"items":[{"price":1,"q":[]},{"price":2,"q":[]},{"price":3,"q":[]},{"price":4,"q":[]}]})"};
  for (int round = 0; round < 20'000; ++round) {
    loneSurrogates = round % 2;
    borrow = round % 4 < 2;
    std::string input = sources[below(std::size(sources))];
    for (size_t changes = 1 + below(3); changes; --changes) {
      size_t at = below(input.size()), size = std::min(1 + below(6), input.size() - at);
      switch (below(4)) {
      case 0: input[at] = bytes[below(bytes.size())]; break;
      case 1: input.erase(at, size); break;
      case 2: input.insert(at, input.substr(below(input.size()), size)); break;
      case 3: input.insert(at, 1, bytes[below(bytes.size())]); break;
      }
      if (input.empty())
        input = "1";
    }
    ASSERT_TRUE(agrees(input)) << "round " << round;
  }
}

} // namespace
} // namespace aslrt
