#include "Calls.h"

#include <gtest/gtest.h>

CALLS(Numbers, Number,
      {"number", "5.5", "5.5"},
      {"number", R"("-12.50e+1")", "-125"},
      {"number", R"("007")", "7"},
      {"number", R"("1E-2")", "0.01"},
      {"number", R"("1e-400")", "0"},
      {"number", R"("0.0000000001e-320")", "0"},
      {"number", R"("1e308")", "1e+308"},
      {"number", R"("0x1F")", "31"},
      {"number", R"("0XfF")", "255"},
      {"number", R"("0o17")", "15"},
      {"number", R"("0B101")", "5"},
      {"number", R"("0x1F ")", "31"},
      {"number", R"(" 0o17 ")", "15"},
      {"number", R"(" 0b11")", "3"},
      {"number", R"("0xFFFFFFFFFFFFFFFFFF")", "4.722366482869645e+21"},
      {"number", R"("0x20000000000001")", "9007199254740992"},
      {"number", R"("0x20000000000003")", "9007199254740996"},
      {"number", R"("0x20000000000001000000000001")", "2.5353012004564594e+30"},
      {"number", "true", "1"},
      {"number", "false", "0"},
      {"number", "", "3", R"("3")"},
      {"number", "@undefined", "undefined"},
      {"number", R"("")", R"(!D3030 Unable to cast value to a number: "")"},
      {"number", R"("1.")", "!D3030"},
      {"number", R"(".5")", "!D3030"},
      {"number", R"("+1")", "!D3030"},
      {"number", R"(" 1")", "!D3030"},
      {"number", R"("1e")", "!D3030"},
      {"number", R"("1e400")", "!D3030"},
      {"number", R"("-0x1")", "!D3030"},
      {"number", R"(" 0x1F")", "!D3030"},
      {"number", R"("0b11 ")", "!D3030"},
      {"number", R"("0b12")", "!D3030"},
      {"number", R"("Infinity")", "!D3030"},
      {"number", R"("NaN")", "!D3030"},
      {"number", "[1]", "!T0410"},
      {"number", "null", "!T0410"});

// The reference gives NaN, which is no JSON value.
CALLS(Numbers, NotANumber, {"number", R"("0x1g")", "!D3030"}, {"number", R"("0b110b1")", "!D3030"});

CALLS(Numbers, FloorCeilAbs,
      {"floor", "1.9", "1"},
      {"floor", "-1.1", "-2"},
      {"ceil", "1.1", "2"},
      {"ceil", "-0.5", "0"},
      {"abs", "-2.5", "2.5"},
      {"floor", "", "2", "2.7"},
      {"floor", "@undefined", "undefined"},
      {"ceil", "@undefined", "undefined"},
      {"abs", "@undefined", "undefined"});

CALLS(Numbers, Round,
      {"round", "0.5", "0"},
      {"round", "1.5", "2"},
      {"round", "2.5", "2"},
      {"round", "-0.5", "0"},
      {"round", "-1.5", "-2"},
      {"round", "0.49999999999999994", "0"},
      {"round", "4503599627370497.5", "4503599627370498"},
      {"round", "1.005, 2", "1"},
      {"round", "1.015, 2", "1.02"},
      {"round", "125, -1", "120"},
      {"round", "135, -1", "140"},
      {"round", "123.456, -2", "100"},
      {"round", "123.456, 1", "123.5"},
      {"round", "5e-324, 3", "0"},
      {"round", "1e22, -21", "1e+22"},
      {"round", "1.25e21, -20", "1.2e+21"},
      {"round", "4.5, 0", "4"},
      {"round", "@undefined, 1", "undefined"});

// Where the product with the power of ten tells, and near halves, where only the digits do.
CALLS(Numbers, RoundToDecimals,
      {"round", "16132.440000000002, 2", "16132.44"},
      {"round", "-0.001, 2", "0"},
      {"round", "2.675, 2", "2.68"},
      {"round", "2.665, 2", "2.66"},
      {"round", "-171.035, 2", "-171.04"},
      {"round", "171.03500000000003, 2", "171.04"},
      {"round", "123456789012345.67, 1", "123456789012345.7"},
      {"round", "4503599627370497.5, 1", "4503599627370498"},
      {"round", "0.00005, 4", "0"},
      {"round", "5e-324, 22", "0"},
      {"round", "1e21, 2", "1e+21"});

// Shifting so far gives the reference Infinity and NaN, which is null as JSON; Step Functions documents that it rounds fractions down.
CALLS(Numbers, RoundBeyondAllDigits,
      {"round", "1.5, 400", "null"},
      {"round", "1.5, 307", "1.5"},
      {"round", "5e-324, 400", "5e-324"},
      {"round", "0, 400", "0"},
      {"round", "1.5, 1e300", "null"},
      {"round", "1.5, -400", "0"},
      {"round", "1.5, -1e300", "null"},
      {"round", "1.25, 1.5", "null"},
      {"aws:round", "1.5, 400", "1.5"},
      {"aws:round", "1.5, 1e300", "1.5"},
      {"aws:round", "1.5, -400", "0"},
      {"aws:round", "1.25, 1.5", "1.2"});

CALLS(Numbers, PowerAndRoot,
      {"power", "2, 10", "1024"},
      {"power", "2, -1", "0.5"},
      {"power", "2", "9", "3"},
      {"power", "@undefined, 2", "undefined"},
      {"power", "10, 400",
       "!D3061 The power function has resulted in a value that cannot be represented as a JSON number: base=10, exponent=400"},
      {"power", "-8, 0.5", "!D3061"},
      {"power", "0, -1", "!D3061"},
      {"power", "2, @undefined", "!D3061"},
      {"sqrt", "2.25", "1.5"},
      {"sqrt", "@undefined", "undefined"},
      {"sqrt", "-4", "!D3060 The sqrt function cannot be applied to a negative number: -4"});

CALLS(Numbers, FormatBase,
      {"formatBase", "255, 16", R"("ff")"},
      {"formatBase", "-255.5, 16", R"("-100")"},
      {"formatBase", "99.5, 2", R"("1100100")"},
      {"formatBase", "0, 2", R"("0")"},
      {"formatBase", "100", R"("100")"},
      {"formatBase", "1e21", R"("1e+21")"},
      {"formatBase", "1e21, 16", R"("3635c9adc5dea00000")"},
      {"formatBase", "1e22, 36", R"("1mmfb877tu0w000")"},
      {"formatBase", "123456789012345680000, 7", R"("434014101441402122660000")"},
      {"formatBase", "35, 35.9", R"("z")"},
      {"formatBase", "@undefined, 2", "undefined"},
      {"formatBase", "1, 1", "!D3100 The radix of the formatBase function must be between 2 and 36.  It was given 1"},
      {"formatBase", "1, 36.6", "!D3100"});

CALLS(Numbers, WidestBinary,
      {"formatBase", "-1.7976931348623157e308, 2", "\"-11111111111111111111111111111111111111111111111111111"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
       "00000000\""});
