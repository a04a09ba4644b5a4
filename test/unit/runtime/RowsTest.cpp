// Rows of paths that bind, two values each: an item and what is bound to it.
#include "Support.h"

namespace aslrt {
namespace {

class RowsTest : public RuntimeTest {
protected:
  /// A builder of what a JSON array holds.
  SequenceBuilder rows(std::string_view entries) {
    SequenceBuilder builder{};
    for (Value entry : itemsOf(json(entries)))
      push(c, builder, entry);
    return builder;
  }
  std::string text(SequenceBuilder &builder) { return RuntimeTest::text(arrayAt(builder.items, builder.count)); }

  std::string filter(std::string_view predicate) {
    SequenceBuilder in = rows(R"(["a",0,"b",1,"c",2])"), out{};
    for (uint64_t row = 0; row < aslrt_row_count(&in, 2); ++row)
      aslrt_row_filter(c, &out, &in, json(predicate), row, 2);
    return text(out);
  }
  std::string at(double number) {
    SequenceBuilder in = rows(R"(["a",0,"b",1,"c",2])"), out{};
    aslrt_row_at(c, &out, &in, 2, number);
    return text(out);
  }
};

TEST_F(RowsTest, EntriesAndSlices) {
  SequenceBuilder in = rows(R"(["a",0,"b",1])"), out{};
  EXPECT_EQ(aslrt_row_count(&in, 2), 2u);
  EXPECT_EQ(RuntimeTest::text(aslrt_entry(&in, 2)), R"("b")");
  EXPECT_EQ(RuntimeTest::text(aslrt_place(7)), "7");
  aslrt_row_slice(c, &out, &in, 1, 3);
  EXPECT_EQ(text(out), R"([0,"b",1])");
}

TEST_F(RowsTest, PredicatesSelectWholeRows) {
  EXPECT_EQ(filter("true"), R"(["a",0,"b",1,"c",2])");
  EXPECT_EQ(filter("false"), "[]");
  EXPECT_EQ(filter("1"), R"(["b",1])");
  EXPECT_EQ(filter("-1.5"), R"(["b",1])");
  EXPECT_EQ(filter("[0,0,-1]"), R"(["a",0,"a",0,"c",2])");
  EXPECT_EQ(at(1.9), R"(["b",1])");
  EXPECT_EQ(at(-1), R"(["c",2])");
  EXPECT_EQ(at(3), "[]");
}

TEST_F(RowsTest, Order) {
  SequenceBuilder in = rows(R"(["a",0,"b",1])"), out{}, same{};
  aslrt_row_order(c, &out, &in, json("[1,0]"), 2);
  EXPECT_EQ(text(out), R"(["b",1,"a",0])");
  aslrt_row_order(c, &same, &in, json("1"), 2);
  EXPECT_EQ(text(same), R"(["b",1])");
}

TEST_F(RowsTest, RowsOfOneTupleShareItsLastPlace) {
  SequenceBuilder in = rows(R"(["a",5,"a",5,"a",6])");
  EXPECT_EQ(aslrt_row_same(&in, 0, 2, 1), 1u);
  EXPECT_EQ(aslrt_row_same(&in, 1, 2, 1), 1u);
  EXPECT_EQ(aslrt_row_same(&in, 2, 2, 1), 2u);
}

TEST_F(RowsTest, GatherAppendsAColumn) {
  SequenceBuilder in = rows(R"(["a",[1,2],"b",3])");
  EXPECT_EQ(RuntimeTest::text(aslrt_row_gather(c, &in, json("[0,1]"), 2, 1, true)), "[1,2,3]");
  EXPECT_EQ(RuntimeTest::text(aslrt_row_gather(c, &in, json("0"), 2, 1, true)), "[1,2]");
  EXPECT_EQ(RuntimeTest::text(aslrt_row_gather(c, &in, json("0"), 2, 0, false)), R"("a")");
}

// The reference deletes `@` of a tuple when it is the only one of a group.
TEST_F(RowsTest, GatherTakesTheItemOfALoneRow) {
  SequenceBuilder in = rows(R"(["a",1,"b",2])");
  EXPECT_EQ(RuntimeTest::text(aslrt_row_gather(c, &in, json("[0,1]"), 2, 0, true)), R"(["a","b"])");
  EXPECT_EQ(RuntimeTest::text(aslrt_row_gather(c, &in, json("0"), 2, 0, true)), R"("a")");
  EXPECT_EQ(RuntimeTest::text(aslrt_row_gather(c, &in, json("0"), 2, 0, true)), "undefined");
  EXPECT_EQ(RuntimeTest::text(aslrt_row_gather(c, &in, json("[0,1]"), 2, 0, true)), R"("b")");
}

} // namespace
} // namespace aslrt
