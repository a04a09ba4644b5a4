#include "Support.h"

#include "runtime/core/LooseArray.h"
#include "runtime/core/Stack.h"

#include <cstring>
#include <string>
#include <vector>

namespace aslrt {
namespace {

TEST(Arena, BlocksAreAlignedAndDoNotOverlap) {
  Arena arena;
  std::vector<std::pair<char *, size_t>> blocks;
  for (size_t size : {1, 15, 16, 17, 100, 5000, 3, 2'000'000, 8}) {
    auto *block = static_cast<char *>(arena.allocate(size));
    EXPECT_EQ(reinterpret_cast<uintptr_t>(block) % 16, 0u);
    std::memset(block, int(blocks.size()), size);
    blocks.emplace_back(block, size);
  }
  for (size_t i = 0; i < blocks.size(); ++i)
    for (size_t j = 0; j < blocks[i].second; ++j)
      ASSERT_EQ(blocks[i].first[j], char(i));
}

TEST(Arena, GrowsLargeWithoutTakingMuchMore) {
  Arena arena;
  std::vector<char *> blocks;
  for (int i = 0; i < 40'000; ++i) {
    blocks.push_back(static_cast<char *>(arena.allocate(1008)));
    std::memset(blocks.back(), i % 100, 1008);
  }
  for (int i = 0; i < 40'000; ++i)
    ASSERT_TRUE(blocks[i][0] == i % 100 && blocks[i][1007] == i % 100) << i;
  EXPECT_TRUE(arena.owns(blocks.front()) && arena.owns(blocks.back()));
  EXPECT_GE(arena.used(), 40'000u * 1008);
  EXPECT_LT(arena.unused(), arena.used() / 2);
}

TEST(Arena, TakesOverWhatAStackHolds) {
  Arena arena;
  auto *own = static_cast<char *>(arena.allocate(16));
  Stack<uint64_t, 4> stack;
  for (uint64_t i = 0; i < 100'000; ++i)
    stack.push(i);
  uint64_t *entries;
  arena.adopt(stack.takeOff(3, entries));
  ASSERT_EQ(stack.size(), 3u);
  stack.push(1000);
  EXPECT_EQ(stack[2], 2u);
  EXPECT_EQ(stack[3], 1000u);
  EXPECT_EQ(entries[0], 3u);
  EXPECT_EQ(entries[99'996], 99'999u);
  EXPECT_TRUE(arena.owns(own) && arena.owns(entries) && arena.owns(entries + 99'996));
  EXPECT_GE(arena.used(), 99'997 * sizeof(uint64_t));
  arena.limit = 1000;
  EXPECT_THROW(arena.checkLimit(), LimitExceeded);
}

TEST(Arena, TakesOverLooseArrays) {
  for (uint32_t count : {0u, 3u, 50'000u}) {
    Context context;
    LooseArray loose(count);
    loose.fill(0, count);
    if (count)
      loose[count - 1] = numberValue(7);
    Value array = loose.give(&context);
    ASSERT_EQ(array.length(), count);
    if (count) {
      EXPECT_TRUE(itemsOf(array)[0].is(Tag::Undefined));
      EXPECT_EQ(itemsOf(array)[count - 1].number(), 7);
      EXPECT_TRUE(context.arena.owns(itemsOf(array).data()));
    }
  }
}

TEST(Arena, KnowsWhatItOwns) {
  Arena arena;
  auto *block = static_cast<char *>(arena.allocate(100'000));
  char other;
  EXPECT_TRUE(arena.owns(block));
  EXPECT_TRUE(arena.owns(block + 99'999));
  EXPECT_FALSE(arena.owns(&other));
}

TEST(Arena, ExtendsOnlyTheNewestBlock) {
  Arena arena;
  void *first = arena.allocate(32);
  EXPECT_TRUE(arena.extend(first, 32, 64));
  arena.allocate(16);
  EXPECT_FALSE(arena.extend(first, 64, 128));
  EXPECT_FALSE(arena.extend(first, 64, 1 << 30));
}

TEST(Arena, StopsAtItsLimitAndCanBeUsedOn) {
  Arena arena;
  arena.limit = 100'000;
  EXPECT_THROW(for (;;) arena.allocate(1000), LimitExceeded);
  EXPECT_LE(arena.used(), 100'000u);
  EXPECT_GE(arena.used(), 90'000u);
  EXPECT_THROW(arena.allocate(SIZE_MAX - 100), LimitExceeded);
  arena.recycle();
  EXPECT_NO_THROW(arena.allocate(1000));
}

TEST(Arena, SizesThatWrapAroundAreRefused) {
  Arena arena;
  EXPECT_THROW(arena.allocate(SIZE_MAX), LimitExceeded);
  arena.limit = size_t(1) << 40;
  EXPECT_THROW(arena.allocate(SIZE_MAX / 2), LimitExceeded);
}

TEST(Arena, MemoryChangesHands) {
  Arena giver, taker;
  auto *first = static_cast<char *>(giver.allocate(100)), *second = static_cast<char *>(giver.allocate(10'000));
  std::memset(first, 1, 100);
  std::memset(second, 2, 10'000);
  auto *own = static_cast<char *>(taker.allocate(64));
  std::memset(own, 3, 64);
  size_t used = giver.used() + taker.used();
  taker.adopt(giver.release());
  EXPECT_EQ(giver.used(), 0u);
  EXPECT_GE(taker.used(), used); // and what was left of chunks
  EXPECT_FALSE(giver.owns(first));
  EXPECT_TRUE(taker.owns(first) && taker.owns(second) && taker.owns(own));
  std::memset(taker.allocate(64), 4, 64);
  std::memset(giver.allocate(64), 5, 64);
  EXPECT_EQ(first[99], 1);
  EXPECT_EQ(second[9'999], 2);
  EXPECT_EQ(own[63], 3);
  EXPECT_EQ(Arena().release(), nullptr);
}

TEST(Arena, WhatIsTakenOverCountsTowardsTheLimit) {
  Arena giver, taker;
  giver.allocate(60'000);
  taker.limit = 100'000;
  taker.adopt(giver.release());
  EXPECT_NO_THROW(taker.allocate(20'000));
  EXPECT_THROW(taker.allocate(60'000), LimitExceeded);
}

TEST(Arena, RecyclingKeepsOneChunkAndEmptiesIt) {
  Arena arena;
  for (int i = 0; i < 10'000; ++i)
    arena.allocate(1000);
  EXPECT_GE(arena.used(), 10'000'000u);
  EXPECT_TRUE(arena.pastMark());
  arena.recycle();
  EXPECT_EQ(arena.used(), 0u);
  void *block = arena.allocate(16);
  EXPECT_TRUE(arena.owns(block));
  EXPECT_EQ(arena.used(), 16u);
}

TEST(Arena, SwapExchangesContents) {
  Arena a, b;
  void *block = a.allocate(16);
  a.swap(b);
  EXPECT_TRUE(b.owns(block));
  EXPECT_FALSE(a.owns(block));
}

// What has grown last grows on where it is; another value with the same beginning is copied.
TEST(Arena, ValuesThatGrowShareTheirBeginning) {
  Arena arena;
  std::string text(300, 'a');
  auto *first = static_cast<char *>(arena.grow(text.data(), text.size(), 301));
  first[300] = 'b';
  arena.allocate(16); // other values come in between
  auto *second = static_cast<char *>(arena.grow(first, 301, 302));
  second[301] = 'c';
  EXPECT_EQ(second, first);
  auto *fork = static_cast<char *>(arena.grow(first, 301, 302));
  fork[301] = 'd';
  EXPECT_NE(fork, first);
  EXPECT_EQ(std::string(second, 302), text + "bc");
  EXPECT_EQ(std::string(fork, 302), text + "bd");
  arena.recycle(); // no value is there any more
  EXPECT_NE(arena.grow(fork, 302, 303), fork);
}

} // namespace
} // namespace aslrt
