#include "ir/passes/Shapes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace mlir;
using namespace aslc;
using namespace aslc::ir;

namespace {

constexpr size_t mostParts = 64;   // of a document, lest shapes of long chains take time that grows by its square
constexpr unsigned mostRounds = 32; // until shapes no longer change; what needs more is left alone

bool begins(ArrayAttr path, ArrayAttr prefix) {
  return prefix.size() <= path.size() && llvm::equal(prefix, path.getValue().take_front(prefix.size()));
}

/// Puts a part in the place of what was there or below, else at the end: where the member itself stands or comes to stand.
void place(Shape &shape, Part part) {
  auto isBelow = [&](const Part &old) { return begins(old.path, part.path); };
  auto *first = llvm::find_if(shape.parts, isBelow);
  if (first == shape.parts.end()) {
    shape.parts.push_back(part);
    return;
  }
  *first = part;
  shape.parts.erase(std::remove_if(first + 1, shape.parts.end(), isBelow), shape.parts.end());
}

} // namespace

Shape::Found Shape::find(ArrayAttr path) const {
  for (const Part &part : llvm::reverse(parts)) {
    if (begins(path, part.path))
      return {false, &part.slot, unsigned(part.path.size())};
    if (begins(part.path, path))
      return {true};
  }
  return {};
}

ArrayAttr ir::namesOf(flow::PutOp put) {
  llvm::Expected<llvm::json::Value> steps = llvm::json::parse(put.getSteps());
  if (!steps)
    return llvm::consumeError(steps.takeError()), nullptr;
  llvm::SmallVector<Attribute> names;
  for (const llvm::json::Value &step : *steps->getAsArray()) {
    auto name = step.getAsString();
    if (!name)
      return nullptr;
    names.push_back(StringAttr::get(put.getContext(), *name));
  }
  return ArrayAttr::get(put.getContext(), names);
}

ArrayAttr ir::extended(ArrayAttr path, StringAttr name) {
  llvm::SmallVector<Attribute> names(path.begin(), path.end());
  names.push_back(name);
  return ArrayAttr::get(path.getContext(), names);
}

StringAttr ir::stepsOf(ArrayAttr path) {
  llvm::json::Array names;
  for (llvm::StringRef name : path.getAsValueRange<StringAttr>())
    names.push_back(name);
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(names));
  return StringAttr::get(path.getContext(), text);
}

Shapes::Shapes(flow::MachineOp machine) {
  Region &body = machine.getBody();
  bool changed = true;
  unsigned round = 0;
  for (; changed && round < mostRounds; ++round) {
    changed = false;
    for (Block &block : body) {
      for (BlockArgument argument : block.getArguments())
        changed |= update(argument, compute(argument));
      for (Operation &op : block) {
        if (auto object = dyn_cast<json::ObjectOp>(op))
          changed |= update(object, compute(object));
        else if (auto put = dyn_cast<flow::PutOp>(op))
          changed |= update(put, compute(put));
      }
    }
  }
  if (changed) {
    shapes.clear();
    return;
  }
  for (Block &block : body) {
    auto note = [&](Value value) {
      auto shape = shapes.find(value);
      if (shape != shapes.end() && shape->second.base != value)
        known.push_back(value);
    };
    llvm::for_each(block.getArguments(), note);
    for (Operation &op : block)
      llvm::for_each(op.getResults(), note);
  }
}

Shape Shapes::of(Value value) const {
  auto found = shapes.find(value);
  return found == shapes.end() ? Shape{value, {}} : found->second;
}

/// Whether the shape is another one now. What has been nothing but itself stays so.
bool Shapes::update(Value value, std::optional<Shape> shape) {
  if (!shape)
    return false;
  auto [place, isNew] = shapes.try_emplace(value, *shape);
  if (isNew)
    return true;
  auto same = [](const Part &a, const Part &b) { return a.path == b.path && a.slot == b.slot; };
  Shape &old = place->second;
  if (old.base == value || (old.base == shape->base && llvm::equal(old.parts, shape->parts, same)))
    return false;
  old = std::move(*shape);
  return true;
}

