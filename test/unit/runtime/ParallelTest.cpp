// Long arrays that several threads read and write: what comes out, faults included, is what one thread gives.
#include "Support.h"

#include "runtime/core/ThreadPool.h"
#include "runtime/json/Appender.h"

#include <atomic>
#include <list>
#include <thread>

namespace aslrt {
namespace {

/// A thread for each piece of work.
class Threads final : public ThreadPool {
public:
  ~Threads() override {
    for (std::thread &thread : threads)
      thread.join();
  }
  unsigned idle() override { return 3; }
  void run(std::function<void()> work) override {
    ++used;
    threads.emplace_back(std::move(work));
  }

  unsigned used = 0;

private:
  std::list<std::thread> threads;
};

class ParallelTest : public RuntimeTest {
protected:
  struct Read {
    std::string value, fault;
    unsigned threads;
  };
  /// The text of what is read, all or a part of it, by one thread or several.
  static Read read(std::string_view text, bool parallel, size_t memory = size_t(1) << 30, const Demand *demand = nullptr) {
    Context own;
    Threads pool;
    own.pool = parallel ? &pool : nullptr;
    own.arena.limit = memory;
    ReadError error{0, ""};
    Read result{};
    try {
      size_t size;
      ReadOptions options{.keepNumberText = true, .borrow = true};
      std::unique_ptr<ReadMemory> memory;
      Value value = demand ? readJsonPart(&own, text, options, demand, false, size, error, memory) : readJson(&own, text, options, error);
      if (!value.is(Tag::Undefined))
        writeJson(result.value, value);
      else
        result.fault = error.message + " at " + std::to_string(error.offset);
    } catch (const LimitExceeded &limit) {
      result.fault = limit.message;
    }
    result.threads = pool.used;
    return result;
  }
  /// That both are the same, and whether threads took part.
  static bool same(std::string_view text, std::string *value = nullptr, std::string *fault = nullptr, const Demand *demand = nullptr) {
    constexpr size_t memory = size_t(1) << 30;
    Read one = read(text, false, memory, demand), many = read(text, true, memory, demand);
    EXPECT_EQ(one.value, many.value);
    EXPECT_EQ(one.fault, many.fault);
    if (value)
      *value = many.value;
    if (fault)
      *fault = many.fault;
    return many.threads > 0;
  }
  static std::string items(unsigned count, std::string_view separator = ",") {
    std::string text = "[";
    for (unsigned i = 0; i < count; ++i) {
      text += i ? separator : std::string_view();
      std::string n = std::to_string(i);
      text += "{\"id\": " + n + ", \"text\": \"},{\\\"id\\\": " + n + " \", \"list\": [{\"id\": 1}, {\"id\": 2},{\"id\": 1.50}]}";
    }
    return text + "]";
  }
  static constexpr unsigned many = 20'000; // well over a megabyte
};

TEST_F(ParallelTest, ReadsALongArray) {
  std::string value;
  EXPECT_TRUE(same(items(many), &value));
  EXPECT_TRUE(value.starts_with(R"([{"id":0,"text":"},{\"id\": 0 ","list":[{"id":1},{"id":2},{"id":1.50}]},{"id":1,)"));
  EXPECT_TRUE(same("  {\"before\": [1, [2]], \"all\": " + items(many, " ,\n  ") + ", \"behind\": {\"id\": [{}]}} "));
}

TEST_F(ParallelTest, ReadsArraysThatEndBeforeTheText) {
  std::string two = "[" + items(many / 2) + "," + items(many / 2) + "]";
  EXPECT_TRUE(same(two));
  EXPECT_TRUE(same("[" + items(100) + "," + items(many) + "]")); // what is guessed for the first is in the second
}

TEST_F(ParallelTest, ReadsNoShortTextAndNoOtherItems) {
  EXPECT_FALSE(same(items(100)));
  std::string numbers = "[0";
  while (numbers.size() < 2 << 20)
    numbers += ",12345";
  EXPECT_FALSE(same(numbers + "]"));
}

TEST_F(ParallelTest, FindsEachFaultWhereItIs) {
  std::string good = items(many), fault;
  for (size_t tenth = 1; tenth <= 10; ++tenth) {
    std::string bad = good;
    size_t place = bad.find("]},{", bad.size() / 10 * tenth - 200);
    bad[place + 2] = ';';
    EXPECT_TRUE(same(bad, nullptr, &fault));
    EXPECT_NE(fault.find(" at " + std::to_string(place + 2)), fault.npos) << fault;
  }
  EXPECT_TRUE(same(good.substr(0, good.size() - 1), nullptr, &fault));
  EXPECT_TRUE(fault.starts_with("the text ends before")) << fault;
  EXPECT_TRUE(same(good + "]", nullptr, &fault));
  EXPECT_TRUE(fault.starts_with("there is more after the value")) << fault;
}

TEST_F(ParallelTest, NestingIsBoundedInEachPart) {
  std::string deep(1000, '['), text = items(many);
  text.pop_back();
  std::string closed = deep + std::string(1000, ']'), fault;
  EXPECT_TRUE(same(text + ",{\"id\": " + closed + "}]", nullptr, &fault));
  EXPECT_EQ(fault.substr(0, 27), "the text is nested too deep");
}

TEST_F(ParallelTest, MemoryIsBoundedForAllTogether) {
  std::string text = items(many);
  Read bounded = read(text, true, 4 << 20);
  EXPECT_EQ(bounded.fault, read(text, false, 4 << 20).fault);
  EXPECT_NE(bounded.fault.find("memory limit"), bounded.fault.npos);
}

/// Of each item: one member, or that and the text of the whole.
class ParallelPartTest : public ParallelTest, public testing::WithParamInterface<int> {
protected:
  static std::string letters(unsigned count) {
    std::string text = "{\"other\":[1,{}],\"all\":[";
    for (unsigned i = 0; i < count; ++i)
      text += (i ? ",{\"id\":" : "{\"id\":") + std::to_string(i) + (i % 7 ? R"(,"text":"},{\"id\": é")" : R"(,"text":"\u0031")") +
              R"(,"list":[{"id":1},{"id":2},{"id":3}]})";
    return text + "],\"last\":7}";
  }
  bool sameOf(std::string_view text, std::string *value = nullptr, std::string *fault = nullptr) const {
    static constexpr Demand::Member ids[] = {{"id", &nothing}};
    static constexpr Demand items[] = {{ids, 1}, {ids, 1, Kept::Passed}, {ids, 1, Kept::Told}};
    static constexpr Demand::Member members[][2] = {
        {{"all", &items[0]}, {"last", &nothing}}, {{"all", &items[1]}, {"last", &nothing}}, {{"all", &items[2]}, {"last", &nothing}}};
    static constexpr Demand documents[] = {{members[0], 2}, {members[1], 2}, {members[2], 2}};
    return same(text, value, fault, &documents[GetParam()]);
  }
  static constexpr Demand nothing{nullptr, 0};
};

TEST_P(ParallelPartTest, ReadsALongArray) {
  std::string value;
  EXPECT_TRUE(sameOf(letters(many), &value));
  EXPECT_TRUE(value.ends_with("],\"last\":7}"));
  if (!GetParam())
    EXPECT_TRUE(value.starts_with(R"({"all":[{"id":0},{"id":1},{"id":2},)")) << value.substr(0, 100);
}

TEST_P(ParallelPartTest, FindsEachFaultWhereItIs) {
  std::string good = letters(many), fault;
  const std::pair<std::string_view, std::string_view> faults[] = {
      {"},{\"id\":", "};{\"id\":"},  {"\"list\":[{", "\"list\":{{"}, {"\"id\":1}", "\"id\":01"},
      {"é\",", "\xc3\",,"},          {"},{\"id\":", "},7,{\"id\":"}, {"},{\"id\":", "},7  {\"id\":"},
      {"},{\"id\":", "},{\"id\",:"}, {"\"list\"", "\"id\""},         {"},{\"id\":", "},\"id\":{\"id\":"}};
  for (size_t tenth = 1; tenth <= 10; ++tenth)
    for (auto [from, to] : faults) {
      std::string bad = good;
      bad.replace(bad.find(from, bad.size() / 10 * tenth - 1000), from.size(), to);
      EXPECT_TRUE(sameOf(bad, nullptr, &fault)) << to;
    }
  EXPECT_TRUE(sameOf(good.substr(0, good.size() - 12), nullptr, &fault));
  EXPECT_NE(fault, "");
}

TEST_P(ParallelPartTest, ReadsArraysThatEndBeforeTheText) {
  std::string part = letters(many / 2), all = part.substr(part.find("[{"), part.find(",\"last\"") - part.find("[{"));
  EXPECT_TRUE(sameOf("{\"all\":[" + all + "," + all + "],\"other\":" + all + "}"));
  EXPECT_TRUE(sameOf("{\"other\":" + all + ",\"all\":" + all + ",\"then\":" + all + "}"));
}

INSTANTIATE_TEST_SUITE_P(OfItems, ParallelPartTest, testing::Range(0, 3));

/// Keeps what comes.
struct Pieces final : TextSink {
  void write(std::string_view piece) override {
    all += piece;
    longest = std::max(longest, piece.size());
  }
  std::string all;
  size_t longest = 0;
};

TEST_F(ParallelTest, WritesALongArray) {
  Value array = json(items(many));
  std::string alone = "<" + text(array) + ">";
  for (bool sinks : {false, true})
    for (bool parallel : {false, true}) {
      Threads pool;
      context.pool = parallel ? &pool : nullptr;
      Pieces pieces;
      Buffer buffer;
      {
        Appender out = sinks ? Appender(buffer, pieces) : Appender(buffer);
        out.put('<');
        writePayload(context, out, array);
        out.put('>');
        EXPECT_EQ(out.size(), alone.size());
        out.flush();
      }
      EXPECT_EQ(sinks ? pieces.all : buffer.view(), alone);
      EXPECT_LT(pieces.longest, alone.size() / 4);
      EXPECT_EQ(pool.used > 0, parallel);
    }
}

TEST_F(ParallelTest, WhatIsWrittenIsBoundedForAllTogether) {
  Value array = json(items(many));
  Threads pool;
  context.pool = &pool;
  Buffer buffer;
  Appender out(buffer);
  out.put("before");
  size_t size = text(array).size();
  context.arena.limit = size + 1000;
  writePayload(context, out, array);
  out.cut(6);
  EXPECT_EQ(out.size(), 6u);
  context.arena.limit = size / 2;
  EXPECT_THROW(writePayload(context, out, array), LimitExceeded);
  out.cut(6);
  EXPECT_EQ(out.size(), 6u);
  Pieces pieces;
  Buffer next;
  Appender toSink(next, pieces);
  EXPECT_THROW(writePayload(context, toSink, array), LimitExceeded);
  EXPECT_LE(pieces.all.size(), size / 2);
}

} // namespace
} // namespace aslrt
