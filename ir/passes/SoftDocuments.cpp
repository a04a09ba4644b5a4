// A document that an op needs as a whole can be made for that op, of the parts that it has. That is worth it if it saves making the
// document at more places, or more often: a loop that makes an object in each turn, of which the end of the machine gets the last.
//
// Documents that flow into one another, at joins and by what is put into them, are all soft in that or none is, since a part that is
// carried by itself is carried all the way. What it costs is counted by ops, those in loops more.

#include "ir/passes/SoftDocuments.h"

#include "mlir/Analysis/CFGLoopInfo.h"
#include "mlir/IR/Dominance.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr size_t mostCarried = 16; // parts of a document that is made elsewhere: each may live, and have a place in frames, all the way

/// How often blocks of a machine run, by a guess.
class Frequencies {
public:
  explicit Frequencies(Region &body) : dominance(body.getParentOp()) {
    if (!body.hasOneBlock())
      loops.emplace(dominance.getDomTree(&body));
  }

  uint64_t of(Block *block) const {
    constexpr unsigned turns = 8, deepest = 8;
    uint64_t times = 1;
    for (unsigned depth = loops ? std::min(loops->getLoopDepth(block), deepest) : 0; depth; --depth)
      times *= turns;
    return times;
  }

private:
  DominanceInfo dominance;
  std::optional<CFGLoopInfo> loops;
};

/// Whether a path only passes by here: it asks whether this is an array, which no document is, and none that holds a part.
bool isStepOfPath(OpOperand &use) {
  auto along = dyn_cast<json::AlongOp>(use.getOwner());
  return along && use.getOperandNumber() + 1 < along.getMet().size();
}

/// Whether what is read is a value by itself, or read by member in its turn.
bool isReadable(json::MemberOp read, const Shape &shape, ArrayAttr path) {
  auto goesOn = [&](OpOperand &use) {
    auto next = dyn_cast<json::MemberOp>(use.getOwner());
    return next ? isReadable(next, shape, extended(path, next.getNameAttr())) : isStepOfPath(use);
  };
  return !shape.find(path).covered || llvm::all_of(read->getUses(), goesOn);
}

/// Whether a use looks at members alone. What fails since there is none quotes the document, but does so in a block of its own.
bool isRead(OpOperand &use) {
  auto required = dyn_cast<flow::RequirePathOp>(use.getOwner());
  bool isQuoted = required && &use == &required.getFromMutable() && !required.getInput().getDefiningOp<json::UndefinedOp>();
  return isQuoted || isa<json::MemberOp>(use.getOwner()) || isStepOfPath(use);
}

/// Whether a use goes with the document.
bool isSeen(OpOperand &use) { return isa<flow::ExitOp, flow::DebugValueOp>(use.getOwner()); }

/// Whether a block is left by a failure, so that it costs nothing where there is none.
bool fails(Block &block) {
  return llvm::any_of(block.getOps<flow::RequirePathOp>(),
                      [](auto op) { return op.getInput().template getDefiningOp<json::UndefinedOp>(); });
}

/// How many ops make a document of its parts.
unsigned opsToMake(const Shape &shape) {
  size_t puts = shape.base ? shape.parts.size() : llvm::count_if(shape.parts, [](const Part &part) { return part.path.size() > 1; });
  return puts + !shape.base;
}

} // namespace

SoftDocuments::SoftDocuments(flow::MachineOp machine, const Shapes &shapes, const Types &types) : body(machine.getBody()), shapes(shapes) {
  for (Value document : shapes.documents())
    if (!isEnd(document))
      documents.insert(document);
  soft.insert(documents.begin(), documents.end());
  formGroups(types);
  keep([&](OpOperand &use) { return needOf(use) == Need::Unmoved; });
  keepCostly();
}

/// Takes away documents by their uses, and what flows into them.
void SoftDocuments::keep(llvm::function_ref<bool(OpOperand &)> needsIt) {
  llvm::SmallVector<Value> pending(documents.begin(), documents.end());
  while (!pending.empty()) {
    Value document = pending.pop_back_val();
    if (!soft.contains(document) || llvm::none_of(document.getUses(), needsIt))
      continue;
    soft.erase(document);
    sourcesOf(document, pending);
  }
}

/// What flows into a document.
void SoftDocuments::sourcesOf(Value document, llvm::SmallVectorImpl<Value> &sources) const {
  if (auto put = document.getDefiningOp<flow::PutOp>())
    sources.push_back(put.getInput());
  auto argument = dyn_cast<BlockArgument>(document);
  if (!argument)
    return;
  auto edges = edgesTo(*argument.getOwner());
  for (Edge &edge : *edges)
    sources.push_back(edge.operands()[argument.getArgNumber()]);
}

/// What a use makes another document of; null if it does not.
Value SoftDocuments::handedTo(OpOperand &use) const {
  Operation *op = use.getOwner();
  if (op->getParentRegion() != &body)
    return {};
  if (auto put = dyn_cast<flow::PutOp>(op))
    return &use == &put.getInputMutable() ? put.getResult() : Value();
  auto branch = dyn_cast<BranchOpInterface>(op);
  return branch ? branch.getSuccessorBlockArgument(use.getOperandNumber()).value_or(BlockArgument()) : Value();
}

