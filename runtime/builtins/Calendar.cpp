#include "runtime/builtins/Calendar.h"

#include <cmath>
#include <cstdint>

namespace aslrt {
namespace {

constexpr int64_t millisPerDay = 86'400'000;
constexpr double millisPerWeek = 7.0 * millisPerDay;

int64_t floorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/// Days from 1970-01-01 to the first of March that begins a year in which leap days come last. Four centuries have
/// 146097 days; 719468 lie between March of year 0 and 1970.
int64_t daysToMarch(int64_t year) { return year * 365 + floorDivide(year, 4) - floorDivide(year, 100) + floorDivide(year, 400) - 719'468; }

/// Days from 1970-01-01 to the first of a month, from 0.
int64_t daysToMonth(int64_t year, int64_t month) {
  bool afterFebruary = month >= 2;
  int64_t sinceMarch = afterFebruary ? month - 2 : month + 10;
  return daysToMarch(afterFebruary ? year : year - 1) + (153 * sinceMarch + 2) / 5;
}

/// Day of the week, Monday is 1 and Sunday 7.
double weekday(double millis) {
  if (std::isnan(millis))
    return NAN;
  int64_t sinceMonday = floorDivide(int64_t(millis), millisPerDay) + 3; // 1970 began on a Thursday
  return double(sinceMonday - floorDivide(sinceMonday, 7) * 7 + 1);
}

// Weeks of a year or a month. A period is the number of its first month, counted from year 0; the next one is `step`
// months away.

double yearOf(double period) { return std::floor(period / 12); }
double monthOf(double period) { return period - yearOf(period) * 12; }

/// The Monday on which the first week of a period begins.
double firstWeek(double period) {
  double first = joinTimeUtc({yearOf(period), monthOf(period), 1});
  double day = weekday(first);
  return first + ((day > 4 ? 8 : 1) - day) * millisPerDay;
}

double weekNumber(double today, double period, double step) {
  double most = step == 12 ? 52 : 4;
  double week = (today - firstWeek(period)) / millisPerWeek + 1;
  if (week > most && today >= firstWeek(period + step))
    week = 1;
  else if (week < 1)
    week = (today - firstWeek(period - step)) / millisPerWeek + 1;
  return std::floor(week);
}

/// The period that the week of a moment belongs to.
double periodOfWeek(double millis, double period, double step) {
  if (millis < firstWeek(period))
    return period - step;
  return millis >= firstWeek(period + step) ? period + step : period;
}

} // namespace

double clipTime(double millis) { return std::abs(millis) <= 8.64e15 ? std::trunc(millis) + 0.0 : NAN; }

DateTime splitTime(double millis) {
  if (std::isnan(millis))
    return {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
  int64_t days = floorDivide(int64_t(millis), millisPerDay), rest = int64_t(millis) - days * millisPerDay;
  int64_t year = floorDivide((days + 719'468) * 400, 146'097); // or one more or less
  while (daysToMarch(year) > days)
    --year;
  while (daysToMarch(year + 1) <= days)
    ++year;
  int64_t day = days - daysToMarch(year), month = (5 * day + 2) / 153;
  day -= (153 * month + 2) / 5;
  bool nextYear = month >= 10;
  return {double(nextYear ? year + 1 : year),
          double(nextYear ? month - 10 : month + 2),
          double(day + 1),
          double(rest / 3'600'000),
          double(rest / 60'000 % 60),
          double(rest / 1000 % 60),
          double(rest % 1000)};
}

double joinTime(const DateTime &fields) {
  // No day brings such a year or month back into the range of Dates.
  if (!(std::abs(fields.year) <= 1e6 && std::abs(fields.month) <= 1e7))
    return NAN;
  auto months = int64_t(fields.month), years = floorDivide(months, 12);
  double days = double(daysToMonth(int64_t(fields.year) + years, months - years * 12)) + std::trunc(fields.day) - 1;
  double time = std::trunc(fields.hour) * 3'600'000 + std::trunc(fields.minute) * 60'000 + std::trunc(fields.second) * 1000 +
                std::trunc(fields.millisecond);
  return clipTime(days * double(millisPerDay) + time);
}

double joinTimeUtc(DateTime fields) {
  fields.year = std::trunc(fields.year);
  if (fields.year >= 0 && fields.year <= 99)
    fields.year += 1900;
  return joinTime(fields);
}

double dateComponent(double millis, const DateTime &fields, char letter) {
  double thisYear = fields.year * 12, thisMonth = thisYear + fields.month;
  auto today = [&] { return joinTimeUtc({fields.year, fields.month, fields.day}); };
  switch (letter) {
  case 'Y': return fields.year;
  case 'M': return fields.month + 1;
  case 'D': return fields.day;
  case 'd': return (today() - joinTimeUtc({fields.year, 0, 1})) / millisPerDay + 1;
  case 'F': return weekday(millis);
  case 'W': return weekNumber(today(), thisYear, 12);
  case 'w': return weekNumber(today(), thisMonth, 1);
  case 'X': return yearOf(periodOfWeek(millis, thisYear, 12));
  case 'x': return monthOf(periodOfWeek(millis, thisMonth, 1)) + 1;
  case 'H': return fields.hour;
  case 'h': return fields.hour == 0 || fields.hour == 12 ? 12 : std::fmod(fields.hour, 12);
  case 'm': return fields.minute;
  case 's': return fields.second;
  default: return fields.millisecond;
  }
}

} // namespace aslrt
