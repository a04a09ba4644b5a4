// Moments by a picture: $fromMillis and $now.
#include "runtime/builtins/Calendar.h"
#include "runtime/builtins/DatePicture.h"
#include "runtime/builtins/Dates.h"

#include <algorithm>

namespace aslrt {
namespace {

constexpr std::string_view isoPicture = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";

/// An offset from UTC. The reference takes "-0530" apart as -6 hours and -30 minutes, so both are as it has them.
struct Zone {
  double hours = 0, minutes = 0;

  explicit Zone(Value text) {
    if (isUndefined(text))
      return;
    double offset = parseLeadingInteger(text.string());
    hours = std::floor(offset / 100);
    minutes = std::fmod(offset, 100);
  }
  double millis() const { return (hours * 60 + minutes) * 60'000; }
};

class DateFormatter {
public:
  DateFormatter(Context *c, uint32_t position, TextBuilder &out, double millis, const Zone &zone)
      : context(c), position(position), out(out), millis(clipTime(millis + zone.millis())), zone(zone), fields(splitTime(this->millis)) {}

  void format(std::span<const DatePart> parts) {
    for (const DatePart &part : parts)
      if (part.component)
        formatComponent(part);
      else
        out.append(part.literal);
  }

  /// "2024-02-29T12:00:00.123Z", as isoPicture has it. Does nothing but return false if the time is another than UTC.
  bool formatIso() {
    if (zone.millis() != 0 || std::isnan(millis))
      return false;
    char text[] = "-0000-00-00T00:00:00.000Z";
    auto put = [&](size_t end, double number) {
      for (auto rest = unsigned(number); rest; rest /= 10)
        text[end--] = char('0' + rest % 10);
    };
    double year = std::fmod(fields.year, 10'000);
    put(4, std::abs(year));
    put(7, fields.month + 1);
    put(10, fields.day);
    put(13, fields.hour);
    put(16, fields.minute);
    put(19, fields.second);
    put(23, fields.millisecond);
    out.append(std::string_view(text).substr(year < 0 ? 0 : 1));
    return true;
  }

private:
  void formatComponent(const DatePart &part) {
    if (part.isOneOf(zoneComponents))
      formatZone(part);
    else if (part.component == 'P')
      out.append(fields.hour >= 12 ? (part.names == DatePart::UpperNames ? "PM" : "pm")
                                   : (part.names == DatePart::UpperNames ? "AM" : "am"));
    else if (part.component == 'C' || part.component == 'E')
      out.append("ISO");
    else if (part.isOneOf(numberComponents))
      formatNumberOf(part);
    else
      out.append("undefined"); // as the reference has it for [q1]; [q] is D3132
  }

  void formatNumberOf(const DatePart &part) {
    double value = dateComponent(millis, fields, char(part.component));
    if (part.component == 'Y' && part.yearDigits != -1)
      value = std::fmod(value, std::pow(10, part.yearDigits));
    if (part.names == DatePart::NoNames)
      formatInteger(context, position, out, value, part.integer);
    else
      formatName(part, value);
  }

  void formatName(const DatePart &part, double value) {
    auto names = namesOf(part);
    if (names.empty())
      raiseComponent(context, position, ErrorCode::D3133, part.component);
    if (std::isnan(value)) {
      if (part.names == DatePart::TitleNames && !part.hasWidth)
        return out.append("undefined");
      raise(context, ErrorCode::D1001, position, {.value = makeString(context, "NaN")});
    }
    std::string_view name = names[size_t(value) - 1];
    if (double(name.size()) > part.maximum)
      name = name.substr(0, size_t(std::max(part.maximum, 0.0)));
    for (char letter : name)
      out.append(part.names == DatePart::UpperNames   ? char(letter & ~0x20)
                 : part.names == DatePart::LowerNames ? char(letter | 0x20)
                                                      : letter);
  }

  void formatZone(const DatePart &part) {
    double offset = zone.hours * 100 + zone.minutes, digits = part.integer.mandatoryDigits;
    bool together = part.integer.interval || digits == 3 || digits == 4;
    if (!together && digits != 1 && digits != 2)
      raise(context, ErrorCode::D3134, position);
    if (offset == 0 && part.shortUtc)
      return out.append('Z');
    if (part.component == 'z')
      out.append("GMT");
    if (offset >= 0)
      out.append('+');
    formatInteger(context, position, out, together ? offset : zone.hours, part.integer);
    if (together || zone.minutes == 0)
      return;
    out.append(':');
    formatInteger(context, position, out, zone.minutes, {.mandatoryDigits = 2});
  }

  Context *context;
  uint32_t position;
  TextBuilder &out;
  double millis; // local time
  const Zone &zone;
  DateTime fields;
};

} // namespace

Value formatDate(Context *c, uint32_t position, double millis, Value picture, Value timezone) {
  Zone zone(timezone);
  std::string_view text = isUndefined(picture) ? isoPicture : picture.string();
  TextBuilder out(c, text.size());
  DateFormatter formatter(c, position, out, millis, zone);
  if (!isUndefined(picture) || !formatter.formatIso())
    formatter.format(readDatePicture(c, position, text));
  return out.finish();
}

} // namespace aslrt
