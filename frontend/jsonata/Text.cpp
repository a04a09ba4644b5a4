#include "frontend/jsonata/Text.h"

#include "llvm/ADT/StringExtras.h"

#include <charconv>
#include <cmath>

using namespace aslc::jsonata;

/// The surrogate whose three bytes of WTF-8 (ED A0..BF xx) stand at `at`, or 0.
static uint16_t surrogateAt(llvm::StringRef text, size_t at) {
  if (at + 3 > text.size() || static_cast<uint8_t>(text[at]) != 0xED)
    return 0;
  uint8_t second = text[at + 1], third = text[at + 2];
  if (second < 0xA0 || second > 0xBF || third < 0x80 || third > 0xBF)
    return 0;
  return 0xD000 | (second & 0x3F) << 6 | (third & 0x3F);
}

static void appendEscaped(std::string &out, uint8_t byte) {
  switch (byte) {
  case '"': out += "\\\""; return;
  case '\\': out += "\\\\"; return;
  case '\b': out += "\\b"; return;
  case '\f': out += "\\f"; return;
  case '\n': out += "\\n"; return;
  case '\r': out += "\\r"; return;
  case '\t': out += "\\t"; return;
  default: break;
  }
  if (byte >= 0x20) {
    out += static_cast<char>(byte);
    return;
  }
  out += "\\u00";
  out += llvm::hexdigit(byte >> 4, /*LowerCase=*/true); // utohexstr with a width gives a digit too many for 0
  out += llvm::hexdigit(byte & 15, /*LowerCase=*/true);
}

std::string aslc::jsonata::quoteJson(llvm::StringRef text) {
  std::string out = "\"";
  for (size_t at = 0; at < text.size();) {
    if (uint16_t surrogate = surrogateAt(text, at)) {
      out += "\\u" + llvm::utohexstr(surrogate, /*LowerCase=*/true);
      at += 3;
      continue;
    }
    appendEscaped(out, text[at++]);
  }
  return out += '"';
}

std::string aslc::jsonata::numberText(double value) {
  if (value == 0)
    return "0"; // JavaScript drops the sign of -0
  char buffer[32];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific).ptr;
  llvm::StringRef text(buffer, end - buffer);
  auto [mantissa, exponentText] = text.split('e');
  int exponent = 0;
  exponentText.consume_front("+");
  exponentText.getAsInteger(10, exponent);
  std::string digits = mantissa.take_front(1).str() + mantissa.drop_front(1).ltrim('.').str();
  int count = static_cast<int>(digits.size());
  std::string out = value < 0 ? "-" : "";
  if (exponent < -6 || exponent > 20) {
    if (count > 1)
      digits.insert(1, ".");
    return out + digits + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  }
  if (exponent < 0)
    return out + "0." + std::string(-exponent - 1, '0') + digits;
  if (exponent + 1 >= count)
    return out + digits + std::string(exponent + 1 - count, '0');
  digits.insert(exponent + 1, ".");
  return out + digits;
}

void aslc::jsonata::appendCodeUnit(std::string &out, uint16_t unit) {
  if (unit < 0x80) {
    out += static_cast<char>(unit);
    return;
  }
  if (unit < 0x800) {
    out += static_cast<char>(0xC0 | unit >> 6);
  } else {
    out += static_cast<char>(0xE0 | unit >> 12);
    out += static_cast<char>(0x80 | (unit >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (unit & 0x3F));
}

void aslc::jsonata::joinSurrogates(std::string &text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    uint16_t high = surrogateAt(text, at), low = high ? surrogateAt(text, at + 3) : 0;
    if (high < 0xD800 || high > 0xDBFF || low < 0xDC00) {
      out += text[at++];
      continue;
    }
    uint32_t point = 0x10000 + ((high - 0xD800u) << 10) + (low - 0xDC00u);
    for (uint32_t shift : {18, 12, 6, 0})
      out += static_cast<char>(shift == 18 ? 0xF0 | point >> 18 : 0x80 | (point >> shift & 0x3F));
    at += 6;
  }
  text = std::move(out);
}
