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
  /// The text of what is read, by one thread or several.
  static Read read(std::string_view text, bool parallel, size_t memory = size_t(1) << 30) {
    Context own;
    Threads pool;
    own.pool = parallel ? &pool : nullptr;
    own.arena.limit = memory;
    ReadError error{0, ""};
    Read result{};
    try {
      Value value = readJson(&own, text, {.keepNumberText = true, .borrow = true}, error);
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
  static bool same(std::string_view text, std::string *value = nullptr, std::string *fault = nullptr) {
    Read one = read(text, false), many = read(text, true);
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

TEST_F(ParallelTest, WritesALongArray) {
  Value array = json(items(many));
  std::string alone = text(array);
  Threads pool;
  context.pool = &pool;
  std::vector<Buffer> pieces;
  {
    Appender out(pieces);
    out.put('<');
    writePayload(context, out, array);
    out.put('>');
    EXPECT_EQ(out.size(), alone.size() + 2);
  }
  std::string all;
  for (const Buffer &piece : pieces)
    all += piece.view();
  EXPECT_EQ(all, "<" + alone + ">");
  EXPECT_GT(pieces.size(), 2u); // without copies
  EXPECT_GT(pool.used, 0u);
}

TEST_F(ParallelTest, WhatIsWrittenIsBoundedForAllTogether) {
  Value array = json(items(many));
  Threads pool;
  context.pool = &pool;
  std::vector<Buffer> pieces;
  Appender out(pieces);
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
}

} // namespace
} // namespace aslrt
