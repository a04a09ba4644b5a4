#include "runtime/core/Time.h"

#include <chrono>
#include <utility>

namespace aslrt {

namespace {

/// Reads a text from the left; `ok` turns false at the first thing out of place.
struct Reader {
  std::string_view rest;
  bool ok = true;

  bool at(char c) const { return !rest.empty() && rest.front() == c; }
  bool atDigit() const { return !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; }
  char take() {
    char c = rest.front();
    rest.remove_prefix(1);
    return c;
  }
  void expect(char c) {
    ok = ok && at(c);
    if (ok)
      take();
  }
  unsigned number(int digits, unsigned least, unsigned most) {
    unsigned value = 0;
    for (; digits && (ok = ok && atDigit()); --digits)
      value = value * 10 + unsigned(take() - '0');
    ok = ok && value >= least && value <= most;
    return value;
  }
  uint32_t fraction() {
    uint32_t nanoseconds = 0, unit = 100'000'000;
    if (!at('.'))
      return 0;
    take();
    ok = ok && atDigit();
    for (; atDigit(); unit /= 10)
      nanoseconds += uint32_t(take() - '0') * unit;
    return nanoseconds;
  }
  /// Seconds east of UTC.
  int64_t offset() {
    if (at('Z'))
      return take(), 0;
    bool east = at('+');
    ok = ok && (east || at('-'));
    if (!ok)
      return 0;
    take();
    unsigned hours = number(2, 0, 23);
    expect(':');
    int64_t seconds = hours * 3600 + number(2, 0, 59) * 60;
    return east ? seconds : -seconds;
  }
};

} // namespace

bool parseTimestamp(std::string_view text, Instant &out) {
  using namespace std::chrono;
  Reader reader{text};
  unsigned y = reader.number(4, 0, 9999);
  reader.expect('-');
  unsigned m = reader.number(2, 1, 12);
  reader.expect('-');
  unsigned d = reader.number(2, 1, 31);
  reader.expect('T');
  int64_t seconds = reader.number(2, 0, 23) * 3600;
  reader.expect(':');
  seconds += reader.number(2, 0, 59) * 60;
  reader.expect(':');
  seconds += reader.number(2, 0, 59);
  uint32_t nanoseconds = reader.fraction();
  seconds -= reader.offset();
  year_month_day date{year(int(y)), month(m), day(d)};
  if (!reader.ok || !reader.rest.empty() || !date.ok())
    return false;
  out = {sys_days(date).time_since_epoch().count() * int64_t(86400) + seconds, nanoseconds};
  return true;
}

/// A number in so many digits, with zeros in front.
static void appendDigits(std::string &out, unsigned number, size_t digits) {
  out.append(digits, '0');
  for (size_t i = out.size(); digits-- > 0; number /= 10)
    out[--i] = char('0' + number % 10);
}

std::string formatTimestamp(int64_t nanoseconds) {
  using namespace std::chrono;
  auto time = floor<milliseconds>(sys_time<std::chrono::nanoseconds>{std::chrono::nanoseconds(nanoseconds)});
  auto days = floor<std::chrono::days>(time);
  year_month_day date(days);
  hh_mm_ss clock(time - days);
  auto fraction = unsigned(clock.subseconds().count());
  std::string text;
  appendDigits(text, unsigned(int(date.year())), 4); // nanoseconds reach from 1677 to 2262
  std::pair<char, unsigned> parts[] = {{'-', unsigned(date.month())}, {'-', unsigned(date.day())}, {'T', unsigned(clock.hours().count())},
                                       {':', unsigned(clock.minutes().count())}, {':', unsigned(clock.seconds().count())}};
  for (auto [separator, number] : parts) {
    text += separator;
    appendDigits(text, number, 2);
  }
  if (fraction) {
    text += '.';
    appendDigits(text, fraction, 3);
  }
  return text + 'Z';
}

} // namespace aslrt
