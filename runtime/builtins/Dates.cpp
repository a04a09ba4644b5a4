// $formatInteger, $parseInteger, $fromMillis and $toMillis.
#include "runtime/builtins/Dates.h"
#include "runtime/builtins/Calendar.h"
#include "runtime/builtins/IntegerPicture.h"

namespace aslrt {
namespace {

/// Reads ISO 8601: 2024, 2024-02, 2024-02-29, each with T12:30:00, a fraction of the second and a zone behind it or
/// not. A time without a zone is UTC.
///
/// In the reference a regular expression decides and JavaScript's Date.parse reads. What passes the one but is not
/// ISO 8601 is read by V8's older rules, by which "2017.5" is May and "0005-10-20Z" lies in 2020. Of that we take a date
/// with Z.
class IsoReader {
public:
  explicit IsoReader(std::string_view text) : rest(text) {}

  /// The moment; NaN if the text is something else.
  double read() {
    DateTime fields{number(4, 0, 9999), 0, 1};
    if (take('-')) {
      fields.month = number(2, 1, 12) - 1;
      if (take('-'))
        fields.day = number(2, 1, 31); // the 31st of February is a day of March
    }
    double east = 0;
    if (take('T')) {
      readTime(fields);
      east = readZone();
    } else {
      take('Z');
    }
    return ok && rest.empty() ? joinTime(fields) - east : NAN;
  }

private:
  bool take(char wanted) {
    bool found = rest.starts_with(wanted);
    rest.remove_prefix(found ? 1 : 0);
    return found;
  }
  std::string_view takeDigits() {
    auto digits = rest.substr(0, rest.find_first_not_of("0123456789"));
    rest.remove_prefix(digits.size());
    return digits;
  }
  double number(size_t digits, int least, int most) {
    int value = 0;
    for (size_t i = 0; i < digits && ok; ++i) {
      ok = !rest.empty() && rest[0] >= '0' && rest[0] <= '9';
      if (ok) {
        value = value * 10 + (rest[0] - '0');
        rest.remove_prefix(1);
      }
    }
    ok = ok && value >= least && value <= most;
    return value;
  }

  void readTime(DateTime &fields) {
    fields.hour = number(2, 0, 24);
    ok = take(':') && ok;
    fields.minute = number(2, 0, 59);
    ok = take(':') && ok;
    fields.second = number(2, 0, 59);
    bool whole = fields.minute == 0 && fields.second == 0;
    if (take('.')) {
      auto fraction = takeDigits();
      ok = ok && !fraction.empty();
      whole = whole && fraction.find_first_not_of('0') == std::string_view::npos;
      double unit = 100;
      for (char digit : fraction.substr(0, 3)) {
        fields.millisecond += unit * (digit - '0');
        unit /= 10;
      }
    }
    ok = ok && (fields.hour < 24 || whole); // 24:00:00 ends a day
  }

  /// Milliseconds east of UTC.
  double readZone() {
    bool east = take('+');
    if (!east && !take('-')) {
      take('Z');
      return 0;
    }
    double minutes = number(2, 0, 23) * 60;
    take(':');
    minutes += number(2, 0, 59);
    return minutes * (east ? 60'000 : -60'000);
  }

  std::string_view rest;
  bool ok = true;
};

} // namespace

Value aslrt_fn_FormatInteger(Context *c, uint32_t position, Value number, Value picture) {
  if (isUndefined(number))
    return number;
  if (isUndefined(picture))
    raiseArgument(c, position, "formatInteger", 2, picture);
  IntegerPicture format = readIntegerPicture(c, position, picture.string());
  TextBuilder out(c);
  formatInteger(c, position, out, std::floor(numberOf(number)), format);
  return out.finish();
}

Value aslrt_fn_ParseInteger(Context *c, uint32_t position, Value text, Value picture) {
  if (isUndefined(text))
    return text;
  if (isUndefined(picture))
    raiseArgument(c, position, "parseInteger", 2, picture);
  IntegerPicture format = readIntegerPicture(c, position, picture.string());
  if (format.kind == IntegerPicture::Sequence)
    raiseSequence(c, position, format);
  return parsedNumber(c, position, text, parseInteger(c, text.string(), format));
}

Value parsedNumber(Context *c, uint32_t position, Value text, double number) {
  if (!std::isfinite(number) && c->dialect == Dialect::Aws)
    raise(c, ErrorCode::D3030, position, {.value = text});
  return numberValue(number + 0.0); // JSON has no -0
}

Value aslrt_fn_FromMillis(Context *c, uint32_t position, Value millis, Value picture, Value timezone) {
  return isUndefined(millis) ? millis : formatDate(c, position, numberOf(millis), picture, timezone);
}

Value aslrt_fn_ToMillis(Context *c, uint32_t position, Value timestamp, Value picture) {
  if (isUndefined(timestamp))
    return timestamp;
  if (!isUndefined(picture))
    return parseDate(c, position, timestamp, picture.string());
  double millis = IsoReader(timestamp.string()).read();
  if (std::isnan(millis))
    raise(c, ErrorCode::D3110, position, {.value = timestamp});
  return numberValue(millis);
}

} // namespace aslrt
