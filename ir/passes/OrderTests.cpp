// Comparisons of one number with constants, one after the other, become a tree of decisions: of n of them a value meets log n.
//
//     x >= 90: A, else x >= 80: B,                   x < 70 ? (x < 60 ? E : D)
//     else x >= 70: C, else x >= 60: D, else E  =>            : (x < 80 ? C : x < 90 ? B : A)
//
// The bounds cut the line of numbers into points and what lies between them; each part goes where the first test that holds for it
// leads. Neighbours with one target are one part, and the parts are the leaves of a balanced tree. NaN holds for none: as no comparison in
// the tree holds for it either, it comes out at the right end, and is asked for only if that is not where all tests that fail lead.
//
// Sound because tests of numbers have no effects, and blocks in a chain have nothing else. NumericLessThan and the like are also false for
// what is no number, which is asked first. Left alone: chains of less than four, those of which a profile says that the first tests decide
// most, observed machines.

#include "ir/flow/Weights.h"
#include "ir/passes/Edges.h"
#include "ir/passes/Facts.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

namespace aslc::ir {
#define GEN_PASS_DEF_ORDERTESTS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr size_t fewest = 4; // tests in a chain: fewer are decided sooner one by one

/// Where a branch leads.
struct Target {
  Block *block;
  llvm::SmallVector<Value> operands;
  bool operator==(const Target &) const = default;
};

/// A block that ends in a branch by a test.
struct Link {
  OrderTest test;
  cf::CondBranchOp branch;
  bool asksType; // the value may be no number, for which the test is false

  Target taken() { return {branch.getTrueDest(), llvm::to_vector(branch.getTrueDestOperands())}; }
  Target passed() { return {branch.getFalseDest(), llvm::to_vector(branch.getFalseDestOperands())}; }
};

std::optional<Link> linkOf(Block &block) {
  auto branch = dyn_cast<cf::CondBranchOp>(block.getTerminator());
  Operation *test = branch ? branch.getCondition().getDefiningOp() : nullptr;
  auto call = dyn_cast_or_null<json::CallOp>(test);
  bool asksType = call && call.getEntry() == "number_order";
  if (!asksType && !isa_and_nonnull<arith::CmpFOp>(test))
    return std::nullopt;
  auto read = orderTestOf(branch.getCondition());
  return read ? std::optional(Link{*read, branch, asksType}) : std::nullopt;
}

/// Whether a block has nothing but its test and what that needs.
bool isBare(Block &block, Link &link) {
  Operation *test = link.branch.getCondition().getDefiningOp();
  return block.getNumArguments() == 0 && llvm::all_of(block.without_terminator(), [&](Operation &op) {
           bool isOperand = llvm::is_contained(test->getOperands(), op.getNumResults() == 1 ? op.getResult(0) : Value());
           return (&op == test || isOperand) && op.hasOneUse() && isMemoryEffectFree(&op);
         });
}

/// Whether a profile says that most values meet fewer tests one after the other than in a tree.
bool fewerOneByOne(llvm::ArrayRef<Link> chain) {
  double met = 0, all = 0;
  for (auto [place, link] : llvm::enumerate(chain)) {
    llvm::ArrayRef<int32_t> odds = flow::countsOf(link.branch);
    if (odds.empty())
      return false;
    bool isLast = place + 1 == chain.size();
    double decided = double(odds[0]) + (isLast ? double(odds[1]) : 0);
    met += decided * double(place + 1);
    all += decided;
  }
  return met <= all * std::log2(double(chain.size() + 1));
}

/// A part of the line of numbers, up to `bound`: with it or without. The last one has no bound.
struct Part {
  double bound = INFINITY;
  bool hasBound = false, isIn = false;
  Target target;
};

class Tree {
public:
  Tree(llvm::SmallVector<Link> chain) : chain(std::move(chain)), otherwise(this->chain.back().passed()) {
    llvm::SmallVector<double> bounds;
    for (Link &link : this->chain)
      bounds.push_back(link.test.bound);
    llvm::sort(bounds);
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    double low = -INFINITY;
    for (double bound : bounds) {
      add({bound, true, false, targetOf({low, bound, true, true, false})});
      add({bound, true, true, targetOf({bound, bound, false, false, false})});
      low = bound;
    }
    add({INFINITY, false, false, targetOf({low, INFINITY, true, false, false})});
  }

