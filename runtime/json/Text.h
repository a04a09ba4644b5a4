// Texts of values other than plain JSON: what $string gives.
#pragma once

#include "runtime/core/Context.h"

#include <string>
#include <string_view>

namespace aslrt {

/// Appends JSONata's $string of a value: a String as it is, Undefined as nothing, a function as nothing, else JSON text with
/// numbers as formatRounded gives them. D3001 for Infinity and NaN; inside arrays and objects D1001 for Infinity, and NaN is null.
void appendText(Context *c, uint32_t position, std::string &out, Value value);
/// $string with prettify: the same, JSON indented by 2.
void appendPrettyText(Context *c, uint32_t position, std::string &out, Value value);

/// Appends WTF-8 so that it stays WTF-8: a high surrogate at the end of `out` and a low one at the start of `text` join into
/// one code point.
void appendWtf8(std::string &out, std::string_view text);

/// formatNumber of a number rounded to 15 digits, unless it is an integer. `out` has room for 32 bytes.
size_t formatRounded(double number, char *out);

} // namespace aslrt
