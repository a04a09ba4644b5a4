#include "frontend/sema/Intrinsics.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace aslc::sema {

static constexpr Intrinsic table[] = {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc) {#Id, Name, Least, Most, Types},
#include "runtime/abi/Intrinsics.def"
};

const Intrinsic *findIntrinsic(StringRef name) {
  const auto *found = find_if(table, [&](const Intrinsic &row) { return row.name == name; });
  return found == std::end(table) ? nullptr : found;
}

ArrayRef<StringRef> intrinsicNames() {
  static constexpr StringLiteral names[] = {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc) Name,
#include "runtime/abi/Intrinsics.def"
  };
  static const std::vector<StringRef> all(std::begin(names), std::end(names));
  return all;
}

} // namespace aslc::sema
