#include "ir/passes/Types.h"
#include "ir/passes/Edges.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;
using aslrt::Tag;

TagSet ir::tagsOfLetter(char letter) {
  switch (letter) {
  case 's': return tags::string;
  case 'n': return tags::number;
  case 'b': return tags::boolean;
  case 'l': return tags::null;
  case 'a': return tags::array;
  case 'o': return tags::object;
  case 'f': return tags::function;
  default: return TagSet::any();
  }
}

bool ir::isAlwaysDefined(Value value) {
  return isa_and_present<json::ConstantOp, json::LiteralOp, json::ObjectOp, json::ArrayOp, json::NumberOp, json::BooleanOp, json::ConcatOp,
                         json::IntrinsicOp, flow::PutOp, flow::RequireOp, flow::RequireStringOp, flow::RequirePathOp, flow::ContextOp>(
      value.getDefiningOp());
}

bool ir::givesOperand(Operation *op, TagSet operand) {
  if (isa<flow::RequireOp>(op))
    return operand.isOnly(tags::data);
  auto call = dyn_cast<json::CallOp>(op);
  return call &&
         ((call.getEntry() == "open" && !operand.mayBe(tags::array | tags::undefined)) ||
          (call.getEntry() == "unwrap" && !operand.mayBe(tags::array)) || (call.getEntry() == "java_text" && operand.isOnly(tags::string)));
}

Types::Types(Region &body) {
  isSettled =
      settles(body, [&](BlockArgument argument) { return update(argument, incoming(argument)); }, [&](Operation &op) { return visit(op); });
}

TagSet Types::of(Value value) const {
  if (!isSettled || !isa<json::ValueType>(value.getType()))
    return TagSet::any();
  auto found = types.find(value);
  return found == types.end() ? TagSet::any() : found->second;
}

bool Types::update(Value value, TagSet tags) {
  if (!isa<json::ValueType>(value.getType()))
    return false;
  TagSet &known = types[value];
  TagSet before = known;
  known = known | tags;
  return known != before;
}

/// What is in an op comes before it, as it gives the values of an scf.if.
bool Types::visit(Operation &op) {
  bool changed = false;
  for (Region &region : op.getRegions())
    for (Block &block : region) {
      for (BlockArgument argument : block.getArguments())
        changed |= update(argument, TagSet::any());
      for (Operation &inner : block)
        changed |= visit(inner);
    }
  if (auto choice = dyn_cast<scf::IfOp>(op); choice && !choice.getElseRegion().empty()) {
    for (OpResult result : choice->getResults())
      for (Operation *yield : {choice.thenBlock()->getTerminator(), choice.elseBlock()->getTerminator()})
        changed |= update(result, types.lookup(yield->getOperand(result.getResultNumber())));
    return changed;
  }
  if (op.getNumResults() == 1) {
    changed |= update(op.getResult(0), typeOf(op));
    return changed;
  }
  for (Value result : op.getResults())
    changed |= update(result, TagSet::any());
  return changed;
}

static TagSet typeOfConstant(Attribute value) {
  if (isa<UnitAttr>(value))
    return tags::null;
  if (isa<json::BooleanAttr>(value))
    return tags::boolean;
  return isa<FloatAttr>(value) ? tags::plainNumber : tags::string;
}

static TagSet typeOfLiteral(llvm::StringRef text) {
  text = text.ltrim();
  return text.starts_with("[") ? tags::array & tags::data : text.starts_with("{") ? tags::object & tags::data : tags::data;
}

/// By the signature of a built-in: `<s-nn?:s>`. Functions that give arrays or objects have rules of their own.
static TagSet typeOfInvocation(json::InvokeOp op) {
  char result = findBuiltin(op.getName())->scalarResult();
  return result ? tagsOfLetter(result) | tags::undefined : TagSet::any();
}

static TagSet typeOfIntrinsic(json::IntrinsicOp op) {
  static constexpr std::pair<llvm::StringLiteral, Tag> results[] = {
#define INTRINSIC(Id, Name, Least, Most, Types, Result, Doc) {#Id, Tag::Result},
#include "runtime/abi/Intrinsics.def"
  };
  Tag tag = llvm::find_if(results, [&](const auto &row) { return row.first == op.getName(); })->second;
  return tag == Tag::Undefined ? tags::data : TagSet{tag}; // of JSON, which holds JSON
}

/// What is given by entry points that never give anything else; none for others.
static TagSet typeOfEntry(llvm::StringRef entry) {
  static constexpr std::pair<llvm::StringLiteral, TagSet> results[] = {{"equal", tags::boolean},
                                                                       {"not_equal", tags::boolean},
                                                                       {"contains", tags::boolean},
                                                                       {"concat", tags::string},
                                                                       {"java_text", tags::string},
                                                                       {"array_end", tags::array},
                                                                       {"seq_end", tags::array},
                                                                       {"children", tags::array},
                                                                       {"path_nodes", tags::array},
                                                                       {"pick", tags::array},
                                                                       {"slice", tags::array},
                                                                       {"candidates", tags::array},
                                                                       {"path_length", tags::plainNumber | tags::undefined},
                                                                       {"task_result", tags::data},
                                                                       {"place", tags::plainNumber},
                                                                       {"range", tags::array | tags::undefined},
                                                                       {"pick_object", tags::object | tags::undefined}};
  const auto *row = llvm::find_if(results, [&](const auto &each) { return each.first == entry; });
  return row == std::end(results) ? TagSet() : row->second;
}