  /// In the place of the first branch of the chain.
  void build() {
    OpBuilder builder(chain.front().branch);
    Location loc = flow::withoutCounts(chain.front().branch.getLoc());
    Value number = chain.front().test.value;
    if (isa<json::ValueType>(number.getType())) {
      if (chain.front().asksType)
        branchUnless(builder, loc, builder.create<json::CallOp>(loc, builder.getI1Type(), "is_number", number).getResult());
      number = builder.create<json::CallOp>(loc, builder.getF64Type(), "to_number", number).getResult();
    }
    if (!(parts.back().target == otherwise))
      branchUnless(builder, loc, builder.create<arith::CmpFOp>(loc, arith::CmpFPredicate::ORD, number, number));
    choose(builder, loc, number, parts);
  }

private:
  /// Where the first test that holds for a range leads, within which no bound lies.
  Target targetOf(const Interval &range) {
    for (Link &link : chain)
      if (!(range & link.test.holding()).isEmpty())
        return link.taken();
    return otherwise;
  }

  void add(Part part) {
    if (!parts.empty() && parts.back().target == part.target)
      parts.back() = part;
    else
      parts.push_back(part);
  }

  /// Goes on in a new block if the condition holds.
  void branchUnless(OpBuilder &builder, Location loc, Value condition) {
    Block *from = builder.getInsertionBlock();
    Block *onward = builder.createBlock(from->getParent(), std::next(from->getIterator()));
    builder.setInsertionPointToEnd(from);
    builder.create<cf::CondBranchOp>(loc, condition, onward, ValueRange(), otherwise.block, otherwise.operands);
    builder.setInsertionPointToEnd(onward);
  }

  void choose(OpBuilder &builder, Location loc, Value number, llvm::ArrayRef<Part> among) {
    if (among.size() == 1) {
      builder.create<cf::BranchOp>(loc, among[0].target.block, among[0].target.operands);
      return;
    }
    size_t half = among.size() / 2;
    const Part &last = among[half - 1];
    Value bound = builder.create<arith::ConstantOp>(loc, builder.getF64FloatAttr(last.bound));
    Value isLeft = builder.create<arith::CmpFOp>(loc, last.isIn ? arith::CmpFPredicate::OLE : arith::CmpFPredicate::OLT, number, bound);
    Block *from = builder.getInsertionBlock();
    Block *right = builder.createBlock(from->getParent(), std::next(from->getIterator()));
    choose(builder, loc, number, among.drop_front(half));
    Block *left = builder.createBlock(from->getParent(), std::next(from->getIterator()));
    choose(builder, loc, number, among.take_front(half));
    builder.setInsertionPointToEnd(from);
    builder.create<cf::CondBranchOp>(loc, isLeft, left, right);
  }

  llvm::SmallVector<Link> chain;
  Target otherwise; // where all tests that fail lead
  llvm::SmallVector<Part> parts;
};

struct OrderTests : ir::impl::OrderTestsBase<OrderTests> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    llvm::SetVector<Block *> taken;
    llvm::SmallVector<Block *> blocks;
    for (Block &block : getOperation().getBody())
      blocks.push_back(&block);
    unsigned trees = 0;
    for (Block *block : blocks)
      if (!taken.contains(block))
        trees += replace(*block, taken);
    for (Block *block : taken)
      block->dropAllReferences();
    for (Block *block : taken)
      block->erase();
    count(getOperation(), getArgument(), trees);
  }

  bool replace(Block &block, llvm::SetVector<Block *> &taken) {
    auto chain = chainOf<Link>(
        block, [&](Block *each) { return taken.contains(each); }, linkOf,
        [](Link &first, Link &next) {
          return next.test.value == first.test.value && next.asksType == first.asksType && isBare(*next.branch->getBlock(), next);
        });
    if (chain.size() < fewest || fewerOneByOne(chain))
      return false;
    remark(chain.front().branch, getArgument(), llvm::Twine(chain.size()) + " comparisons of one number became a tree of decisions");
    for (Link &each : llvm::drop_begin(chain))
      taken.insert(each.branch->getBlock());
    cf::CondBranchOp first = chain.front().branch;
    Tree(std::move(chain)).build();
    first.erase();
    return true;
  }
};

} // namespace
