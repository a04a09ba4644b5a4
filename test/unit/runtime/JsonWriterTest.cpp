// Expected texts: JSON.stringify of Node.
#include "Support.h"
#include "runtime/json/Appender.h"

#include <sys/mman.h>
#include <unistd.h>

namespace aslrt {
namespace {

class JsonWriterTest : public RuntimeTest {
protected:
  static std::string pretty(Value v, unsigned indent = 2) {
    std::string out;
    writeJsonPretty(out, v, indent);
    return out;
  }
};

TEST_F(JsonWriterTest, EscapesStrings) {
  EXPECT_EQ(text(string("a\"b\\c/\b\f\n\r\t\x01\x1f\x7f")), R"("a\"b\\c/\b\f\n\r\t\u0001\u001f)"
                                                            "\x7f\"");
  EXPECT_EQ(text(string("é€\U0001F600\u2028")), "\"é€\U0001F600\u2028\"");
  EXPECT_EQ(text(string("퟿x")), "\"퟿x\"") << "U+D7FF, just below the surrogates";
  EXPECT_EQ(text(json("\"a\\ud83db\\udc00\"")), R"("a\ud83db\udc00")");
  for (size_t size = 0; size < 30; ++size)
    EXPECT_EQ(text(string(std::string(size, 'a') + "\n" + std::string(size, 'b'))),
              "\"" + std::string(size, 'a') + "\\n" + std::string(size, 'b') + "\"");
}

// Of what was read without escapes it is known that none are needed; joined with what has some, it is not.
TEST_F(JsonWriterTest, VerbatimStrings) {
  for (size_t size = 0; size < 40; ++size) {
    std::string plain(size, 'a'), quoted = '"' + plain + '"';
    Value read = json(quoted.c_str()), escaped = json("\"\\n\"");
    EXPECT_TRUE(read.has(Verbatim));
    EXPECT_EQ(text(read), quoted);
    EXPECT_EQ(text(aslrt_concat(c, read, read, 0)), '"' + plain + plain + '"');
    EXPECT_EQ(text(aslrt_concat(c, read, escaped, 0)), '"' + plain + "\\n\"");
    Value parts[] = {escaped, read, read};
    uint32_t positions[] = {0, 0};
    EXPECT_EQ(text(aslrt_concat_all(c, parts, positions, 3)), "\"\\n" + plain + plain + '"');
  }
  EXPECT_FALSE(json("\"\\n\"").has(Verbatim));
  EXPECT_TRUE(json("\"\u00e9\"").has(Verbatim));
  EXPECT_EQ(text(json("{\"\u00e9\\u0001\":\"\\\"\"}")), "{\"\u00e9\\u0001\":\"\\\"\"}");
}

TEST_F(JsonWriterTest, SizesAreThoseOfTexts) {
  for (const char *each :
       {"null", "true", "false", "0", "-1.5e-7", "1.0", "12345678901234567890", "\"\"", "[]", "{}", "[[],{},[1]]",
        R"("a\"b\\c/\b\f\n\r\t\u0001\u001f é€\ud83d\ude00 \ud83db\udc00 \ud7ff")", R"({"a":[1,2,{"ä\n":null}],"b":{},"c":"x"})"}) {
    Value v = json(each);
    EXPECT_EQ(payloadSize(context, v, UINT64_MAX), text(v).size()) << each;
  }
  Value items[] = {undefined(), aslrt_closure(c, nullptr, 0, 0, nullptr)};
  EXPECT_EQ(payloadSize(context, makeArray(c, items), UINT64_MAX), text(makeArray(c, items)).size());
  EXPECT_GT(payloadSize(context, json("[1,2,3,4,5,6,7,8]"), 5), 5u);
}

TEST_F(JsonWriterTest, WhatJsonDoesNotHave) {
  Value function = aslrt_closure(c, nullptr, 0, 0, nullptr);
  Value items[] = {undefined(), function};
  EXPECT_EQ(text(makeArray(c, items)), "[null,\"\"]");
  Member members[] = {{string("a"), undefined()}, {string("b"), function}};
  EXPECT_EQ(text(makeObject(c, members)), "{\"b\":\"\"}");
}

TEST_F(JsonWriterTest, Pretty) {
  EXPECT_EQ(pretty(json(R"({"a":1,"b":[1,{"c":[]},{}],"d":"x"})")), R"({
  "a": 1,
  "b": [
    1,
    {
      "c": []
    },
    {}
  ],
  "d": "x"
})");
  EXPECT_EQ(pretty(json("[[1]]"), 1), "[\n [\n  1\n ]\n]");
  EXPECT_EQ(pretty(json("5")), "5");
}

TEST_F(JsonWriterTest, AppendsToWhatIsThere) {
  std::string out = "x=";
  writeJson(out, json("[1]"));
  EXPECT_EQ(out, "x=[1]");
}

TEST_F(JsonWriterTest, TextOfAValueAsTheStringFunctionGivesIt) {
  auto textOf = [&](Value v) {
    std::string out;
    appendText(c, 0, out, v);
    return out;
  };
  EXPECT_EQ(textOf(string("raw \"text\"")), "raw \"text\"");
  EXPECT_EQ(textOf(undefined()), "");
  EXPECT_EQ(textOf(aslrt_closure(c, nullptr, 0, 0, nullptr)), "");
  EXPECT_EQ(textOf(json("1.50")), "1.5");
  EXPECT_EQ(textOf(json("[0.1,1.10,0.30000000000000004,\"a\",null]")), "[0.1,1.1,0.3,\"a\",null]");
  std::string out;
  appendPrettyText(c, 0, out, json("[1]"));
  EXPECT_EQ(out, "[\n  1\n]");
}

TEST(Appender, FillsStringsAndBuffersAlike) {
  std::string string = "before ";
  Buffer buffer;
  buffer.append("before ");
  std::string expected = string;
  {
    Appender inString(string), inBuffer(buffer);
    for (int i = 0; i < 2000; ++i) {
      for (Appender *out : {&inString, &inBuffer}) {
        out->put("text ");
        out->putInteger(7);
      }
      expected += "text 7";
    }
    EXPECT_EQ(inBuffer.size(), expected.size());
  }
  EXPECT_EQ(string, expected);
  EXPECT_EQ(buffer.view(), expected);
}

TEST(Appender, CutsWhatWasWritten) {
  Buffer buffer;
  {
    Appender out(buffer);
    out.put("kept");
    size_t size = out.size();
    out.put(std::string(5000, 'x'));
    out.cut(size);
    out.put("!");
  }
  EXPECT_EQ(buffer.view(), "kept!");
}

/// What is copied may end where the memory ends.
TEST(Appender, CopiesFromTheEndOfAPage) {
  auto page = size_t(sysconf(_SC_PAGESIZE));
  auto *memory = static_cast<char *>(mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  ASSERT_NE(memory, MAP_FAILED);
  ASSERT_EQ(mprotect(memory + page, page, PROT_NONE), 0);
  for (size_t i = 0; i < page; ++i)
    memory[i] = char('a' + i % 26);
  for (size_t size = 0; size < 70; ++size)
    for (size_t behind : {0, 1, 15, 16, 31, 32, 33}) {
      std::string_view text(memory + page - behind - size, size);
      char copy[70 + Appender::copySlack];
      Appender::copyBytes(copy, text.data(), size);
      EXPECT_EQ(std::string_view(copy, size), text);
    }
  munmap(memory, 2 * page);
}

TEST(Appender, BoundsCountFromWhereTheyAreSet) {
  Buffer buffer;
  Appender out(buffer);
  out.put(std::string(10'000, 'x'));
  out.bound(1000);
  out.put(std::string(900, 'y')); // below the bound, whatever came before
  EXPECT_THROW(out.put(std::string(1'000'000, 'z')), LimitExceeded);
}

} // namespace
} // namespace aslrt
