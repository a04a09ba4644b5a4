#include "Command.h"

#include "llvm/Support/raw_ostream.h"

using namespace aslc;

std::string Arguments::get(llvm::StringRef name, llvm::StringRef otherwise) const {
  auto it = values.find(name.str());
  return it == values.end() || it->second.empty() ? otherwise.str() : it->second.back();
}

llvm::ArrayRef<std::string> Arguments::all(llvm::StringRef name) const {
  auto it = values.find(name.str());
  return it == values.end() ? llvm::ArrayRef<std::string>() : llvm::ArrayRef(it->second);
}

std::optional<uint64_t> Arguments::number(llvm::StringRef name, uint64_t otherwise, uint64_t min, uint64_t max) const {
  if (!has(name))
    return otherwise;
  std::string text = get(name);
  llvm::StringRef digits = text;
  uint64_t unit = 1;
  for (auto [letter, factor] : {std::pair{'K', 1ull << 10}, {'M', 1ull << 20}, {'G', 1ull << 30}})
    if (digits.ends_with(std::string(1, letter))) {
      digits = digits.drop_back();
      unit = factor;
    }
  uint64_t value;
  if (!digits.getAsInteger(10, value) && value <= max / unit && value * unit >= min)
    return value * unit;
  complain("--" + name + " takes a number from " + llvm::Twine(min) + " to " + llvm::Twine(max) + ", not '" + text + "'");
  return std::nullopt;
}

int aslc::complain(const llvm::Twine &text, const llvm::Twine &hint) {
  llvm::errs() << "aslc: error: " << text << '\n';
  if (!hint.isTriviallyEmpty() && !hint.str().empty())
    llvm::errs() << "aslc: hint: " << hint << '\n';
  return WrongUse;
}
