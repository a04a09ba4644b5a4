// What Step Functions says of a text that is no JSON: the first fault, in the words of Jackson, its parser (recorded for a word
// that is no token; the other words are those of Jackson 2's JsonParser).
#include "frontend/document/Input.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace aslc::document {

namespace {

constexpr llvm::StringLiteral values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/// A walk over a text by the grammar of JSON, which ends at the first fault.
class Walk {
public:
  explicit Walk(llvm::StringRef text) : text(text) {}

  bool run() { return value() && rest(); }
  AwsRefusal refusal() const {
    std::string place = "[Source: (String)\"" + source() + "; " + lineColumn(at) + "]";
    return {"INVALID_JSON_DESCRIPTION", message + "\n at " + place, place, /*noted=*/false};
  }

private:
  struct Open {
    char closer;
    size_t begin;
    llvm::StringRef noun() const { return closer == '}' ? "Object" : "Array"; }
  };

  /// What comes after a value, until all is closed. What follows the document then, Jackson does not read.
  bool rest() {
    while (!open.empty()) {
      skipSpace();
      char closer = open.back().closer;
      if (ended())
        return endedInside();
      if (text[at] == closer) {
        ++at;
        open.pop_back();
        continue;
      }
      if (text[at] == '}' || text[at] == ']')
        return wrongCloser();
      if (text[at] != ',')
        return unexpected("was expecting comma to separate " + open.back().noun().str() + " entries");
      ++at;
      if (!(closer == '}' ? member() : value()))
        return false;
    }
    return true;
  }

  bool member() { return name() && value(); }

  /// Of a member, and the colon behind it.
  bool name() {
    skipSpace();
    if (ended())
      return endedInside();
    if (text[at] != '"')
      return unexpected("was expecting double-quote to start field name");
    if (!string("name", "Unexpected end-of-input in field name"))
      return false;
    skipSpace();
    if (ended())
      return endedInside();
    if (text[at] != ':')
      return unexpected("was expecting a colon to separate field name and value");
    ++at;
    return true;
  }

  /// A scalar, an empty container, or all that opens on the way down to the first of either: texts nest as deep as they are long.
  bool value() {
    for (;;) {
      skipSpace();
      if (ended())
        return endedInside();
      char c = text[at];
      if (c != '{' && c != '[')
        return scalar(c);
      char closer = c == '{' ? '}' : ']';
      open.push_back({closer, at++});
      skipSpace();
      if (!ended() && text[at] == closer) {
        ++at;
        open.pop_back();
        return true;
      }
      if (closer == '}' && !name())
        return false;
    }
  }

  bool scalar(char c) {
    if (c == '"')
      return string("string value", "Unexpected end-of-input: was expecting closing quote for a string value");
    if (c == '-' || llvm::isDigit(c))
      return number();
    for (llvm::StringRef word : {"true", "false", "null"})
      if (text.substr(at).starts_with(word) && !isWordByte(at + word.size())) {
        at += word.size();
        return true;
      }
    return isWordByte(at) ? unknownWord() : unexpected("expected a valid value " + values.str());
  }

  bool string(llvm::StringRef noun, llvm::StringRef unfinished) {
    for (++at; !ended(); ++at) {
      uint8_t c = text[at];
      if (c == '"') {
        ++at;
        return true;
      }
      if (c < 0x20)
        return fail("Illegal unquoted character (" + describeCharacter() + "): has to be escaped using backslash to be included in " + noun);
      if (c == '\\' && !escape())
        return false;
    }
    return fail(unfinished);
  }

  bool escape() {
    if (++at == text.size())
      return fail("Unexpected end-of-input in character escape sequence");
    if (text[at] != 'u')
      return llvm::StringRef("\"\\/bfnrt").contains(text[at]) || fail("Unrecognized character escape " + describeCharacter());
    for (unsigned i = 0; i != 4; ++i)
      if (++at == text.size() || !llvm::isHexDigit(text[at]))
        return at != text.size() && unexpected("expected a hex-digit for character escape sequence");
    return true;
  }

  bool number() {
    if (text[at] == '-' && !digitAt(++at))
      return numberFault("expected digit (0-9) to follow minus sign, for valid numeric value");
    if (text[at] == '0' && digitAt(at + 1)) {
      ++at;
      return fail("Invalid numeric value: Leading zeroes not allowed");
    }
    skipDigits();
    if (!ended() && text[at] == '.') {
      if (!digitAt(++at))
        return numberFault("Decimal point not followed by a digit");
      skipDigits();
    }
    if (!ended() && (text[at] | 0x20) == 'e') {
      if (++at; !ended() && (text[at] == '+' || text[at] == '-'))
        ++at;
      if (!digitAt(at))
        return numberFault("Exponent indicator not followed by a digit");
      skipDigits();
    }
    return true;
  }

