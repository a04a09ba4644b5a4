// Expected values are the reference's, also where XPath would have others: separators beyond the digits, numbers from 1e21 on.
#include "Calls.h"

#include <gtest/gtest.h>

#include <string>

CALLS(FormatNumber, Plain,
      {"formatNumber", R"(12345.6, "#,###.00")", R"("12,345.60")"},
      {"formatNumber", R"(12345678.9, "9,999.99")", R"("12,345,678.90")"},
      {"formatNumber", R"(0, "0.00")", R"("0.00")"},
      {"formatNumber", R"(0, "#")", R"("0")"},
      {"formatNumber", R"(0, "#.#")", R"(".0")"},
      {"formatNumber", R"(0.14, "###.00")", R"(".14")"},
      {"formatNumber", R"(5, "000")", R"("005")"},
      {"formatNumber", R"(1234, "#,##0")", R"("1,234")"},
      {"formatNumber", R"(123456789, "#,##,##0")", R"("1234,56,789")"},
      {"formatNumber", R"(-12345.6, "#,##0.0")", R"("-12,345.6")"},
      {"formatNumber", R"(1e+21, "0")", R"("1e+21")"},
      {"formatNumber", R"(1.5e+300, "0")", R"("1.5e+")"},
      {"formatNumber", R"(123456789012345680000, "#,##0")", R"("123,456,789,012,345,683,968")"},
      {"formatNumber", R"(0.1, "0.00000000000000000000")", R"("0.10000000000000000555")"});

CALLS(FormatNumber, Rounding,
      {"formatNumber", R"(0.5, "0")", R"("0")"},
      {"formatNumber", R"(1.5, "0")", R"("2")"},
      {"formatNumber", R"(2.5, "0")", R"("2")"},
      {"formatNumber", R"(-2.5, "0")", R"("-2")"},
      {"formatNumber", R"(1.005, "0.00")", R"("1.00")"},
      {"formatNumber", R"(999.995, "#,##0.00")", R"("1,000.00")"},
      {"formatNumber", R"(0.000001, "0.00")", R"("0.00")"},
      {"formatNumber", R"(809087092056870.6, "0.00")", R"("809087092056870.63")"},
      {"formatNumber", R"(70326664531.60345, "0.0####‰")", R"("70326664531603.45313‰")"},
      {"formatNumber", R"(1e+300, "0.0000000000")", R"("NaN.0000000000")"});

CALLS(FormatNumber, SubPictures,
      {"formatNumber", R"-(-5, "0.0;(0.0)")-", R"-("(5.0)")-"},
      {"formatNumber", R"-(5, "0.0;(0.0)")-", R"("5.0")"},
      {"formatNumber", R"(-3.14, "$0.00")", R"("-$3.14")"},
      {"formatNumber", R"(-5, "0.0;0.0")", R"("5.0")"},
      {"formatNumber", R"(0, "0;-0")", R"("0")"},
      {"formatNumber", R"(34.555, "#0.00;'#0.00'")", R"("34.56")"});

CALLS(FormatNumber, Rates,
      {"formatNumber", R"(0.14, "01%")", R"("14%")"},
      {"formatNumber", R"(0.14, "001‰")", R"("140‰")"},
      {"formatNumber", R"(0.4857, "0.0 %")", R"("48.6 %")"},
      {"formatNumber", R"(1e+308, "0%")", R"("Infinity%")"});

CALLS(FormatNumber, Exponents,
      {"formatNumber", R"(1234.5678, "00.000e0")", R"("12.346e2")"},
      {"formatNumber", R"(0.234, "0.0e0")", R"("2.3e-1")"},
      {"formatNumber", R"(0.234, "#.00e0")", R"("0.23e0")"},
      {"formatNumber", R"(0.123, ".00e0")", R"(".12e0")"},
      {"formatNumber", R"(1234.5678, "00.000e000")", R"("12.346e002")"},
      {"formatNumber", R"(0, "0.0e0")", R"("0.0e0")"},
      {"formatNumber", R"(-0.00012, "0.0e00")", R"("-1.2e-04")"},
      {"formatNumber", R"(10, "0e0")", R"("10e0")"});

CALLS(FormatNumber, Grouping,
      {"formatNumber", R"(1234567.891, "#,###,##0.000,0")", R"("1,234,567.891,,0")"},
      {"formatNumber", R"(1234567, "#,##,##0")", R"("12,34,567")"},
      {"formatNumber", R"(5, "#,##,##0")", R"(",5,")"},
      {"formatNumber", R"(1234567, "##,##,#,##0")", R"("1,23,4,567")"},
      {"formatNumber", R"(0.123456, "0.00,00,00")", R"("0.12,3456")"},
      {"formatNumber", R"(1000000, "0,0")", R"("1,0,0,0,0,0,0")"});

CALLS(FormatNumber, Options,
      {"formatNumber", R"(1234.5, "#.##0,00", {"decimal-separator":",","grouping-separator":"."})", R"("1.234,50")"},
      {"formatNumber", R"(1234.5, "00.0E0", {"exponent-separator":"E"})", R"("12.3E2")"},
      {"formatNumber", R"(-1, "0", {"minus-sign":"minus "})", R"("minus 1")"},
      {"formatNumber", R"(0.5, "0pct", {"percent":"pct"})", R"("50pct")"},
      {"formatNumber", R"(0.5, "0m", {"per-mille":"m"})", R"("500m")"},
      {"formatNumber", R"(1234.5, "#,##٠.٠٠", {"zero-digit":"٠"})", R"("١,٢٣٤.٥٠")"},
      {"formatNumber", R"(1234.5, "_,__0.00", {"digit":"_"})", R"("1,234.50")"},
      {"formatNumber", R"-(-7, "0|(0)", {"pattern-separator":"|"})-", R"-("(7)")-"},
      {"formatNumber", R"(1234567, "#__##0", {"grouping-separator":"__"})", "!D3086"},
      {"formatNumber", R"(5, "0", {"infinity":"oo","NaN":"nan","other":1})", R"("5")"},
      {"formatNumber", R"(42, "#𝟎", {"zero-digit":"𝟎"})", R"("\ud839𝿎")"},
      {"formatNumber", R"(7, "#", {"zero-digit":""})", R"("")"},
      {"formatNumber", R"(1234.5, "#,##0::00", {"decimal-separator":"::"})", "!D3086"},
      {"formatNumber", R"(5, "05", {"pattern-separator":""})", R"("5")"});

CALLS(FormatNumber, Errors,
      {"formatNumber", R"(1, "#;#;#")", "!D3080 The picture string must only contain a maximum of two sub-pictures"},
      {"formatNumber", R"(1, "0.0.0")", "!D3081 The sub-picture must not contain more than one instance of the 'decimal-separator' character"},
      {"formatNumber", R"(1, "%0%")", "!D3082 The sub-picture must not contain more than one instance of the 'percent' character"},
      {"formatNumber", R"(1, "‰0‰")", "!D3083 The sub-picture must not contain more than one instance of the 'per-mille' character"},
      {"formatNumber", R"(1, "%0‰")", "!D3084 The sub-picture must not contain both a 'percent' and a 'per-mille' character"},
      {"formatNumber", R"(1, "..")", "!D3085 The mantissa part of a sub-picture must contain at least one character that is either an 'optional digit character' or a member of the 'decimal digit family'"},
      {"formatNumber", R"(1, "abc")", "!D3086 The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character"},
      {"formatNumber", R"(1, "")", "!D3085"},
      {"formatNumber", R"(1, "0 0")", "!D3086"},
      {"formatNumber", R"(1, "0,.0")", "!D3087 The sub-picture must not contain a 'grouping-separator' character that appears adjacent to a 'decimal-separator' character"},
      {"formatNumber", R"(1, "0.,0")", "!D3087"},
      {"formatNumber", R"(1, "#,")", "!D3088 The sub-picture must not contain a 'grouping-separator' at the end of the integer part"},
      {"formatNumber", R"(1, "#,,0")", "!D3089 The sub-picture must not contain two adjacent instances of the 'grouping-separator' character"},
      {"formatNumber", R"(1, "0#")", "!D3090 The integer part of the sub-picture must not contain a member of the 'decimal digit family' that is followed by an instance of the 'optional digit character'"},
      {"formatNumber", R"(1, "0.#0")", "!D3091 The fractional part of the sub-picture must not contain an instance of the 'optional digit character' that is followed by a member of the 'decimal digit family'"},
      {"formatNumber", R"(1, "0%e0")", "!D3092 A sub-picture that contains a 'percent' or 'per-mille' character must not contain a character treated as an 'exponent-separator'"},
      {"formatNumber", R"(1, "0e#")", "!D3093 The exponent part of the sub-picture must comprise only of one or more characters that are members of the 'decimal digit family'"},
      {"formatNumber", R"(1, "0e")", "!D3093"},
      {"formatNumber", R"(-1, "0;x")", "!D3086"},
      {"formatNumber", R"(5, "000", {"pattern-separator":""})", "!D3080"},
      {"formatNumber", R"(5, "0", {"grouping-separator":""})", "!D3089"});

CALLS(FormatNumber, Arguments,
      {"formatNumber", R"(@undefined, "0")", "undefined"},
      {"formatNumber", R"("0.0")", R"("2.0")", "2"},
      {"formatNumber", "1, @undefined", R"(!T0410 Argument 2 of function "formatNumber" does not match function signature)"},
      {"formatNumber", R"(1, "0", {"digit": 5})", R"(!T0410 Argument 3 of function "formatNumber" does not match function signature)"},
      {"formatNumber", R"(1, "", {"pattern-separator": ""})", "!T0410"});

// toFixed takes 0 to 100 places.
TEST(FormatNumber, Places) {
  aslrt::test::Execution execution;
  auto format = [&](size_t places) {
    std::string arguments = "1, \"0." + std::string(places, '0') + '"';
    return execution.call({"formatNumber", arguments.c_str(), ""});
  };
  EXPECT_EQ(format(100), "\"1." + std::string(100, '0') + '"');
  EXPECT_EQ(format(101).substr(0, 6), "!T0410");
}

// Each separator of a grouping that is not regular makes a text: the limit on memory ends that.
TEST(FormatNumber, EndlessPicture) {
  aslrt::test::Execution execution;
  execution->arena.limit = 16 << 20;
  std::string arguments = "1, \"";
  for (int i = 0; i < 20000; ++i)
    arguments += "#,##,";
  arguments += "0\"";
  EXPECT_EQ(execution.call({"formatNumber", arguments.c_str(), ""}), "!Expression evaluation memory limit exceeded");
}
