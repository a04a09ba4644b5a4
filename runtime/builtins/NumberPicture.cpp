// Reading a picture: it is cut into sub-pictures, these into parts; the parts are checked, then counted.
#include "runtime/builtins/NumberPicture.h"
#include "runtime/builtins/Text.h"

#include <algorithm>
#include <numeric>

namespace aslrt {
namespace {

constexpr std::string_view optionNames[] = {
#define SYMBOL(Id, Name, Default) Name,
    NUMBER_PICTURE_SYMBOLS(SYMBOL)
#undef SYMBOL
};

/// A sub-picture in parts. `exponent` counts if `hasExponent`.
struct Parts {
  Units whole, prefix, suffix, active, mantissa, exponent, integer, fraction;
  bool hasExponent = false;
};

bool contains(Units text, Units part) { return text.find(part) != Units::npos; }
bool repeats(Units text, Units part) { return text.find(part) != text.rfind(part); }
/// Clamped at both ends, as JavaScript's substring is.
Units from(Units text, size_t begin) { return text.substr(std::min(begin, text.size())); }

/// A part of a sub-picture seen through its symbols.
struct Reader {
  const Symbols &symbols;

  bool opens(char16_t unit) const { return symbols.isActive(unit) && !symbols.is(unit, Symbol::ExponentSeparator); }
  bool hasDigit(Units text) const {
    return std::any_of(text.begin(), text.end(), [&](char16_t u) { return symbols.isDigit(u); });
  }
  uint32_t digits(Units text) const {
    return uint32_t(std::count_if(text.begin(), text.end(), [&](char16_t u) { return symbols.isDigit(u); }));
  }
  uint32_t places(Units text) const {
    return uint32_t(std::count_if(text.begin(), text.end(), [&](char16_t u) { return symbols.isPlace(u); }));
  }
  bool endsGrouped(Units text) const { return !text.empty() && symbols.is(text.back(), Symbol::GroupingSeparator); }
  bool beginsGrouped(Units text) const { return !text.empty() && symbols.is(text[0], Symbol::GroupingSeparator); }

