#include "frontend/document/Input.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace aslc::document {

std::string encodeCodePoint(uint32_t point) {
  auto continuation = [&](unsigned shift) { return static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80)
    return {static_cast<char>(point)};
  if (point < 0x800)
    return {static_cast<char>(0xC0 | (point >> 6)), continuation(0)};
  if (point < 0x10000)
    return {static_cast<char>(0xE0 | (point >> 12)), continuation(6), continuation(0)};
  return {static_cast<char>(0xF0 | (point >> 18)), continuation(12), continuation(6), continuation(0)};
}

/// The first byte from `at` on that is no UTF-8, or the text's size.
static size_t findInvalid(llvm::StringRef text, size_t at) {
  auto *bytes = reinterpret_cast<const llvm::UTF8 *>(text.data());
  while (at < text.size()) {
    unsigned length = bytes[at] < 0x80 ? 1 : llvm::getUTF8SequenceSize(bytes + at, bytes + text.size());
    if (length == 0)
      return at;
    at += length;
  }
  return at;
}

bool isUtf8(llvm::StringRef text) { return findInvalid(text, 0) == text.size(); }

std::string shorten(llvm::StringRef text) {
  constexpr size_t longest = 60;
  if (text.size() <= longest)
    return text.str();
  size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return text.take_front(end).str() + "...";
}

bool checkEncoding(const Input &input) {
  llvm::StringRef text = input.text;
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    input.diagnostics.report(DiagId::NotUtf8, input.range(0, 2)).hint("save it as UTF-8");
    return false;
  }
  if (size_t nul = text.find('\0'); nul != llvm::StringRef::npos) {
    input.diagnostics.report(DiagId::NulByte, input.range(nul, nul + 1));
    return false;
  }
  size_t bad = findInvalid(text, input.begin);
  bool isValid = bad == text.size();
  for (unsigned count = 0; bad < text.size() && count < maxReports; ++count) {
    std::string hex = llvm::utohexstr(static_cast<unsigned char>(text[bad]), /*LowerCase=*/false, /*Width=*/2);
    input.diagnostics.report(DiagId::InvalidUtf8, input.range(bad, bad + 1), hex);
    // One report for a run of bytes that belong together (all of a Latin-1 word, say).
    while (bad < text.size() && static_cast<unsigned char>(text[bad]) >= 0x80)
      ++bad;
    bad = findInvalid(text, bad);
  }
  return isValid;
}

} // namespace aslc::document
