// Texts of JSONata values as JavaScript writes them: JSON strings, shortest numbers, and strings of UTF-16 in WTF-8.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace aslc::jsonata {

/// JSON text of a string, as JSON.stringify gives it: lone surrogates of WTF-8 become \ud800.
std::string quoteJson(llvm::StringRef text);

/// A number as JavaScript prints it: shortest digits that read back, an exponent from 1e21 up and below 1e-6 (1e-7).
std::string numberText(double value);

/// Appends a UTF-16 code unit as WTF-8 (a surrogate alone takes three bytes).
void appendCodeUnit(std::string &out, uint16_t unit);

/// Makes one character of each high surrogate that a low one follows: WTF-8 has no such pairs. `\ud83d\ude00` in a
/// string arrives here as two units.
void joinSurrogates(std::string &text);

} // namespace aslc::jsonata
