// Base 64 and percent-encoding.
#include "runtime/builtins/Base64.h"
#include "runtime/builtins/Text.h"
#include "runtime/core/Uuid.h"

#include <algorithm>
#include <string>

namespace aslrt {
namespace {

constexpr std::string_view hexDigits = "0123456789ABCDEF";

/// The low byte of each UTF-16 code unit. The reference encodes those: `é` is one byte and a character above U+00FF
/// loses the rest.
std::string lowBytes(Value string) {
  std::string bytes;
  const char *at = string.pointer<char>(), *end = at + string.length();
  while (at != end) {
    uint32_t point = nextCodePoint(at, end);
    if (point >= 0x10000) { // high half of the pair first
      bytes += char((0xd800 + ((point - 0x10000) >> 10)) & 0xff);
      point = point & 0x3ff;
    }
    bytes += char(point & 0xff);
  }
  return bytes;
}

// Which characters stay as they are. Sets of RFC 2396 that JavaScript's functions name.
constexpr std::string_view unreservedMarks = "-_.!~*'()";
constexpr std::string_view reserved = ";/?:@&=+$,#";

struct UrlCoding {
  std::string_view encoder, decoder; // names of the functions
  bool whole;                        // a whole URL: reserved characters stay, and their escapes too
};
constexpr UrlCoding component{"encodeUrlComponent", "decodeUrlComponent", false};
constexpr UrlCoding url{"encodeUrl", "decodeUrl", true};

bool staysEncoded(uint32_t point, const UrlCoding &coding) {
  return coding.whole && point < 0x80 && reserved.find(char(point)) != std::string_view::npos;
}
bool staysPlain(char character, const UrlCoding &coding) {
  bool alphanumeric = (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
                      (character >= 'A' && character <= 'Z');
  return alphanumeric || unreservedMarks.find(character) != std::string_view::npos ||
         staysEncoded(uint8_t(character), coding);
}

[[noreturn]] void raiseMalformed(Context *c, uint32_t position, std::string_view function, Value string) {
  raise(c, ErrorCode::D3140, position, {.value = string, .functionName = function});
}

bool hasLoneSurrogate(std::string_view text) {
  for (size_t i = 0; (i = text.find('\xed', i)) != std::string_view::npos; ++i)
    if (uint8_t(text[i + 1]) >= 0xa0)
      return true;
  return false;
}

Value encodeUrl(Context *c, uint32_t position, Value string, const UrlCoding &coding) {
  if (isUndefined(string))
    return string;
  if (hasLoneSurrogate(string.string()))
    raiseMalformed(c, position, coding.encoder, string);
  TextBuilder out(c, string.length());
  for (char character : string.string()) {
    auto byte = uint8_t(character);
    char escape[] = {'%', hexDigits[byte >> 4], hexDigits[byte & 15]};
    out.append(staysPlain(character, coding) ? std::string_view(&character, 1) : std::string_view(escape, 3));
  }
  return out.finish();
}

int hexValue(char digit) {
  if (digit >= '0' && digit <= '9')
    return digit - '0';
  char lower = char(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Reads "%41" at `at`; -1 if no escape stands there.
int escapedByte(std::string_view text, size_t at) {
  if (at + 3 > text.size() || text[at] != '%')
    return -1;
  int high = hexValue(text[at + 1]), low = hexValue(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high << 4 | low;
}

/// Decodes the escapes of one code point at `at` and moves behind them. False unless they are UTF-8.
bool decodePoint(std::string_view text, size_t &at, uint32_t &point) {
  int lead = escapedByte(text, at);
  size_t extra = lead < 0x80 ? 0 : lead < 0xc2 ? 4 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 4;
  if (lead < 0 || extra == 4)
    return false;
  constexpr uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  point = extra ? uint32_t(lead) & (0x3fu >> extra) : uint32_t(lead);
  at += 3;
  for (size_t i = 0; i < extra; ++i, at += 3) {
    int byte = escapedByte(text, at);
    if (byte < 0 || (byte & 0xc0) != 0x80)
      return false;
    point = point << 6 | uint32_t(byte & 0x3f);
  }
  bool surrogate = point >= 0xd800 && point < 0xe000;
  return point >= smallest[extra] && point <= 0x10ffff && !surrogate;
}

Value decodeUrl(Context *c, uint32_t position, Value string, const UrlCoding &coding) {
  if (isUndefined(string))
    return string;
  auto text = string.string();
  size_t at = text.find('%');
  if (at == std::string_view::npos)
    return string;
  TextBuilder out(c, text.size());
  size_t begin = 0;
  for (; at != std::string_view::npos; at = text.find('%', begin)) {
    out.append(text.substr(begin, at - begin));
    begin = at;
    uint32_t point;
    if (!decodePoint(text, begin, point))
      raiseMalformed(c, position, coding.decoder, string);
    if (staysEncoded(point, coding))
      out.append(text.substr(at, begin - at));
    else
      out.appendPoint(point);
  }
  out.append(text.substr(begin));
  return out.finish();
}

} // namespace

Value encodeBase64(Context *c, std::string_view bytes) {
  if (bytes.size() > size_t(UINT32_MAX) / 4 * 3)
    raiseMemoryLimit();
  size_t size = (bytes.size() + 2) / 3 * 4;
  auto *out = static_cast<char *>(allocate(c, size));
  char *at = out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    auto byte = [&](size_t k) { return i + k < bytes.size() ? uint32_t(uint8_t(bytes[i + k])) : 0; };
    uint32_t group = byte(0) << 16 | byte(1) << 8 | byte(2);
    for (int shift = 18; shift >= 0; shift -= 6)
      *at++ = base64Digits[group >> shift & 63];
  }
  for (size_t padding = (3 - bytes.size() % 3) % 3; padding; --padding)
    at[-int(padding)] = '=';
  checkText(c, {out, size});
  return stringAt(out, size, Ascii);
}

bool isStrictBase64(std::string_view text) {
  size_t digits = std::min(text.find_first_not_of(base64Digits), text.size());
  size_t padding = text.size() - digits;
  if (text.find_first_not_of('=', digits) != text.npos)
    return false;
  return padding == 0 ? digits % 4 != 1 : padding <= 2 && digits % 4 >= 2 && text.size() % 4 == 0;
}

Value aslrt_fn_Base64Encode(Context *c, uint32_t, Value string) {
  if (isUndefined(string))
    return string;
  return string.has(Ascii) || isAscii(string.string()) ? encodeBase64(c, string.string())
                                                       : encodeBase64(c, lowBytes(string));
}

[[noreturn]] static void raiseInternalError(Context *c) {
  std::string uuid(36, ' ');
  uint64_t high = c->random->next();
  formatUuid(high, c->random->next(), uuid.data());
  throw InternalError{{"an internal error during evaluation. " + uuid}};
}

// A byte gives the character of that number, as the reference has it, and of a character the low byte of each UTF-16 unit counts. Step Functions fails on what is not strict (measured: "!!!").
Value aslrt_fn_Base64Decode(Context *c, uint32_t, Value string) {
  if (isUndefined(string))
    return string;
  if (c->dialect == Dialect::Aws && !isStrictBase64(string.string()))
    raiseInternalError(c);
  TextBuilder out(c, size_t(string.length()) / 4 * 3 + 3);
  auto take = [&](uint8_t byte) { out.appendPoint(byte); };
  if (string.has(Ascii) || isAscii(string.string()))
    decodeBase64(string.string(), take);
  else
    decodeBase64(lowBytes(string), take);
  return out.finish();
}

Value aslrt_fn_EncodeUrlComponent(Context *c, uint32_t position, Value string) {
  return encodeUrl(c, position, string, component);
}
Value aslrt_fn_EncodeUrl(Context *c, uint32_t position, Value string) { return encodeUrl(c, position, string, url); }
Value aslrt_fn_DecodeUrlComponent(Context *c, uint32_t position, Value string) {
  return decodeUrl(c, position, string, component);
}
Value aslrt_fn_DecodeUrl(Context *c, uint32_t position, Value string) { return decodeUrl(c, position, string, url); }

} // namespace aslrt
