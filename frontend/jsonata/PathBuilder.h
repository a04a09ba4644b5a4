// Builds the path form from the syntax tree, one function an operator. The order of work within each is the
// reference's: of several faults the first found is reported.
#pragma once

#include "frontend/jsonata/Ancestry.h"
#include "frontend/jsonata/SyntaxErrors.h"

namespace aslc::jsonata {

class PathBuilder {
public:
  explicit PathBuilder(llvm::BumpPtrAllocator &memory) : memory(memory) {}
  /// The whole form; meaningless if `error` is set.
  const Term *build(const Node &root);
  uint32_t slotCount() const { return ancestry.slotCount(); }

  std::optional<SyntaxError> error;

private:
  /// An operator or postfix whose left operand is being built.
  struct Pending {
    const Node *node;
    bool keepArray = false; // [] stands on it
    Draft *call = nullptr;  // Call: made before its callee
  };

  Draft *process(const Node &node);
  Draft *processOperand(const Node &node);
  Draft *apply(const Pending &pending, Draft *left);

  Draft *name(const Node &node, bool keepArray);
  Draft *negate(const Node &node);
  Draft *bind(const Node &node);
  Draft *array(const Node &node);
  Draft *object(const Node &node);
  Draft *block(const Node &node);
  Draft *lambda(const Node &node);
  Draft *transform(const Node &node);
  Draft *callArguments(const Node &node);

  Draft *map(const Node &node, Draft *left);
  Draft *chain(const Node &node, Draft *left);
  Draft *binary(const Node &node, Draft *left);
  Draft *condition(const Node &node, Draft *left);
  Draft *predicate(const Node &node, Draft *left);
  Draft *group(const Node &node, Draft *left);
  Draft *sort(const Node &node, Draft *left);
  Draft *focus(const Node &node, Draft *left, bool keepArray);
  Draft *index(const Node &node, Draft *left);
  void checkNewSteps(Draft &path);

  Draft *draft(Kind kind, const Node &node);
  Draft *path(const Node &node, Draft *step);
  const Term *term(const Node &node) { return process(node)->term; }
  void fail(ErrorCode code, Range range, const ErrorArguments &arguments = {});
  void seal(Draft &draft);
  template <typename T> llvm::ArrayRef<T> keep(llvm::ArrayRef<T> items) { return items.copy(memory); }

  llvm::BumpPtrAllocator &memory;
  std::deque<Draft> drafts;
  Ancestry ancestry;
};

} // namespace aslc::jsonata