  Parts split(Units picture) const;
  std::span<const uint32_t> groups(Context *c, const Parts &parts, Units part, bool fromLeft) const;
};

Parts Reader::split(Units picture) const {
  Parts parts;
  parts.whole = picture;
  auto active = [&](char16_t unit) { return opens(unit); };
  auto first = std::find_if(picture.begin(), picture.end(), active);
  if (first != picture.end()) {
    auto last = std::find_if(picture.rbegin(), picture.rend(), active).base();
    parts.prefix = {picture.begin(), first};
    parts.suffix = {last, picture.end()};
  }
  parts.active = picture.substr(parts.prefix.size(), picture.size() - parts.prefix.size() - parts.suffix.size());
  parts.mantissa = parts.active;
  // Sought in the whole, but then taken for a position in the active part: so it is in the reference.
  size_t exponent = picture.find(symbols[Symbol::ExponentSeparator], parts.prefix.size());
  if (exponent != Units::npos && exponent <= picture.size() - parts.suffix.size()) {
    parts.hasExponent = true;
    parts.mantissa = parts.active.substr(0, exponent);
    parts.exponent = from(parts.active, exponent + 1);
  }
  size_t point = parts.mantissa.find(symbols[Symbol::DecimalSeparator]);
  parts.integer = parts.mantissa.substr(0, point);
  parts.fraction = point == Units::npos ? parts.suffix : from(parts.mantissa, point + 1);
  return parts;
}

/// What a sub-picture must not be. Of several breaches the reference reports that of the last rule: they stand in reverse.
struct Rule {
  ErrorCode code;
  bool (*broken)(const Parts &parts, const Reader &reader);
};

bool hasRate(const Parts &p, const Reader &r) {
  return contains(p.whole, r.symbols[Symbol::Percent]) || contains(p.whole, r.symbols[Symbol::PerMille]);
}

constexpr Rule rules[] = {
    {ErrorCode::D3093,
     [](const Parts &p, const Reader &r) { return p.hasExponent && (p.exponent.empty() || r.digits(p.exponent) != p.exponent.size()); }},
    {ErrorCode::D3092, [](const Parts &p, const Reader &r) { return !p.exponent.empty() && hasRate(p, r); }},
    {ErrorCode::D3091,
     [](const Parts &p, const Reader &r) {
       size_t last = p.fraction.rfind(r.symbols[Symbol::OptionalDigit]);
       return last != Units::npos && r.hasDigit(p.fraction.substr(last));
     }},
    {ErrorCode::D3090,
     [](const Parts &p, const Reader &r) {
       size_t first = p.integer.find(r.symbols[Symbol::OptionalDigit]);
       return first != Units::npos && r.hasDigit(p.integer.substr(0, first));
     }},
    {ErrorCode::D3089,
     [](const Parts &p, const Reader &r) {
       Units separator = r.symbols[Symbol::GroupingSeparator];
       for (size_t at = p.whole.find(separator); at != Units::npos; at = p.whole.find(separator, at + 1))
         if (from(p.whole, at + separator.size()).starts_with(separator))
           return true;
       return false;
     }},
    {ErrorCode::D3088,
     [](const Parts &p, const Reader &r) { return !contains(p.whole, r.symbols[Symbol::DecimalSeparator]) && r.endsGrouped(p.integer); }},
    {ErrorCode::D3087,
     [](const Parts &p, const Reader &r) {
       size_t point = p.whole.find(r.symbols[Symbol::DecimalSeparator]);
       return point != Units::npos && (r.endsGrouped(p.whole.substr(0, point)) || r.beginsGrouped(from(p.whole, point + 1)));
     }},
    {ErrorCode::D3086,
     [](const Parts &p, const Reader &r) {
       return !std::all_of(p.active.begin(), p.active.end(), [&](char16_t u) { return r.symbols.isActive(u); });
     }},
    {ErrorCode::D3085, [](const Parts &p, const Reader &r) { return r.places(p.mantissa) == 0; }},
    {ErrorCode::D3084,
     [](const Parts &p, const Reader &r) {
       return contains(p.whole, r.symbols[Symbol::Percent]) && contains(p.whole, r.symbols[Symbol::PerMille]);
     }},
    {ErrorCode::D3083, [](const Parts &p, const Reader &r) { return repeats(p.whole, r.symbols[Symbol::PerMille]); }},
    {ErrorCode::D3082, [](const Parts &p, const Reader &r) { return repeats(p.whole, r.symbols[Symbol::Percent]); }},
    {ErrorCode::D3081, [](const Parts &p, const Reader &r) { return repeats(p.whole, r.symbols[Symbol::DecimalSeparator]); }},
};

/// Where the separators of a part stand. From the second on the reference looks for them in the integer part, whatever the part.
std::span<const uint32_t> Reader::groups(Context *c, const Parts &parts, Units part, bool fromLeft) const {
  Units separator = symbols[Symbol::GroupingSeparator];
  size_t at = part.find(separator), count = 0;
  if (at == Units::npos)
    return {};
  auto *positions = static_cast<uint32_t *>(allocate(c, (parts.integer.size() + 1) * sizeof(uint32_t)));
  uint32_t all = places(part), before = 0;
  for (size_t seen = 0; at != Units::npos; at = parts.integer.find(separator, at + 1)) {
    size_t end = std::min(at, part.size());
    before += places(part.substr(seen, end - seen));
    seen = end;
    positions[count++] = fromLeft ? before : all - before;
  }
  return {positions, count};
}

/// The size of groups that all have the same, else 0.
uint32_t commonSize(std::span<const uint32_t> groups) {
  uint32_t size = 0;
  for (uint32_t group : groups)
    size = std::gcd(size, group);
  for (size_t i = 0; i < groups.size(); ++i)
    if (groups[i] != (groups.size() - i) * size)
      return 0;
  return size;
}

NumberPicture analyse(Context *c, const Parts &parts, const Reader &reader) {
  NumberPicture picture{};
  picture.text = parts.whole;
  picture.prefix = parts.prefix;
  picture.suffix = parts.suffix;
  picture.percent = contains(parts.whole, reader.symbols[Symbol::Percent]);
  picture.perMille = contains(parts.whole, reader.symbols[Symbol::PerMille]);
  picture.integerGroups = reader.groups(c, parts, parts.integer, false);
  picture.fractionGroups = reader.groups(c, parts, parts.fraction, true);
  picture.groupSize = commonSize(picture.integerGroups);
  picture.minInteger = picture.scale = reader.digits(parts.integer);
  picture.minFraction = reader.digits(parts.fraction);
  picture.maxFraction = reader.places(parts.fraction);
  picture.minExponent = reader.digits(parts.exponent);
  if (picture.minInteger == 0 && picture.maxFraction == 0) {
    if (parts.hasExponent)
      picture.minFraction = picture.maxFraction = 1;
    else
      picture.minInteger = 1;
  }
  if (parts.hasExponent && picture.minInteger == 0 && contains(parts.integer, reader.symbols[Symbol::OptionalDigit]))
    picture.minInteger = 1;
  if (picture.minInteger == 0 && picture.minFraction == 0)
    picture.minFraction = 1;
  return picture;
}

Parts readParts(Context *c, uint32_t position, Units picture, const Reader &reader) {
  Parts parts = reader.split(picture);
  for (const Rule &rule : rules)
    if (rule.broken(parts, reader))
      raise(c, rule.code, position);
  return parts;
}

} // namespace

Symbols::Symbols(Context *c, uint32_t position, Value options) {
  static_assert(std::size(optionNames) == std::size(decltype(texts){}));
  if (isUndefined(options))
    return;
  for (const Member &member : membersOf(options)) {
    auto name = std::find(std::begin(optionNames), std::end(optionNames), member.key.string());
    if (name == std::end(optionNames))
      continue;
    if (!member.value.is(Tag::String))
      raiseArgument(c, position, "formatNumber", 3, options);
    texts[name - optionNames] = unitsOf(c, member.value);
  }
}

bool Symbols::isDigit(char16_t unit) const {
  Units zero = (*this)[Symbol::ZeroDigit];
  return !zero.empty() && uint16_t(unit - zero[0]) < 10;
}

bool Symbols::isActive(char16_t unit) const {
  return isPlace(unit) || is(unit, Symbol::DecimalSeparator) || is(unit, Symbol::GroupingSeparator) ||
         is(unit, Symbol::ExponentSeparator) || is(unit, Symbol::PatternSeparator);
}

NumberPictures readNumberPictures(Context *c, uint32_t position, Value picture, const Symbols &symbols) {
  Units text = unitsOf(c, picture), separator = symbols[Symbol::PatternSeparator];
  // An empty separator separates any two units.
  size_t end = separator.empty() ? (text.size() > 1 ? 1 : Units::npos) : text.find(separator);
  if (separator.empty() && text.empty())
    raiseArgument(c, position, "formatNumber", 2, picture);
  Reader reader{symbols};
  if (end == Units::npos) {
    NumberPicture positive = analyse(c, readParts(c, position, text, reader), reader), negative = positive;
    negative.prefix = concat(c, {symbols[Symbol::MinusSign], positive.prefix});
    return {positive, negative};
  }
  Units second = text.substr(end + separator.size());
  if (separator.empty() ? second.size() > 1 : contains(second, separator))
    raise(c, ErrorCode::D3080, position);
  Parts positive = readParts(c, position, text.substr(0, end), reader), negative = readParts(c, position, second, reader);
  return {analyse(c, positive, reader), analyse(c, negative, reader)};
}

Units unitsOf(Context *c, Value string) {
  // A code point has no more units than bytes.
  auto *units = static_cast<char16_t *>(allocate(c, string.length() * sizeof(char16_t))), *end = units;
  const char *at = string.pointer<char>(), *last = at + string.length();
  while (at != last) {
    uint32_t point = nextCodePoint(at, last);
    if (point >= 0x10000) {
      *end++ = char16_t(0xd7c0 + (point >> 10));
      point = 0xdc00 + (point & 0x3ff);
    }
    *end++ = char16_t(point);
  }
  return {units, size_t(end - units)};
}

Units concat(Context *c, std::initializer_list<Units> parts) {
  size_t size = 0;
  for (Units part : parts)
    size += part.size();
  auto *units = static_cast<char16_t *>(allocate(c, size * sizeof(char16_t))), *end = units;
  for (Units part : parts)
    end = std::copy(part.begin(), part.end(), end);
  return {units, size};
}

} // namespace aslrt
