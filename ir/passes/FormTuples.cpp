// Objects of a long array that code only looks members up in, by names known when compiling, need no keys: the reader makes tuples of their
// values, and looking up is no search.
//
//     flow.inputs = {m = {items = {id = unit, qty = unit}}}      flow.inputs = {m = {items = #flow.demand<{id = unit, qty = unit},
//     tuples>}} flow.fork each %items [@m.Each]() ...                       flow.fork each %items [@m.Each]() ...
//                                                           =>
//     flow.machine @m.Each { ^bb0(%item): ...                     flow.machine @m.Each { ^bb0(%item): ...
//       %0 = json.member %item "qty"                                %0 = json.member %item "qty" at <1 of 2>
//
// Followed is where parts of an input go: members, what requires them to be something, branches, items and captures of forks. Objects that
// are in an array that objects alone lead to may be tuples if nothing else is done with them, or with what they are in; others, such as one
// that has a key twice, stay objects, so that code copes with both.
//
// Left alone: what an observed machine, or a debugger, shows; workflows that ask for something of their executions, for $states.context
// holds the input and its items.

#include "ir/passes/Passes.h"
#include "ir/passes/Remarks.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "llvm/ADT/TypeSwitch.h"

#include <deque>

namespace aslc::ir {
#define GEN_PASS_DEF_FORMTUPLES
#include "ir/passes/Passes.h.inc"
} // namespace aslc::ir

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

/// What is read of a value, as find-demand tells: all of it if there are no members.
struct Part {
  explicit Part(Attribute demand) : demand(demand) {
    auto named = dyn_cast_or_null<flow::DemandAttr>(demand);
    kept = named ? std::optional(named.getKept()) : std::nullopt;
    names = named ? named.getMembers() : dyn_cast_or_null<DictionaryAttr>(demand);
    if (names)
      for (NamedAttribute member : names)
        members.emplace_back(member.getValue());
  }
  /// Where a member is among those that are read, if it is one.
  std::optional<uint32_t> placeOf(StringAttr name) const {
    auto *at = llvm::find_if(names, [&](NamedAttribute member) { return member.getName() == name; });
    return at == names.end() ? std::nullopt : std::optional(uint32_t(at - names.begin()));
  }
  /// Whether objects in arrays of it may be tuples, as far as the reader goes.
  bool mayHoldTuples() const { return names && !names.empty() && names.size() <= mostValues && (!kept || *kept == flow::Kept::Items); }

  static constexpr size_t mostValues = 64;
  Attribute demand;
  std::optional<flow::Kept> kept;
  DictionaryAttr names;
  std::deque<Part> members; // as `names`
  llvm::SmallVector<json::MemberOp> lookups;
  bool hasItems = false; // which members are looked up in
  bool isWalked = false; // the runtime may go over the items. Arrays in these hold no tuples
  bool isOpen = false;   // code may look at any of it, and at what is in it
};

/// What a value is.
struct Role {
  Part *part;
  bool item; // of an array that is the part; else that, or an object
  bool operator==(const Role &) const = default;
};

/// Follows parts of inputs through unobserved machines.
class Roles {
public:
  explicit Roles(ModuleOp module) : symbols(module) {}

  void follow(Value value, Part &part) {
    assign(value, {&part, false});
    while (!pending.empty()) {
      Value next = pending.pop_back_val();
      for (OpOperand &use : next.getUses())
        visit(use, roles.at(next));
    }
  }

private:
  void assign(Value value, Role role) {
    if (!role.part->names) // an object as any other
      return;
    auto [known, isNew] = roles.try_emplace(value, role);
    if (isNew)
      pending.push_back(value);
    else if (known->second != role)
      known->second.part->isOpen = role.part->isOpen = true;
  }

