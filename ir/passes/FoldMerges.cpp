// $merge of objects whose keys are known is the object of their members:
//
//     %1 = json.object ["count"](%n)                             %2 = json.member %acc "label"
//     %2 = json.builder                                          %3 = json.object ["count", "label"](%n, %2)
//     json.call "append_spread"(%2, %acc)                 =>
//     json.call "append_spread"(%2, %1)
//     %3 = json.invoke "merge"(json.call "array_end"(%2))
//
// A loop that adds to an object in each turn so carries its members (forward-members).
//
// The keys of a value are found by assuming that what is not reached yet has those that the other ways have, until nothing changes: an
// argument of a block has the keys that all ways hand over, in the same order. A member may be left out, where its value may be undefined;
// then the one that an earlier object has counts.
//
// Sound because a merge of objects cannot fail, and members stand where their keys came first. Left alone: keys that an earlier object may
// have left out, as they would stand elsewhere; keys like indices; large objects; observed machines.

#include "ir/passes/Edges.h"
#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"
#include "ir/passes/Types.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/TypeSwitch.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FOLDMERGES
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr size_t mostKeys = 16;

/// The keys of an object, each with whether there is such a member in any case.
using Keys = llvm::SmallMapVector<StringAttr, bool, 4>;

/// A call of $merge over an array that is made for it.
struct Merge {
  json::BuilderOp builder;
  llvm::SmallVector<json::CallOp> appends; // in order
  json::CallOp end;

  Value object(size_t i) { return appends[i].getOperands()[1]; }
};

