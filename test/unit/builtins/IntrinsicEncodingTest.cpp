#include "Calls.h"

#include "runtime/abi/EntryPoints.h"

#include <gtest/gtest.h>

using namespace aslrt;

// Recorded on AWS (test_encode_decode.py, test_hash_calculations.py, BASE_REFERENCE_IN_INTRINSIC_FUNCTION).
CALLS(IntrinsicEncoding, Recorded,
      {"States.Base64Encode", R"("Data to encode")", R"("RGF0YSB0byBlbmNvZGU=")"},
      {"States.Base64Encode", R"("")", R"("")"},
      {"States.Base64Decode", R"("SGVsbG8gV29ybGQ=")", R"("Hello World")"},
      {"States.Hash", R"("input data", "MD5")", R"("812f45842bc6d66ee14572ce20db8e86")"},
      {"States.Hash", R"("input data", "SHA-1")", R"("aaff4a450a104cd177d28d18d74485e8cae074b7")"},
      {"States.Hash", R"("Hash this string", "SHA-256")",
       R"("1cac63f39fd68d8c531f27b807610fb3d50f0fc3f186995767fb6316e7200a3e")"});

// RFC 4648, section 10; other texts by coreutils' base64.
CALLS(IntrinsicEncoding, Base64,
      {"States.Base64Encode", R"("f")", R"("Zg==")"},
      {"States.Base64Encode", R"("foobar")", R"("Zm9vYmFy")"},
      {"States.Base64Encode", R"("é€😀")", R"("w6nigqzwn5iA")"},
      {"States.Base64Encode", R"("\ud800x")", R"("P3g=")"}, // "?x", as Java encodes
      {"States.Base64Decode", R"("Zm9vYg==")", R"("foob")"},
      {"States.Base64Decode", R"("Zm9vYg")", R"("foob")"},
      {"States.Base64Decode", R"("w6nigqzwn5iA")", R"("é€😀")"},
      {"States.Base64Decode", R"("")", R"("")"},
      {"States.Base64Decode", R"("Zm9v!")", "!Invalid arguments in States.Base64Decode: argument 1 is not base 64"},
      {"States.Base64Decode", R"("-_-_")", "!Invalid"},
      {"States.Base64Decode", R"("Z")", "!Invalid"},
      {"States.Base64Decode", R"("Zg=")", "!Invalid"},
      {"States.Base64Decode", R"("Zg==Zg==")", "!Invalid"},
      {"States.Base64Encode", "1", "!Invalid arguments in States.Base64Encode: argument 1 must be a string, not a number"},
      {"States.Base64Decode", "null", "!Invalid arguments in States.Base64Decode: argument 1 must be a string, not null"});

// Java makes U+FFFD of each longest piece that could have begun a character, and of a whole surrogate. Bytes: 61 ff 62; c3; e2 82 41; c0 af; ed a0 80; ed a0 41;
// f0 9f 98 f0 9f 98 80; f4 90 80 80.
CALLS(IntrinsicEncoding, DecodedBytesThatAreNoUtf8,
      {"States.Base64Decode", R"("Yf9i")", R"("a�b")"},
      {"States.Base64Decode", R"("ww==")", R"("�")"},
      {"States.Base64Decode", R"("4oJB")", R"("�A")"},
      {"States.Base64Decode", R"("wK8=")", R"("��")"},
      {"States.Base64Decode", R"("7aCA")", R"("�")"},
      {"States.Base64Decode", R"("7aBB")", R"("�A")"},
      {"States.Base64Decode", R"("8J+Y8J+YgA==")", R"("�😀")"},
      {"States.Base64Decode", R"("9JCAgA==")", R"("����")"});

// FIPS 180: "abc". RFC 1321: "". Digests of "1", "null" and `{"a":[1]}` by coreutils' md5sum.
CALLS(IntrinsicEncoding, Hash,
      {"States.Hash", R"("abc", "SHA-256")", R"("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")"},
      {"States.Hash", R"("abc", "SHA-384")",
       R"("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")"},
      {"States.Hash", R"("abc", "SHA-512")",
       R"("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")"},
      {"States.Hash", R"("", "MD5")", R"("d41d8cd98f00b204e9800998ecf8427e")"},
      {"States.Hash", R"(1, "MD5")", R"("c4ca4238a0b923820dcc509a6f75849b")"},
      {"States.Hash", R"(null, "MD5")", R"("37a6259cc0c1dae299a7866489dff0bd")"},
      {"States.Hash", R"({"a": [1]}, "MD5")", R"("9ce06edb2e3406c40e507870b76580a0")"},
      {"States.Hash", R"("abc", "sha-256")",
       "!Invalid arguments in States.Hash: argument 2 must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512"},
      {"States.Hash", R"("abc", 256)", "!Invalid arguments in States.Hash: argument 2 must be a string, not a number"});

/// What a function says of a text of so many characters.
static std::string callOnText(const char *function, size_t characters, const char *character, const char *more = "") {
  std::string text = "\"";
  for (size_t i = 0; i < characters; ++i)
    text += character;
  text.append("\"").append(more);
  return test::Execution().call({function, text.c_str(), ""});
}

TEST(IntrinsicEncoding, TenThousandCharacters) {
  auto tooLong = [](std::string function) { return "!Invalid arguments in " + function + ": the text is longer than 10,000 characters"; };
  EXPECT_EQ(callOnText("States.Base64Encode", 10'000, "é").size(), 26'668u + 2); // 20,000 bytes, and quotes
  EXPECT_EQ(callOnText("States.Base64Encode", 10'001, "a"), tooLong("States.Base64Encode"));
  EXPECT_EQ(callOnText("States.Base64Encode", 5'001, "😀"), tooLong("States.Base64Encode")); // two code units each
  EXPECT_EQ(callOnText("States.Base64Decode", 10'000, "A").front(), '"');
  EXPECT_EQ(callOnText("States.Base64Decode", 10'004, "A"), tooLong("States.Base64Decode"));
  EXPECT_EQ(callOnText("States.Hash", 10'000, "a", ", \"MD5\""), "\"0d0c9c4db6953fee9e03f528cafd7d3e\"");
  EXPECT_EQ(callOnText("States.Hash", 10'001, "a", ", \"MD5\""), tooLong("States.Hash"));
}