  void visit(OpOperand &use, Role role) {
    auto pass = [&](Operation *op) { assign(op->getResult(0), role); };
    llvm::TypeSwitch<Operation *>(use.getOwner())
        .Case([&](json::MemberOp op) {
          auto place = role.part->placeOf(op.getNameAttr());
          if (!place)
            return open(role);
          role.part->lookups.push_back(op);
          role.part->hasItems |= role.item;
          assign(op.getResult(), {&role.part->members[*place], false});
        })
        .Case([&](json::AlongOp op) {
          bool isLast = use.getOperandNumber() + 1 == op.getMet().size();
          if (isLast)
            pass(op);
          else
            role.part->isWalked |= !role.item;
        })
        .Case<flow::RequireOp, arith::SelectOp>(pass)
        .Case([&](flow::RequireItemsOp op) { op.getPairs() ? open(role) : pass(op); })
        .Case([](flow::MapStartedOp) {}) // which asks how many items there are
        .Case([&](flow::ForkOp op) { visitFork(op, use, role); })
        .Case<cf::BranchOp, cf::CondBranchOp, cf::SwitchOp>([&](Operation *op) {
          auto argument = cast<BranchOpInterface>(op).getSuccessorBlockArgument(use.getOperandNumber());
          argument ? assign(*argument, role) : open(role);
        })
        .Default([&](Operation *) { open(role); });
  }

  static void open(Role role) { role.part->isOpen = true; }

  /// The machines that a fork runs have their input first, then what is captured.
  void visitFork(flow::ForkOp fork, OpOperand &use, Role role) {
    bool isInput = &use == &fork.getInputMutable();
    unsigned place = isInput ? 0 : 1 + use.getOperandNumber() - fork.getODSOperandIndexAndLength(1).first;
    if (fork.getRun() || (isInput && fork.getEach() && role.item))
      return open(role); // items in items are no tuples: none of what is known of this part holds there
    if (isInput && fork.getEach())
      role.item = true;
    for (auto symbol : fork.getMachines().getAsRange<FlatSymbolRefAttr>())
      assign(symbols.lookup<flow::MachineOp>(symbol.getValue()).getBody().getArgument(place), role);
  }

  SymbolTable symbols;
  llvm::DenseMap<Value, Role> roles;
  llvm::SmallVector<Value> pending;
};

struct FormTuples : ir::impl::FormTuplesBase<FormTuples> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    auto inputs = module->getAttrOfType<DictionaryAttr>(flow::inputsAttribute);
    if (!inputs || !module->hasAttr(flow::anonymousAttribute))
      return;
    std::deque<Part> parts;
    Roles roles(module);
    SymbolTable symbols(module);
    for (NamedAttribute input : inputs)
      roles.follow(symbols.lookup<flow::MachineOp>(input.getName()).getBody().getArgument(0), parts.emplace_back(input.getValue()));
    llvm::SmallVector<NamedAttribute> formed;
    for (auto [input, part] : llvm::zip(inputs, parts))
      formed.push_back({input.getName(), form(part, "", /*mayBe=*/true)});
    module->setAttr(flow::inputsAttribute, DictionaryAttr::get(&getContext(), formed));
  }

private:
  /// What is to be read of a part that names lead to. `mayBe`: there is no array on the way.
  Attribute form(Part &part, const std::string &path, bool mayBe) {
    if (part.isOpen || !part.names)
      return part.demand;
    llvm::SmallVector<NamedAttribute> members;
    for (auto [name, member] : llvm::zip(part.names, part.members))
      members.push_back({name.getName(), form(member, path + (path.empty() ? "" : ".") + name.getName().str(), mayBe && !part.hasItems)});
    auto names = DictionaryAttr::get(&getContext(), members);
    if (!mayBe || path.empty() || !part.hasItems || part.isWalked || !part.mayHoldTuples())
      return part.kept ? Attribute(flow::DemandAttr::get(&getContext(), names, *part.kept)) : names;
    for (json::MemberOp lookup : part.lookups)
      lookup.setPlaceAttr(json::PlaceAttr::get(&getContext(), *part.placeOf(lookup.getNameAttr()), uint32_t(part.names.size())));
    remark(part.lookups.front(), getArgument(),
           "the reader makes tuples of the objects in '" + path + "': only members are looked up in them");
    count(getOperation(), getArgument(), 1);
    return flow::DemandAttr::get(&getContext(), names, part.kept ? flow::Kept::ItemTuples : flow::Kept::Tuples);
  }
};

} // namespace
