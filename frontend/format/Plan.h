// Which objects of a document are the language's own, and in what order their members are to be written. Internal to this
// folder.
#pragma once

#include "frontend/asl/Fields.h"

#include "llvm/ADT/DenseSet.h"

namespace aslc::format {

class Plan {
public:
  /// Of a whole definition.
  Plan(const document::Node &root, bool sortStates);

  /// Indices of an object's members in the order to be written; empty: the order is the author's.
  llvm::ArrayRef<uint32_t> order(const document::Node &object) const;
  /// Whether a nonempty object has its members on lines of their own, however short they are: machines, states, rules,
  /// retriers, catchers.
  bool isSpread(const document::Node &object) const { return spread.contains(&object); }
  /// Whether blank lines between an object's members mean something: those between states do.
  bool isStates(const document::Node &object) const { return states.contains(&object); }

private:
  void addObject(const document::Node &object, asl::OwnerMask owners);
  void addField(const asl::FieldInfo &field, const document::Node &value);
  void addStates(const document::Node &object);

  llvm::DenseMap<const document::Node *, std::vector<uint32_t>> orders;
  llvm::DenseSet<const document::Node *> spread, states;
  bool sortStates;
};

/// Indices of a machine's states in the order of the flow: a state after all that lead to it, loops aside; what errors
/// lead to, and then what nothing leads to, last.
std::vector<uint32_t> flowOrder(const document::Node &machine, const document::Node &states);

} // namespace aslc::format
