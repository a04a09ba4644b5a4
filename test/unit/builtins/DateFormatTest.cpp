// $fromMillis and $now. What is expected was taken from jsonata 2.2.2, but for the errors said to be ours.
#include "Calls.h"

#include <gtest/gtest.h>

CALLS(DateFormat, Iso8601, {"fromMillis", "1521801216617", R"("2018-03-23T10:33:36.617Z")"},
      {"fromMillis", "0", R"("1970-01-01T00:00:00.000Z")"}, {"fromMillis", "-1", R"("1969-12-31T23:59:59.999Z")"},
      {"fromMillis", "1.9", R"("1970-01-01T00:00:00.001Z")"}, {"fromMillis", "-1.9", R"("1969-12-31T23:59:59.999Z")"},
      {"fromMillis", R"(1521801216617, @undefined, "+0530")", R"("2018-03-23T16:03:36.617+05:30")"},
      {"fromMillis", R"(1521801216617, @undefined, "-0500")", R"("2018-03-23T05:33:36.617-05:00")"},
      {"fromMillis", "253402300800000", R"("0000-01-01T00:00:00.000Z")"},
      {"fromMillis", "-62198755200000", R"("-0001-01-01T00:00:00.000Z")"},
      {"fromMillis", "-62167219200001", R"("-0001-12-31T23:59:59.999Z")"},
      {"fromMillis", "8640000000000000", R"("5760-09-13T00:00:00.000Z")"},
      {"fromMillis", "-8640000000000000", R"("-1821-04-20T00:00:00.000Z")"});

CALLS(DateFormat, Components, {"fromMillis", R"(1521801216617, "[Y]")", R"("2018")"}, {"fromMillis", R"(1521801216617, "[M]")", R"("3")"},
      {"fromMillis", R"(1521801216617, "[D]")", R"("23")"}, {"fromMillis", R"(1521801216617, "[d]")", R"("82")"},
      {"fromMillis", R"(1521801216617, "[F]")", R"("friday")"}, {"fromMillis", R"(1521801216617, "[W]")", R"("12")"},
      {"fromMillis", R"(1521801216617, "[w]")", R"("4")"}, {"fromMillis", R"(1521801216617, "[X]")", R"("2018")"},
      {"fromMillis", R"(1521801216617, "[x]")", R"("3")"}, {"fromMillis", R"(1521801216617, "[H]")", R"("10")"},
      {"fromMillis", R"(1521801216617, "[h]")", R"("10")"}, {"fromMillis", R"(1521801216617, "[P]")", R"("am")"},
      {"fromMillis", R"(1521801216617, "[m]")", R"("33")"}, {"fromMillis", R"(1521801216617, "[s]")", R"("36")"},
      {"fromMillis", R"(1521801216617, "[f]")", R"("617")"}, {"fromMillis", R"(1521801216617, "[Z]")", R"("+00:00")"},
      {"fromMillis", R"(1521801216617, "[z]")", R"("GMT+00:00")"}, {"fromMillis", R"(1521801216617, "[C]")", R"("ISO")"},
      {"fromMillis", R"(1521801216617, "[E]")", R"("ISO")"});

CALLS(DateFormat, Pictures, {"fromMillis", R"(1521801216617, "[D1o] [MNn], [Y0001]")", R"("23rd March, 2018")"},
      {"fromMillis", R"(1521801216617, "[FNn] [h]:[m01] [PN]")", R"("Friday 10:33 AM")"},
      {"fromMillis", R"(1521801216617, "[M01]/[D01]/[Y01]")", R"("03/23/18")"},
      {"fromMillis", R"(1521801216617, "[YI] [Mi] [DA] [dw] [DWwo]")", R"("MMXVIII iii W eighty-two Twenty-Third")"},
      {"fromMillis", R"(1521801216617, "[[[Y]]] ]] ]")", R"("[2018] ] ]")"}, {"fromMillis", R"(1521801216617, "[Y9,999,*]")", R"("2,018")"},
      {"fromMillis", R"(1521801216617, "[ D 0 1 ]")", R"("23")"}, {"fromMillis", R"(1521801216617, "[Y٠٠٠٠]")", R"("٢٠١٨")"},
      {"fromMillis", R"(1521801216617, "")", R"("")"}, {"fromMillis", R"(1521801216617, "[H٠]年")", R"("١٠年")"},
      {"fromMillis", R"(1521801216617, "[f001] [f1] [f,3-3]")", R"("617 617 617")"});