std::optional<Shape> Shapes::compute(json::ObjectOp object) const {
  Shape shape;
  llvm::SmallPtrSet<const void *, 16> distinct;
  for (auto [key, value] : llvm::zip(object.getKeys(), object.getValues())) {
    shape.parts.push_back({ArrayAttr::get(object.getContext(), key), {value, {}, 0}});
    distinct.insert(key.getAsOpaquePointer());
  }
  if (distinct.size() != shape.parts.size() || shape.parts.size() > mostParts)
    return Shape{object, {}};
  return shape;
}

std::optional<Shape> Shapes::compute(flow::PutOp put) const {
  ArrayAttr path = namesOf(put);
  if (!path || path.empty())
    return Shape{put, {}};
  if (isPending(put.getInput()))
    return std::nullopt;
  Shape shape = of(put.getInput());
  place(shape, {path, {put.getValue(), {}, 0}});
  return shape.parts.size() <= mostParts ? shape : Shape{put, {}};
}

/// Whether a value may yet get a shape.
bool Shapes::isPending(Value value) const {
  auto *definition = value.getDefiningOp();
  return (!definition || isa<json::ObjectOp, flow::PutOp>(definition)) && !shapes.contains(value);
}

/// The shape that incoming documents have in common; nothing if they differ by more than the values of their parts.
static std::optional<Shape> merged(llvm::ArrayRef<Shape> incoming, BlockArgument argument) {
  Shape all = incoming.front();
  for (const Shape &each : incoming) {
    auto samePath = [](const Part &a, const Part &b) { return a.path == b.path; };
    if (each.base != all.base || !llvm::equal(each.parts, all.parts, samePath))
      return std::nullopt;
  }
  for (unsigned i = 0; i < all.parts.size(); ++i) {
    Slot differing{nullptr, argument, i};
    llvm::SmallVector<Slot, 4> slots;
    for (const Shape &each : incoming)
      if (each.parts[i].slot != differing) // the document itself, round a loop
        slots.push_back(each.parts[i].slot);
    all.parts[i].slot = !slots.empty() && llvm::all_equal(slots) ? slots.front() : differing;
  }
  return all;
}

std::optional<Shape> Shapes::compute(BlockArgument argument) const {
  Shape itself{argument, {}};
  auto edges = edgesTo(*argument.getOwner());
  if (argument.getOwner()->isEntryBlock() || !edges)
    return itself;
  llvm::SmallVector<Shape, 4> shapes;
  for (Edge &edge : *edges) {
    SuccessorOperands operands = edge.operands();
    if (operands.isOperandProduced(argument.getArgNumber()))
      return itself;
    Value incoming = operands[argument.getArgNumber()];
    if (!isPending(incoming))
      shapes.push_back(of(incoming));
  }
  if (shapes.empty())
    return std::nullopt;
  return merged(shapes, argument).value_or(itself);
}

// What can be put into

bool Shapes::isObject(Value value, llvm::ArrayRef<Attribute> names) const {
  if (!value)
    return false;
  if (auto literal = value.getDefiningOp<json::LiteralOp>()) {
    llvm::Expected<llvm::json::Value> parsed = llvm::json::parse(literal.getText());
    if (!parsed)
      return llvm::consumeError(parsed.takeError()), false;
    const llvm::json::Value *at = &*parsed;
    for (Attribute name : names)
      if (!at->getAsObject() || !(at = at->getAsObject()->get(cast<StringAttr>(name).getValue())))
        return !at; // missing: it will be made
    return at->getAsObject();
  }
  Shape shape = of(value);
  return shape.base != value && takesMembers(shape, ArrayAttr::get(value.getContext(), names));
}

bool Shapes::takesMembers(const Shape &shape, ArrayAttr path) const {
  if (path.empty())
    return !shape.base || !shape.parts.empty() || isObject(shape.base, {});
  Shape::Found found = shape.find(path);
  if (found.covered)
    return true;
  if (found.slot)
    return isObject(found.slot->value, path.getValue().drop_front(found.consumed));
  return !shape.base || isObject(shape.base, path.getValue());
}

bool Shapes::isSure(flow::PutOp put) const {
  ArrayAttr path = namesOf(put);
  if (!path)
    return false;
  Shape input = of(put.getInput());
  for (size_t length = 0; length < path.size(); ++length)
    if (!takesMembers(input, ArrayAttr::get(put.getContext(), path.getValue().take_front(length))))
      return false;
  return true;
}
