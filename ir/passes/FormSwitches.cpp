// Comparisons of one value with texts, one after the other, become one switch:
//
//     %1 = equal %v, "web"                              %p = json.match_text %v ["web", "store"]
//     cf.cond_br %1, ^web, ^next                        cf.switch %p [0: ^web, 1: ^store, default: ^else]
//   ^next:                                   =>
//     %2 = string_order %v, "store" [Equals]
//     cf.cond_br %2, ^store, ^else
//
// A comparison that stands alone becomes a json.match_text, too, which looks at the length and at words of the text in place instead of
// calling the runtime. `in` an array of texts counts as a comparison with each of them.
//
// Sound because a value is equal to one text at most, and to none if it is no string. A block in a chain has nothing but its comparison,
// so that nothing is lost with it. Functions, which expressions and their loops have become, have comparisons that stand alone. Left alone:
// observed machines.

#include "ir/flow/Weights.h"
#include "ir/passes/Edges.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/Support/JSON.h"

#include "runtime/abi/JsonPath.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FORMSWITCHES
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr size_t mostTexts = 64; // of one comparison `in`

/// Whether a value is one of some texts.
struct Comparison {
  Value value;
  llvm::SmallVector<Attribute> texts;
};

Attribute textOf(Value value) {
  auto constant = value.getDefiningOp<json::ConstantOp>();
  return constant ? dyn_cast<StringAttr>(constant.getValue()) : nullptr;
}

/// An array of texts that differ; empty for anything else.
llvm::SmallVector<Attribute> textsOf(Value value) {
  llvm::SmallVector<Attribute> texts;
  if (auto array = value.getDefiningOp<json::ArrayOp>(); array && array.getItems().size() <= mostTexts) {
    llvm::SmallSetVector<Attribute, 8> distinct;
    for (Value item : array.getItems())
      distinct.insert(textOf(item));
    return distinct.contains(Attribute()) ? texts : llvm::to_vector<6>(distinct);
  }
  auto literal = value.getDefiningOp<json::LiteralOp>();
  if (!literal)
    return texts;
  llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(literal.getText());
  if (!parsed)
    return llvm::consumeError(parsed.takeError()), texts;
  const llvm::json::Array *items = parsed->getAsArray();
  if (!items || items->size() > mostTexts)
    return texts;
  for (const llvm::json::Value &item : *items) {
    std::optional<llvm::StringRef> text = item.getAsString();
    if (!text || text->contains("\xef\xbf\xbd")) // for a lone surrogate
      return {};
    Attribute attribute = StringAttr::get(value.getContext(), *text);
    if (!llvm::is_contained(texts, attribute))
      texts.push_back(attribute);
  }
  return texts;
}

/// A comparison by an operation that tells it as a value.
std::optional<Comparison> comparisonOf(json::CallOp call) {
  if (!call || call.getOperands().size() != 2)
    return std::nullopt;
  Value left = call.getOperands()[0], right = call.getOperands()[1];
  if (call.getEntry() == "contains") {
    auto texts = textsOf(right);
    return texts.empty() || textOf(left) ? std::nullopt : std::optional(Comparison{left, texts});
  }
  if (Attribute text = textOf(right); text && !textOf(left))
    return Comparison{left, {text}};
  if (Attribute text = textOf(left); text && !textOf(right))
    return Comparison{right, {text}};
  return std::nullopt;
}

/// The comparison that a truth is.
std::optional<Comparison> comparisonOf(Value truth) {
  auto call = truth.getDefiningOp<json::CallOp>();
  if (!call)
    return std::nullopt;
  if (call.getEntry() == "truthy") {
    auto inner = call.getOperands()[0].getDefiningOp<json::CallOp>();
    return inner && (inner.getEntry() == "equal" || inner.getEntry() == "contains") ? comparisonOf(inner) : std::nullopt;
  }
  bool isEquality =
      call.getEntry() == "string_order" && cast<IntegerAttr>(call.getImmediates()[0]).getInt() == int64_t(aslrt::ChoiceOrder::Equals);
  return isEquality ? comparisonOf(call) : std::nullopt;
}

/// A branch by a comparison.
struct Link {
  Comparison comparison;
  cf::CondBranchOp branch;
};

std::optional<Link> linkOf(Block &block) {
  auto branch = dyn_cast<cf::CondBranchOp>(block.getTerminator());
  auto comparison = branch ? comparisonOf(branch.getCondition()) : std::nullopt;
  return comparison ? std::optional(Link{*comparison, branch}) : std::nullopt;
}

/// Whether a block has nothing but its comparison.
bool isBare(Block &block, cf::CondBranchOp branch) {
  if (block.getNumArguments() != 0)
    return false;
  llvm::SmallSetVector<Operation *, 4> own;
  own.insert(branch);
  for (size_t i = 0; i < own.size(); ++i)
    for (Value operand : own[i]->getOperands())
      if (Operation *op = operand.getDefiningOp(); op && op->getBlock() == &block && op->hasOneUse())
        own.insert(op);
  return llvm::all_of(block, [&](Operation &op) { return own.contains(&op); });
}