  bool numberFault(llvm::StringRef what) {
    if (ended())
      return fail("Unexpected end-of-input within number");
    return fail("Unexpected character (" + describeCharacter() + ") in numeric value: " + what);
  }

  bool unknownWord() {
    size_t begin = at;
    while (isWordByte(at))
      ++at;
    message = ("Unrecognized token '" + text.slice(begin, at) + "': was expecting " + values).str();
    return false;
  }

  bool wrongCloser() {
    const Open &inner = open.back();
    return fail("Unexpected close marker '" + text.substr(at, 1) + "': expected '" + llvm::StringRef(&inner.closer, 1) + "' (for " +
                inner.noun() + " starting at [Source: (String)\"" + source() + "; " + lineColumn(inner.begin) + "])");
  }

  bool endedInside() {
    if (open.empty())
      return fail("No content to map due to end-of-input");
    const Open &inner = open.back();
    return fail("Unexpected end-of-input: expected close marker for " + inner.noun() + " (start marker at [Source: (String)\"" + source() +
                "; " + lineColumn(inner.begin) + "])");
  }

  bool unexpected(const llvm::Twine &expected) {
    if (text[at] == '/')
      return fail("Unexpected character (" + describeCharacter() +
                  "): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)");
    return fail("Unexpected character (" + describeCharacter() + "): " + expected);
  }

  /// The place is behind the character that does not belong there.
  bool fail(const llvm::Twine &what) {
    message = what.str();
    if (!ended())
      at += sequenceAt(at);
    return false;
  }

  std::string describeCharacter() const {
    llvm::StringRef bytes = text.substr(at, sequenceAt(at));
    llvm::UTF32 point = 0, *to = &point;
    const auto *from = reinterpret_cast<const llvm::UTF8 *>(bytes.begin());
    llvm::ConvertUTF8toUTF32(&from, from + bytes.size(), &to, to + 1, llvm::lenientConversion);
    std::string code = "code " + std::to_string(point);
    if (point < 0x20)
      return "(CTRL-CHAR, " + code + ")";
    return ("'" + bytes + "' (" + code + (point > 255 ? " / 0x" + llvm::utohexstr(point, true) : "") + ")").str();
  }

  /// Bytes of the character at an offset. The text is valid UTF-8.
  size_t sequenceAt(size_t offset) const { return llvm::getNumBytesForUTF8(uint8_t(text[offset])); }
  bool ended() const { return at >= text.size(); }
  bool digitAt(size_t offset) const { return offset < text.size() && llvm::isDigit(text[offset]); }
  bool isWordByte(size_t offset) const {
    return offset < text.size() && (llvm::isAlnum(text[offset]) || text[offset] == '_' || text[offset] == '$' || uint8_t(text[offset]) >= 0x80);
  }
  void skipDigits() {
    while (digitAt(at))
      ++at;
  }
  void skipSpace() {
    while (!ended() && llvm::StringRef(" \t\r\n").contains(text[at]))
      ++at;
  }

  /// UTF-16 units of a text.
  static size_t unitsOf(llvm::StringRef part) {
    size_t units = 0;
    for (uint8_t c : part)
      units += ((c & 0xC0) != 0x80) + (c >= 0xF0);
    return units;
  }

  /// The text as the place quotes it, its closing quote included: the first 500 units.
  std::string source() const {
    size_t units = unitsOf(text), taken = 0;
    constexpr size_t most = 500;
    if (units <= most)
      return text.str() + "\"";
    size_t bytes = 0;
    while (taken < most) {
      taken += 1 + (uint8_t(text[bytes]) >= 0xF0);
      bytes += sequenceAt(bytes);
    }
    return (text.take_front(bytes) + "\"[truncated " + llvm::Twine(units - taken) + " chars]").str();
  }

  std::string lineColumn(size_t offset) const {
    llvm::StringRef before = text.take_front(offset);
    size_t line = 1 + before.count('\n');
    size_t column = 1 + unitsOf(before.substr(before.rfind('\n') == llvm::StringRef::npos ? 0 : before.rfind('\n') + 1));
    return ("line: " + llvm::Twine(line) + ", column: " + llvm::Twine(column)).str();
  }

  llvm::StringRef text;
  size_t at = 0;
  std::vector<Open> open;
  std::string message;
};

} // namespace

std::optional<AwsRefusal> jacksonRefusal(llvm::StringRef text) {
  Walk walk(text);
  if (walk.run())
    return std::nullopt;
  return walk.refusal();
}

} // namespace aslc::document