TagSet Types::typeOf(json::CallOp call) const {
  llvm::StringRef entry = call.getEntry();
  if (TagSet tags = typeOfEntry(entry); !tags.isNone())
    return tags;
  if (entry == "open") { // an array, or nothing, as a sequence
    TagSet input = types.lookup(call.getOperands()[0]), sequence = tags::array | tags::undefined;
    return input.mayBe(sequence) ? (input - sequence) | tags::array : input;
  }
  if (entry == "unwrap") { // an item of a sequence
    TagSet input = types.lookup(call.getOperands()[0]);
    return input.mayBe(tags::array) ? TagSet::any() : input;
  }
  bool computes = llvm::is_contained({"add", "subtract", "multiply", "divide", "modulo", "negate"}, entry);
  bool compares = llvm::is_contained({"less", "less_equal", "greater", "greater_equal"}, entry);
  if (!computes && !compares)
    return TagSet::any();
  // What is no number, or does not compare, is an error; undefined, if one side may be that.
  TagSet operands;
  for (Value operand : call.getOperands())
    operands = operands | types.lookup(operand);
  return (computes ? tags::plainNumber : tags::boolean) | (operands & tags::undefined);
}

TagSet Types::typeOf(Operation &op) const {
  auto of = [&](Value value) { return types.lookup(value); };
  // What is in a value of JSON is JSON, or not there.
  auto inside = [&](Value value) {
    bool isData = (of(value) - tags::undefined).isOnly(tags::data);
    return isData ? tags::data | tags::undefined : TagSet::any();
  };
  // Undefined is left out where something is made.
  auto made = [&](TagSet what, ValueRange parts) {
    bool isData = llvm::all_of(parts, [&](Value part) { return (of(part) - tags::undefined).isOnly(tags::data); });
    return isData ? what & tags::data : what;
  };
  return llvm::TypeSwitch<Operation *, TagSet>(&op)
      .Case([](json::ConstantOp constant) { return typeOfConstant(constant.getValue()); })
      .Case([](json::LiteralOp literal) { return typeOfLiteral(literal.getText()); })
      .Case([](json::InvokeOp invoke) { return typeOfInvocation(invoke); })
      .Case([](json::IntrinsicOp intrinsic) { return typeOfIntrinsic(intrinsic); })
      .Case([&](json::CallOp call) { return typeOf(call); })
      .Case([&](json::MemberOp member) { return of(member.getInput()).mayBe(tags::object) ? inside(member.getInput()) : tags::undefined; })
      .Case([&](json::AlongOp along) {
        bool mayBeArray = llvm::any_of(along.getMet(), [&](Value value) { return of(value).mayBe(tags::array); });
        return mayBeArray ? inside(along.getMet().front()) : of(along.getMet().back());
      })
      .Case([&](json::FieldsOp fields) { return inside(fields.getInput()); })
      .Case([&](arith::SelectOp select) { return of(select.getTrueValue()) | of(select.getFalseValue()); })
      .Case([&](flow::RequireOp require) { return of(require.getInput()) & tags::data; })
      .Case([&](flow::RequirePathOp require) { return of(require.getInput()) - tags::undefined; })
      .Case([](flow::PutOp) { return tags::array | tags::object; })
      .Case([](json::UndefinedOp) { return tags::undefined; })
      .Case([](json::BooleanOp) { return tags::boolean; })
      .Case([](json::NumberOp) { return tags::plainNumber; })
      .Case([&](json::ArrayOp array) { return made(tags::array, array.getItems()); })
      .Case([&](json::ObjectOp object) { return made(tags::object, object.getValues()); })
      .Case<flow::ContextOp, flow::ErrorOutputOp>([](auto) { return tags::object & tags::data; })
      .Case<json::ConcatOp, flow::RequireStringOp, flow::RequirePathStringOp>([](auto) { return tags::string; })
      .Case<json::RegexOp, json::BuiltinOp, json::FunctionOp>([](auto) { return tags::function; })
      .Default([](Operation *) { return TagSet::any(); });
}

/// What comes by all ways. A machine's input and what a task gives are JSON; a captured variable may never have been assigned.
TagSet Types::incoming(BlockArgument argument) const {
  Block &block = *argument.getOwner();
  if (block.isEntryBlock())
    return isa<flow::MachineOp>(block.getParentOp()) && argument.getArgNumber() == 0 ? tags::data : TagSet::any();
  auto edges = edgesTo(block);
  if (!edges)
    return TagSet::any();
  TagSet all;
  for (Edge &edge : *edges) {
    SuccessorOperands operands = edge.operands();
    bool isResult = operands.isOperandProduced(argument.getArgNumber());
    all = all | (isResult ? tags::data : types.lookup(operands[argument.getArgNumber()]));
  }
  return all;
}
