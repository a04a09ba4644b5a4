#include "runtime/core/Time.h"

#include <chrono>
#include <cstdio>

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

std::string formatTimestamp(int64_t nanoseconds) {
  using namespace std::chrono;
  sys_time<std::chrono::nanoseconds> time{std::chrono::nanoseconds(nanoseconds)};
  auto days = floor<std::chrono::days>(time);
  year_month_day date(days);
  hh_mm_ss clock(time - days);
  auto fraction = unsigned(clock.subseconds().count());
  char text[48];
  int size = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()), unsigned(date.month()),
                           unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()),
                           int(clock.seconds().count()));
  if (fraction) {
    int digits = fraction % 1'000'000 == 0 ? 3 : fraction % 1000 == 0 ? 6 : 9;
    for (int i = digits; i < 9; ++i)
      fraction /= 10;
    size += std::snprintf(text + size, sizeof text - size_t(size), ".%0*u", digits, fraction);
  }
  return std::string(text, size_t(size)) + "Z";
}

} // namespace aslrt
