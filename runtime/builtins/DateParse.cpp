// Moments out of text by a picture: $toMillis.
#include "runtime/builtins/Calendar.h"
#include "runtime/builtins/DateMatch.h"
#include "runtime/builtins/Dates.h"

#include <array>

namespace aslrt {
namespace {

/// The number of a month or a day of the week, from 1; NaN if the text is no name of one.
double numberOfName(const DatePart &part, std::string_view text) {
  auto names = namesOf(part);
  bool cut = part.maximum == part.maximum && part.maximum != 0;
  double number = NAN;
  for (size_t i = 0; i < names.size(); ++i) // of names that are equal when cut, the last
    if (text == names[i].substr(0, cut ? size_t(std::fmax(part.maximum, 0)) : std::string_view::npos))
      number = double(i + 1);
  return number;
}

/// Minutes from UTC. The reference adds the minutes to the hours whatever the sign, so we do.
double zoneMinutes(const DatePart &part, std::string_view text) {
  if (part.component == 'z')
    text.remove_prefix(3); // GMT
  std::string_view hours = text, minutes = "0";
  if (uint32_t separator = zoneSeparator(part)) {
    size_t size = text.find_first_not_of("0123456789", 1);
    hours = text.substr(0, size);
    const char *behind = text.data() + size;
    if (nextCodePoint(behind, text.data() + text.size()) != separator) // the same letter in another case
      return NAN;
    minutes = text.substr(size_t(behind - text.data()));
  } else if (text.size() > 3) { // +hhmm
    hours = text.substr(0, 3);
    minutes = text.substr(3);
  }
  return parseLeadingInteger(hours) * 60 + parseLeadingInteger(minutes);
}

/// .5 is 500 milliseconds; digits past the third do not count.
double milliseconds(std::string_view digits) {
  digits = digits.substr(0, 3);
  double unit = digits.size() == 1 ? 10 : digits.size() == 2 ? 100 : 1000;
  return parseLeadingInteger(digits) / unit * 1000; // may be a hair too small, and lose a millisecond: as the reference does
}

/// Components that were read or filled in. What was read but is no number is NaN; what has no name ("[MNn]" of "Foo") counts as
/// not read.
class Components {
public:
  void set(char letter, double value, bool known = true) {
    values[index(letter)] = value;
    present[index(letter)] = known;
  }
  bool has(char letter) const { return present[index(letter)]; }
  double operator[](char letter) const { return has(letter) ? values[index(letter)] : NAN; }

  /// Whether one of `wanted` was read, and nothing else of `all`. A component that is 0 does not count, as in the reference.
  bool areAmong(std::string_view wanted, std::string_view all) const {
    bool any = false;
    for (char letter : all) {
      bool counts = std::abs((*this)[letter]) > 0; // NaN does not
      bool isWanted = wanted.find(letter) != std::string_view::npos;
      if (counts && !isWanted)
        return false;
      any = any || counts;
    }
    return any;
  }

private:
  static size_t index(char letter) { return size_t(letter - 'A'); }
  std::array<double, 'z' - 'A' + 1> values;
  std::array<bool, 'z' - 'A' + 1> present{};
};

class DateParser {
public:
  DateParser(Context *c, uint32_t position, Value text) : context(c), position(position), text(text) {}

  Value run(std::string_view picture) {
    auto parts = readDatePicture(context, position, picture);
    auto found = matchDate(context, position, text.string(), parts);
    bool any = false;
    for (size_t i = 0; i < found.size(); ++i)
      if (parts[i].component) {
        read(parts[i], found[i]);
        any = true;
      }
    if (!any)
      return undefinedValue();
    return parsedNumber(context, position, text, join());
  }

private:
  void read(const DatePart &part, std::string_view found) {
    auto letter = char(part.component);
    if (part.isOneOf(zoneComponents))
      return components.set(letter, zoneMinutes(part, found));
    if (letter == 'f')
      return components.set(letter, milliseconds(found));
    if (part.hasInteger) {
      // Digits of ASCII are the only ones that match, whatever the digits of the picture.
      bool readable = part.integer.kind != IntegerPicture::Decimal || part.integer.zero == '0';
      return components.set(letter, readable ? parseInteger(context, found, part.integer) : NAN);
    }
    double number = letter == 'P' ? halfOfDay(found) : numberOfName(part, found);
    components.set(letter, number, !std::isnan(number));
  }
  static double halfOfDay(std::string_view text) { return text == "am" || text == "AM" ? 0 : text == "pm" || text == "PM" ? 1 : NAN; }

  /// The moment of the components.
  double join() {
    constexpr std::string_view dates = "YXMxWwdD", times = "PHhmsf";
    if (components.areAmong("Xxw", dates) || components.areAmong("XW", dates))
      raise(context, ErrorCode::D3136, position); // dates by weeks: not even the reference reads them
    bool byDay = !components.areAmong("YMD", dates) && components.areAmong("Yd", dates);
    bool byHalf = !components.areAmong("Hmsf", times) && components.areAmong("Phmsf", times);
    fillIn(byDay ? "YD" : "YMD", byHalf ? "Phmsf" : "Hmsf");
    DateTime fields{components['Y'], components['M'] > 0 ? components['M'] - 1 : 0, components['D']};
    if (byDay) {
      DateTime day = splitTime(joinTimeUtc({fields.year, 0, components['d']}));
      fields.month = day.month;
      fields.day = day.day;
    }
    fields.hour = components['H'];
    if (byHalf)
      fields.hour = (components['h'] == 12 ? 0 : components['h']) + (components['P'] == 1 ? 12 : 0);
    fields.minute = components['m'];
    fields.second = components['s'];
    fields.millisecond = components['f'];
    double east = components['Z'];
    if (!(std::abs(east) > 0))
      east = components['z'];
    return joinTimeUtc(fields) - (std::abs(east) > 0 ? east * 60'000 : 0);
  }

  /// Date and time are a row from large to small in which what was read must stand together: before it stands the present time,
  /// behind it the least one.
  void fillIn(std::string_view date, std::string_view time) {
    double now = double(evaluationMillis(context));
    DateTime present = splitTime(now);
    bool started = false, ended = false;
    for (std::string_view row : {date, time})
      for (char letter : row) {
        bool read = components.has(letter);
        if (read && ended)
          raise(context, ErrorCode::D3136, position);
        if (!read && started)
          components.set(letter, letter == 'M' || letter == 'D' ? 1 : 0);
        else if (!read)
          components.set(letter, letter == 'P' ? 0 : dateComponent(now, present, letter));
        ended = ended || (!read && started);
        started = started || read;
      }
  }

  Context *context;
  uint32_t position;
  Value text;
  Components components;
};

} // namespace

Value parseDate(Context *c, uint32_t position, Value text, std::string_view picture) { return DateParser(c, position, text).run(picture); }

} // namespace aslrt