/// How often the switch in place of a chain goes which way, the default first; nothing if that is not known of each link. A comparison with
/// several texts is as likely by each of them.
llvm::SmallVector<uint64_t> countsOf(llvm::ArrayRef<Link> chain, llvm::ArrayRef<Attribute> texts) {
  llvm::SmallVector<uint64_t> counts(1 + texts.size());
  for (const Link &link : chain) {
    llvm::ArrayRef<int32_t> odds = flow::countsOf(link.branch);
    if (odds.empty())
      return {};
    counts[0] = uint64_t(odds[1]); // of the last one, in the end
    for (Attribute text : link.comparison.texts)
      if (auto *place = llvm::find(texts, text); place != texts.end() && !counts[1 + size_t(place - texts.begin())])
        counts[1 + size_t(place - texts.begin())] = uint64_t(odds[0]) / link.comparison.texts.size();
  }
  return counts;
}

struct FormSwitches : ir::impl::FormSwitchesBase<FormSwitches> {
  void runOnOperation() override {
    auto machine = dyn_cast<flow::MachineOp>(getOperation());
    if (machine && machine.getObserved())
      return;
    if (machine)
      formSwitches(machine.getBody());
    matchAlone();
  }

  void formSwitches(Region &body) {
    llvm::DenseSet<Block *> taken;
    for (Block &block : body)
      if (!taken.contains(&block))
        formSwitch(block, taken);
    for (Block *block : taken)
      block->dropAllDefinedValueUses();
    for (Block *block : taken)
      block->erase();
  }

  /// Makes a switch of the chain that begins with a block; the blocks behind it are taken out.
  void formSwitch(Block &block, llvm::DenseSet<Block *> &taken) {
    auto chain = chainOf<Link>(
        block, [&](Block *each) { return taken.contains(each); }, linkOf,
        [](Link &first, Link &next) { return next.comparison.value == first.comparison.value && isBare(*next.branch->getBlock(), next.branch); });
    if (chain.size() < 2)
      return;
    for (const Link &each : llvm::drop_begin(chain))
      taken.insert(each.branch->getBlock());
    llvm::MapVector<Attribute, cf::CondBranchOp> targets; // the first comparison with a text counts
    for (const Link &each : chain)
      for (Attribute text : each.comparison.texts)
        targets.insert({text, each.branch});
    OpBuilder builder(chain.front().branch);
    Location loc = flow::withoutCounts(chain.front().branch.getLoc());
    llvm::SmallVector<Attribute> texts;
    llvm::SmallVector<int32_t> places;
    llvm::SmallVector<Block *> blocks;
    llvm::SmallVector<ValueRange> operands;
    for (auto [text, branch] : targets) {
      places.push_back(texts.size());
      texts.push_back(text);
      blocks.push_back(branch.getTrueDest());
      operands.push_back(branch.getTrueDestOperands());
    }
    Value place = builder.create<json::MatchTextOp>(loc, builder.getI32Type(), chain.front().comparison.value, builder.getArrayAttr(texts));
    cf::CondBranchOp last = chain.back().branch;
    builder.create<cf::SwitchOp>(flow::withCounts(loc, countsOf(chain, texts)), place, last.getFalseDest(), last.getFalseDestOperands(), places, blocks, operands);
    remark(chain.front().branch, getArgument(), "comparisons with " + llvm::Twine(texts.size()) + " texts became one switch");
    count(getOperation(), getArgument(), 1);
    for (const Link &each : llvm::drop_begin(chain))
      each.branch->dropAllReferences();
    chain.front().branch->erase();
  }

  /// Comparisons that are in no chain.
  void matchAlone() {
    llvm::SmallVector<json::CallOp> truths;
    getOperation()->walk([&](json::CallOp call) {
      if (!call->use_empty())
        truths.push_back(call);
    });
    for (json::CallOp truth : truths) {
      auto comparison =
          truth->getNumResults() == 1 && truth.getResult().getType().isInteger(1) ? comparisonOf(truth.getResult()) : std::nullopt;
      if (!comparison)
        continue;
      OpBuilder builder(truth);
      Location loc = truth.getLoc();
      Value place =
          builder.create<json::MatchTextOp>(loc, builder.getI32Type(), comparison->value, builder.getArrayAttr(comparison->texts));
      Value number = builder.create<arith::ConstantIntOp>(loc, int64_t(comparison->texts.size()), 32);
      truth.getResult().replaceAllUsesWith(builder.create<arith::CmpIOp>(loc, arith::CmpIPredicate::ult, place, number).getResult());
      truth.erase();
      count(getOperation(), getArgument(), 1);
    }
  }
};

} // namespace
