#include "ir/flow/Weights.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace aslc::ir;

using CountedLoc = FusedLocWith<DenseI32ArrayAttr>;

Location flow::withCounts(Location place, llvm::ArrayRef<uint64_t> counts) {
  uint64_t most = counts.empty() ? 0 : *llvm::max_element(counts);
  if (!most)
    return place;
  unsigned shift = llvm::Log2_64(most) < 31 ? 0 : llvm::Log2_64(most) - 30;
  llvm::SmallVector<int32_t> scaled;
  for (uint64_t count : counts)
    scaled.push_back(int32_t(count >> shift));
  MLIRContext *context = place.getContext();
  return FusedLoc::get({withoutCounts(place)}, DenseI32ArrayAttr::get(context, scaled), context);
}

Location flow::withoutCounts(Location place) {
  auto counted = dyn_cast<CountedLoc>(place);
  return counted ? counted.getLocations().front() : place;
}

llvm::ArrayRef<int32_t> flow::countsOf(Operation *branch) {
  auto counted = dyn_cast<CountedLoc>(branch->getLoc());
  bool fits = counted && size_t(counted.getMetadata().size()) == branch->getNumSuccessors();
  return fits ? counted.getMetadata().asArrayRef() : llvm::ArrayRef<int32_t>();
}
