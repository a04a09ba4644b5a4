// Readers of items over texts that come bit by bit, and what compressed objects are refused for. The product tests see whole objects only
// (test/product/compressed-items.test).
#include "runtime/core/Error.h"
#include "runtime/maps/Sources.h"

#include <gtest/gtest.h>

#include <cstring>
#include <sys/mman.h>
#include <zlib.h>
#include <zstd.h>

using namespace aslrt;

namespace {

/// Shows so many bytes more each time, in memory of its own each time, so that who looks at an old view is found out.
class Trickle final : public ObjectText {
public:
  Trickle(std::string all, size_t step) : all(std::move(all)), step(step) {}
  bool more() override {
    size_t begin = before(), end = std::min(begin + text.size() + step, all.size());
    if (begin + text.size() == all.size())
      return false;
    shown = std::make_unique<std::string>(all.substr(begin, end - begin));
    text = *shown;
    return true;
  }

private:
  std::string all;
  size_t step;
  std::unique_ptr<std::string> shown;
};

class ItemsTest : public testing::Test {
protected:
  /// Items one a line, or why there are no more.
  static std::string read(std::unique_ptr<ItemSource> source) {
    std::string lines;
    for (Item item; source->next(item); item = {})
      lines += (item.key ? *item.key + ":" : "") + item.text + "\n";
    return lines;
  }
  template <typename Make> static std::string readOrFail(Make make) {
    try {
      return read(make());
    } catch (const StateError &error) {
      return error.cause;
    }
  }
  using Reader = std::unique_ptr<ItemSource> (*)(Context &, std::unique_ptr<ObjectText>);
  /// What is read is the same, however few bytes come at a time.
  void expect(const std::string &text, Reader reader, const std::string &expected) {
    auto open = [&](std::unique_ptr<ObjectText> from) {
      from->passMark();
      return reader(context, std::move(from));
    };
    EXPECT_EQ(readOrFail([&] { return open(std::make_unique<ObjectText>(text)); }), expected);
    for (size_t step : {1, 2, 3, 7})
      EXPECT_EQ(readOrFail([&] { return open(std::make_unique<Trickle>(text, step)); }), expected) << step;
  }

  static MappedFile file(const std::string &content) {
    if (content.empty())
      return {};
    void *memory = mmap(nullptr, content.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memcpy(memory, content.data(), content.size());
    return {static_cast<const char *>(memory), content.size()};
  }
  static std::string decompress(const std::string &content, const char *name) {
    try {
      std::unique_ptr<ObjectText> text = openText(file(content), name, 1 << 20);
      while (text->more()) {
      }
      return std::string(text->view());
    } catch (const StateError &error) {
      return "failed: " + error.cause;
    }
  }

  Context context;
};

std::unique_ptr<ItemSource> csv(Context &, std::unique_ptr<ObjectText> text) { return readCsv(std::move(text), {}); }
std::unique_ptr<ItemSource> lines(Context &c, std::unique_ptr<ObjectText> text) { return readJsonLines(c, std::move(text), "T"); }
std::unique_ptr<ItemSource> items(Context &c, std::unique_ptr<ObjectText> text) { return readJsonItems(c, std::move(text), "T", ""); }
std::unique_ptr<ItemSource> pointed(Context &c, std::unique_ptr<ObjectText> text) { return readJsonItems(c, std::move(text), "T", "/a/1"); }

std::string gzip(const std::string &text) {
  std::string out(compressBound(text.size()) + 32, '\0');
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
  stream.avail_in = uInt(text.size());
  stream.next_out = reinterpret_cast<Bytef *>(out.data());
  stream.avail_out = uInt(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstandard(const std::string &text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx *context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

} // namespace

TEST_F(ItemsTest, RecordsAcrossBorders) {
  expect("\xef\xbb\xbf"
         "a,b\r\n\r\n1,\"x\r\ny\"\"z\"\n\n\\\"\\\\,3\r\n",
         csv, "{\"a\":\"1\",\"b\":\"x\\r\\ny\\\"z\"}\n{\"a\":\"\\\"\\\\\",\"b\":\"3\"}\n");
  expect("a\n1", csv, "{\"a\":\"1\"}\n");
  expect("", csv, "");
}

TEST_F(ItemsTest, LinesAcrossBorders) {
  expect("\xef\xbb\xbf\n{\"a\": [1]} \r\n\n12\n\"\\u00e9\"", lines, "{\"a\": [1]}\n12\n\"\\u00e9\"\n");
  expect("1\n\n2 3\n", lines, "T, line 3, is no JSON at byte 2: expected the end of the line");
}

TEST_F(ItemsTest, ValuesAcrossBorders) {
  expect(" [ 12 , -3.5e-7 ,true, \"a\\\"]\\ud83d\\ude00\" , [ [ ] , {} ] , {\"a\" : null } ] ", items,
         "12\n-3.5e-7\ntrue\n\"a\\\"]\\ud83d\\ude00\"\n[ [ ] , {} ]\n{\"a\" : null }\n");
  expect("{\"a\" : 1 , \"b\":[2]}", items, "\"a\":1\n\"b\":[2]\n");
  expect("{\"b\":[{\"a\":[7]}],\"a\":[0,[1, 2]]}", pointed, "1\n2\n");
  expect("[]", items, "");
  expect("[1,tru]", items, "T is no JSON at byte 3: expected a value");
  expect("[1 2]", items, "T is no JSON at byte 3: expected ']'");
  expect("7", items, "Attempting to map over non-iterable node.");
}

TEST_F(ItemsTest, EachWayToBreakAnObject) {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += std::to_string(i * i) + "\n";
  for (auto [name, whole] : {std::pair("o.gz", gzip(text)), std::pair("o.zstd", zstandard(text))}) {
    EXPECT_EQ(decompress(whole, name), text);
    EXPECT_EQ(decompress(whole + whole, name), text + text);
    for (size_t size = 0; size < whole.size(); size += size < 40 ? 1 : 97)
      EXPECT_TRUE(decompress(whole.substr(0, size), name).starts_with("failed: o.")) << name << " " << size;
    // Whatever is changed behind the heads: the check sums see it
    for (size_t at = 10; at < whole.size(); at += 31) {
      std::string broken = whole;
      broken[at] = char(broken[at] ^ 0x10);
      std::string found = decompress(broken, name);
      EXPECT_TRUE(found.starts_with("failed: o.") || found == text) << name << " " << at;
    }
  }
}

TEST_F(ItemsTest, NoMoreThanAsked) {
  EXPECT_EQ(decompress(gzip(std::string(3 << 20, 'x')), "o.gz"), "failed: o.gz: an item is longer than 1048576 bytes (--max-memory)");
}
