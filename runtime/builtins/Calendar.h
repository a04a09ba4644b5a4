// The calendar of JavaScript's Dates: proleptic Gregorian, without leap seconds. A moment is a number of milliseconds
// since 1970-01-01T00:00:00Z; NaN is the invalid one, which all arithmetic carries on.
#pragma once

namespace aslrt {

/// The moment as a whole number of milliseconds, rounded towards 0; NaN if it lies more than 8.64e15 away from 1970.
double clipTime(double millis);

/// A moment in UTC, by fields. Those of the invalid one are NaN.
struct DateTime {
  double year, month /* 0 to 11 */, day /* from 1 */;
  double hour = 0, minute = 0, second = 0, millisecond = 0;
};
/// Fields of a clipped moment.
DateTime splitTime(double millis);
/// The moment of fields. They are rounded towards 0 and may leave their ranges: the 31st of February is a day of March. NaN if
/// the moment is out of range.
double joinTime(const DateTime &fields);
/// As JavaScript's Date.UTC: years 0 to 99 stand for 1900 to 1999.
double joinTimeUtc(DateTime fields);

/// What the letter stands for in a picture: Y year, M month, D day of the month, d of the year, F of the week (Monday is
/// 1), W week of the year, w of the month, X and x the year and month of that week, H hour, h of 12, m minute, s second,
/// f millisecond. A week belongs to the year or month that its Thursday is in (ISO 8601). The reference calculates d, W, w, X and x with
/// Date.UTC, so those of the years 0 to 99 are of 1900 to 1999.
double dateComponent(double millis, const DateTime &fields, char letter);

} // namespace aslrt
