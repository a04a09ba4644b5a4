// Documents that travel from state to state and are only ever read by member vanish; their members travel by themselves.
//
//     %1 = flow.put %a into %input "[\"x\"]"       ->   flow.put %a into %input "[\"x\"]"       (may fail; else it goes, too)
//     cf.br ^next(%1)                                   cf.br ^next(%a)
//     %2 = flow.put %b into %input "[\"x\"]"            flow.put %b into %input "[\"x\"]"
//     cf.br ^next(%2)                                   cf.br ^next(%b)
//   ^next(%doc):                                      ^next(%x):
//     %3 = json.member %doc "x"                         ... %x ...
//     %4 = json.member %doc "y"                         %4 = json.member %input "y"
//     flow.exit "S", %doc                               flow.exit "S"
//
// A loop that carries an object makes it in the end only, should it be needed as a whole there:
//
//   ^loop(%acc):                                      ^loop(%n, %sum):
//     %1 = json.member %acc "n" ...                     %2 = json.call "add"(%n, ...) ...
//     %5 = json.object ["n", "sum"](%2, %4)      ->     cf.cond_br %6, ^loop(%2, %4), ^end
//     cf.cond_br %6, ^loop(%5), ^end                  ^end:
//   ^end:                                               %acc = json.object ["n", "sum"](%n, %sum)
//     flow.succeed %acc                                 flow.succeed %acc
//
// The steps: Shapes.h tells which documents are a base with parts put into it, SoftDocuments.h which of them need not be made. Those are
// made where they are wanted as a whole. Reads of them are led to their parts and bases. What is known to be defined need not be required;
// where something else is missing, the cause quotes the document, so that it is made there, in a block of its own. Then the documents go.
//
// Of a document that stays, members that are read at once where ways meet come by themselves beside it.
//
// Sound because values are immutable, a read has no effect, and what may fail (a put into something that may be no object) stays, the
// value it gives unused. Outputs of states are observed no more: an observed machine is left as it is.
// A path of JSONata goes by a document in json.along, which then begins behind it.
// Left alone: documents that come from tasks, differ by more than values where ways meet, or have parts by index.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"
#include "ir/passes/SoftDocuments.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"

namespace aslc::ir {
#define GEN_PASS_DEF_FORWARDMEMBERS
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr unsigned mostRounds = 4; // objects within objects

ArrayAttr pathOf(json::MemberOp read) { return ArrayAttr::get(read.getContext(), read.getNameAttr()); }

/// Whether a value is never undefined.
bool isDefined(Value value, llvm::SmallPtrSetImpl<void *> &visited) {
  if (!visited.insert(value.getAsOpaquePointer()).second)
    return true; // round a loop: as the other ways say
  if (value.getDefiningOp())
    return isAlwaysDefined(value);
  auto argument = cast<BlockArgument>(value);
  if (argument.getOwner()->isEntryBlock())
    return isa<flow::MachineOp>(argument.getOwner()->getParentOp()) && argument.getArgNumber() == 0; // the input; not a captured variable
  auto edges = edgesTo(*argument.getOwner());
  return edges && llvm::all_of(*edges, [&](Edge &edge) {
           SuccessorOperands operands = edge.operands();
           return !operands.isOperandProduced(argument.getArgNumber()) && isDefined(operands[argument.getArgNumber()], visited);
         });
}

struct ForwardMembers : ir::impl::ForwardMembersBase<ForwardMembers> {
  void runOnOperation() override;

private:
  bool forwardDocuments();
  void takeAsObjects(const Types &types);

  // Values
  Value current(Value value) const;
  Value valueOf(const Slot &slot);
  Value read(OpBuilder &builder, Location loc, Value from, llvm::ArrayRef<Attribute> names) const;
  Value rebuilt(OpBuilder &builder, Location loc, const Shape &shape);

  // Uses of documents
  void makeAt(const SoftDocuments::Place &place, const SoftDocuments &soft);
  void passBy(Value object);
  void forward(json::MemberOp member, const Shape &shape, ArrayAttr path);
  void forwardAtOnce(Value document);
  void forwardRequired(flow::RequirePathOp required);
  void drop(llvm::ArrayRef<Value> documents);

  void replace(Operation *op, Value value) {
    replaced[op->getResult(0)] = value;
    op->getResult(0).replaceAllUsesWith(value);
    dead.push_back(op);
  }

