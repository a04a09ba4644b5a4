#include "Support.h"

#include "runtime/core/Error.h"

namespace aslrt {
namespace {

/// Counts runs of a chain's two functions, the fast one of which declines or fails as told.
class ChainTest : public RuntimeTest {
protected:
  enum class Fast { Works, Declines, Fails };
  struct Chain {
    Fast fast = Fast::Works;
    uint32_t guess = 0;
    unsigned fastRuns = 0, wholeRuns = 0;
    Chain *inside = nullptr; // which both functions call
  };

  static Value attempt(Context *c, Chain &chain) {
    Value self{0, reinterpret_cast<uint64_t>(&chain)};
    return aslrt_attempt(c, reinterpret_cast<void *>(&fast), reinterpret_cast<void *>(&whole), &self, &chain.guess, 1);
  }
  /// How many of so many attempts run the loop.
  unsigned loopsOf(Chain &chain, unsigned attempts) {
    unsigned before = chain.fastRuns;
    for (unsigned i = 0; i < attempts; ++i)
      attempt(c, chain);
    return chain.fastRuns - before;
  }

private:
  static Value fast(Context *c, Closure *, const Value *captures, uint32_t) {
    auto &chain = *reinterpret_cast<Chain *>(captures->payload);
    ++chain.fastRuns;
    runInside(c, chain);
    if (chain.fast == Fast::Fails)
      throw 1;
    return chain.fast == Fast::Works ? numberValue(1) : aslrt_declined();
  }
  static Value whole(Context *c, Closure *, const Value *captures, uint32_t) {
    auto &chain = *reinterpret_cast<Chain *>(captures->payload);
    ++chain.wholeRuns;
    runInside(c, chain);
    return numberValue(2);
  }
  static void runInside(Context *c, Chain &chain) {
    if (chain.inside)
      attempt(c, *chain.inside);
  }
};

TEST_F(ChainTest, RunsTheWholeCodeWhereTheLoopDeclinesOrFails) {
  for (auto [how, number] : {std::pair(Fast::Works, 1.0), {Fast::Declines, 2.0}, {Fast::Fails, 2.0}}) {
    Chain chain{how};
    EXPECT_EQ(attempt(c, chain).number(), number);
    EXPECT_EQ(chain.fastRuns, 1u);
  }
}

TEST_F(ChainTest, LeavesOutLoopsThatDeclineEverMoreOften) {
  Chain chain{Fast::Declines};
  EXPECT_EQ(loopsOf(chain, 1 + 1 + 1 + 3 + 1), 3u); // left out 1 and 3 times in between
  EXPECT_EQ(chain.wholeRuns, 7u);
  EXPECT_EQ(loopsOf(chain, 7 + 1 + 15), 1u);
  loopsOf(chain, 1'000'000);
  EXPECT_EQ(loopsOf(chain, 65'536), 1u);
}

TEST_F(ChainTest, ForgivesAChainThatDeclinesNoMore) {
  Chain chain{Fast::Declines};
  loopsOf(chain, 5);
  chain.fast = Fast::Works;
  EXPECT_EQ(loopsOf(chain, 1), 0u);
  EXPECT_EQ(loopsOf(chain, 100), 100u);
  chain.fast = Fast::Declines;
  EXPECT_EQ(loopsOf(chain, 3), 2u); // as if it had never declined before
}

TEST_F(ChainTest, ADeclineIsThatOfOneChain) {
  Chain inner, outer{.fast = Fast::Declines, .inside = &inner};
  EXPECT_EQ(loopsOf(outer, 1), 1u);
  EXPECT_EQ(inner.fastRuns, 2u);
  EXPECT_EQ(inner.wholeRuns, 0u);
}

TEST_F(ChainTest, AfterAnErrorNothingInsideIsAttempted) {
  Chain inner, outer{.fast = Fast::Fails, .inside = &inner};
  EXPECT_EQ(loopsOf(outer, 1), 1u);
  EXPECT_EQ(inner.fastRuns, 1u);
  EXPECT_EQ(inner.wholeRuns, 1u);
  Chain later;
  EXPECT_EQ(loopsOf(later, 1), 1u);
}

/// Each level that declines runs what is inside it twice; 40 levels would run the innermost 2^40 times.
TEST_F(ChainTest, NestedDeclinesStayFew) {
  std::vector<Chain> chains(40, Chain{Fast::Declines});
  for (size_t i = 1; i < chains.size(); ++i)
    chains[i - 1].inside = &chains[i];
  EXPECT_EQ(loopsOf(chains[0], 1), 1u);
  EXPECT_LT(chains.back().fastRuns + chains.back().wholeRuns, 1000u);
}

} // namespace
} // namespace aslrt
