// $formatInteger and $parseInteger. What is expected was taken from jsonata 2.2.2, but for the errors said to be ours.
#include "Calls.h"

#include <gtest/gtest.h>

CALLS(IntegerPictures, Digits, {"formatInteger", R"(123, "0")", R"("123")"}, {"formatInteger", R"(7, "000")", R"("007")"},
      {"formatInteger", R"(-7, "000")", R"("-007")"}, {"formatInteger", R"(12.9, "0")", R"("12")"},
      {"formatInteger", R"(-0.5, "0")", R"("-1")"}, {"formatInteger", R"(0, "#0")", R"("0")"}, {"formatInteger", R"(5, "##9")", R"("5")"},
      {"formatInteger", R"(1e+21, "0")", R"("1e+21")"}, {"formatInteger", R"(1.5e+300, "0")", R"("1.5e+300")"});

CALLS(IntegerPictures, RegularGroups, {"formatInteger", R"(1234567, "#,##0")", R"("1,234,567")"},
      {"formatInteger", R"(12, "0,000")", R"("0,012")"}, {"formatInteger", R"(123, "#,##0")", R"("123")"},
      {"formatInteger", R"(1234567, "0.00")", R"("1.23.45.67")"},
      {"formatInteger", R"(123456, "#-##-##")",
       R"(!D3130 Formatting or parsing an integer as a sequence starting with "#-##-##" is not supported by this implementation)"},
      {"formatInteger", R"(1.5e+22, "#,##0")", R"("1,.5e,+22")"}, {"formatInteger", R"(-1234, "#,##0")", R"("-1,234")"},
      {"formatInteger", R"(1234567, "😀000")", R"("1😀234😀567")"}, {"formatInteger", R"(1234567, "#😀##0")", R"("1😀234😀567")"});

CALLS(IntegerPictures, IrregularGroups, {"formatInteger", R"(12345678, "#,##,##0")", R"("123,45,678")"},
      {"formatInteger", R"(1234567890, "(000) 000-0000")", R"("(123) 456-7890")"}, {"formatInteger", R"(12, "0,")", R"("12,")"},
      {"formatInteger", R"(1234, "0:0,0")", R"("12:3,4")"}, {"formatInteger", R"(1234567, "#'###,###")", "!D3130"},
      {"formatInteger", R"(5, "00;00")", R"("05")"}, {"formatInteger", R"(1, "#😀#,0")", R"("😀,1")"},
      {"formatInteger", R"(12, "0,,0")", R"("1,,2")"});

// A separator before the first digit cuts digits off, as JavaScript's substr does in the reference.
CALLS(IntegerPictures, MoreGroupsThanDigits, {"formatInteger", R"(1, "#,##:##0")", R"(":1")"},
      {"formatInteger", R"(12, "#,##:##0")", R"(":,12")"}, {"formatInteger", R"(12345, "#,##:##0")", R"(",12:345")"},
      {"formatInteger", R"(123, "#-##,##0")", R"(",-23")"}, {"formatInteger", R"(7, "#.#,###:#0")", R"(",:.7")"});

CALLS(IntegerPictures, OtherDigits, {"formatInteger", R"(123, "٠")", R"("١٢٣")"},
      {"formatInteger", R"(1234567, "#٬##٠")", R"("١٬٢٣٤٬٥٦٧")"}, {"formatInteger", R"(12, "０００")", R"("０１２")"},
      {"formatInteger", R"(42, "०")", R"("४२")"}, {"formatInteger", R"(1, "๐๐")", R"("๐๑")"}, {"formatInteger", R"(3, "٠;o")", R"("٣th")"},
      {"formatInteger", R"(1e+21, "٠")", R"("١ڕٛ٢١")"});

CALLS(IntegerPictures, Ordinals, {"formatInteger", R"(1, "0;o")", R"("1st")"}, {"formatInteger", R"(2, "0;o")", R"("2nd")"},
      {"formatInteger", R"(3, "0;o")", R"("3rd")"}, {"formatInteger", R"(4, "0;o")", R"("4th")"},
      {"formatInteger", R"(11, "0;o")", R"("11th")"}, {"formatInteger", R"(12, "0;o")", R"("12th")"},
      {"formatInteger", R"(13, "0;o")", R"("13th")"}, {"formatInteger", R"(21, "0;o")", R"("21st")"},
      {"formatInteger", R"(101, "0;o")", R"("101st")"}, {"formatInteger", R"(111, "0;o")", R"("111th")"},
      {"formatInteger", R"(112, "0;o")", R"("112th")"}, {"formatInteger", R"(1003, "0;o")", R"("1003rd")"},
      {"formatInteger", R"(0, "0;o")", R"("0th")"}, {"formatInteger", R"(1234, "#,##0;o")", R"("1,234th")"},
      {"formatInteger", R"(1, "0;c")", R"("1")"}, {"formatInteger", R"(1, "0;")", R"("1")"},
      {"formatInteger", R"(5, "0;t;o")", R"("5;tth")"}, {"formatInteger", R"(11, "0,0;o")", R"("1,1st")"},
      {"formatInteger", R"(1, "0,;o")", R"("1,th")"});

CALLS(IntegerPictures, Roman, {"formatInteger", R"(0, "I")", R"("")"}, {"formatInteger", R"(1, "I")", R"("I")"},
      {"formatInteger", R"(4, "I")", R"("IV")"}, {"formatInteger", R"(9, "I")", R"("IX")"}, {"formatInteger", R"(14, "I")", R"("XIV")"},
      {"formatInteger", R"(40, "I")", R"("XL")"}, {"formatInteger", R"(90, "I")", R"("XC")"}, {"formatInteger", R"(400, "I")", R"("CD")"},
      {"formatInteger", R"(900, "I")", R"("CM")"}, {"formatInteger", R"(1999, "I")", R"("MCMXCIX")"},
      {"formatInteger", R"(2024, "I")", R"("MMXXIV")"}, {"formatInteger", R"(4999, "I")", R"("MMMMCMXCIX")"},
      {"formatInteger", R"(1984, "i")", R"("mcmlxxxiv")"}, {"formatInteger", R"(-3, "i")", R"("-iii")"},
      {"formatInteger", R"(20000, "I")", R"("MMMMMMMMMMMMMMMMMMMM")"}, {"formatInteger", R"(3, "i;o")", R"("iii")"});

CALLS(
    IntegerPictures, Letters, {"formatInteger", R"(1, "a")", R"("a")"}, {"formatInteger", R"(26, "a")", R"("z")"},
    {"formatInteger", R"(27, "A")", R"("AA")"}, {"formatInteger", R"(702, "A")", R"("ZZ")"}, {"formatInteger", R"(703, "a")", R"("aaa")"},
    {"formatInteger", R"(0, "a")", R"("")"}, {"formatInteger", R"(-28, "A")", R"("-AB")"},
    {"formatInteger", R"(123456789, "a")", R"("jjddja")"},
    {"formatInteger", R"(1.7976931348623157e+308, "a")",
     R"("pahjjigexwrquamsqewwgmwicomgoqeueciaikeuicwuimqikgocowsuwoiaugwgiqugiemwiucacsmeiqcueyacqecsooyuiyqmguecueoygmemqgkyweowmuacsgiskaqygseyumgwgiomcsuekqwyqukuceqweisgsqmmugogqwecmwmwoqiooceogieoekmamiekskwaoiiooeqqwaeigw")"});

CALLS(
    IntegerPictures, Words, {"formatInteger", R"(0, "w")", R"("zero")"}, {"formatInteger", R"(12, "Ww")", R"("Twelve")"},
    {"formatInteger", R"(20, "W")", R"("TWENTY")"}, {"formatInteger", R"(21, "w")", R"("twenty-one")"},
    {"formatInteger", R"(100, "Ww")", R"("One Hundred")"}, {"formatInteger", R"(101, "W")", R"("ONE HUNDRED AND ONE")"},
    {"formatInteger", R"(999, "w")", R"("nine hundred and ninety-nine")"}, {"formatInteger", R"(1000, "w")", R"("one thousand")"},
    {"formatInteger", R"(1001, "w")", R"("one thousand and one")"}, {"formatInteger", R"(1100, "w")", R"("one thousand, one hundred")"},
    {"formatInteger", R"(123456, "Ww")", R"("One Hundred and Twenty-Three Thousand, Four Hundred and Fifty-Six")"},
    {"formatInteger", R"(1000000, "w")", R"("one million")"}, {"formatInteger", R"(1000000000, "w")", R"("one billion")"},
    {"formatInteger", R"(1000000000000, "w")", R"("one trillion")"},
    {"formatInteger", R"(999999999999, "w")",
     R"("nine hundred and ninety-nine billion, nine hundred and ninety-nine million, nine hundred and ninety-nine thousand, nine hundred and ninety-nine")"},
    {"formatInteger", R"(1000000000000000, "w")", R"("one thousand trillion")"},
    {"formatInteger", R"(123456789012345680, "w")",
     R"("one hundred and twenty-three thousand, four hundred and fifty-six trillion, seven hundred and eighty-nine billion, twelve million, three hundred and forty-five thousand, six hundred and eighty")"},
    {"formatInteger", R"(-5, "w")", R"("-five")"},
    {"formatInteger", R"(1e+300, "w")",
     R"("one trillion trillion, two hundred and sixty-eight million, four hundred and thirty-five thousand, four hundred and fifty-six trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion, one hundred and fifteen million, one hundred and seventy-two thousand, one hundred and ninety-three trillion, one hundred and forty billion, three hundred and five million, eight hundred and nine thousand, four hundred and eight trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion trillion")"});

CALLS(IntegerPictures, OrdinalWords, {"formatInteger", R"(0, "w;o")", R"("zeroth")"}, {"formatInteger", R"(1, "w;o")", R"("first")"},
      {"formatInteger", R"(12, "Ww;o")", R"("Twelfth")"}, {"formatInteger", R"(20, "W;o")", R"("TWENTIETH")"},
      {"formatInteger", R"(21, "w;o")", R"("twenty-first")"}, {"formatInteger", R"(90, "w;o")", R"("ninetieth")"},
      {"formatInteger", R"(100, "w;o")", R"("one hundredth")"}, {"formatInteger", R"(101, "w;o")", R"("one hundred and first")"},
      {"formatInteger", R"(1000, "w;o")", R"("one thousandth")"}, {"formatInteger", R"(2018, "Ww;o")", R"("Two Thousand and Eighteenth")"},
      {"formatInteger", R"(1000000, "w;o")", R"("one millionth")"},
      {"formatInteger", R"(1000000000000000, "w;o")", R"("one thousand trillionth")"});

CALLS(IntegerPictures, FormattingErrors, {"formatInteger", R"(1, "#")", "!D3130"}, {"formatInteger", R"(1, "")", "!D3130"},
      {"formatInteger", R"(1, "ww")", "!D3130"}, {"formatInteger", R"(1, "α")", "!D3130"},
      {"formatInteger", R"(1, "0٠")", "!D3131 In a decimal digit pattern, all digits must be from the same decimal group"},
      {"formatInteger", R"(1, "0;o;")", R"("1;o")"},
      {"formatInteger", R"("1", "0")", R"(!T0410 Argument 2 of function "formatInteger" does not match function signature)"},
      {"formatInteger", R"(@undefined, "0")", "undefined"},
      {"formatInteger", "1, @undefined", R"(!T0410 Argument 2 of function "formatInteger" does not match function signature)"});

CALLS(IntegerPictures, ParsedDigits, {"parseInteger", R"("123", "0")", "123"}, {"parseInteger", R"("1,234,567", "#,##0")", "1234567"},
      {"parseInteger", R"("1.234", "0.000")", "1"}, {"parseInteger", R"("12:34,5", "0:0,0")", "12345"},
      {"parseInteger", R"("(555) 123-4567", "(000) 000-0000")", "5551234567"}, {"parseInteger", R"("-42", "0")", "-42"},
      {"parseInteger", R"(" 7", "0")", "7"}, {"parseInteger", R"("0x1F", "0")", "31"}, {"parseInteger", R"("12abc", "0")", "12"},
      {"parseInteger", R"("12th", "0;o")", "12"}, {"parseInteger", R"("1,001st", "#,##0;o")", "1001"},
      {"parseInteger", R"("١٢٣", "٠")", "123"}, {"parseInteger", R"("１２", "０")", "12"}, {"parseInteger", R"("-0", "0")", "0"},
      {"parseInteger", R"("10000000000000000000000", "0")", "1e+22"});

CALLS(IntegerPictures, ParsedNumerals, {"parseInteger", R"("MCMLXXXIV", "I")", "1984"}, {"parseInteger", R"("mmxx", "i")", "2020"},
      {"parseInteger", R"("MMXX", "i")", "2020"}, {"parseInteger", R"("VIIII", "I")", "9"}, {"parseInteger", R"("", "I")", "0"},
      {"parseInteger", R"("a", "a")", "1"}, {"parseInteger", R"("ZZ", "A")", "702"}, {"parseInteger", R"("aaa", "a")", "703"},
      {"parseInteger", R"("é", "a")", "137"}, {"parseInteger", R"("😀", "a")", "1493522"}, {"parseInteger", R"("", "a")", "0"});

CALLS(IntegerPictures, ParsedWords, {"parseInteger", R"("twelve", "w")", "12"}, {"parseInteger", R"("Twelve", "W")", "12"},
      {"parseInteger", R"("one hundred and one", "w")", "101"}, {"parseInteger", R"("two thousand, three hundred and four", "w")", "2304"},
      {"parseInteger", R"("twenty-first", "w;o")", "21"},
      {"parseInteger", R"("one million, two hundred and thirty-four thousand, five hundred and sixty-seventh", "w")", "1234567"},
      {"parseInteger", R"("seventeen hundred", "w")", "1700"}, {"parseInteger", R"("nineteen eighty-four", "w")", "103"},
      {"parseInteger", R"("three and four", "w")", "7"}, {"parseInteger", R"("one\\two", "w")", "3"},
      {"parseInteger", R"("one thousand trillion", "w")", "1000000000000000"});

// NaN, which is null as JSON; a value that is none is an error on AWS, where it stands.
CALLS(IntegerPictures, WhatIsNoNumber, {"aws:parseInteger", R"("abc", "0")", R"(!D3030 Unable to cast value to a number: "abc")"},
      {"parseInteger", R"("abc", "0")", "null"},
      {"parseInteger", R"("", "0")", "null"}, {"parseInteger", R"("mdx", "I")", "null"}, {"parseInteger", R"("XIV.", "I")", "null"},
      {"parseInteger", R"("one,two", "w")", "null"}, {"parseInteger", R"("twelve-", "w")", "null"},
      {"parseInteger", R"("elf", "w")", "null"}, {"parseInteger", R"("", "w")", "null"}, {"parseInteger", R"("5", "٠")", "null"},
      {"parseInteger", R"("0x", "0")", "null"}, {"parseInteger", R"("1", @undefined)", "!T0410"});

CALLS(IntegerPictures, ParsingErrors, {"parseInteger", R"("1", "#")", "!D3130"}, {"parseInteger", R"("1", "0٠")", "!D3131"},
      {"parseInteger", R"(@undefined, "0")", "undefined"}, {"parseInteger", R"("1", 2)", "!T0410"});
