// Base 64 and hashes of JSONPath states. Texts are taken as UTF-8, which JSONata's functions of the same names do not do.
#include "runtime/builtins/Base64.h"
#include "runtime/builtins/Hash.h"
#include "runtime/builtins/IntrinsicCall.h"
#include "runtime/builtins/Text.h"
#include "runtime/json/Json.h"

namespace aslrt {
namespace {

constexpr size_t mostCharacters = 10'000; // limits.md

/// Characters count as Java counts them: in UTF-16 code units.
void limitLength(const IntrinsicCall &call, Value text) {
  if (Utf16Cursor(text).length() > mostCharacters)
    call.fail("the text is longer than 10,000 characters");
}

/// The length of the UTF-8 sequence at the start of `bytes`. False if it is none: then the length of what could have begun one.
bool scanSequence(std::string_view bytes, size_t &length) {
  auto at = [&](size_t i) { return i < bytes.size() ? uint8_t(bytes[i]) : 0; };
  uint8_t lead = at(0);
  length = 1;
  if (lead < 0x80)
    return true;
  size_t extra = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
  uint8_t least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80; // of the second byte: no overlong forms,
  uint8_t most = lead == 0xf4 ? 0x8f : 0xbf;                        // nothing beyond U+10FFFF
  for (; length <= extra && at(length) >= least && at(length) <= most; least = 0x80, most = 0xbf)
    ++length;
  bool surrogate = lead == 0xed && at(1) >= 0xa0; // wrong as a whole
  return extra && length == extra + 1 && !surrogate;
}

/// Bytes as a text; what is no UTF-8 becomes U+FFFD, as in Java.
Value textOf(Context *c, std::string_view bytes) {
  TextBuilder text(c, bytes.size());
  for (size_t length; !bytes.empty(); bytes.remove_prefix(length))
    text.append(scanSequence(bytes, length) ? bytes.substr(0, length) : std::string_view("\ufffd"));
  return text.finish();
}

} // namespace

Value aslrt_states_Base64Encode(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("Base64Encode", arguments, count);
  Value text = call.string(0);
  limitLength(call, text);
  return encodeBase64(c, toUtf8(text));
}

Value aslrt_states_Base64Decode(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("Base64Decode", arguments, count);
  Value text = call.string(0);
  limitLength(call, text);
  if (!isStrictBase64(text.string()))
    call.fail("argument 1 is not base 64");
  std::string bytes;
  decodeBase64(text.string(), [&](uint8_t byte) { bytes += char(byte); });
  return textOf(c, bytes);
}

Value aslrt_states_Hash(Context *c, const Value *arguments, uint32_t count) {
  IntrinsicCall call("Hash", arguments, count);
  Value data = call[0], algorithm = call.string(1);
  if (!data.is(Tag::String)) {
    std::string text;
    writePayload(*c, text, data);
    data = makeString(c, text);
  }
  limitLength(call, data);
  Value digest = hexDigest(c, toUtf8(data), algorithm.string());
  if (isUndefined(digest))
    call.fail("argument 2 must be MD5, SHA-1, SHA-256, SHA-384 or SHA-512");
  return digest;
}

} // namespace aslrt