std::optional<Merge> mergeOf(json::InvokeOp invoke) {
  auto end =
      invoke.getName() == "merge" && invoke.getArguments().size() == 1 ? invoke.getArguments()[0].getDefiningOp<json::CallOp>() : nullptr;
  auto builder = end && end.getEntry() == "array_end" && end->hasOneUse() ? end.getOperands()[0].getDefiningOp<json::BuilderOp>() : nullptr;
  if (!builder)
    return std::nullopt;
  Merge merge{builder, {}, end};
  for (Operation *user : builder->getUsers()) {
    auto append = dyn_cast<json::CallOp>(user);
    if (user == end)
      continue;
    if (!append || !llvm::is_contained({"append_spread", "append_item"}, append.getEntry()) || append->getBlock() != builder->getBlock())
      return std::nullopt;
    merge.appends.push_back(append);
  }
  llvm::sort(merge.appends, [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  return merge;
}

/// The keys of the values of a machine.
class KnownKeys {
public:
  KnownKeys(Region &body, const Types &types) : types(types) {
    bool isSettled = settles(
        body, [&](BlockArgument argument) { return update(argument, incoming(argument)); },
        [&](Operation &op) { return op.getNumResults() == 1 && update(op.getResult(0), keysOf(op)); });
    if (!isSettled)
      known.clear();
  }

  /// Null: it may be no object, or have others.
  const Keys *of(Value value) const {
    auto found = known.find(value);
    return found == known.end() || !found->second ? nullptr : &*found->second;
  }
  /// Whether nothing is known since it has not been reached.
  bool isPending(Value value) const { return !known.contains(value); }

private:
  using Found = std::optional<Keys>;

  /// Whether anything is new. What has no known keys never gets any.
  bool update(Value value, std::optional<Found> found) {
    if (!found)
      return false;
    auto [place, isNew] = known.try_emplace(value, *found);
    if (isNew)
      return true;
    Found &old = place->second;
    if (!old || (*found && llvm::equal(*old, **found)))
      return false;
    old = std::move(*found);
    return true;
  }

  std::optional<Found> keysOf(Operation &op) const {
    return llvm::TypeSwitch<Operation *, std::optional<Found>>(&op)
        .Case([&](json::ObjectOp object) { return std::optional(keysOf(object)); })
        .Case([](json::LiteralOp literal) { return std::optional(keysOf(literal)); })
        .Case([&](flow::RequireOp require) { return same(require.getInput()); })
        .Case([&](json::CallOp call) {
          bool isSame = llvm::is_contained({"open", "unwrap"}, call.getEntry()); // of an object
          return isSame ? same(call.getOperands()[0]) : std::optional(Found());
        })
        .Case([&](json::InvokeOp invoke) { return keysOf(invoke); })
        .Default([](Operation *) { return std::optional(Found()); });
  }

  std::optional<Found> same(Value value) const { return isPending(value) ? std::nullopt : std::optional(known.lookup(value)); }

  Found keysOf(json::ObjectOp object) const {
    if (!json::hasPlainKeys(object.getKeys()) || object.getKeys().size() > mostKeys)
      return std::nullopt;
    Keys keys;
    for (auto [key, value] : llvm::zip(object.getKeys(), object.getValues()))
      keys[cast<StringAttr>(key)] = !types.of(value).mayBe(tags::undefined);
    return keys;
  }

  static Found keysOf(json::LiteralOp literal) {
    auto members = json::membersOf(literal);
    if (!members || members->size() > mostKeys)
      return std::nullopt;
    Keys keys;
    for (StringAttr key : llvm::make_first_range(*members))
      keys[key] = true;
    bool isPlain =
        json::hasPlainKeys(ArrayAttr::get(literal.getContext(), llvm::to_vector_of<Attribute>(llvm::make_first_range(*members))));
    return isPlain ? Found(keys) : std::nullopt;
  }

  std::optional<Found> keysOf(json::InvokeOp invoke) const {
    auto merge = mergeOf(invoke);
    if (!merge)
      return Found();
    Keys keys;
    for (size_t i = 0; i < merge->appends.size(); ++i) {
      Value object = merge->object(i);
      if (isPending(object))
        return std::nullopt;
      const Keys *more = of(object);
      if (!more)
        return Found();
      for (auto [key, isThere] : *more) {
        auto [place, isNew] = keys.insert({key, isThere});
        if (!isNew && !place->second) // it would stand here, or where it is there first
          return Found();
      }
    }
    return keys.size() > mostKeys ? Found() : Found(keys);
  }

  std::optional<Found> incoming(BlockArgument argument) const {
    auto edges = edgesTo(*argument.getOwner());
    if (argument.getOwner()->isEntryBlock() || !edges)
      return Found();
    std::optional<Found> all;
    for (Edge &edge : *edges) {
      SuccessorOperands operands = edge.operands();
      if (operands.isOperandProduced(argument.getArgNumber()))
        return Found();
      Value value = operands[argument.getArgNumber()];
      if (isPending(value))
        continue;
      const Keys *more = of(value);
      if (!more || (all && !llvm::equal(llvm::make_first_range(**all), llvm::make_first_range(*more))))
        return Found();
      if (!all)
        all = Found(*more);
      for (auto [mine, other] : llvm::zip(**all, *more))
        mine.second &= other.second;
    }
    return all;
  }

  const Types &types;
  llvm::DenseMap<Value, Found> known; // not reached: absent
};

struct FoldMerges : ir::impl::FoldMergesBase<FoldMerges> {
  void runOnOperation() override {
    if (getOperation().getObserved())
      return;
    llvm::SmallVector<json::InvokeOp> merges;
    for (Block &block : getOperation().getBody())
      llvm::copy_if(block.getOps<json::InvokeOp>(), std::back_inserter(merges),
                    [](json::InvokeOp invoke) { return mergeOf(invoke).has_value(); });
    if (merges.empty())
      return;
    Types types(getOperation().getBody());
    KnownKeys keys(getOperation().getBody(), types);
    llvm::erase_if(merges, [&](json::InvokeOp invoke) { return !keys.of(invoke.getResult()); });
    for (json::InvokeOp invoke : merges)
      fold(invoke, *mergeOf(invoke), keys);
    count(getOperation(), getArgument(), merges.size());
  }

  void fold(json::InvokeOp invoke, Merge merge, const KnownKeys &known) {
    OpBuilder builder(invoke);
    Location loc = invoke.getLoc();
    llvm::SmallMapVector<Attribute, Value, 8> members;
    for (size_t i = 0; i < merge.appends.size(); ++i)
      for (auto [key, isThere] : *known.of(merge.object(i))) {
        Value &member = members[key];
        Value mine = builder.create<json::MemberOp>(loc, invoke.getType(), merge.object(i), key);
        if (member && !isThere) {
          Value isDefined = builder.create<json::CallOp>(loc, builder.getI1Type(), "defined", mine).getResult();
          mine = builder.create<arith::SelectOp>(loc, isDefined, mine, member);
        }
        member = mine;
      }
    ArrayAttr names = builder.getArrayAttr(llvm::to_vector(llvm::make_first_range(members)));
    auto values = llvm::to_vector(llvm::make_second_range(members));
    remark(invoke, getArgument(), "the object that $merge gives is made of members that are known");
    invoke.getResult().replaceAllUsesWith(builder.create<json::ObjectOp>(loc, invoke.getType(), names, values).getResult());
    invoke.erase();
    merge.end.erase();
    for (json::CallOp append : merge.appends)
      append.erase();
    merge.builder.erase();
  }
};

} // namespace