CALLS(DateFormat, Names, {"fromMillis", R"(1521801216617, "[MN] [Mn] [MNn]")", R"("MARCH march March")"},
      {"fromMillis", R"(1521801216617, "[FN] [Fn] [FNn]")", R"("FRIDAY friday Friday")"},
      {"fromMillis", R"(1521801216617, "[MNn,*-3] [FN,3-3] [FNn,0x2]")", R"("Mar FRI Friday")"},
      {"fromMillis", R"(1521801216617, "[xNn]")", R"("March")"},
      {"fromMillis", R"(1521801216617, "[MNn,*-0]|[MNn,3]|[MNn,*-x]")", R"("|March|March")"},
      {"fromMillis", R"(1521801216617, "[PN] [Pn] [PNn] [P1]")", R"("AM am am am")"},
      {"fromMillis", R"(1521801216617, "[CN] [E1]")", R"("ISO ISO")"});

CALLS(DateFormat, Widths, {"fromMillis", R"(1521801216617, "[Y,4]")", R"("2018")"},
      {"fromMillis", R"(1521801216617, "[Y,2-2]")", R"("18")"}, {"fromMillis", R"(1521801216617, "[Y,*-2]")", R"("18")"},
      {"fromMillis", R"(1521801216617, "[Y,*]")", R"("2018")"}, {"fromMillis", R"(1521801216617, "[M,3]")", R"("003")"},
      {"fromMillis", R"(1521801216617, "[M,3-1]")", R"("003")"}, {"fromMillis", R"(1521801216617, "[D1,3-x]")", R"("023")"},
      {"fromMillis", R"(1521801216617, "[Y##]")",
       R"(!D3130 Formatting or parsing an integer as a sequence starting with "##" is not supported by this implementation)"},
      {"fromMillis", R"(1521801216617, "[Y0#,3]")", R"("2018")"}, {"fromMillis", R"(1521801216617, "[YI,2-2]")", R"("XVIII")"},
      {"fromMillis", R"(1521801216617, "[Y,2-x]")", R"("NaN")"});

CALLS(DateFormat, TimeZones, {"fromMillis", R"(1521801216617, "[H01]:[m01] [Z]", "+0530")", R"("16:03 +05:30")"},
      {"fromMillis", R"(1521801216617, "[H01] [Z01:01]", "-0330")", R"("06 -04:30")"},
      {"fromMillis", R"(1521801216617, "[Z01:01t] [Z0101t] [z01:01t]")", R"("Z Z Z")"},
      {"fromMillis", R"(1521801216617, "[Z0]|[Z00]|[Z0101]|[z0]", "+0100")", R"("+1|+01|+0100|GMT+1")"},
      {"fromMillis", R"(1521801216617, "[Z0]|[Z00]|[Z0101]", "+0530")", R"("+5:30|+05:30|+0530")"},
      {"fromMillis", R"(1521801216617, "[Z0]|[z00]", "-0330")", R"("-4:-30|GMT-04:-30")"},
      {"fromMillis", R"(1521801216617, "[Z01.01]", "+0530")", R"("+05.30")"},
      {"fromMillis", R"(1521801216617, "[D] [H]", "-1100")", R"("22 23")"},
      {"fromMillis", R"(1521801216617, "[H] [Z]", "1")", R"("10 +00:01")"},
      {"fromMillis", R"(1521801216617, "[ZN]", "1")", "!D3134 The timezone integer format specifier cannot have more than four digits"});

// A week belongs to the year and month of its Thursday.
CALLS(DateFormat, Weeks, {"fromMillis", R"(1104451200000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2004-W53-5 December 5 366")"},
      {"fromMillis", R"(1104537600000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2004-W53-6 December 5 1")"},
      {"fromMillis", R"(1104710400000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2005-W01-1 January 1 3")"},
      {"fromMillis", R"(1230508800000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2009-W01-1 January 1 364")"},
      {"fromMillis", R"(1262217600000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2009-W53-4 December 5 365")"},
      {"fromMillis", R"(1262476800000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2009-W53-7 December 5 3")"},
      {"fromMillis", R"(1262563200000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2010-W01-1 January 1 4")"},
      {"fromMillis", R"(1325376000000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2011-W52-7 December 5 1")"},
      {"fromMillis", R"(1454198400000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2016-W04-7 January 4 31")"},
      {"fromMillis", R"(1454284800000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2016-W05-1 February 1 32")"},
      {"fromMillis", R"(1530403200000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2018-W26-7 June 4 182")"},
      {"fromMillis", R"(1530489600000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2018-W27-1 July 1 183")"},
      {"fromMillis", R"(1609372800000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2020-W53-4 December 5 366")"},
      {"fromMillis", R"(1609459200000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("2020-W53-5 December 5 1")"},
      {"fromMillis", R"(-259200000, "[X]-W[W01]-[F1] [xNn] [w] [d]")", R"("1970-W01-1 January 1 363")"});

// Date.UTC, with which the reference reckons, takes years 0 to 99 for 1900 to 1999.
CALLS(DateFormat, FarYears,
      {"fromMillis", R"(-62135596800000, "[Y]|[Y0001]|[Y01]|[M] [D] [FNn] [d] [W] [w] [X] [x]")", R"("1|0001|01|1 1 Monday 1 1 1 0 12")"},
      {"fromMillis", R"(-59042995200000, "[Y]|[Y0001]|[Y01]|[M] [D] [FNn] [d] [W] [w] [X] [x]")",
       R"("99|0099|99|1 1 Thursday 1 53 5 98 12")"},
      {"fromMillis", R"(-62167219200001, "[Y]|[Y0001]|[Y01]|[M] [D] [FNn] [d] [W] [w] [X] [x]")",
       R"("-1|-0001|-01|12 31 Friday 365 52 5 -1 12")"},
      {"fromMillis", R"(-100000000000000, "[Y]|[Y0001]|[Y01]|[M] [D] [FNn] [d] [W] [w] [X] [x]")",
       R"("-1199|-1199|-99|2 15 Thursday 46 7 3 -1199 2")"},
      {"fromMillis", R"(253402300800000, "[Y]|[Y0001]|[Y01]|[M] [D] [FNn] [d] [W] [w] [X] [x]")",
       R"("10000|0000|00|1 1 Saturday 1 52 5 9999 12")"},
      {"fromMillis", R"(8640000000000000, "[Y]|[Y0001]|[Y01]|[M] [D] [FNn] [d] [W] [w] [X] [x]")",
       R"("275760|5760|60|9 13 Saturday 257 37 2 275760 9")"},
      {"fromMillis", R"(-8640000000000000, "[Y]|[Y0001]|[Y01]|[M] [D] [FNn] [d] [W] [w] [X] [x]")",
       R"("-271821|-1821|-21|4 20 Tuesday NaN NaN NaN -271821 4")"});

CALLS(DateFormat, InvalidMoments, {"fromMillis", "8640000000000001", R"("0NaN-NaN-NaNTNaN:NaN:NaN.NaNZ")"},
      {"fromMillis", R"(8640000000000000, @undefined, "+0001")", R"("0NaN-NaN-NaNTNaN:NaN:NaN.NaN+00:01")"},
      {"fromMillis", R"(0, "[Y]-[MI]", "UTC")", R"("NaN-")"}, {"fromMillis", R"(0, "[H01][Z]", "x")", R"("NaN0N:aN")"},
      {"fromMillis", R"(0, "[P] [C] [Ya]", "x")", R"("am ISO ")"}, {"fromMillis", R"(0, "[MNn]", "x")", R"("undefined")"},
      {"fromMillis", R"(0, "[Mn]", "x")", R"(!D1001 Number out of range: "NaN")"}, {"fromMillis", R"(0, "[FNn,3]", "x")", "!D1001"},
      {"fromMillis", R"(0, "[Yw]", "x")", "!D1001"});

CALLS(DateFormat, Errors,
      {"fromMillis", R"(1521801216617, "[q]")", R"(!D3132 Unknown component specifier "q" in date/time picture string)"},
      {"fromMillis", R"(1521801216617, "[]")", "!D3132"},
      {"fromMillis", R"(1521801216617, "[YN]")",
       R"(!D3133 The 'name' modifier can only be applied to months and days in the date/time picture string, not "Y")"},
      {"fromMillis", R"(1521801216617, "[fn]")", "!D3133"}, {"fromMillis", R"(1521801216617, "[Z00000]")", "!D3134"},
      {"fromMillis", R"(1521801216617, "[ZA]")", "!D3134"},
      {"fromMillis", R"(1521801216617, "[Y")", "!D3135 No matching closing bracket ']' in date/time picture string"},
      {"fromMillis", R"(1521801216617, "[Y0٠]")", "!D3131 In a decimal digit pattern, all digits must be from the same decimal group"},
      {"fromMillis", R"(1521801216617, "[Y#]")", "!D3130"}, {"fromMillis", R"(1521801216617, "[q1]")", R"("undefined")"},
      {"fromMillis", R"(@undefined, "[Y]")", "undefined"},
      {"fromMillis", "1521801216617, 5", R"(!T0410 Argument 2 of function "fromMillis" does not match function signature)"});

CALLS(DateFormat, Now, {"now", "", R"("2024-02-29T12:00:00.123Z")"}, {"now", R"("[Y]-[M01]-[D01]")", R"("2024-02-29")"},
      {"now", R"(@undefined, "+0100")", R"("2024-02-29T13:00:00.123+01:00")"}, {"now", R"("[H]:[m] [z]", "-0500")", R"("7:00 GMT-05:00")"},
      {"now", R"("[q]")", "!D3132"});
