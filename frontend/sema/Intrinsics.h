// The table of intrinsic functions (runtime/abi/Intrinsics.def) as the checks ask for it.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <cstdint>

namespace aslc::sema {

inline constexpr uint32_t anyNumber = UINT32_MAX;

struct Intrinsic {
  llvm::StringLiteral id, name; // name: behind "States."
  uint32_t least, most;         // arguments; `most` may be anyNumber
  llvm::StringLiteral types;    // a letter for each parameter, the last one for all behind it

  /// The letter of a parameter, from 0.
  char type(size_t parameter) const { return types[std::min(parameter, types.size() - 1)]; }
};

/// The function of that name (without "States."), or null.
const Intrinsic *findIntrinsic(llvm::StringRef name);
llvm::ArrayRef<llvm::StringRef> intrinsicNames();

} // namespace aslc::sema
