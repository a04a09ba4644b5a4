// Walks down from the machine by the table of fields. What the table does not know is data, whose order is the author's.
#include "frontend/format/Plan.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>

using namespace llvm;

namespace aslc::format {

using asl::FieldInfo;
using asl::Owner;
using asl::OwnerMask;
using asl::StateType;
using document::Member;
using document::Node;
using NodeKind = document::Kind;

static constexpr OwnerMask anyState = (OwnerMask(1) << (unsigned(StateType::Map) + 1)) - 1;
static constexpr OwnerMask spreadOwners = anyState | asl::maskOf(Owner::Machine) | asl::maskOf(Owner::Branch) |
                                          asl::maskOf(Owner::Processor) | asl::maskOf(Owner::Rule) | asl::maskOf(Owner::Retrier) |
                                          asl::maskOf(Owner::Catcher);

/// The field of that name. Its query language does not matter: rows that differ in it stand at the same place.
static const FieldInfo *lookUp(OwnerMask owners, StringRef name) {
  for (const FieldInfo &field : asl::allFields())
    if ((field.owners & owners) && field.spelling == name)
      return &field;
  return nullptr;
}

/// A field that another type of state has is moved like one of this type.
static const FieldInfo *lookUpAnywhere(OwnerMask owners, StringRef name) {
  const FieldInfo *field = lookUp(owners, name);
  return field || !(owners & anyState) ? field : lookUp(anyState, name);
}

/// The members by the places of their fields. What is no field stays behind the field that it followed.
static std::vector<uint32_t> fieldOrder(const Node &object, OwnerMask owners) {
  std::vector<int> places;
  for (const Member &member : object.members) {
    const FieldInfo *field = lookUpAnywhere(owners, member.key.text());
    places.push_back(field ? int(asl::place(field->id)) : places.empty() ? -1 : places.back());
  }
  std::vector<uint32_t> order(places.size());
  std::iota(order.begin(), order.end(), 0);
  llvm::stable_sort(order, [&](uint32_t a, uint32_t b) { return places[a] < places[b]; });
  return order;
}

static OwnerMask ownersOf(const Node &state) {
  const Node *type = state.find("Type");
  if (type && type->is(NodeKind::String))
    for (unsigned i = 0; i <= unsigned(StateType::Map); ++i)
      if (asl::spelling(StateType(i)) == type->string.text())
        return asl::maskOf(asl::ownerOf(StateType(i)));
  return anyState;
}

Plan::Plan(const Node &root, bool sortStates) : sortStates(sortStates) { addObject(root, asl::maskOf(Owner::Machine)); }

ArrayRef<uint32_t> Plan::order(const Node &object) const {
  auto found = orders.find(&object);
  return found == orders.end() ? ArrayRef<uint32_t>() : ArrayRef(found->second);
}

// Recursive, no deeper than the document, whose depth Options::maxDepth bounds.
void Plan::addObject(const Node &object, OwnerMask owners) {
  if (!object.is(NodeKind::Object) || object.alias)
    return;
  orders[&object] = fieldOrder(object, owners);
  if (owners & spreadOwners)
    spread.insert(&object);
  for (const Member &member : object.members)
    if (const FieldInfo *field = member.merged ? nullptr : lookUpAnywhere(owners, member.key.text()))
      addField(*field, *member.value);
  const Node *inner = object.find("States");
  if (sortStates && inner && states.contains(inner))
    orders[inner] = flowOrder(object, *inner);
}

void Plan::addField(const FieldInfo &field, const Node &value) {
  auto addItems = [&](OwnerMask owners) {
    for (const auto &item : value.items)
      addObject(*item, owners);
  };
  OwnerMask owner = asl::maskOf(field.limit.owner);
  switch (field.kind) {
  case asl::Kind::States: return addStates(value);
  case asl::Kind::Object:
  case asl::Kind::SubMachine: return addObject(value, owner);
  case asl::Kind::Objects:
  case asl::Kind::Machines: return addItems(owner);
  default: // data
    return;
  }
}

void Plan::addStates(const Node &object) {
  if (!object.is(NodeKind::Object) || object.alias)
    return;
  spread.insert(&object);
  states.insert(&object);
  for (const Member &member : object.members)
    addObject(*member.value, ownersOf(*member.value));
}

} // namespace aslc::format