  Shapes *shapes = nullptr;
  llvm::DenseMap<Value, Value> replaced; // results of ops that are gone, which shapes still name
  llvm::DenseMap<std::pair<Value, unsigned>, Value> carried; // part by block argument and index
  llvm::SmallVector<Operation *> dead;
};

/// What is known to be an object is that object, whatever is asked of it.
void ForwardMembers::takeAsObjects(const Types &types) {
  getOperation().walk([&](Operation *op) {
    TagSet operand = op->getNumOperands() == 1 ? types.of(op->getOperand(0)) : TagSet::any();
    if (!operand.isOnly(tags::object) || !givesOperand(op, operand))
      return;
    op->getResult(0).replaceAllUsesWith(op->getOperand(0));
    op->erase();
  });
}

Value ForwardMembers::current(Value value) const {
  for (auto found = replaced.find(value); found != replaced.end(); found = replaced.find(value))
    value = found->second;
  return value;
}

/// The value of a part: where it differs by the way, one more argument of the block.
Value ForwardMembers::valueOf(const Slot &slot) {
  if (slot.value)
    return current(slot.value);
  auto [place, isNew] = carried.try_emplace({slot.of, slot.index});
  if (!isNew)
    return place->second;
  Block &block = *slot.of.getOwner();
  Value argument = place->second = block.addArgument(slot.of.getType(), slot.of.getLoc());
  auto edges = edgesTo(block);
  for (Edge &edge : *edges) {
    Value incoming = edge.operands()[slot.of.getArgNumber()];
    edge.operands().append(valueOf(shapes->of(incoming).parts[slot.index].slot));
  }
  return argument;
}

Value ForwardMembers::read(OpBuilder &builder, Location loc, Value from, llvm::ArrayRef<Attribute> names) const {
  for (Attribute name : names)
    from = builder.create<json::MemberOp>(loc, from.getType(), from, cast<StringAttr>(name));
  return from;
}

/// The document as a value.
Value ForwardMembers::rebuilt(OpBuilder &builder, Location loc, const Shape &shape) {
  Type type = json::ValueType::get(builder.getContext());
  llvm::ArrayRef<Part> parts = shape.parts;
  Value document = current(shape.base);
  if (!document) {
    llvm::SmallVector<Attribute> keys;
    llvm::SmallVector<Value> values;
    for (; !parts.empty() && parts.front().path.size() == 1; parts = parts.drop_front()) {
      keys.push_back(parts.front().path[0]);
      values.push_back(valueOf(parts.front().slot));
    }
    document = builder.create<json::ObjectOp>(loc, type, builder.getArrayAttr(keys), values);
  }
  auto none = flow::ExpressionAttr::get(builder.getContext(), "", "", ""); // it does not fail
  for (const Part &part : parts)
    document = builder.create<flow::PutOp>(loc, type, valueOf(part.slot), document, stepsOf(part.path), none);
  return document;
}

/// Makes a document where it is wanted as a whole.
void ForwardMembers::makeAt(const SoftDocuments::Place &place, const SoftDocuments &soft) {
  OpBuilder builder(place.first);
  Value made = rebuilt(builder, place.document.getLoc(), shapes->of(place.document));
  remark(place.first, getArgument(), "the object is made here, where it is needed as a whole; its members came by themselves");
  Block *block = place.first->getBlock();
  Value(place.document).replaceUsesWithIf(made, [&](OpOperand &use) { return soft.isWhole(use, block); });
}

/// Paths that go by a value which is an object begin behind it.
void ForwardMembers::passBy(Value object) {
  for (Operation *user : llvm::make_early_inc_range(object.getUsers()))
    if (auto along = dyn_cast<json::AlongOp>(user)) {
      size_t at = llvm::find(along.getMet(), object) - along.getMet().begin(), last = along.getMet().size() - 1;
      if (at <= last)
        along.getMetMutable().erase(0, std::min(at + 1, last)); // to which it leads, perhaps this one
    }
}

void ForwardMembers::forward(json::MemberOp member, const Shape &shape, ArrayAttr path) {
  Shape::Found found = shape.find(path);
  if (found.covered) {
    passBy(member);
    for (Operation *user : llvm::make_early_inc_range(member->getUsers()))
      forward(cast<json::MemberOp>(user), shape, extended(path, cast<json::MemberOp>(user).getNameAttr()));
    dead.push_back(member);
    return;
  }
  OpBuilder builder(member);
  Value value = found.slot ? valueOf(found.slot[0]) : current(shape.base);
  replace(member, value ? read(builder, member.getLoc(), value, path.getValue().drop_front(found.consumed))
                        : builder.create<json::UndefinedOp>(member.getLoc(), member.getType()));
}

/// Of a document that is needed as a whole: what is read where ways meet comes by itself, too. Further on it would have to be kept beside it.
void ForwardMembers::forwardAtOnce(Value document) {
  Shape shape = shapes->of(document);
  passBy(document);
  for (Operation *user : llvm::make_early_inc_range(document.getUsers())) {
    auto member = dyn_cast<json::MemberOp>(user);
    if (!member || member->getBlock() != document.getParentBlock())
      continue;
    Shape::Found found = shape.find(pathOf(member));
    if (found.slot && !found.covered)
      forward(member, shape, pathOf(member));
  }
}

/// What fails if a read finds nothing:
///
///     %1 = flow.require_path template %0 from %doc   ->   cf.cond_br %defined, ^then(%0), ^missing
///                                                       ^missing: %doc = ...; %1 = flow.require_path ... from %doc; cf.br ^then(%1)
void ForwardMembers::forwardRequired(flow::RequirePathOp required) {
  llvm::SmallPtrSet<void *, 8> visited;
  Value input = required.getInput();
  if (isDefined(input, visited))
    return replace(required, input);
  OpBuilder builder(required);
  Location loc = required.getLoc();
  if (required.getUse() == flow::PathUse::Condition) { // its cause quotes nothing of the document
    required.getFromMutable().assign(builder.create<json::UndefinedOp>(loc, input.getType()));
    return;
  }
  Value defined = builder.create<json::CallOp>(loc, builder.getI1Type(), "defined", input).getResult();
  Block *before = required->getBlock(), *then = before->splitBlock(required->getNextNode());
  Block *missing = builder.createBlock(then);
  Value result = then->addArgument(input.getType(), loc);
  replaced[required] = result;
  required.getResult().replaceAllUsesWith(result);
  builder.setInsertionPointToEnd(before);
  builder.create<cf::CondBranchOp>(loc, defined, then, input, missing, ValueRange());
  builder.setInsertionPointToEnd(missing);
  Value document = rebuilt(builder, loc, shapes->of(required.getFrom()));
  Value nothing = builder.create<json::UndefinedOp>(loc, input.getType());
  required->moveBefore(missing, missing->end());
  required.getInputMutable().assign(nothing);
  required.getFromMutable().assign(document);
  builder.create<cf::BranchOp>(loc, then, ValueRange(required.getResult()));
}

/// Nothing is left that uses these but each other, branches to each other, outputs of states, and debuggers.
void ForwardMembers::drop(llvm::ArrayRef<Value> documents) {
  llvm::MapVector<Block *, llvm::BitVector> arguments;
  for (Value document : documents) {
    for (OpOperand &use : llvm::make_early_inc_range(document.getUses()))
      if (auto exit = dyn_cast<flow::ExitOp>(use.getOwner()))
        exit.getOutputMutable().clear();
      else if (isa<flow::DebugValueOp>(use.getOwner()))
        use.getOwner()->erase();
    if (auto argument = dyn_cast<BlockArgument>(document)) {
      llvm::BitVector &of = arguments[argument.getOwner()];
      of.resize(argument.getOwner()->getNumArguments());
      of.set(argument.getArgNumber());
    } else if (auto put = document.getDefiningOp<flow::PutOp>(); put && !shapes->isSure(put)) {
      put.getValueMutable().assign(OpBuilder(put).create<json::UndefinedOp>(put.getLoc(), put.getType()));
    } else {
      dead.push_back(document.getDefiningOp());
    }
  }
  for (Operation *op : dead)
    op->dropAllReferences();
  for (auto &[block, which] : arguments)
    dropOperands(*block, which);
  for (auto &[block, which] : arguments)
    block->eraseArguments(which);
  for (Operation *op : dead)
    op->erase();
}

/// One round: what travels by itself then may be such a document in its turn. Whether there were any.
bool ForwardMembers::forwardDocuments() {
  Types types(getOperation().getBody());
  takeAsObjects(types);
  Shapes all(getOperation());
  SoftDocuments soft(getOperation(), all, types);
  shapes = &all;
  replaced.clear(), carried.clear(), dead.clear();
  llvm::SmallVector<Value> documents;
  llvm::copy_if(all.documents(), std::back_inserter(documents), [&](Value document) { return soft.contains(document); });

  for (const SoftDocuments::Place &place : soft.places())
    makeAt(place, soft);

  llvm::SmallVector<flow::RequirePathOp> required;
  for (Value document : documents) {
    Shape shape = all.of(document);
    passBy(document);
    for (Operation *user : llvm::make_early_inc_range(document.getUsers())) {
      if (auto member = dyn_cast<json::MemberOp>(user))
        forward(member, shape, pathOf(member));
      else if (auto path = dyn_cast<flow::RequirePathOp>(user))
        required.push_back(path);
    }
  }
  for (flow::RequirePathOp each : llvm::reverse(required)) // each splits its block: the last ones first, so that little moves
    forwardRequired(each);
  for (Value document : all.documents())
    if (!soft.contains(document))
      forwardAtOnce(document);
  drop(documents);
  count(getOperation(), getArgument(), documents.size());
  return !documents.empty();
}

void ForwardMembers::runOnOperation() {
  if (getOperation().getObserved())
    return;
  for (unsigned round = 0; round < mostRounds && forwardDocuments(); ++round) {
  }
}

} // namespace
