#include "Calls.h"

#include <gtest/gtest.h>

CALLS(Encoding, Base64,
      {"base64encode", R"("hello")", R"("aGVsbG8=")"},
      {"base64encode", R"("hell")", R"("aGVsbA==")"},
      {"base64encode", R"("hel")", R"("aGVs")"},
      {"base64encode", R"("")", R"("")"},
      {"base64encode", R"("\u00e9")", R"("6Q==")"},
      {"base64encode", R"("\u20ac\ud83d\ude00")", R"("rD0A")"},
      {"base64encode", "@undefined", "undefined"},
      {"base64decode", R"("aGVsbG8=")", R"("hello")"},
      {"base64decode", R"("aGVsbA")", R"("hell")"},
      {"base64decode", R"("6Q==")", R"("é")"},
      {"base64decode", R"("YQ==YQ==")", R"("a")"},
      {"base64decode", R"("YW\nJj!ZGVm")", R"("abcdef")"},
      {"base64decode", R"("-_-_")", R"("ûÿ¿")"},
      {"base64decode", R"("Y")", R"("")"},
      {"base64decode", R"("!!!")", R"("")"},
      {"base64decode", R"("\u00e9YQ==")", R"("a")"},
      {"base64decode", R"("QU\u0130J\ud83dQUJD")", R"("AM\t")"},
      {"base64decode", "@undefined", "undefined"});

CALLS(Encoding, Urls,
      {"encodeUrlComponent", R"("a b&c/d?\u00e9\ud83d\ude00~*'()!")", R"("a%20b%26c%2Fd%3F%C3%A9%F0%9F%98%80~*'()!")"},
      {"encodeUrl", R"("http://x/a b?q=\u00e9&r=[1]#f;,+$@")", R"("http://x/a%20b?q=%C3%A9&r=%5B1%5D#f;,+$@")"},
      {"decodeUrlComponent", R"("a%20b%26%c3%A9%F0%9F%98%80%2f")", R"("a b&é😀/")"},
      {"decodeUrl", R"("a%20b%26%C3%A9%2f%3F%41")", R"("a b%26é%2f%3FA")"},
      {"encodeUrl", "@undefined", "undefined"},
      {"encodeUrlComponent", "@undefined", "undefined"},
      {"decodeUrl", "@undefined", "undefined"},
      {"decodeUrlComponent", "@undefined", "undefined"},
      {"decodeUrl", R"("plain+")", R"("plain+")"});

CALLS(Encoding, MalformedUrls,
      {"encodeUrlComponent", R"("\ud83d")", R"(!D3140 Malformed URL passed to $encodeUrlComponent(): "\ud83d")"},
      {"encodeUrl", R"("\ude00")", "!D3140"},
      {"decodeUrlComponent", R"("%")", R"(!D3140 Malformed URL passed to $decodeUrlComponent(): "%")"},
      {"decodeUrl", R"("%4")", "!D3140"},
      {"decodeUrl", R"("%zz")", "!D3140"},
      {"decodeUrl", R"("%80")", "!D3140"},
      {"decodeUrl", R"("%c3")", "!D3140"},
      {"decodeUrl", R"("%c3%41")", "!D3140"},
      {"decodeUrl", R"("%c0%80")", "!D3140"},
      {"decodeUrl", R"("%e0%80%80")", "!D3140"},
      {"decodeUrl", R"("%ed%a0%80")", "!D3140"},
      {"decodeUrl", R"("%f4%90%80%80")", "!D3140"},
      {"decodeUrl", R"("%f8%80%80%80")", "!D3140"});