/// Whether a document is put together for what needs it as a whole, or since that may fail, and for nothing else.
bool SoftDocuments::isEnd(Value document) const {
  auto put = document.getDefiningOp<flow::PutOp>();
  bool isWanted = put && put->use_empty() && !shapes.isSure(put);
  for (OpOperand &use : document.getUses()) {
    if (isRead(use) || handedTo(use))
      return false;
    isWanted |= !isSeen(use);
  }
  return isWanted && document.getDefiningOp();
}

SoftDocuments::Need SoftDocuments::needOf(OpOperand &use) const {
  auto read = dyn_cast<json::MemberOp>(use.getOwner());
  if (read ? isReadable(read, shapes.of(use.get()), ArrayAttr::get(read.getContext(), read.getNameAttr())) : isRead(use) || isSeen(use))
    return Need::None;
  Value next = handedTo(use);
  auto put = next ? next.getDefiningOp<flow::PutOp>() : flow::PutOp();
  if (soft.contains(next) && (!put || shapes.isSure(put)))
    return Need::None;
  if (!put && documents.contains(next)) // and is made there
    return Need::Unmoved;
  return isUnmoved(use) ? Need::Unmoved : Need::Whole;
}

/// Whether a document must be made where it is for what needs it as a whole: another document has it as a part, or it could not be made
/// elsewhere as it is here.
bool SoftDocuments::isUnmoved(OpOperand &use) const {
  bool isPart = use.getOwner()->getNumResults() == 1 && documents.contains(use.getOwner()->getResult(0));
  return isPart || shapes.of(use.get()).parts.size() > mostCarried || !groupOf(use.get()).mayMove();
}

/// Documents that flow into one another, and what is put into any of them.
void SoftDocuments::formGroups(const Types &types) {
  llvm::SmallVector<Value> sources;
  for (Value document : documents) {
    together.insert(document.getAsOpaquePointer());
    sourcesOf(document, sources);
    for (Value source : sources)
      if (documents.contains(source))
        together.unionSets(document.getAsOpaquePointer(), source.getAsOpaquePointer());
    sources.clear();
  }
  auto mayBeLeftOut = [&](Value part) { return types.of(part).mayBe(tags::undefined); };
  for (Value document : documents) {
    Group &group = groupOf(document);
    if (auto put = document.getDefiningOp<flow::PutOp>()) {
      group.isPut = true;
      group.isPlain &= json::hasPlainKeys(namesOf(put)) && !mayBeLeftOut(put.getValue());
    } else if (auto object = document.getDefiningOp<json::ObjectOp>()) {
      group.isPlain &= json::hasPlainKeys(object.getKeys()) && llvm::none_of(object.getValues(), mayBeLeftOut);
    }
  }
}

bool SoftDocuments::isWhole(OpOperand &use, const Block *block) const {
  return body.findAncestorBlockInRegion(*use.getOwner()->getBlock()) == block && needOf(use) == Need::Whole;
}

llvm::SmallVector<SoftDocuments::Place> SoftDocuments::places() const {
  llvm::SmallVector<Place> places;
  for (Value document : documents) {
    if (!soft.contains(document))
      continue;
    llvm::SmallMapVector<Block *, Operation *, 4> first;
    for (OpOperand &use : document.getUses()) {
      if (needOf(use) != Need::Whole)
        continue;
      Operation *op = body.findAncestorOpInRegion(*use.getOwner());
      Operation *&place = first[op->getBlock()];
      if (!place || op->isBeforeInBlock(place))
        place = op;
    }
    for (Operation *op : llvm::make_second_range(first))
      places.push_back({document, op});
  }
  return places;
}

/// Whether an op would not be there, were the document made elsewhere: constants are no work, and what may fail stays.
bool SoftDocuments::costs(Operation *op) const {
  auto object = dyn_cast_or_null<json::ObjectOp>(op);
  auto put = dyn_cast_or_null<flow::PutOp>(op);
  return (object && !json::textOf(object)) || (put && shapes.isSure(put));
}

/// Takes away those that would be made more often than they are.
void SoftDocuments::keepCostly() {
  llvm::SmallVector<Place> wanted = places();
  if (wanted.empty())
    return;
  Frequencies frequencies(body);
  for (const Place &place : wanted)
    if (!fails(*place.first->getBlock()))
      groupOf(place.document).wanted += frequencies.of(place.first->getBlock()) * opsToMake(shapes.of(place.document));
  for (Value document : soft) {
    Group &group = groupOf(document);
    if (costs(document.getDefiningOp()))
      group.made += frequencies.of(document.getParentBlock());
    group.isRead |=
        llvm::any_of(document.getUses(), [&](OpOperand &use) { return isa<json::MemberOp>(use.getOwner()) && needOf(use) == Need::None; });
  }
  keep([&](OpOperand &use) {
    Need need = needOf(use);
    return need == Need::Unmoved || (need == Need::Whole && !groupOf(use.get()).isWorthMoving());
  });
}
